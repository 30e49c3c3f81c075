"""Which options an answer means, told from the answer as it is kept."""

from collections.abc import Iterator, Sequence
from typing import Final

from rumpus.quiz.content.questions import (
    CheckQuestion,
    ChoiceQuestion,
    OrderQuestion,
    PictureOption,
    Question,
    VotingQuestion,
)
from rumpus.quiz.rules.checking import DIGITS_PER_INDEX

BETWEEN: Final = ", "
"""What stands between the texts of an order as it is kept."""

_STEPS: Final = 2_000
"""Texts that are tried for one answer. Sixteen that differ as people's do need some sixty."""


def option_ids(question: Question, answer: str) -> str | None:
    """Ids of the chosen options with commas, for ORDER in the order that was given.

    Returns:
        None if the question has no options, or the answer names none of them.
    """
    match question:
        case ChoiceQuestion() | VotingQuestion():
            index = question.index_of.get(answer)
            return None if index is None else question.options[index].id
        case CheckQuestion():
            indexes = _indexes(question, answer)
            return None if indexes is None else ",".join(question.options[index].id for index in indexes)
        case OrderQuestion():
            order = given_order(question, answer)
            return None if order is None else ",".join(option.id for option in order)
        case _:
            return None


def given_order(question: OrderQuestion, answer: str) -> list[PictureOption] | None:
    """The options in the order of an answer to ORDER: their texts, joined. A text may hold a comma itself."""
    return _split(answer, question.options, iter(range(_STEPS)))


def _split(rest: str, left: Sequence[PictureOption], steps: Iterator[int]) -> list[PictureOption] | None:
    if not left:
        return [] if not rest else None
    # The longest first: of two texts of which one begins the other, only one way through uses up all.
    for option in sorted(left, key=lambda one: -len(one.text)):
        if next(steps, None) is None:
            return None
        if not rest.startswith(option.text):
            continue
        after = rest[len(option.text) :]
        others = [one for one in left if one is not option]
        if others:
            if not after.startswith(BETWEEN):
                continue
            after = after[len(BETWEEN) :]
        found = _split(after, others, steps)
        if found is not None:
            return [option, *found]
    return None


def _indexes(question: CheckQuestion, answer: str) -> list[int] | None:
    parts = answer.split(",") if len(question.options) > DIGITS_PER_INDEX and answer else list(answer)
    indexes = [int(part) for part in parts if part.isascii() and part.isdigit() and len(part) <= 2]
    if len(indexes) != len(parts) or any(index >= len(question.options) for index in indexes):
        return None
    return indexes
