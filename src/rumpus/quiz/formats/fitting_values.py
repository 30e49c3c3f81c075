"""Makes single values of a draft fit: times, points, colours, ids, pictures, notes, languages."""

import math
import re
from typing import Final

from rumpus.quiz.content import text
from rumpus.quiz.content.file_fields import LONGEST_LANGUAGE, LONGEST_PICTURE
from rumpus.quiz.content.questions import POINTS
from rumpus.quiz.content.quiz_file import NOTE, POINTS_SPAN, SLIDE_TIME, TIME
from rumpus.quiz.formats.report import FILE, Notes, Place

DEFAULT_TIME: Final = 20
"""Seconds of a question whose file says none."""

_NUMBER: Final = re.compile(r"\s*(-?[0-9]{1,12}(?:[.,][0-9]{0,12})?)(?![0-9]|[eE][+-]?[0-9])")
_COLOR: Final = re.compile(r"#[0-9A-Fa-f]{6}\Z")
_SHORT_COLOR: Final = re.compile(r"#[0-9A-Fa-f]{3}\Z")
_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}\Z")
_PICTURE: Final = re.compile(r"/?[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*\Z")
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\Z")


def number(raw: float | str | None) -> float | None:
    """The number at the beginning of a text (`20 sec`, `20.0`, `2,5`), None if there is none."""
    if isinstance(raw, str):
        found = _NUMBER.match(raw)
        return float(found.group(1).replace(",", ".")) if found else None
    if raw is None or not math.isfinite(raw):
        return None
    return float(raw)


def seconds(raw: float | str | None, place: Place, notes: Notes, *, is_slide: bool = False) -> int:
    """The time of a question in whole seconds, rounded up."""
    default = SLIDE_TIME if is_slide else DEFAULT_TIME
    said = number(raw)
    if said is None:
        if raw is None or raw == "":
            if not is_slide:
                notes.changed("time_missing", place, seconds=default)
        else:
            notes.changed("time_unreadable", place, time=str(raw), seconds=default)
        return default
    fitted = min(max(math.ceil(said), TIME[0]), TIME[1])
    if fitted != said:
        notes.changed("time_fitted", place, time=f"{said:g}", seconds=fitted)
    return fitted


def points(raw: float | None, place: Place, notes: Notes) -> int:
    """Points of a question."""
    if raw is None:
        return POINTS
    fitted = min(max(round(raw), POINTS_SPAN[0]), POINTS_SPAN[1]) if math.isfinite(raw) else POINTS
    if fitted != raw:
        notes.changed("points_fitted", place, points=f"{raw:g}", fitted=fitted)
    return fitted


def color(raw: str | None, place: Place, notes: Notes) -> str | None:
    """A colour like #3a7f00, also from #3a7."""
    if raw is None or raw == "" or _COLOR.match(raw):
        return raw or None
    if _SHORT_COLOR.match(raw):
        return "#" + "".join(2 * digit for digit in raw[1:])
    notes.changed("color_dropped", place, color=raw)
    return None


def identifier(raw: str | None, taken: set[str], place: Place, notes: Notes) -> str | None:
    """A stable id; who has none is given one later."""
    if raw is None:
        return None
    if not _ID.match(raw) or raw in taken:
        notes.changed("id_dropped", place, id=raw)
        return None
    taken.add(raw)
    return raw


def picture(raw: str | None, place: Place, notes: Notes) -> str | None:
    """The id of a picture, as the importer gave it or as the library of this server knows it."""
    if raw is None or raw == "" or (len(raw) <= LONGEST_PICTURE and _PICTURE.match(raw)):
        return raw or None
    notes.changed("picture_outside" if "//" in raw else "picture_missing", place)
    return None


def note(raw: str | None, place: Place, notes: Notes) -> str | None:
    """Plain text with several lines."""
    if not raw:
        return None
    cleaned = text.lines(raw[: 20 * NOTE])
    if len(cleaned) > NOTE:
        notes.changed("text_cut", place, limit=NOTE)
        cleaned = cleaned[: NOTE - 1].rstrip() + "…"
    return cleaned or None


def language(raw: str | None, default: str, notes: Notes) -> str:
    """A language tag."""
    if raw and len(raw) <= LONGEST_LANGUAGE and _LANGUAGE.match(raw):
        return raw
    if raw:
        notes.changed("language_guessed", FILE.at(field="language"), language=default)
    return default
