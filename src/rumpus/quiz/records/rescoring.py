"""Scoring a question again after a wrong key: "the right answer was B". Pure, on results that were kept."""

from collections.abc import Callable
from typing import Any, Final

import msgspec

from rumpus.library import Answer, Verdict
from rumpus.quiz.content.file_fields import Problem, QuizError
from rumpus.quiz.content.questions import OrderQuestion, Question, SlideQuestion, VotingQuestion
from rumpus.quiz.content.quiz_file import FORMAT, parse_document
from rumpus.quiz.records.chosen import given_order
from rumpus.quiz.rules.checking import NotAnOption, check
from rumpus.quiz.rules.phases import SECOND
from rumpus.quiz.rules.scoring import score


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The right solution of a question. Which member is needed depends on the kind of the question.

    Attributes:
        right: ABCD and CHECK: ids of the options that are right. Letters as shown (`A`, `B`) are taken too.
        accepted: TEXT: the texts that are right.
        min_correct: RANGE: the smallest right number, as `max_correct` is the largest.
        order: ORDER: ids of all options in the right order.
        points: what a right answer earns at most; unchanged if missing.
        all_right: everybody who answered is right: the question itself was wrong.
    """

    right: list[str] | None = None
    accepted: list[str] | None = None
    min_correct: int | None = None
    max_correct: int | None = None
    order: list[str] | None = None
    points: int | None = None
    all_right: bool = False


_NEEDS: Final = {"ABCD": "right", "CHECK": "right", "TEXT": "accepted", "RANGE": "min_correct", "ORDER": "order"}


def corrected(document: dict[str, Any], index: int, key: Key) -> Question:
    """The question of a played quiz as it should have been.

    Raises:
        QuizError: the key does not fit the question.
        IndexError: there is no such question.
    """
    raw: dict[str, Any] = dict(document["questions"][index])
    kind = raw["kind"]
    if kind in ("SLIDE", "VOTING"):
        raise QuizError([Problem("", f"a {kind} question has no right answer")])
    if key.points is not None:
        raw["points"] = key.points
    member = _NEEDS[kind]
    if getattr(key, member) is None and key.max_correct is None and not key.all_right and key.points is None:
        raise QuizError([Problem(member, f"is missing: a {kind} question needs it")])
    if kind in ("ABCD", "CHECK") and key.right is not None:
        right = _ids_of(raw["options"], key.right, "right")
        raw["options"] = [option | {"right": option["id"] in right} for option in raw["options"]]
    elif kind == "TEXT" and key.accepted is not None:
        raw["accepted"] = [{"text": text} for text in key.accepted]
    elif kind == "RANGE":
        raw |= {
            name: value
            for name, value in (("min_correct", key.min_correct), ("max_correct", key.max_correct))
            if value is not None
        }
    elif kind == "ORDER" and key.order is not None:
        ids = _ids_of(raw["options"], key.order, "order")
        if sorted(ids) != sorted(option["id"] for option in raw["options"]):
            raise QuizError([Problem("order", "must name every option once")])
        raw["options"] = sorted(raw["options"], key=lambda option: ids.index(option["id"]))
    quiz = {"rumpus_quiz": FORMAT, "title": "-", "questions": [raw]}
    return parse_document(quiz).questions[0]


def rule_of(question: Question, *, all_right: bool = False) -> Callable[[Answer], Verdict]:
    """What says for each answer whether it is right, and what it earns for the time it took."""

    def rule(answer: Answer) -> Verdict:
        right = all_right or is_right(question, answer.answer)
        return Verdict(right, score(answer.time_taken, question.time * SECOND, question.points) if right else 0)

    return rule


def is_right(question: Question, answer: str) -> bool:
    """Whether an answer as it is kept is right."""
    if isinstance(question, SlideQuestion | VotingQuestion):
        return False
    if isinstance(question, OrderQuestion):
        order = given_order(question, answer)
        return order is not None and tuple(order) == question.options
    try:
        return check(question, answer).right
    except NotAnOption:
        return False


def _ids_of(options: list[dict[str, Any]], named: list[str], member: str) -> list[str]:
    """Ids of options that are named by id or by the letter under which they were shown."""
    ids = [option["id"] for option in options]
    letters = {chr(ord("A") + place): name for place, name in enumerate(ids)}
    found = [name if name in ids else letters.get(name, "") for name in named]
    for name, known in zip(named, found, strict=True):
        if not known:
            raise QuizError([Problem(member, f'"{name[:40]}" is no option of this question')])
    return found
