"""The shapes of a question on the wire: as players see it (3.3) and with its solution (3.5, 4.1, 4.2).

Members after the documented ones are ours. They stay `UNSET`, and so off the wire, on the namespace `/`.
"""

from typing import Literal, TypeAlias

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.quiz.text import guarded

KindName: TypeAlias = Literal["ABCD", "RANGE", "VOTING", "SLIDE", "TEXT", "ORDER", "CHECK"]


class ShownOption(msgspec.Struct, frozen=True):
    """An option of ABCD or CHECK, as players see it."""

    answer: str
    color: str | None = None
    id: str | UnsetType = UNSET


class ShownPicture(msgspec.Struct, frozen=True):
    """An option of VOTING or ORDER, as players see it."""

    answer: str
    image: str | None = None
    color: str | None = None
    id: str | UnsetType = UNSET
    image_alt: str | UnsetType = UNSET


class ShownRange(msgspec.Struct, frozen=True):
    """The slider of a RANGE question, as players see it."""

    min: int
    max: int


ShownAnswers: TypeAlias = list[ShownOption] | list[ShownPicture] | ShownRange
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
        answers: ShownAnswers
        if isinstance(self.answers, ShownRange):
            answers = self.answers
        elif self.type in ("ABCD", "CHECK", "TEXT"):
            answers = [ShownOption(guarded(option.answer), option.color) for option in self.answers]
        else:
            answers = [
                ShownPicture(guarded(option.answer), getattr(option, "image", None), option.color)
                for option in self.answers
            ]
        return ShownQuestion(self.question, self.time, self.type, answers, self.image, self.hide_results)


class SolvedOption(msgspec.Struct, frozen=True):
    """An option of ABCD or CHECK with the secret."""

    right: bool
    answer: str
    color: str | None = None
    id: str | UnsetType = UNSET


class SolvedRange(msgspec.Struct, frozen=True):
    """A slider with the secret: `min_correct` to `max_correct`, both included, are right."""

    min: int
    max: int
    min_correct: int
    max_correct: int


class SolvedText(msgspec.Struct, frozen=True):
    """A text that is accepted."""

    answer: str
    case_sensitive: bool


SolvedAnswers: TypeAlias = list[SolvedOption] | list[SolvedText] | list[ShownPicture] | SolvedRange | str
"""VOTING and ORDER carry pictures, ORDER in the right order; SLIDE the text of its canvas."""


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
        return SolvedQuestion(
            self.question, self.time, self.type, _guarded_answers(self.answers), self.image, self.hide_results
        )


def _guarded_answers(answers: SolvedAnswers) -> SolvedAnswers:
    if isinstance(answers, SolvedRange | str):
        return answers
    options: list[SolvedOption] = []
    texts: list[SolvedText] = []
    pictures: list[ShownPicture] = []
    for answer in answers:
        if isinstance(answer, SolvedOption):
            options.append(SolvedOption(answer.right, guarded(answer.answer), answer.color))
        elif isinstance(answer, SolvedText):
            texts.append(SolvedText(guarded(answer.answer), answer.case_sensitive))
        else:
            pictures.append(ShownPicture(guarded(answer.answer), answer.image, answer.color))
    return options or texts or pictures
