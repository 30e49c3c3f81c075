"""Moodle's GIFT format, after the examples of its documentation."""

from typing import Any

import pytest

from rumpus.quiz.content.questions import (
    CheckQuestion,
    ChoiceQuestion,
    OrderQuestion,
    Question,
    RangeQuestion,
    SlideQuestion,
)
from rumpus.quiz.content.questions import TextQuestion as Typed
from rumpus.quiz.formats import import_quiz
from tests.quiz.formats.quizzes import codes, only


def read(source: str, **changed: Any) -> Question:
    return only(import_quiz(source.encode(), "x.gift", **changed))


def marked(found: Question) -> list[str]:
    assert isinstance(found, ChoiceQuestion | CheckQuestion)
    return [("+" if option.right else "-") + option.text for option in found.options]


@pytest.mark.parametrize(
    ("source", "kind", "expected"),
    [
        ("Which tomb?{~Grant ~Jefferson =no one}", "ABCD", ["-Grant", "-Jefferson", "+no one"]),
        ("Sky?{=blue#yes ~green # no\n}", "ABCD", ["+blue", "-green"]),
        ("Sky?{=blue =azure ~green}", "ABCD", ["+blue", "+azure", "-green"]),
        ("Two?{~%50%a ~%50%b ~%-100%c}", "CHECK", ["+a", "+b", "-c"]),
        ("All?{~%100%a ~%100%b}", "ABCD", ["+a", "+b"]),
        ("One?{~%100%a ~%-50%b}", "CHECK", ["+a", "-b"]),
        ("Sign?{=a \\= b ~c \\~ \\{d\\} \\#1 \\: \\\\}", "ABCD", ["+a = b", "-c ~ {d} #1 : \\"]),
        ("Html?{=[html]<b>x</b> &lt; y ~[plain]<b>}", "ABCD", ["+x < y", "-<b>"]),
        ("Sun rises?{T}", "ABCD", ["+True", "-False"]),
        ("Sun rises?{ false#no }", "ABCD", ["-True", "+False"]),
    ],
)
def test_choices_are_read(source: str, kind: str, expected: list[str]) -> None:
    found = read(source)
    assert found.kind == kind
    assert marked(found) == expected


def test_truth_has_words_in_the_language_of_the_quiz() -> None:
    assert marked(read("Gut?{TRUE}", language="de")) == ["+Wahr", "-Falsch"]


def test_short_answers_are_typed() -> None:
    found = read("Two plus two equals {=four =%50%3.9 =4#right}.")
    assert isinstance(found, Typed)
    assert found.question == "Two plus two equals _____ ."
    assert [one.text for one in found.accepted] == ["four", "4"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("#1822:5", (1817, 1827)),
        ("#1822", (1822, 1822)),
        ("#1..5", (1, 5)),
        ("#=3:2 =%50%3:4", (1, 5)),
        ("#-2.5:1", (-3, -2)),
    ],
)
def test_numbers_are_sliders(answer: str, expected: tuple[int, int]) -> None:
    found = read("How many?{" + answer + "}")
    assert isinstance(found, RangeQuestion)
    assert (found.min_correct, found.max_correct) == expected
    assert found.min < expected[0] <= expected[1] < found.max


def test_a_fraction_is_typed() -> None:
    found = read("Pi?{#3.14}")
    assert isinstance(found, Typed)
    assert [one.text for one in found.accepted] == ["3.14", "3,14"]


def test_matching_with_places_is_an_order() -> None:
    found = read("Order?{=2 -> second =1 -> first =3. -> third}")
    assert isinstance(found, OrderQuestion)
    assert [option.text for option in found.options] == ["first", "second", "third"]


def test_a_description_is_a_slide() -> None:
    found = read("::Welcome::[html]<p>Sit <b>down</b>.</p><p>Now.</p>")
    assert isinstance(found, SlideQuestion)
    assert (found.question, found.content) == ("Welcome", "Sit down.\nNow.")


def test_a_whole_file() -> None:
    source = """// A file\n$CATEGORY: $course$/top/Rivers // of Europe

::Q1:: [html]Which is <i>longer</i>? {
    =Volga #well done
    ~Rhine
    #### It is 3531 km
}

Say what you think. {}

Match. {=a -> b =c -> d}

Rhine flows {~up =down} the hill. // not a comment\r\n\r\n// the end"""
    result = import_quiz(source.encode())
    assert result.format == "gift"
    quiz = result.quiz
    assert quiz is not None
    assert quiz.title == "Rivers / of Europe"
    first, last = quiz.questions
    assert (first.question, first.explanation) == ("Which is <i>longer</i>?", "It is 3531 km")
    assert last.question == "Rhine flows _____ the hill. // not a comment"
    skipped = [note for note in result.report if note.level == "skipped"]
    assert [(note.values["kind"], note.place.question) for note in skipped] == [("essay", 2), ("matching", 2)]
    assert "feedback_dropped" in codes(result)


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("Open {=a ~b", "question_unreadable"),
        ("Odd {a =b}", "question_unreadable"),
        ("None {~a ~b}", "none_right"),
        ("Number {#x}", "question_unreadable"),
        ("{=a ~b}", "question_empty"),
        ("One {=a ~}", "too_few_options"),
        ("Essay {}", "no_questions"),
    ],
)
def test_broken_questions_let_nothing_in(source: str, code: str) -> None:
    result = import_quiz(source.encode(), "x.gift")
    assert result.quiz is None
    assert code in {note.code for note in result.errors}
