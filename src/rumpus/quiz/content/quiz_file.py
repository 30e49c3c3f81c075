"""Quiz files, our own versioned format: everything is checked, cleaned and completed, all that is wrong said at once.

A file is JSON::

    {
      "rumpus_quiz": 1,
      "language": "en",
      "title": "Around the world",
      "description": "Ten minutes of geography",
      "questions": [
        {"kind": "ABCD", "question": "...", "time": 20, "options": [{"text": "...", "right": true}, {"text": "..."}]},
        {"kind": "CHECK", ...as ABCD, with several right options},
        {"kind": "VOTING", "question": "...", "time": 20, "options": [{"text": "..."}, {"text": "..."}]},
        {"kind": "ORDER", ...as VOTING, in the right order},
        {"kind": "RANGE", "question": "...", "time": 20, "min": 0, "max": 9, "min_correct": 4, "max_correct": 5},
        {"kind": "TEXT", "question": "...", "time": 20, "accepted": [{"text": "...", "case_sensitive": false}]},
        {"kind": "SLIDE", "question": "...", "time": 60, "content": "..."}
      ]
    }

A quiz may have `cover_image`, `background_color`, `background_image`; a question `id`, `image`, `image_alt`,
`hide_results`, `points`, `explanation`, `credit`; an option `id`, `color`, and for VOTING and ORDER `image`,
`image_alt`. Members that nobody knows are ignored, so that a newer file of the same version can be read.
"""

import codecs
from collections.abc import Callable, Iterable
from typing import Any, Final

import msgspec

from rumpus.quiz.content.file_fields import Fields, Problem, QuizError
from rumpus.quiz.content.questions import (
    POINTS,
    Accepted,
    CheckQuestion,
    ChoiceQuestion,
    Option,
    OrderQuestion,
    PictureOption,
    Question,
    Quiz,
    RangeQuestion,
    SlideQuestion,
    TextQuestion,
    VotingQuestion,
)
from rumpus.quiz.content.text import folded, unguarded

__all__ = [
    "FORMAT",
    "POINTS",
    "Accepted",
    "CheckQuestion",
    "ChoiceQuestion",
    "Option",
    "OrderQuestion",
    "PictureOption",
    "Problem",
    "Question",
    "Quiz",
    "QuizError",
    "RangeQuestion",
    "SlideQuestion",
    "TextQuestion",
    "VotingQuestion",
    "from_dict",
    "parse_document",
    "parse_quiz",
    "to_dict",
    "write_quiz",
]

FORMAT: Final = 1
"""The version that is written. A file says its version in `rumpus_quiz`."""


LARGEST_FILE: Final = 2 * 1024 * 1024
"""Bytes of a quiz file."""

TITLE: Final = 300
DESCRIPTION: Final = 2_000
QUESTION: Final = 500
OPTION: Final = 300
NOTE: Final = 1_000
"""The longest title, description, question, option, and explanation, alt text or credit: characters once cleaned."""

CONTENT: Final = 100_000
"""Characters of a slide's content, and of all slides of a quiz together five times as many."""

QUESTIONS: Final = 100
OPTIONS: Final = (2, 16)
ACCEPTED: Final = (1, 16)
TIME: Final = (1, 999)
SLIDE_TIME: Final = 120
"""Seconds for a question; a slide has these if it does not say, nobody waits for its end."""

POINTS_SPAN: Final = (0, 2_000)
SLIDER: Final = (-1_000_000_000, 1_000_000_000)


def parse_quiz(data: bytes | str) -> Quiz:
    """A quiz from the bytes of a file.

    Raises:
        QuizError: with everything that is wrong with it.
    """
    if len(data) > LARGEST_FILE:
        raise QuizError([Problem("", f"the file is larger than {LARGEST_FILE // 1024 // 1024} MiB")])
    if isinstance(data, bytes):
        data = data.removeprefix(codecs.BOM_UTF8)
    try:
        raw = msgspec.json.decode(data)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise QuizError([Problem("", f"this is no JSON: {error}")]) from None
    return parse_document(raw)


def parse_document(raw: Any) -> Quiz:
    """A quiz from decoded JSON.

    Raises:
        QuizError: with everything that is wrong with it.
    """
    if not isinstance(raw, dict) or "rumpus_quiz" not in raw:
        raise QuizError([Problem("", 'this is no quiz file: it has no "rumpus_quiz"')])
    version = raw["rumpus_quiz"]
    if type(version) is not int or version < 1:
        raise QuizError([Problem("rumpus_quiz", "must be a whole number, the version of the format")])
    if version > FORMAT:
        raise QuizError([Problem("rumpus_quiz", f"this file has format {version}, this server reads up to {FORMAT}")])

    fields = Fields(raw)
    title = fields.html("title", TITLE)
    description = fields.html("description", DESCRIPTION, required=False)
    language = fields.language("language")
    cover_image = fields.picture("cover_image")
    background_color = fields.color("background_color")
    background_image = fields.picture("background_image")
    questions = _questions(fields)
    fields.raise_problems()
    return Quiz(
        rumpus_quiz=FORMAT,
        language=language,
        title=title,
        description=description,
        cover_image=cover_image,
        background_color=background_color,
        background_image=background_image,
        questions=tuple(questions),
    )


def to_dict(quiz: Quiz) -> dict[str, Any]:
    """The quiz as plain dicts and lists, for the journal and for files."""
    built: dict[str, Any] = msgspec.to_builtins(quiz)
    return built | {"rumpus_quiz": FORMAT}


def write_quiz(quiz: Quiz) -> bytes:
    """The quiz as a file for people to read and change."""
    return msgspec.json.format(msgspec.json.encode(to_dict(quiz)), indent=2) + b"\n"


def from_dict(kept: dict[str, Any]) -> Quiz:
    """A quiz that `to_dict` made. Nothing is cleaned or completed: for what we kept ourselves only.

    Raises:
        msgspec.ValidationError: if it is no quiz of this format.
    """
    if kept.get("rumpus_quiz") != FORMAT:
        raise msgspec.ValidationError(f"not a quiz file of format {FORMAT}")
    return msgspec.convert(kept, Quiz)


def _questions(quiz: Fields) -> list[Question]:
    parts = quiz.parts("questions", "question", 1, QUESTIONS)
    ids = _ids(parts, (f"q{number}" for number in range(1, 10_000)))
    questions = []
    for part, name in zip(parts, ids, strict=True):
        kind = part.raw.get("kind", "ABCD")
        reader = _READERS.get(kind) if isinstance(kind, str) else None
        if reader is None:
            part.problem("kind", f"must be one of {', '.join(_READERS)}")
            continue
        known = len(quiz.problems)
        question = reader(part, _common(part, name))
        if len(quiz.problems) == known:
            questions.append(question)
    drawn = sum(len(question.content) for question in questions if isinstance(question, SlideQuestion))
    if drawn > 5 * CONTENT:
        quiz.problem("questions", f"all slides together have more than {5 * CONTENT} characters")
    return questions


def _common(part: Fields, name: str) -> dict[str, Any]:
    is_slide = part.raw.get("kind") == "SLIDE"
    return {
        "id": name,
        "question": part.html("question", QUESTION, required=not is_slide),
        "time": part.whole("time", *TIME, what="seconds", default=SLIDE_TIME if is_slide else None),
        "image": part.picture("image"),
        "image_alt": part.note("image_alt", NOTE),
        "hide_results": part.truth("hide_results"),
        "points": part.whole("points", *POINTS_SPAN, default=POINTS),
        "explanation": part.note("explanation", NOTE),
        "credit": part.note("credit", NOTE),
    }


def _options(part: Fields) -> tuple[Option, ...]:
    parts = part.parts("options", "option", *OPTIONS)
    ids = _ids(parts, _LETTERS)
    options = tuple(
        Option(name, one.plain("text", OPTION), one.truth("right"), one.color("color"))
        for one, name in zip(parts, ids, strict=True)
    )
    _differ(parts, (option.text for option in options), unguarded)
    if parts and not any(option.right for option in options):
        part.problem("options", "none of them is right")
    return options


def _pictures(part: Fields) -> tuple[PictureOption, ...]:
    parts = part.parts("options", "option", *OPTIONS)
    ids = _ids(parts, _LETTERS)
    options = tuple(
        PictureOption(
            name, one.plain("text", OPTION), one.picture("image"), one.note("image_alt", NOTE), one.color("color")
        )
        for one, name in zip(parts, ids, strict=True)
    )
    _differ(parts, (option.text for option in options), unguarded)
    return options


def _choice(part: Fields, common: dict[str, Any]) -> Question:
    return ChoiceQuestion(**common, options=_options(part))


def _check(part: Fields, common: dict[str, Any]) -> Question:
    return CheckQuestion(**common, options=_options(part))


def _voting(part: Fields, common: dict[str, Any]) -> Question:
    return VotingQuestion(**common, options=_pictures(part))


def _order(part: Fields, common: dict[str, Any]) -> Question:
    return OrderQuestion(**common, options=_pictures(part))


def _range(part: Fields, common: dict[str, Any]) -> Question:
    low, high = part.whole("min", *SLIDER), part.whole("max", *SLIDER)
    first, last = part.whole("min_correct", *SLIDER), part.whole("max_correct", *SLIDER)
    if not part.said("min", "max", "min_correct", "max_correct"):
        if low >= high:
            part.problem("max", "must be larger than min")
        if first > last:
            part.problem("max_correct", "must not be smaller than min_correct")
        if first < low:
            part.problem("min_correct", "must not be smaller than min")
        if last > high:
            part.problem("max_correct", "must not be larger than max")
    return RangeQuestion(**common, min=low, max=high, min_correct=first, max_correct=last)


def _text(part: Fields, common: dict[str, Any]) -> Question:
    parts = part.parts("accepted", "accepted text", *ACCEPTED)
    accepted = tuple(Accepted(one.plain("text", OPTION), one.truth("case_sensitive")) for one in parts)
    _differ(parts, (one.text for one in accepted), lambda text: folded(text, case_sensitive=True))
    return TextQuestion(**common, accepted=accepted)


def _slide(part: Fields, common: dict[str, Any]) -> Question:
    return SlideQuestion(**common, content=part.content("content", CONTENT))


def _differ(parts: list[Fields], texts: Iterable[str], key: Callable[[str], str]) -> None:
    seen: dict[str, int] = {}
    for number, (part, text) in enumerate(zip(parts, texts, strict=True), 1):
        before = seen.setdefault(key(text), number)
        if text and before != number:
            part.problem("text", f"is the same as that of number {before}")


def _ids(parts: list[Fields], fresh: Iterable[str]) -> list[str]:
    """The id of each part; who has none gets the first one that is free, the same at every reading."""
    given: list[str | None] = [part.id("id") for part in parts]
    taken: set[str] = set()
    for part, name in zip(parts, given, strict=True):
        if name is not None and name in taken:
            part.problem("id", f'"{name}" is the id of another one')
        elif name is not None:
            taken.add(name)
    unused = (name for name in fresh if name not in taken)
    return [name if name is not None else next(unused) for name in given]


_LETTERS: Final = [chr(code) for code in range(ord("a"), ord("z") + 1)] + [f"o{number}" for number in range(1, 100)]

_READERS: Final[dict[str, Callable[[Fields, dict[str, Any]], Question]]] = {
    "ABCD": _choice,
    "RANGE": _range,
    "VOTING": _voting,
    "SLIDE": _slide,
    "TEXT": _text,
    "ORDER": _order,
    "CHECK": _check,
}
