"""CSV as people make it: encodings, delimiters, headers in two languages, all kinds of questions."""

import codecs

import pytest

from rumpus.quiz.content.questions import (
    CheckQuestion,
    ChoiceQuestion,
    OrderQuestion,
    RangeQuestion,
    SlideQuestion,
    TextQuestion,
)
from rumpus.quiz.formats import ImportFailed, import_quiz
from rumpus.quiz.formats.cells import escaped, unescaped
from tests.quiz.formats.quizzes import codes, imported, only

HEADER = "Kind,Question,Time,Correct,Answer 1,Answer 2,Answer 3"
PLAIN = "Frage;Antwort 1;Antwort 2;Richtig;Zeit\nWie heißt die größte Stadt?;Köln;Berlin;2;15\n"


def table(*rows: str) -> bytes:
    return "\r\n".join([HEADER, *rows]).encode()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_any_encoding_and_delimiter_is_found(encoding: str, delimiter: str) -> None:
    result = import_quiz(PLAIN.replace(";", delimiter).encode(encoding), "städte.csv")
    found = only(result)
    assert isinstance(found, ChoiceQuestion)
    assert (found.question, found.time) == ("Wie heißt die größte Stadt?", 15)
    assert [(option.text, option.right) for option in found.options] == [("Köln", False), ("Berlin", True)]
    assert result.quiz is not None
    assert result.quiz.title == "städte"


def test_all_kinds_have_a_row() -> None:
    quiz = imported(
        table(
            "ABCD,Which?,20,2,a,b",
            'CHECK,Which ones?,20,"1,2",a,b,c',
            "VOTING,Rather?,20,,a,b",
            "ORDER,In order?,20,,first,second,third",
            "RANGE,How many?,20,40..60,0,100",
            "TEXT,Who?,20,,Ada,Grace",
            'SLIDE,Look,,,"One line\nand another"',
        )
    )
    kinds = [type(one).__name__ for one in quiz.questions]
    assert kinds == [
        "ChoiceQuestion",
        "CheckQuestion",
        "VotingQuestion",
        "OrderQuestion",
        "RangeQuestion",
        "TextQuestion",
        "SlideQuestion",
    ]
    _, check, _, order, slider, text, slide = quiz.questions
    assert isinstance(check, CheckQuestion)
    assert check.right_indexes == (0, 1)
    assert isinstance(order, OrderQuestion)
    assert [option.text for option in order.options] == ["first", "second", "third"]
    assert isinstance(slider, RangeQuestion)
    assert (slider.min, slider.max, slider.min_correct, slider.max_correct) == (0, 100, 40, 60)
    assert isinstance(text, TextQuestion)
    assert [one.text for one in text.accepted] == ["Ada", "Grace"]
    assert isinstance(slide, SlideQuestion)
    assert slide.content == "One line\nand another"
    assert slide.time == 120


def test_title_description_and_language_stand_above_the_header() -> None:
    quiz = imported(
        b"Title,Around <b>the</b> world\nDescription:,Ten minutes\nLanguage,fr\n\n" + table("ABCD,Q,20,1,a,b")
    )
    assert (quiz.title, quiz.description, quiz.language) == ("Around <b>the</b> world", "Ten minutes", "fr")


def test_what_people_type_is_meant_as_typed() -> None:
    quiz = imported(table("ABCD,Is 5 < 7 & a <b>bold</b> <x> &amp; &nope;?,20,1,a < b,<b>c</b>"))
    (found,) = quiz.questions
    assert found.question == "Is 5 &lt; 7 &amp; a <b>bold</b> &lt;x&gt; &amp; &amp;nope;?"
    assert isinstance(found, ChoiceQuestion)
    assert [option.text for option in found.options] == ["a < b", "<b>c</b>"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ("ABCD,Q,20,3,a,b", "right_unknown"),
        ("ABCD,Q,20,,a,b", "none_right"),
        ("MAZE,Q,20,1,a,b", "kind_unknown"),
        ("ABCD,,20,1,a,b", "question_empty"),
        ("RANGE,Q,20,,0,10", "span_missing"),
        ("RANGE,Q,20,20,0,10", "span_empty"),
    ],
)
def test_errors_name_the_line(row: str, code: str) -> None:
    result = import_quiz(table("ABCD,Q,20,1,a,b", row), "x.csv")
    assert result.quiz is None
    (note,) = [note for note in result.errors if note.code == code]
    assert note.place.row == 3
    assert str(note).startswith("row 3, question 2")


def test_a_slider_without_ends_gets_room() -> None:
    result = import_quiz(table("RANGE,When?,20,1969"))
    found = only(result)
    assert isinstance(found, RangeQuestion)
    assert found.min < 1969 < found.max
    assert "span_chosen" in codes(result)


def test_a_table_without_kinds_guesses_them() -> None:
    data = b"Question,Answer 1,Answer 2,Correct\nWhich?,a,b,1\nRather?,a,b,\n"
    result = import_quiz(data, "x.csv")
    assert result.quiz is not None
    assert [one.kind for one in result.quiz.questions] == ["ABCD", "VOTING"]
    assert codes(result) == {"title_made", "time_missing", "kind_voting"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Name,Grade\nanna,1\n", "no_header"),
        (codecs.BOM_UTF8 + b"\xff\xfe,1\n", "unknown_format"),
        (b"Question,Answer 1,Answer 2\n" + b"x\n" * 5001, "too_many_rows"),
        (b"Question,Answer 1,Answer 2\n" + b"," * 65 + b"\n", "too_many_columns"),
        (b'Question,Answer 1,Answer 2\n"' + b"x" * 130_000 + b'",a,b\n', "cell_too_long"),
        (b"Question,Answer 1,Answer 2\n" + b"x" * (2 * 1024 * 1024), "file_too_large"),
        (b"Question,Answer 1,Answer 2\n", "no_questions"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, code: str) -> None:
    def refused() -> set[str]:
        try:
            return {note.code for note in import_quiz(data, "x.csv").errors}
        except ImportFailed as failed:
            return {failed.note.code}

    assert refused() == {code}


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\ta", "\ra", "'=1", "''-1", "\uff1d1", "'", "'a", "", "a=1"])
def test_escaping_of_cells_is_taken_back(cell: str) -> None:
    assert unescaped(escaped(cell)) == cell
    assert escaped(cell)[:1] not in {"=", "+", "-", "@", "\t", "\r", "\uff1d"}
