"""Quizzes as the editor of the deployed original sends them (`QuizInput`, quiz.md 4.1, 4.2, 5.4).

They are checked as strictly as a quiz file: this module only puts them into that form, and says in the words of the
editor where a problem is. Imports, which rather change a quiz than refuse it, are in `formats`.
"""

import re
import uuid
from collections.abc import Callable
from typing import Any, Final

from rumpus.quiz.content.file_fields import Problem
from rumpus.quiz.content.quiz_file import FORMAT
from rumpus.quiz.content.slide import is_canvas
from rumpus.quiz.formats.deployed import drawn_text

_STEP: Final = re.compile(r"([a-z_]+)|\[(\d+)\]")
_BARE: Final = re.compile(r"[0-9a-f]{32}")
_MOST: Final = 200
"""Questions, and options of one, that are looked at; the checks refuse fewer."""


def document_of(raw: Any, *, language: str = "en", before: dict[str, Any] | None = None) -> dict[str, Any]:
    """A document in the form of a quiz file. Nothing is checked yet.

    Args:
        raw: decoded JSON.
        language: of a new quiz; the deployed editor does not know any.
        before: the document that is edited. What the deployed editor does not know is taken from there: the language,
            and the ids, notes and points of questions that still stand at their place and are of the same kind.
    """
    given: dict[str, Any] = raw if isinstance(raw, dict) else {}
    known = before or {}
    document: dict[str, Any] = {
        "rumpus_quiz": FORMAT,
        "language": given.get("language") or known.get("language") or language,
        "title": given.get("title"),
        "description": given.get("description"),
        "cover_image": _picture(given.get("cover_image")),
        "background_color": given.get("background_color") or None,
        "background_image": _picture(given.get("background_image")),
    }
    questions = given.get("questions")
    if isinstance(questions, list):
        old: list[Any] = known.get("questions") or []
        document["questions"] = [
            _question(one, old[index] if index < len(old) else {}) for index, one in enumerate(questions[:_MOST])
        ]
    return document


def place_of(problem: Problem) -> list[str | int]:
    """Where a problem is, as a path in the body that the editor sent: `["body", "questions", 2, "answers", 0]`."""
    path: list[str | int] = ["body"]
    for name, number in _STEP.findall(problem.where):
        if number:
            path.append(int(number))
        else:
            path.append(_NAMES.get(name, name))
    if path[-1] == "text" and "answers" in path:
        path[-1] = "answer"
    if path[-1] in _SPAN and path[-2:-1] != ["answers"]:
        path.insert(-1, "answers")
    return path


_NAMES: Final = {"kind": "type", "options": "answers", "accepted": "answers", "content": "answers"}
_SPAN: Final = ("min", "max", "min_correct", "max_correct")
_OURS: Final = ("id", "image_alt", "points", "explanation", "credit")


def _question(raw: Any, old: Any) -> Any:
    if not isinstance(raw, dict):
        return raw
    kind = raw.get("type") or "ABCD"
    question: dict[str, Any] = {
        "kind": kind,
        "question": raw.get("question"),
        "time": _seconds(raw.get("time")),
        "image": _picture(raw.get("image")),
        "hide_results": raw.get("hide_results"),
    }
    same = isinstance(old, dict) and old.get("kind") == kind
    for name in _OURS:
        if raw.get(name) is not None:
            question[name] = raw[name]
        elif same and name in old and (name != "image_alt" or old.get("image") == question["image"]):
            question[name] = old[name]
    answers = raw.get("answers")
    if kind == "RANGE":
        span = answers if isinstance(answers, dict) else {}
        return question | {name: span.get(name) for name in _SPAN}
    if kind == "SLIDE":
        if isinstance(answers, str) and is_canvas(answers):
            answers = drawn_text(answers)
        return question | {"content": answers}
    if kind == "TEXT":
        return question | {"accepted": _listed(answers, _accepted)}
    return question | {"options": _listed(answers, _option)}


def _listed(answers: Any, one: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if not isinstance(answers, list):
        return answers
    return [one(answer) if isinstance(answer, dict) else answer for answer in answers[:_MOST]]


def _option(raw: dict[str, Any]) -> dict[str, Any]:
    option = {"text": raw.get("answer"), "right": raw.get("right"), "color": raw.get("color") or None}
    option["image"] = _picture(raw.get("image"))
    for name in ("id", "image_alt"):
        if raw.get(name) is not None:
            option[name] = raw[name]
    return option


def _accepted(raw: dict[str, Any]) -> dict[str, Any]:
    return {"text": raw.get("answer"), "case_sensitive": raw.get("case_sensitive")}


def _seconds(raw: Any) -> Any:
    """The time is a number in a string; the editor sends small ones as a number, Kahoot's imports had `"20.0"`."""
    if not isinstance(raw, str) or len(raw) > 20:
        return raw
    try:
        return float(raw)
    except ValueError:
        return raw


def _picture(raw: Any) -> Any:
    """Pictures are ids; the original has them without dashes too."""
    if isinstance(raw, str) and _BARE.fullmatch(raw):
        return str(uuid.UUID(raw))
    return raw or None
