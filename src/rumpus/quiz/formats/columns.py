"""The header of a question table: which column holds what, found by its texts (English, German, Kahoot's template)."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

import msgspec

MOST_ANSWERS: Final = 16

_WORDS: Final[dict[str, tuple[str, ...]]] = {
    # The first that fits counts, so what begins alike stands longest first.
    "case": ("case-sensitive", "case sensitive", "gross-/kleinschreibung", "gross- und kleinschreibung"),
    "right": ("correct", "right", "richtig", "korrekt", "loesung"),
    "kind": ("kind", "type", "question type", "art", "typ", "frageart", "fragetyp"),
    "time": ("time", "zeit", "sekunden", "seconds"),
    "points": ("points", "punkte"),
    "explanation": ("explanation", "erklaerung"),
    "credit": ("credit", "quelle", "bildquelle"),
    "image_alt": ("picture in words", "image alt", "alt text", "bild in worten"),
    "hide_results": ("hide results", "ergebnis verbergen", "ergebnisse verbergen"),
    "question": ("question", "frage"),
}
_ANSWER: Final = re.compile(
    r"(?:answer|option|antwort|choice)\s*([0-9]{1,2}|[a-p])\b|([0-9]{1,2})(?:st|nd|rd|th|\.)? (?:answer|antwort)"
)
_LONGEST_HEADER: Final = 200
_KAHOOT: Final = re.compile(r"max\.? \d+ characters|\(sec\)|answer\(s\)")


class Columns(msgspec.Struct, frozen=True):
    """Where things stand in a table, columns from 0. `row` is that of the header, from 0."""

    row: int
    places: dict[str, int]
    answers: list[int]
    is_kahoot: bool

    def cell(self, row: Sequence[str], name: str) -> str:
        """A cell by the name of its column, empty if there is none."""
        place = self.places.get(name)
        return row[place].strip() if place is not None and place < len(row) else ""

    def answer_cells(self, row: Sequence[str]) -> list[str]:
        """The answers of a row without the empty ones at its end."""
        cells = [row[place] if place < len(row) else "" for place in self.answers]
        while cells and not cells[-1].strip():
            cells.pop()
        return cells


def header_of(rows: Sequence[Sequence[str]], among: int = 60) -> Columns | None:
    """The first row that names a question and at least two answers."""
    for index, row in enumerate(rows[:among]):
        found = _columns(index, row)
        if found is not None:
            return found
    return None


def _columns(index: int, row: Sequence[str]) -> Columns | None:
    places: dict[str, int] = {}
    answers: dict[int, int] = {}
    is_kahoot = False
    for column, cell in enumerate(row):
        if len(cell) > _LONGEST_HEADER:
            continue
        words = folded_header(cell)
        is_kahoot |= _KAHOOT.search(words) is not None
        number = _ANSWER.match(words)
        if number is not None:
            said = number.group(1) or number.group(2)
            answers.setdefault(int(said) if said.isdigit() else ord(said) - ord("a") + 1, column)
            continue
        for name, beginnings in _WORDS.items():
            if name not in places and any(_begins(words, beginning) for beginning in beginnings):
                places[name] = column
                break
    if "question" not in places or len(answers) < 2:
        return None
    return Columns(index, places, [answers[number] for number in sorted(answers)][:MOST_ANSWERS], is_kahoot)


def folded_header(cell: str) -> str:
    """A header as it is compared: lower case, without accents, ß as ss, umlauts as two letters."""
    low = cell.strip().casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue")):
        low = low.replace(umlaut, letters)
    plain = "".join(char for char in unicodedata.normalize("NFKD", low) if not unicodedata.combining(char))
    return " ".join(plain.replace("\u2013", "-").split())


def _begins(words: str, beginning: str) -> bool:
    return words.startswith(beginning) and not words[len(beginning) : len(beginning) + 1].isalnum()
