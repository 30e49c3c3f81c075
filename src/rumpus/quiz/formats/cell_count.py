"""Looks through the XML of a workbook, before it is read, for what would take too much memory."""

from typing import Final
from xml.parsers import expat

from rumpus.quiz.formats.limits import LARGEST_WORKBOOK_UNPACKED, MIB, MOST_CELLS, MOST_COLUMNS, MOST_ROWS
from rumpus.quiz.formats.report import ImportFailed

_COUNTED: Final = frozenset({"c", "row"})
_LETTERS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_LONGEST_INDEX: Final = 10


class CellCount:
    """Counts cells, and the texts that they share: each cell gets its own copy, so few bytes may become gigabytes."""

    __slots__ = ("_cells", "_characters", "_index", "_is_shared", "_lengths", "_shares")

    def __init__(self) -> None:
        self._cells = 0
        self._characters = 0
        self._lengths: list[int] = []
        self._is_shared = False
        self._shares = False
        self._index: str | None = None

    def look_through(self, part: bytes, *, is_shared: bool) -> None:
        """Look at one part of the workbook; `is_shared`: it holds the shared texts, and is looked at first.

        Raises:
            ImportFailed: if a cell lies too far out, there are too many, or the XML is damaged or not allowed.
        """
        self._is_shared = is_shared
        self._shares = False
        self._index = None
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _refuse
        parser.EntityDeclHandler = _refuse
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters_in
        try:
            parser.Parse(part, True)
        except ImportFailed:
            raise
        except (expat.ExpatError, ValueError, LookupError):
            raise ImportFailed("damaged") from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if self._is_shared:
            if local == "si":
                self._lengths.append(0)
        elif local in _COUNTED:
            self._cells += 1
            if self._cells > MOST_CELLS:
                raise ImportFailed("too_many_cells", limit=MOST_CELLS)
            _check(attributes.get("r", ""))
            self._shares = attributes.get("t") == "s"
        elif local == "v" and self._shares:
            self._index = ""

    def _end(self, name: str) -> None:
        if self._index is None or name.rpartition(":")[2] != "v":
            return
        index, self._index = self._index.strip(), None
        if index.isascii() and index.isdigit() and int(index) < len(self._lengths):
            self._characters += self._lengths[int(index)]
            if self._characters > LARGEST_WORKBOOK_UNPACKED:
                raise ImportFailed("unpacked_too_large", limit=LARGEST_WORKBOOK_UNPACKED // MIB)

    def _characters_in(self, text: str) -> None:
        if self._is_shared:
            if self._lengths:
                self._lengths[-1] += len(text)
        elif self._index is not None:
            self._index = (self._index + text)[:_LONGEST_INDEX]


def _check(reference: str) -> None:
    """Refuse a cell (`AB12`) or row (`12`) that is too far out."""
    letters = reference.rstrip("0123456789")
    digits = reference[len(letters) :]
    column = 0
    for letter in letters.upper():
        if letter not in _LETTERS:
            raise ImportFailed("damaged")
        column = column * 26 + ord(letter) - ord("A") + 1
        if column > MOST_COLUMNS:
            raise ImportFailed("too_many_columns", limit=MOST_COLUMNS)
    if len(digits) > 7 or (digits and int(digits) > MOST_ROWS):
        raise ImportFailed("too_many_rows", limit=MOST_ROWS)


def _refuse(*_: object) -> None:
    raise ImportFailed("xml_not_allowed")
