"""A quiz in the shapes of the deployed original (quiz.md 4.1, 4.2), both ways: those of its REST and `.cqa` files."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import msgspec

from rumpus.quiz.content.questions import Quiz
from rumpus.quiz.content.slide import canvas, is_canvas
from rumpus.quiz.content.text import WORD_JOINER
from rumpus.quiz.formats.draft import Draft, RawOption, RawQuestion, RawSpan
from rumpus.quiz.formats.limits import MOST_QUESTIONS_READ
from rumpus.quiz.formats.report import FILE, Notes, Place
from rumpus.quiz.messages.showing import solved

PictureOf: TypeAlias = Callable[[Any, Place], str | None]
"""What a picture that the file names is called here; notes it if there is none."""

_KINDS: Final = {"ABCD", "RANGE", "VOTING", "SLIDE", "TEXT", "ORDER", "CHECK"}
_MOST_OPTIONS: Final = 100


def deployed_quiz(quiz: Quiz) -> dict[str, Any]:
    """The columns of a quiz that say what is in it. Slides are canvases, members of ours stand after the known ones."""
    questions: list[dict[str, Any]] = [msgspec.to_builtins(solved(question)) for question in quiz.questions]
    for question in questions:
        if question["type"] == "SLIDE":
            question["answers"] = canvas(question["answers"])
    return {
        "title": quiz.title,
        "description": quiz.description,
        "questions": questions,
        "cover_image": quiz.cover_image,
        "background_color": quiz.background_color,
        "background_image": quiz.background_image,
    }


def draft_of_deployed(raw: dict[str, Any], picture_of: PictureOf, notes: Notes) -> Draft:
    """The draft of a quiz in these shapes. Whatever is of a wrong type counts as missing."""
    draft = Draft(
        title=_text(raw.get("title")),
        description=_text(raw.get("description")),
        language=_text(raw.get("language")) or None,
        background_color=_text(raw.get("background_color")) or None,
    )
    for name in ("cover_image", "background_image"):
        if raw.get(name) not in (None, ""):
            setattr(draft, name, picture_of(raw[name], FILE.at(field=name)))
    questions = raw.get("questions")
    if not isinstance(questions, list):
        return draft
    for number, one in enumerate(questions[:MOST_QUESTIONS_READ], 1):
        place = Place(question=number)
        if isinstance(one, dict):
            draft.questions.append(_question(one, place, picture_of, notes))
        else:
            notes.error("question_unreadable", place, what=type(one).__name__)
    return draft


def _question(raw: dict[str, Any], place: Place, picture_of: PictureOf, notes: Notes) -> RawQuestion:
    kind = raw.get("type") or "ABCD"
    time = raw.get("time")
    points = raw.get("points")
    question = RawQuestion(
        place=place,
        kind=kind if isinstance(kind, str) and kind in _KINDS else str(kind)[:40],
        question=_text(raw.get("question")),
        time=time if isinstance(time, str | int | float) and not isinstance(time, bool) else None,
        id=_text(raw.get("id")) or None,
        image_alt=_text(raw.get("image_alt")) or None,
        hide_results=raw.get("hide_results") is True,
        points=points if isinstance(points, int | float) and not isinstance(points, bool) else None,
        explanation=_text(raw.get("explanation")) or None,
        credit=_text(raw.get("credit")) or None,
    )
    if raw.get("image") not in (None, ""):
        question.image = picture_of(raw["image"], place.at(field="image"))
    answers = raw.get("answers")
    if question.kind == "SLIDE":
        question.content = _content(_text(answers), place, notes)
    elif question.kind == "RANGE":
        question.span = _span(answers)
    elif isinstance(answers, list):
        for number, one in enumerate(answers[:_MOST_OPTIONS], 1):
            question.options.append(_option(one, place.at(option=number), picture_of))
    return question


def _option(raw: Any, place: Place, picture_of: PictureOf) -> RawOption:
    if not isinstance(raw, dict):
        return RawOption("")
    option = RawOption(
        _text(raw.get("answer")),
        right=raw.get("right") is True,
        id=_text(raw.get("id")) or None,
        color=_text(raw.get("color")) or None,
        image_alt=_text(raw.get("image_alt")) or None,
        case_sensitive=raw.get("case_sensitive") is True,
    )
    if raw.get("image") not in (None, ""):
        option.image = picture_of(raw["image"], place.at(field="image"))
    return option


def _span(raw: Any) -> RawSpan | None:
    if not isinstance(raw, dict):
        return None
    return RawSpan(*(_whole(raw.get(name)) for name in ("min", "max", "min_correct", "max_correct")))


def _whole(raw: Any) -> int | None:
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)
    return raw if type(raw) is int else None


def _content(raw: str, place: Place, notes: Notes) -> str:
    """A slide: plain text that this server drew becomes plain text again, another drawing stays as it is."""
    if is_canvas(raw):
        return drawn_text(raw)
    if raw.lstrip().startswith("{"):
        notes.changed("slide_dropped", place.at(field="content"))
        return ""
    return raw


def drawn_text(drawing: str) -> str:
    """The plain text of a canvas that this server drew for a deployed page; another drawing as it is."""
    try:
        label = msgspec.json.decode(drawing)["shapes"][0]["children"][1]["attrs"]["text"]
    except (KeyError, IndexError, TypeError, msgspec.DecodeError, RecursionError):
        return drawing
    if not isinstance(label, str):
        return drawing
    plain = label.replace("<" + WORD_JOINER, "<")
    return plain if canvas(plain) == drawing and not is_canvas(plain) else drawing


def _text(raw: Any) -> str:
    return raw if isinstance(raw, str) else ""
