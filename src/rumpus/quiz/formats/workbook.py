"""Workbooks (.xlsx) as rows of plain values: no formula is computed, no link followed, no huge sheet unfolded.

The reader keeps a sheet as one dense block, so a single cell in the last corner would take all memory. So the parts of
the file are looked through first, and the reader gets only those that are harmless.
"""

import io
import zipfile
from typing import Final

from python_calamine import CalamineError, CalamineWorkbook

from rumpus.quiz.formats.archive import Archive
from rumpus.quiz.formats.cell_count import CellCount
from rumpus.quiz.formats.cells import Cell
from rumpus.quiz.formats.limits import (
    LARGEST_WORKBOOK,
    LARGEST_WORKBOOK_UNPACKED,
    LONGEST_CELL,
    MIB,
    MOST_ROWS,
)
from rumpus.quiz.formats.report import ImportFailed

_MOST_SHEETS: Final = 20
_READ: Final = ("[Content_Types].xml", "_rels/", "xl/")
_NOT_READ: Final = ("xl/externalLinks/", "xl/media/", "xl/embeddings/", "xl/drawings/", "xl/charts/", "xl/theme/")
_SHARED: Final = "xl/sharedstrings.xml"


def read_workbook(data: bytes) -> dict[str, list[list[Cell]]]:
    """The rows of all sheets by name. Every row starts at column A, the first row is row 1.

    Raises:
        ImportFailed: if it is no workbook, damaged, or larger than a table may be.
    """
    if len(data) > LARGEST_WORKBOOK:
        raise ImportFailed("file_too_large", limit=LARGEST_WORKBOOK // MIB)
    harmless = _harmless(data)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(harmless)) as book:
            return {name: _rows(book, name) for name in book.sheet_names[:_MOST_SHEETS]}
    except ImportFailed:
        raise
    except (CalamineError, ValueError, OSError, OverflowError):
        raise ImportFailed("damaged") from None
    except BaseException as panic:
        # What the reader did not expect ends as a panic of Rust, which is no Exception.
        if type(panic).__name__ != "PanicException":
            raise
        raise ImportFailed("damaged") from None


def _rows(book: CalamineWorkbook, name: str) -> list[list[Cell]]:
    try:
        sheet = book.get_sheet_by_name(name)
    except CalamineError:
        # A sheet that is a chart, or whose part is missing.
        return []
    if sheet.total_height > MOST_ROWS:
        raise ImportFailed("too_many_rows", limit=MOST_ROWS)
    rows: list[list[Cell]] = sheet.to_python(skip_empty_area=False)
    for row in rows:
        if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in row):
            raise ImportFailed("cell_too_long", limit=LONGEST_CELL)
    return rows


def _harmless(data: bytes) -> bytes:
    archive = Archive(data, LARGEST_WORKBOOK_UNPACKED)
    if "[Content_Types].xml" not in archive or "xl/workbook.xml" not in archive:
        raise ImportFailed("not_this_format", format="xlsx")
    built = io.BytesIO()
    cells = CellCount()
    with zipfile.ZipFile(built, "w") as copy:
        for name in _members(archive):
            part = archive.read(name, LARGEST_WORKBOOK_UNPACKED)
            cells.look_through(part, is_shared=name.lower() == _SHARED)
            copy.writestr(zipfile.ZipInfo(name), part)
    return built.getvalue()


def _members(archive: Archive) -> list[str]:
    """What is read, shared texts first."""
    names = [
        name
        for name in archive
        if name.startswith(_READ) and not name.startswith(_NOT_READ) and name.endswith((".xml", ".rels"))
    ]
    # The reader does not tell upper from lower case.
    if len({name.lower() for name in names}) < len(names):
        raise ImportFailed("damaged")
    return sorted(names, key=lambda name: name.lower() != _SHARED)
