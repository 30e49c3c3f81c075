"""Files of the deployed original: packed quizzes with pictures, as it writes them and as it does not."""

import gzip
import json
from typing import Any

import pytest

from rumpus.quiz.content.questions import ChoiceQuestion, SlideQuestion, TextQuestion
from rumpus.quiz.formats import ImportFailed, import_quiz
from rumpus.quiz.formats.limits import LARGEST_QUIZ_JSON
from tests.quiz.formats.quizzes import CANVAS, GIF, PNG, codes, only

AFTER_QUIZ, BEFORE_PICTURE, AFTER_INDEX = b"\xc7\xc7\xc7\x00", b"\xc6\xc6\xc6\x00", b"\xc5\xc5\x00"


def deployed(kind: str | None, answers: Any, **changed: Any) -> dict[str, Any]:
    return {"question": "q", "time": "20", "type": kind, "answers": answers, "image": None} | changed


def choice(**changed: Any) -> dict[str, Any]:
    answers = [{"right": True, "answer": "y", "color": None}, {"right": False, "answer": "n", "color": None}]
    return deployed("ABCD", answers) | changed


def packed(*questions: Any, pictures: dict[int, bytes] | None = None, **changed: Any) -> bytes:
    quiz = {"public": True, "title": "All <b>types</b>", "description": "d", "questions": list(questions)} | changed
    parts = [BEFORE_PICTURE + str(index).encode() + AFTER_INDEX + data for index, data in (pictures or {}).items()]
    return gzip.compress(json.dumps(quiz).encode()) + AFTER_QUIZ + b"".join(parts)


def test_all_kinds_are_taken() -> None:
    result = import_quiz(
        packed(
            choice(),
            deployed("RANGE", {"min": 0, "max": 100, "min_correct": 40, "max_correct": 60}),
            deployed("VOTING", [{"answer": "a", "image": None, "color": "#00ff00"}, {"answer": "b"}]),
            deployed("SLIDE", CANVAS),
            deployed("TEXT", [{"answer": "Berlin", "case_sensitive": True}], time="20.0"),
            deployed("ORDER", [{"answer": "1"}, {"answer": "2"}]),
            deployed("CHECK", [{"right": True, "answer": "a"}, {"right": True, "answer": "b"}], hide_results=True),
            background_color="#abcdef",
        ),
        language="de",
    )
    assert result.format == "cqa"
    assert codes(result) == set()
    quiz = result.quiz
    assert quiz is not None
    assert (quiz.title, quiz.language, quiz.background_color) == ("All <b>types</b>", "de", "#abcdef")
    assert [one.kind for one in quiz.questions] == ["ABCD", "RANGE", "VOTING", "SLIDE", "TEXT", "ORDER", "CHECK"]
    assert [one.time for one in quiz.questions] == [20] * 7
    slide, text = quiz.questions[3], quiz.questions[4]
    assert isinstance(slide, SlideQuestion)
    assert slide.content == CANVAS
    assert isinstance(text, TextQuestion)
    assert text.accepted[0].case_sensitive


def test_pictures_come_with_the_quiz() -> None:
    result = import_quiz(packed(choice(image=0), choice(), pictures={0: PNG, -1: GIF}, cover_image="-1"))
    quiz = result.quiz
    assert quiz is not None
    files = {file.id: file.data for file in result.files}
    assert files[quiz.questions[0].image or ""] == PNG
    assert files[quiz.cover_image or ""] == GIF
    assert quiz.questions[1].image is None


def test_a_picture_may_hold_the_bytes_that_separate_pictures() -> None:
    odd = PNG + BEFORE_PICTURE + b"\x00\x01" + AFTER_QUIZ + AFTER_INDEX + b"end"
    result = import_quiz(packed(choice(image=0), choice(image=1), pictures={0: odd, 1: GIF}))
    assert [file.data for file in result.files] == [odd, GIF]


@pytest.mark.parametrize(
    ("changed", "pictures", "code"),
    [
        ({"image": 5}, {}, "picture_missing"),
        ({"image": "df0557dc694d4063814777f328b2125a"}, {}, "picture_missing"),
        ({"image": True}, {}, "picture_missing"),
        ({"image": 0}, {0: b"<svg onload=alert(1)>"}, "picture_unknown"),
        ({"time": "0"}, {}, "time_fitted"),
        ({"time": "1e999"}, {}, "time_unreadable"),
        ({"time": "soon"}, {}, "time_unreadable"),
        ({"time": None}, {}, "time_missing"),
        ({"time": 5000}, {}, "time_fitted"),
        ({"question": "x" * 900}, {}, "text_cut"),
        ({"answers": [{"right": True, "answer": "x" * 301}, {"answer": "n"}]}, {}, "text_cut"),
        ({"answers": [{"right": True, "answer": "a"}, {"answer": "a"}, {"answer": "b"}]}, {}, "option_doubled"),
        ({"answers": [{"right": True, "answer": "a"}, {"answer": None}, {"answer": "b"}]}, {}, "option_empty"),
        ({"answers": [{"right": n == 19, "answer": str(n)} for n in range(20)]}, {}, "too_many_options"),
        ({"answers": [{"right": True, "answer": "a", "color": "red"}, {"answer": "b"}]}, {}, "color_dropped"),
    ],
)
def test_what_does_not_fit_is_changed_and_said(changed: Any, pictures: dict[int, bytes], code: str) -> None:
    result = import_quiz(packed(choice(**changed), pictures=pictures))
    assert code in codes(result)
    found = only(result)
    assert isinstance(found, ChoiceQuestion)
    assert any(option.right for option in found.options)
    note = next(note for note in result.report if note.code == code)
    assert note.level == "changed"
    assert note.place.question == 1
    assert str(note)


@pytest.mark.parametrize(
    ("question", "code"),
    [
        (choice(question=""), "question_empty"),
        (choice(question="<p> </p>"), "question_empty"),
        (choice(answers=[]), "too_few_options"),
        (choice(answers=None), "too_few_options"),
        (choice(answers=[{"answer": "a"}, {"answer": "b"}]), "none_right"),
        (choice(type="PUZZLE"), "kind_unknown"),
        (deployed("RANGE", {"min": 0, "max": 10}), "span_missing"),
        (deployed("RANGE", {"min": 5, "max": 0, "min_correct": 1, "max_correct": 2}), "span_empty"),
        (deployed("TEXT", []), "too_few_options"),
        ("no question", "question_unreadable"),
    ],
)
def test_what_cannot_be_repaired_lets_nothing_in(question: Any, code: str) -> None:
    result = import_quiz(packed(choice(), question))
    assert result.quiz is None
    assert result.files == ()
    assert code in {note.code for note in result.errors}
    assert any(note.place.question == 2 for note in result.errors)


def test_a_type_of_null_is_a_choice() -> None:
    assert only(import_quiz(packed(choice(type=None)))).kind == "ABCD"


def test_too_many_questions_are_left_out_and_said() -> None:
    result = import_quiz(packed(*[choice()] * 130))
    assert result.quiz is not None
    assert len(result.quiz.questions) == 100
    (note,) = [note for note in result.report if note.code == "too_many_questions"]
    assert note.values == {"limit": 100, "count": 30}


def test_scripts_are_not_let_in() -> None:
    found = only(import_quiz(packed(choice(question="<script>alert(1)</script>Which <i onclick=x>one</i>?"))))
    assert found.question == "Which <i>one</i>?"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_file"),
        (b"\x1f\x8b", "damaged"),
        (gzip.compress(b"{}", mtime=0), "not_this_format"),
        (gzip.compress(b"{}", mtime=0)[:-9] + AFTER_QUIZ, "damaged"),
        (gzip.compress(b"not json", mtime=0) + AFTER_QUIZ, "not_json"),
        (gzip.compress(b"[1]", mtime=0) + AFTER_QUIZ, "not_this_format"),
        (gzip.compress(b"[" * 100_000, mtime=0) + AFTER_QUIZ, "not_json"),
        (gzip.compress(b" " * (LARGEST_QUIZ_JSON + 1), mtime=0) + AFTER_QUIZ, "unpacked_too_large"),
        (gzip.compress(b"\0" * 200_000_000, mtime=0) + AFTER_QUIZ, "unpacked_too_large"),
    ],
)
def test_what_is_no_such_file_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(ImportFailed) as failed:
        import_quiz(data, "quiz.cqa")
    assert failed.value.note.code == code
    assert str(failed.value)
