"""The demo quiz can be played, in two languages that are one quiz."""

from importlib.resources import files

import msgspec
import pytest

from rumpus.quiz.content.demo import LANGUAGES, demo_quiz
from rumpus.quiz.content.questions import CheckQuestion, ChoiceQuestion, OrderQuestion, RangeQuestion, TextQuestion
from rumpus.quiz.content.quiz_file import from_dict, parse_quiz, to_dict, write_quiz
from rumpus.quiz.rules.checking import check

KINDS = {"ABCD", "RANGE", "VOTING", "SLIDE", "TEXT", "ORDER", "CHECK"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_all_kinds_of_question(language: str) -> None:
    quiz = demo_quiz(language)
    assert quiz.language == language
    assert {question.kind for question in quiz.questions} == KINDS
    assert 8 <= len(quiz.questions) <= 10
    assert all(question.explanation for question in quiz.questions if question.kind != "SLIDE")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_has_an_answer_that_is_right(language: str) -> None:
    for question in demo_quiz(language).questions:
        match question:
            case ChoiceQuestion():
                (right,) = [option.text for option in question.options if option.right]
                assert check(question, right).right
            case CheckQuestion():
                assert check(question, "".join(map(str, question.right_indexes))).right
            case OrderQuestion():
                assert check(question, "a", [option.text for option in question.options]).right
            case RangeQuestion():
                assert check(question, str(question.min_correct)).right
                # A slider left where it starts earns nothing.
                assert not check(question, str((question.min + question.max) / 2)).right
            case TextQuestion():
                assert check(question, question.accepted[0].text).right


def test_both_languages_ask_the_same() -> None:
    english, german = demo_quiz("en"), demo_quiz("de")
    for one, other in zip(english.questions, german.questions, strict=True):
        assert (one.id, one.kind, one.time, one.points) == (other.id, other.kind, other.time, other.points)
        assert one.question != other.question
        if isinstance(one, ChoiceQuestion) and isinstance(other, ChoiceQuestion):
            assert [(a.id, a.right) for a in one.options] == [(b.id, b.right) for b in other.options]
        if isinstance(one, CheckQuestion) and isinstance(other, CheckQuestion):
            assert one.right_indexes == other.right_indexes


@pytest.mark.parametrize(
    ("asked", "given"), [("de", "de"), ("de-CH", "de"), ("de_AT", "de"), ("DE", "de"), ("en-GB", "en"), ("fr", "en")]
)
def test_it_speaks_the_language_that_comes_closest(asked: str, given: str) -> None:
    assert demo_quiz(asked).language == given


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_file_says_what_is_read(language: str) -> None:
    """Nothing in it is cleaned away, and no member is misspelt."""
    written = msgspec.json.decode(files("rumpus.quiz.content.demo").joinpath(f"{language}.json").read_bytes())
    quiz = demo_quiz(language)
    assert msgspec.json.decode(msgspec.json.encode(to_dict(quiz))) == written
    assert parse_quiz(write_quiz(quiz)) == from_dict(to_dict(quiz)) == quiz
