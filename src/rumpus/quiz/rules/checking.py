"""Whether an answer is right, and how it is kept (quiz.md 0.4, 4.5). Pure, and a few microseconds for each answer."""

from collections.abc import Callable
from itertools import pairwise
from math import isfinite
from typing import Any, Final, NamedTuple

from rumpus.quiz.content.questions import (
    CheckQuestion,
    ChoiceQuestion,
    OrderQuestion,
    Question,
    RangeQuestion,
    SlideQuestion,
    TextQuestion,
    VotingQuestion,
)
from rumpus.quiz.content.text import folded, plain, unguarded

LONGEST_NUMBER: Final = 64
"""Characters of an answer to RANGE."""

DIGITS_PER_INDEX: Final = 10
"""Up to so many options a CHECK answer may be a plain string of indexes: one digit for each."""


class NotAnOption(ValueError):  # noqa: N818
    """What was sent is no answer to this question: it is refused, not wrong."""


class Checked(NamedTuple):
    """An accepted answer.

    Attributes:
        right: whether it is right. Always False for VOTING.
        answer: how it is kept and shown: the text of the option, the ascending indexes (`"02"`, with more than ten
            options `"0,2"`), the texts of an order joined by `", "`, or what was typed.
    """

    right: bool
    answer: str


def check(question: Question, answer: str, order: list[str] | None = None) -> Checked:
    """Check an answer; `order` is the texts of its `complex_answer`.

    Raises:
        NotAnOption: if it is none of the answers that this question can have. Nothing is an answer to a SLIDE.
    """
    return _CHECKS[type(question)](question, answer, order)


def _choice(question: ChoiceQuestion, answer: str, _order: object) -> Checked:
    option = question.options[_index(question.index_of, answer)]
    return Checked(option.right, option.text)


def _voting(question: VotingQuestion, answer: str, _order: object) -> Checked:
    return Checked(False, question.options[_index(question.index_of, answer)].text)


def _check(question: CheckQuestion, answer: str, _order: object) -> Checked:
    count = len(question.options)
    answer = answer.strip()
    if "," in answer or count > DIGITS_PER_INDEX:
        chosen = sorted(_listed(answer, count))
    else:
        chosen = [_one(digit, count) for digit in answer]
        if any(a >= b for a, b in pairwise(chosen)):
            # The deployed clients send indexes in ascending order. Any other order counts as wrong there, so here.
            return Checked(False, answer)
    kept = ("," if count > DIGITS_PER_INDEX else "").join(map(str, chosen))
    return Checked(tuple(chosen) == question.right_indexes, kept)


def _range(question: RangeQuestion, answer: str, _order: object) -> Checked:
    answer = answer.strip()
    try:
        value = float(answer) if len(answer) <= LONGEST_NUMBER else float("nan")
    except ValueError:
        raise NotAnOption from None
    if not isfinite(value):
        raise NotAnOption
    # The fraction is cut, as a slider between two whole numbers sends x.5: 60.9 counts as 60.
    return Checked(question.min_correct <= int(value) <= question.max_correct, answer)


def _text(question: TextQuestion, answer: str, _order: object) -> Checked:
    typed = plain(answer)
    right = folded(typed, case_sensitive=False) in question.any_case
    if not right and question.exact:
        right = folded(typed, case_sensitive=True) in question.exact
    return Checked(right, typed)


def _order(question: OrderQuestion, _answer: str, order: list[str] | None) -> Checked:
    count = len(question.options)
    if order is None or len(order) != count:
        raise NotAnOption
    indexes = [_index(question.index_of, text) for text in order]
    if len(set(indexes)) != count:
        raise NotAnOption
    right = indexes == list(range(count))
    return Checked(right, ", ".join([question.options[index].text for index in indexes]))


def _slide(_question: SlideQuestion, _answer: str, _order: object) -> Checked:
    raise NotAnOption


def _index(index_of: dict[str, int], answer: str) -> int:
    index = index_of.get(answer)
    if index is None:
        index = index_of.get(unguarded(answer))
        if index is None:
            raise NotAnOption
    return index


def _listed(answer: str, count: int) -> list[int]:
    """Indexes with commas. A comma may follow the last one, so that a single index can be told from two."""
    parts = [part.strip() for part in answer.removesuffix(",").split(",")] if answer else []
    indexes = [_one(part, count) for part in parts]
    if len(set(indexes)) != len(indexes):
        raise NotAnOption
    return indexes


def _one(text: str, count: int) -> int:
    if not (text.isascii() and text.isdigit()) or len(text) > 2 or int(text) >= count:
        raise NotAnOption
    return int(text)


_CHECKS: Final[dict[type, Callable[[Any, str, list[str] | None], Checked]]] = {
    ChoiceQuestion: _choice,
    CheckQuestion: _check,
    VotingQuestion: _voting,
    OrderQuestion: _order,
    RangeQuestion: _range,
    TextQuestion: _text,
    SlideQuestion: _slide,
}
