"""Makes options and accepted texts fit: empty and doubled ones are left out, long ones cut."""

from collections.abc import Callable
from typing import Any

from rumpus.quiz.content import text
from rumpus.quiz.content.quiz_file import ACCEPTED, OPTION, OPTIONS
from rumpus.quiz.content.text import WORD_JOINER, folded, unguarded
from rumpus.quiz.formats.draft import RawOption
from rumpus.quiz.formats.fitting_values import color, identifier, note, picture
from rumpus.quiz.formats.report import Notes, Place


def fitted_options(raw: list[RawOption], place: Place, notes: Notes, *, has_pictures: bool) -> list[dict[str, Any]]:
    """Options of ABCD and CHECK, or of VOTING and ORDER, which have pictures."""
    kept = _differing(raw, place, notes, unguarded)
    kept = _limited(kept, OPTIONS, place, notes)
    ids: set[str] = set()
    fitted = []
    for at, option, cleaned in kept:
        one: dict[str, Any] = {
            "text": cleaned,
            "id": identifier(option.id, ids, at, notes),
            "color": color(option.color, at.at(field="color"), notes),
        }
        if has_pictures:
            one["image"] = picture(option.image, at.at(field="image"), notes)
            one["image_alt"] = note(option.image_alt, at.at(field="image_alt"), notes)
        else:
            one["right"] = option.right
        fitted.append(one)
    return fitted


def fitted_accepted(raw: list[RawOption], place: Place, notes: Notes) -> list[dict[str, Any]]:
    """Accepted texts of TEXT."""
    kept = _differing(raw, place, notes, lambda cleaned: folded(cleaned, case_sensitive=True))
    kept = _limited(kept, ACCEPTED, place, notes)
    return [{"text": cleaned, "case_sensitive": option.case_sensitive} for _, option, cleaned in kept]


_Kept = list[tuple[Place, RawOption, str]]


def _differing(raw: list[RawOption], place: Place, notes: Notes, key_of: Callable[[str], str]) -> _Kept:
    kept: _Kept = []
    known: dict[str, RawOption] = {}
    for number, option in enumerate(raw, 1):
        at = place.at(option=number)
        cleaned = _plain(option.text, at, notes)
        if not cleaned:
            notes.changed("option_empty", at)
            continue
        key = key_of(cleaned)
        if key in known:
            known[key].right |= option.right
            notes.changed("option_doubled", at, text=cleaned)
            continue
        known[key] = option
        kept.append((at, option, cleaned))
    return kept


def _limited(kept: _Kept, span: tuple[int, int], place: Place, notes: Notes) -> _Kept:
    fewest, most = span
    if len(kept) < fewest:
        notes.error("too_few_options", place, count=len(kept), limit=fewest)
    if len(kept) > most:
        notes.changed("too_many_options", place, count=len(kept), limit=most)
        kept = _first(kept, most)
    return kept


def _first(kept: _Kept, most: int) -> _Kept:
    # What is right stays, or the question would be another one.
    right = [index for index, (_, option, _) in enumerate(kept) if option.right][:most]
    wrong = [index for index in range(len(kept)) if index not in set(right)]
    chosen = {*right, *wrong[: most - len(right)]}
    return [one for index, one in enumerate(kept) if index in chosen]


def _plain(raw: str, place: Place, notes: Notes) -> str:
    one_line = " ".join(raw[: 20 * OPTION].splitlines())
    cleaned = text.plain(one_line).replace(WORD_JOINER, "")
    if len(cleaned) > OPTION:
        notes.changed("text_cut", place.at(field="text"), limit=OPTION)
        cleaned = text.plain(cleaned[: OPTION - 1]) + "…"
    return cleaned
