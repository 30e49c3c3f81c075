"""Question tables, one question a row: our CSV and spreadsheet, and Kahoot's spreadsheet template."""

import re
from collections.abc import Sequence
from typing import Final

from rumpus.quiz.formats import markup
from rumpus.quiz.formats.cells import Cell, as_right, as_text
from rumpus.quiz.formats.columns import Columns, folded_header, header_of
from rumpus.quiz.formats.draft import Draft, RawOption, RawQuestion, RawSpan
from rumpus.quiz.formats.fitting_values import number
from rumpus.quiz.formats.limits import MOST_QUESTIONS_READ
from rumpus.quiz.formats.report import ImportFailed, Notes, Place
from rumpus.quiz.formats.right import rights_of, span_of

_KINDS: Final[dict[str, str]] = {
    "abcd": "ABCD",
    "choice": "ABCD",
    "quiz": "ABCD",
    "multiple choice": "ABCD",
    "true or false": "ABCD",
    "auswahl": "ABCD",
    "check": "CHECK",
    "multiple select": "CHECK",
    "mehrfachauswahl": "CHECK",
    "voting": "VOTING",
    "poll": "VOTING",
    "abstimmung": "VOTING",
    "umfrage": "VOTING",
    "order": "ORDER",
    "puzzle": "ORDER",
    "reihenfolge": "ORDER",
    "range": "RANGE",
    "slider": "RANGE",
    "schieberegler": "RANGE",
    "text": "TEXT",
    "type answer": "TEXT",
    "slide": "SLIDE",
    "folie": "SLIDE",
}
_ABOUT: Final[dict[str, str]] = {
    "title": "title",
    "titel": "title",
    "description": "description",
    "beschreibung": "description",
    "language": "language",
    "sprache": "language",
}
_YES: Final = {"true", "yes", "1", "x", "wahr", "ja"}
_CASES: Final = re.compile(r"[0-9]{1,2}")


def read_table(rows: Sequence[Sequence[Cell]], notes: Notes) -> Draft:
    """The quiz in a table.

    Raises:
        ImportFailed: if no row names the columns.
    """
    texts = [[as_text(cell) for cell in row] for row in rows]
    columns = header_of(texts)
    if columns is None:
        raise ImportFailed("no_header")
    draft = Draft()
    if not columns.is_kahoot:
        _about(draft, texts[: columns.row])
    count = 0
    for index in range(columns.row + 1, len(texts)):
        row = texts[index]
        answers = columns.answer_cells(row)
        question = columns.cell(row, "question")
        if not question and not columns.cell(row, "kind") and not any(cell.strip() for cell in answers):
            continue
        count += 1
        if count > MOST_QUESTIONS_READ:
            break
        place = Place(row=index + 1, question=count)
        raw_right = columns.places.get("right")
        cell = rows[index][raw_right] if raw_right is not None and raw_right < len(rows[index]) else ""
        draft.questions.append(_question(columns, row, answers, cell, place, notes))
    return draft


def _about(draft: Draft, rows: list[list[str]]) -> None:
    """Title, description and language stand above the header: a word, and what it is beside it."""
    for row in rows:
        filled = [cell for cell in row if cell.strip()]
        member = _ABOUT.get(folded_header(filled[0]).rstrip(":")) if filled else None
        if member is None or len(filled) < 2:
            continue
        value = filled[1]
        setattr(draft, member, value.strip() if member == "language" else markup.of_loose(value))


def _question(
    columns: Columns, row: list[str], answers: list[str], right_cell: Cell, place: Place, notes: Notes
) -> RawQuestion:
    said = columns.cell(row, "kind")
    right = as_text(right_cell).strip()
    guess = as_right(right_cell)
    if guess is not None:
        notes.changed("right_read_as", place.at(field="right"), cell=right, right=guess)
        right = guess
    raw = RawQuestion(
        place=place,
        kind=_kind(said, right),
        question=markup.of_loose(columns.cell(row, "question")),
        time=columns.cell(row, "time"),
        image_alt=columns.cell(row, "image_alt") or None,
        hide_results=columns.cell(row, "hide_results").casefold() in _YES,
        points=number(columns.cell(row, "points")),
        explanation=columns.cell(row, "explanation") or None,
        credit=columns.cell(row, "credit") or None,
    )
    if raw.kind == "VOTING" and not said:
        notes.changed("kind_voting", place)
    if raw.kind == "SLIDE":
        raw.content = answers[0] if answers else ""
    elif raw.kind == "RANGE":
        low, high = (_whole(number(cell)) for cell in [*answers, "", ""][:2])
        raw.span = RawSpan(low, high, *span_of(right))
    else:
        raw.options = [RawOption(cell.strip()) for cell in answers]
        _mark(raw, right, columns.cell(row, "case"), notes)
    return raw


def _mark(raw: RawQuestion, right: str, case: str, notes: Notes) -> None:
    place = raw.place.at(field="right")
    if raw.kind in {"ABCD", "CHECK"}:
        chosen, unknown = rights_of(right, [option.text for option in raw.options])
        for token in unknown:
            notes.error("right_unknown", place, right=token)
        for index in chosen:
            raw.options[index].right = True
    elif raw.kind == "TEXT":
        for found in _CASES.findall(case):
            if 1 <= int(found) <= len(raw.options):
                raw.options[int(found) - 1].case_sensitive = True
    elif right:
        notes.changed("right_ignored", place)


def _kind(said: str, right: str) -> str:
    if not said:
        return "ABCD" if right else "VOTING"
    return _KINDS.get(folded_header(said), said)


def _whole(value: float | None) -> int | None:
    return int(value) if value is not None and value.is_integer() else None
