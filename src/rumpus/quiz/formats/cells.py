"""Cells of tables: as text, whatever a spreadsheet made of them, and safe to open again."""

import datetime as dt
import re
from typing import Final, TypeAlias

Cell: TypeAlias = int | float | str | bool | dt.date | dt.time | dt.datetime | dt.timedelta
"""What a cell of a workbook may hold. Formulas are what they last came to."""

# A spreadsheet takes text that starts like this for a formula or jumps to the next cell (full-width forms too).
_STARTS: Final = "[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20]"
_DANGEROUS: Final = re.compile("'*" + _STARTS)
_ESCAPED: Final = re.compile("'+" + _STARTS)


def escaped(cell: str) -> str:
    """Text that no spreadsheet takes for a formula when it opens a CSV file: with an apostrophe before it."""
    return "'" + cell if _DANGEROUS.match(cell) else cell


def unescaped(cell: str) -> str:
    """What was written before `escaped`."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def as_text(cell: Cell) -> str:
    """The cell as a person sees it: whole numbers without a fraction, dates as ISO."""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, dt.date | dt.time):
        return cell.isoformat()
    return str(cell)


def as_right(cell: Cell) -> str | None:
    """What `1,3` was before a spreadsheet took it for a number or a date; None if it was taken for nothing."""
    if isinstance(cell, dt.date):
        return f"{cell.day},{cell.month}"
    if isinstance(cell, float) and not cell.is_integer():
        return repr(cell).replace(".", ",")
    return None
