"""What a scripted player answers: right or wrong on purpose, from the questions and solutions that the host has."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any, NamedTuple

SHARE_RIGHT = 0.6
"""How often a player tries to be right."""

MOST_INDEX_DIGITS = 10
"""CHECK questions with more options take a list of indexes: `12` could be one index or two."""


class Answer(NamedTuple):
    """An answer to send.

    Attributes:
        members: of `submit_answer`, without `question_index`.
        right: whether the server must find it right.
    """

    members: Mapping[str, Any]
    right: bool


def choose(question: Mapping[str, Any], dice: Random) -> Answer | None:
    """An answer to a question of `registered_as_admin`; None if it takes none (a slide)."""
    rule = RULES.get(question["type"])
    return None if rule is None else rule(question["answers"], dice, dice.random() < SHARE_RIGHT)


def _abcd(options: list[Mapping[str, Any]], dice: Random, right: bool) -> Answer:
    fitting = [option for option in options if option["right"] == right] or options
    text = dice.choice(fitting)["answer"]
    return Answer({"answer": text}, any(option["right"] for option in options if option["answer"] == text))


def _check(options: list[Mapping[str, Any]], dice: Random, right: bool) -> Answer:
    solution = [index for index, option in enumerate(options) if option["right"]]
    chosen = solution
    if not right or not solution:
        flipped = dice.randrange(len(options))
        chosen = sorted(set(solution) ^ {flipped}) or [(flipped + 1) % len(options)]
    digits = "".join(map(str, chosen))
    return Answer({"answer": digits if len(options) <= MOST_INDEX_DIGITS else chosen}, chosen == solution)


def _range(bounds: Mapping[str, int], dice: Random, right: bool) -> Answer:
    low, high = bounds["min_correct"], bounds["max_correct"]
    outside = [
        part for part in ((bounds["min"], min(low - 1, bounds["max"])), (max(high + 1, bounds["min"]), bounds["max"]))
        if part[0] <= part[1]
    ]  # fmt: skip
    if right or not outside:
        number = dice.randint(low, high)
    else:
        number = dice.randint(*dice.choice(outside))
    # The slider of the deployed client sends a string, other clients a number.
    return Answer({"answer": dice.choice((number, str(number)))}, low <= number <= high)


def _text(accepted: list[Mapping[str, Any]], dice: Random, right: bool) -> Answer:
    if not right:
        return Answer({"answer": f"no idea {dice.randrange(1000)}"}, right=False)
    entry = dice.choice(accepted)
    text = entry["answer"]
    spellings = [text, f" {text} "]
    # Not every upper case leads back: ß becomes SS.
    if not entry["case_sensitive"] and text.upper().lower() == text.lower():
        spellings.append(text.upper())
    return Answer({"answer": dice.choice(spellings)}, right=True)


def _order(options: list[Mapping[str, Any]], dice: Random, right: bool) -> Answer:
    solution = [option["answer"] for option in options]
    told = solution if right else solution[1:] + solution[:1]
    if not right:
        dice.shuffle(told)
    return Answer({"answer": "a", "complex_answer": [{"answer": text} for text in told]}, told == solution)


def _voting(options: list[Mapping[str, Any]], dice: Random, right: bool) -> Answer:  # noqa: ARG001 - a vote is never right
    return Answer({"answer": dice.choice(options)["answer"]}, right=False)


RULES: Mapping[str | None, Callable[[Any, Random, bool], Answer]] = {
    "ABCD": _abcd,
    "CHECK": _check,
    "RANGE": _range,
    "TEXT": _text,
    "ORDER": _order,
    "VOTING": _voting,
}
