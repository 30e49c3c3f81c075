"""What an importer has read: raw questions of any format, before they are made to fit a quiz."""

from dataclasses import dataclass, field

from rumpus.quiz.formats.report import Place


@dataclass(slots=True)
class RawOption:
    """An option, or an accepted text. `text` is plain text, not cleaned yet."""

    text: str
    right: bool = False
    id: str | None = None
    color: str | None = None
    image: str | None = None
    image_alt: str | None = None
    case_sensitive: bool = False


@dataclass(slots=True)
class RawSpan:
    """A slider; None is what the file does not say."""

    min: int | None
    max: int | None
    min_correct: int | None
    max_correct: int | None


@dataclass(slots=True)
class RawQuestion:
    """A question. `question` is HTML, not cleaned yet; `time` and `points` are None where the file says nothing."""

    place: Place
    kind: str
    question: str
    time: float | str | None = None
    options: list[RawOption] = field(default_factory=list)
    span: RawSpan | None = None
    content: str = ""
    id: str | None = None
    image: str | None = None
    image_alt: str | None = None
    hide_results: bool = False
    points: float | None = None
    explanation: str | None = None
    credit: str | None = None


@dataclass(slots=True)
class Draft:
    """A quiz. `title` and `description` are HTML, not cleaned yet."""

    title: str = ""
    description: str = ""
    language: str | None = None
    cover_image: str | None = None
    background_color: str | None = None
    background_image: str | None = None
    questions: list[RawQuestion] = field(default_factory=list)
