"""A quiz and its questions, all seven kinds, as the rules use them.

All texts are clean and all limits hold in a `Quiz`: `quiz_file` lets nothing else in. Only title, description and
question texts are HTML (b strong i em small mark del sub sup); all else is plain text.
"""

from functools import cached_property
from typing import ClassVar, Final, TypeAlias

import msgspec

from rumpus.quiz.content.question_shapes import KindName
from rumpus.quiz.content.text import folded, unguarded

POINTS: Final = 1000
"""Points for a right answer at once, unless the question says otherwise."""


class Option(msgspec.Struct, frozen=True, omit_defaults=True):
    """An option of ABCD or CHECK."""

    id: str
    text: str
    right: bool = False
    color: str | None = None


class PictureOption(msgspec.Struct, frozen=True, omit_defaults=True):
    """An option of VOTING or ORDER; `image_alt` says in words what the picture shows."""

    id: str
    text: str
    image: str | None = None
    image_alt: str | None = None
    color: str | None = None


class Accepted(msgspec.Struct, frozen=True, omit_defaults=True):
    """A text that is right as an answer to TEXT."""

    text: str
    case_sensitive: bool = False


class _Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True, tag_field="kind"):
    """What all questions have. `time` is whole seconds; `image` the id of a picture or clip in the library.

    `explanation` and `credit` are shown with the solution and the picture; `points` is the most that an answer earns.
    """

    kind: ClassVar[KindName]
    id: str
    question: str
    time: int
    image: str | None = None
    image_alt: str | None = None
    hide_results: bool = False
    points: int = POINTS
    explanation: str | None = None
    credit: str | None = None


class ChoiceQuestion(_Question, frozen=True, kw_only=True, tag="ABCD"):
    """ABCD: one answer; any right option is right."""

    kind = "ABCD"
    options: tuple[Option, ...]

    @cached_property
    def index_of(self) -> dict[str, int]:
        """Option texts as they are compared, and where they stand."""
        return {unguarded(option.text): index for index, option in enumerate(self.options)}


class CheckQuestion(_Question, frozen=True, kw_only=True, tag="CHECK"):
    """CHECK: several answers; right if exactly the right options are chosen."""

    kind = "CHECK"
    options: tuple[Option, ...]

    @cached_property
    def right_indexes(self) -> tuple[int, ...]:
        """Indexes of the right options, ascending."""
        return tuple(index for index, option in enumerate(self.options) if option.right)


class VotingQuestion(_Question, frozen=True, kw_only=True, tag="VOTING"):
    """VOTING: an opinion, never right or wrong."""

    kind = "VOTING"
    options: tuple[PictureOption, ...]

    @cached_property
    def index_of(self) -> dict[str, int]:
        """Option texts as they are compared, and where they stand."""
        return {unguarded(option.text): index for index, option in enumerate(self.options)}


class OrderQuestion(_Question, frozen=True, kw_only=True, tag="ORDER"):
    """ORDER: the options stand here in the right order. They are shuffled when shown."""

    kind = "ORDER"
    options: tuple[PictureOption, ...]

    @cached_property
    def index_of(self) -> dict[str, int]:
        """Option texts as they are compared, and where they stand."""
        return {unguarded(option.text): index for index, option in enumerate(self.options)}


class RangeQuestion(_Question, frozen=True, kw_only=True, tag="RANGE"):
    """RANGE: a slider from `min` to `max`; `min_correct` to `max_correct`, both included, are right."""

    kind = "RANGE"
    min: int
    max: int
    min_correct: int
    max_correct: int


class TextQuestion(_Question, frozen=True, kw_only=True, tag="TEXT"):
    """TEXT: a typed answer."""

    kind = "TEXT"
    accepted: tuple[Accepted, ...]

    @cached_property
    def exact(self) -> frozenset[str]:
        """What is right in exactly this case."""
        return frozenset(folded(one.text, case_sensitive=True) for one in self.accepted if one.case_sensitive)

    @cached_property
    def any_case(self) -> frozenset[str]:
        """What is right however it is written."""
        return frozenset(folded(one.text, case_sensitive=False) for one in self.accepted if not one.case_sensitive)


class SlideQuestion(_Question, frozen=True, kw_only=True, tag="SLIDE"):
    """SLIDE: something to look at. `content` is plain text with line breaks, or the JSON text of a drawn canvas."""

    kind = "SLIDE"
    content: str


Question: TypeAlias = (
    ChoiceQuestion | CheckQuestion | VotingQuestion | OrderQuestion | RangeQuestion | TextQuestion | SlideQuestion
)


class Quiz(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A whole quiz. `language` is a BCP 47 tag."""

    rumpus_quiz: int
    language: str
    title: str
    description: str
    questions: tuple[Question, ...]
    cover_image: str | None = None
    background_color: str | None = None
    background_image: str | None = None
