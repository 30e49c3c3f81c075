"""CSV files as rows: encoding and delimiter are found out, sizes are bounded."""

import codecs
import csv
import io
from collections.abc import Iterable
from typing import Final

from rumpus.quiz.formats.cells import escaped, unescaped
from rumpus.quiz.formats.limits import LARGEST_TEXT, LONGEST_CELL, MIB, MOST_COLUMNS, MOST_ROWS
from rumpus.quiz.formats.report import ImportFailed

DELIMITERS: Final = (",", ";", "\t")
_LOOKED_AT: Final = 20_000
"""Characters that are looked at to find the delimiter."""


def text_of(data: bytes) -> str:
    """Text in UTF-8 with or without a mark, UTF-16, or windows-1252.

    Raises:
        ImportFailed: if it is larger than a text may be, or no text.
    """
    if len(data) > LARGEST_TEXT:
        raise ImportFailed("file_too_large", limit=LARGEST_TEXT // MIB)
    text = _decoded(data)
    if text is None or "\0" in text:
        raise ImportFailed("not_text")
    return text


def read_csv(data: bytes) -> list[list[str]]:
    """The rows of a CSV file, with the apostrophes of `cells.escaped` taken away.

    Raises:
        ImportFailed: if it is no CSV file or too large.
    """
    text = text_of(data)
    csv.field_size_limit(LONGEST_CELL)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            if len(rows) >= MOST_ROWS:
                raise ImportFailed("too_many_rows", limit=MOST_ROWS)
            if len(row) > MOST_COLUMNS:
                raise ImportFailed("too_many_columns", limit=MOST_COLUMNS)
            rows.append([unescaped(cell) for cell in row])
    except csv.Error as error:
        if "limit" in str(error):
            raise ImportFailed("cell_too_long", limit=LONGEST_CELL) from None
        raise ImportFailed("damaged") from None
    return rows


def write_csv(rows: Iterable[Iterable[str | int]], delimiter: str = ",") -> bytes:
    """Rows as CSV: UTF-8 with a mark, so that Excel sees what it is; no cell can become a formula."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow([escaped(cell) if isinstance(cell, str) else cell for cell in row])
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8", "replace")


def _decoded(data: bytes) -> str | None:
    if data.startswith(codecs.BOM_UTF8):
        return _with(data[len(codecs.BOM_UTF8) :], "utf-8")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _with(data, "utf-16")
    head = data[:200]
    if b"\0" in head:
        # UTF-16 without a mark: letters of the Latin alphabet have a zero beside them.
        return _with(data, "utf-16-le" if head[1::2].count(0) >= head[0::2].count(0) else "utf-16-be")
    text = _with(data, "utf-8")
    return text if text is not None else _with(data, "cp1252")


def _with(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _delimiter(text: str) -> str:
    """The one that makes the most columns in the row with the most, outside of quotes."""
    best, most = DELIMITERS[0], 1
    for candidate in DELIMITERS:
        try:
            rows = csv.reader(io.StringIO(text[:_LOOKED_AT], newline=""), delimiter=candidate)
            widths = sorted((len([cell for cell in row if cell.strip()]) for row in rows), reverse=True)[:5]
        except csv.Error:
            continue
        if widths and sum(widths) > most:
            best, most = candidate, sum(widths)
    return best
