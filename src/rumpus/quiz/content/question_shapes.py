"""The shapes of a question on the wire: as players see it (3.3) and with its solution (3.5, 4.1, 4.2).

Members after the documented ones are ours. They stay `UNSET`, and so off the wire, on the namespace `/`.
"""

from typing import Final, Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.quiz.content.slide import canvas
from rumpus.quiz.content.text import guarded

KindName: TypeAlias = Literal["ABCD", "RANGE", "VOTING", "SLIDE", "TEXT", "ORDER", "CHECK"]

COLORED: Final = 4
"""Deployed pages have colours for so many options and fail at a further one without a colour."""

_COLORS: Final = (
    "#8fb8de",
    "#e8b86d",
    "#9fc9a0",
    "#d79bb5",
    "#b7a5d6",
    "#8cc7c4",
    "#d8a48f",
    "#bcbf7a",
    "#a3acb8",
    "#e3c4a8",
    "#93b39a",
    "#c9a0c9",
)


class ShownOption(msgspec.Struct, frozen=True):
    """An option as players see it. `image` is there for VOTING and ORDER.

    It has no id: ids of options are known to the host alone, since one may tell what is right, or in which order.
    """

    answer: str
    image: str | UnsetType | None = UNSET
    color: str | None = None
    image_alt: str | UnsetType = UNSET

    def deployed(self, index: int) -> "ShownOption":
        """This option as the namespace `/` says it, at this place."""
        return ShownOption(guarded(self.answer), self.image, _colored(self.color, index))


class ShownRange(msgspec.Struct, frozen=True):
    """The slider of a RANGE question, as players see it."""

    min: int
    max: int


ShownAnswers: TypeAlias = list[ShownOption] | ShownRange
"""For TEXT an empty list: what is accepted is the solution."""


class ShownQuestion(msgspec.Struct, frozen=True):
    """A question without its solution. `time` is seconds, a whole number in a string."""

    question: str
    time: str
    type: KindName
    answers: ShownAnswers
    image: str | None = None
    hide_results: bool = False
    id: str | UnsetType = UNSET
    points: int | UnsetType = UNSET
    image_alt: str | UnsetType = UNSET
    credit: str | UnsetType = UNSET

    def deployed(self) -> "ShownQuestion":
        """This question as the namespace `/` says it."""
        answers = self.answers
        if isinstance(answers, list):
            answers = [option.deployed(index) for index, option in enumerate(answers)]
        return ShownQuestion(self.question, self.time, self.type, answers, self.image, self.hide_results)


class SolvedOption(msgspec.Struct, frozen=True):
    """An option, or an accepted text, with its secret.

    ABCD and CHECK say `right`, `answer`, `color`; VOTING and ORDER `answer`, `image`, `color`, ORDER in the right
    order; TEXT `answer`, `case_sensitive`.
    """

    right: bool | UnsetType = UNSET
    answer: str = ""
    image: str | UnsetType | None = UNSET
    color: str | UnsetType | None = UNSET
    case_sensitive: bool | UnsetType = UNSET
    id: str | UnsetType = UNSET
    image_alt: str | UnsetType = UNSET

    def deployed(self, index: int) -> "SolvedOption":
        """This option as the namespace `/` says it, at this place."""
        color = self.color if isinstance(self.color, UnsetType) else _colored(self.color, index)
        return SolvedOption(self.right, guarded(self.answer), self.image, color, self.case_sensitive)


class SolvedRange(msgspec.Struct, frozen=True):
    """A slider with the secret: `min_correct` to `max_correct`, both included, are right."""

    min: int
    max: int
    min_correct: int
    max_correct: int


SolvedAnswers: TypeAlias = list[SolvedOption] | SolvedRange | str
"""SLIDE has its content: plain text or the JSON text of a canvas (on the namespace `/` always a canvas)."""


class SolvedQuestion(msgspec.Struct, frozen=True):
    """A whole question (QuizQuestion, 4.1). `time` is seconds, a whole number in a string."""

    question: str
    time: str
    type: KindName
    answers: SolvedAnswers
    image: str | None = None
    hide_results: bool = False
    id: str | UnsetType = UNSET
    points: int | UnsetType = UNSET
    image_alt: str | UnsetType = UNSET
    credit: str | UnsetType = UNSET
    explanation: str | UnsetType = UNSET

    def deployed(self) -> "SolvedQuestion":
        """This question as the namespace `/` says it."""
        answers = self.answers
        if isinstance(answers, list):
            answers = [option.deployed(index) for index, option in enumerate(answers)]
        elif isinstance(answers, str):
            answers = canvas(answers)
        return SolvedQuestion(self.question, self.time, self.type, answers, self.image, self.hide_results)


def _colored(color: str | None, index: int) -> str | None:
    return _COLORS[(index - COLORED) % len(_COLORS)] if color is None and index >= COLORED else color
