"""Workbooks written row by row in little memory. Texts stay texts: nothing becomes a formula, link or number."""

import io
from collections.abc import Sequence
from typing import Any, Final

import xlsxwriter  # type: ignore[import-untyped]

LONGEST: Final = 32_767
"""Characters of a cell."""

_XML_REFUSES: Final = {code: None for code in range(32) if code not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


class TextSheets:
    """A workbook that is written. Rows leave memory as the next one comes; sheets may be written in turns."""

    __slots__ = ("_bold", "_book", "_out")

    def __init__(self) -> None:
        self._out = io.BytesIO()
        options = {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self._book: Any = xlsxwriter.Workbook(self._out, options)
        self._bold: Any = self._book.add_format({"bold": True})

    def add(self, name: str, widths: Sequence[int] = ()) -> "TextSheet":
        """A new sheet. `widths` are those of its first columns, in characters."""
        sheet = self._book.add_worksheet(name)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        return TextSheet(sheet, self._bold)

    def finish(self) -> bytes:
        """The file."""
        self._book.close()
        return self._out.getvalue()


class TextSheet:
    """A sheet that is written."""

    __slots__ = ("_bold", "_next", "_sheet")

    def __init__(self, sheet: Any, bold: Any) -> None:
        self._sheet = sheet
        self._bold = bold
        self._next = 0

    def row(self, cells: Sequence[str | int | float | None], *, bold: bool = False) -> None:
        """Write the next row. None and the empty text leave a cell empty."""
        style = self._bold if bold else None
        for column, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                self._sheet.write_string(self._next, column, cell.translate(_XML_REFUSES)[:LONGEST], style)
            else:
                self._sheet.write_number(self._next, column, cell, style)
        self._next += 1

    def skip(self, rows: int = 1) -> None:
        """Leave rows empty."""
        self._next += rows
