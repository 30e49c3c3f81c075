"""Scoring again after a wrong key, and telling from an answer which options it means."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.library import Answer
from rumpus.quiz.content.file_fields import QuizError
from rumpus.quiz.content.questions import CheckQuestion, ChoiceQuestion, OrderQuestion, Question, Quiz, VotingQuestion
from rumpus.quiz.content.quiz_file import parse_document, to_dict
from rumpus.quiz.records.chosen import given_order, option_ids
from rumpus.quiz.records.rescoring import Key, corrected, is_right, rule_of
from rumpus.quiz.rules.checking import NotAnOption, check
from tests.quiz.formats.quizzes import quizzes
from tests.quiz.story import abcd, order, quiz_of, slide, slider, text, voting
from tests.quiz.story import check as check_question


def answer(given: str, taken: int = 5_000) -> Answer:
    return Answer(
        seat=1, name="anna", question_index=0, question_id="q0", answer=given, option=None, time_taken=taken,
        latency=0, right=False, score=0, played_right=False, played_score=0,
    )  # fmt: skip


def scored(question: dict[str, Any], key: Key, given: str, taken: int = 5_000) -> tuple[bool, int]:
    verdict = rule_of(corrected(quiz_of(question), 0, key), all_right=key.all_right)(answer(given, taken))
    return verdict.right, verdict.score


def test_another_option_was_right() -> None:
    key = Key(right=["1"])
    assert scored(abcd(), key, "no") == (True, 750)
    assert scored(abcd(), key, "yes") == (False, 0)
    assert scored(abcd(), Key(right=["C"]), "maybe") == (True, 750), "a letter as it is shown"


def test_keys_of_all_kinds() -> None:
    assert scored(check_question(), Key(right=["0", "1"]), "01") == (True, 750)
    assert scored(check_question(), Key(right=["0", "1"]), "02") == (False, 0)
    assert scored(text(), Key(accepted=["Berlin", "Bonn"]), "bonn") == (True, 750)
    assert scored(slider(), Key(min_correct=10, max_correct=20), "15.5") == (True, 750)
    assert scored(slider(), Key(max_correct=70), "65") == (True, 750)
    assert scored(order(), Key(order=["2", "0", "1"]), "three, one, two") == (True, 750)
    assert scored(order(), Key(order=["2", "0", "1"]), "one, two, three") == (False, 0)
    assert scored(abcd(), Key(points=200), "yes") == (True, 150)
    assert scored(abcd(), Key(all_right=True), "no", taken=20_000) == (True, 0)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        (abcd(), Key()),
        (abcd(), Key(right=[])),
        (abcd(), Key(right=["Z"])),
        (abcd(), Key(points=2_001)),
        (text(), Key(accepted=[])),
        (text(), Key(right=["a"])),
        (slider(), Key(min_correct=61)),
        (slider(), Key(max_correct=101)),
        (order(), Key(order=["0", "1"])),
        (order(), Key(order=["0", "0", "1"])),
        (voting(), Key(right=["0"])),
        (slide(), Key(all_right=True)),
    ],
)
def test_a_key_that_does_not_fit_is_refused(question: dict[str, Any], key: Key) -> None:
    with pytest.raises(QuizError):
        corrected(quiz_of(question), 0, key)


def test_there_is_no_such_question() -> None:
    with pytest.raises(IndexError):
        corrected(quiz_of(), 1, Key(right=["0"]))


def test_texts_with_commas_are_told_apart() -> None:
    question = parse_document(quiz_of(order("a", "a, b", "b", "c, a"))).questions[0]
    assert isinstance(question, OrderQuestion)
    joined = ", ".join(["a, b", "c, a", "b", "a"])
    found = given_order(question, joined)
    assert found is not None
    assert ", ".join(option.text for option in found) == joined
    assert sorted(option.text for option in found) == ["a", "a, b", "b", "c, a"]
    for nothing in ("", "a", "a, b, b, c", joined + ", a", "x, y, z"):
        assert given_order(question, nothing) is None


@st.composite
def answered(draw: st.DrawFn) -> tuple[Question, str, list[str] | None]:
    """A question with an answer that it takes."""
    question = draw(st.sampled_from(draw(quizzes()).questions))
    match question:
        case ChoiceQuestion() | VotingQuestion():
            return question, draw(st.sampled_from([option.text for option in question.options])), None
        case CheckQuestion():
            chosen = draw(st.lists(st.integers(0, len(question.options) - 1), unique=True).map(sorted))
            return question, ",".join(map(str, chosen)) + ("," if chosen else ""), None
        case OrderQuestion():
            return question, "a", draw(st.permutations([option.text for option in question.options]))
        case _:
            return question, draw(st.one_of(st.integers(-2_000, 2_000).map(str), st.text(max_size=10))), None


@given(answered())
def test_the_key_of_the_game_gives_what_the_game_gave(case: tuple[Question, str, list[str] | None]) -> None:
    question, said, order_said = case
    try:
        checked = check(question, said, order_said)
    except NotAnOption:
        return
    assert is_right(question, checked.answer) == checked.right
    ids = option_ids(question, checked.answer)
    if isinstance(question, ChoiceQuestion | VotingQuestion):
        assert [option.text for option in question.options if option.id == ids] == [checked.answer]
    if isinstance(question, OrderQuestion) and order_said is not None:
        assert ids is not None
        assert len(ids.split(",")) == len(order_said)


@given(quizzes())
def test_a_corrected_question_is_one_that_can_be_kept(quiz: Quiz) -> None:
    document = msgspec.json.decode(msgspec.json.encode(to_dict(quiz)))
    for index, question in enumerate(quiz.questions):
        if isinstance(question, ChoiceQuestion | CheckQuestion):
            new = corrected(document, index, Key(right=[question.options[-1].id]))
            assert isinstance(new, ChoiceQuestion | CheckQuestion)
            assert [option.id for option in new.options if option.right] == [question.options[-1].id]
            assert msgspec.convert(msgspec.to_builtins(new), Question) == new
