"""Scripted answers: right ones are right and wrong ones wrong, for every kind of question, whatever the dice say."""

from collections.abc import Mapping
from random import Random
from typing import Any

import pytest

from rumpus.rehearse.quiz.answers import Answer, choose

OPTIONS = [{"answer": "yes", "right": True}, {"answer": "no", "right": False}, {"answer": "yes", "right": False}]
MANY = [{"answer": f"option {index}", "right": index in (1, 11)} for index in range(12)]
PLACES = [{"answer": "Kiel"}, {"answer": "Ulm"}, {"answer": "Bonn"}]
TEXTS = [{"answer": "Straße", "case_sensitive": False}, {"answer": "Ulm", "case_sensitive": True}]
BOUNDS = {"min": 0, "max": 10, "min_correct": 0, "max_correct": 4}


def answers(kind: str | None, options: Any) -> list[Answer]:
    dice = Random(7)
    found = [choose({"type": kind, "answers": options}, dice) for _ in range(300)]
    assert all(found)
    return [answer for answer in found if answer is not None]


def told(answer: Answer) -> Any:
    return answer.members["answer"]


def test_options_are_right_if_any_of_that_text_is() -> None:
    assert {(told(answer), answer.right) for answer in answers("ABCD", OPTIONS)} == {("yes", True), ("no", False)}


def test_checks_are_indexes_in_order() -> None:
    found = answers("CHECK", OPTIONS)
    assert {(told(answer), answer.right) for answer in found} >= {("0", True), ("01", False), ("02", False)}
    assert all(told(answer) for answer in found)


def test_checks_with_many_options_are_a_list() -> None:
    found = answers("CHECK", MANY)
    assert [1, 11] in [told(answer) for answer in found if answer.right]
    assert all(isinstance(told(answer), list) for answer in found)
    assert all((told(answer) == [1, 11]) == answer.right for answer in found)


def test_numbers_stay_on_the_slider_and_come_as_numbers_and_texts() -> None:
    found = answers("RANGE", BOUNDS)
    assert all(0 <= int(told(answer)) <= 10 for answer in found)
    assert all((int(told(answer)) <= 4) == answer.right for answer in found)
    assert {type(told(answer)) for answer in found} == {int, str}
    everything = {"min": 1, "max": 2, "min_correct": 1, "max_correct": 2}
    assert all(answer.right for answer in answers("RANGE", everything))


def test_texts_are_spelled_as_people_do_but_only_where_that_is_right() -> None:
    right = {told(answer) for answer in answers("TEXT", TEXTS) if answer.right}
    assert right == {"Straße", " Straße ", "Ulm", " Ulm "}
    assert all(told(answer).startswith("no idea") for answer in answers("TEXT", TEXTS) if not answer.right)


def test_orders_are_told_in_full() -> None:
    for answer in answers("ORDER", PLACES):
        order = [part["answer"] for part in answer.members["complex_answer"]]
        assert sorted(order) == ["Bonn", "Kiel", "Ulm"]
        assert (order == ["Kiel", "Ulm", "Bonn"]) == answer.right


def test_votes_are_never_right() -> None:
    found = answers("VOTING", PLACES)
    assert not any(answer.right for answer in found)
    assert {told(answer) for answer in found} == {"Kiel", "Ulm", "Bonn"}


@pytest.mark.parametrize("question", [{"type": "SLIDE", "answers": "{}"}, {"type": None, "answers": []}])
def test_slides_take_no_answer(question: Mapping[str, Any]) -> None:
    assert choose(question, Random(1)) is None
