"""Workbooks for the tests, with cells where they are put; also broken and hostile ones."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

HEADER = (
    "Question - max 120 characters",
    "Answer 1 - max 75 characters",
    "Answer 2 - max 75 characters",
    "Answer 3 - max 75 characters",
    "Answer 4 - max 75 characters",
    "Time limit (sec) \u2013 5, 10, 20, 30, 60, 90, 120, or 240 secs",
    "Correct answer(s) - choose at least one",
)


def workbook(sheets: Mapping[str, Mapping[str, Any]]) -> bytes:
    """A workbook of cells by their names; a text that starts with `{=` is a formula with what it came to behind it."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "d.m.yyyy"})
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for place, value in cells.items():
            if isinstance(value, tuple):
                formula, result = value
                sheet.write_formula(place, formula, None, result)
            elif hasattr(value, "year"):
                sheet.write_datetime(place, value, day)
            elif isinstance(value, str):
                sheet.write_string(place, value)
            else:
                sheet.write(place, value)
    book.close()
    return out.getvalue()


def kahoot(*rows: tuple[Any, ...]) -> bytes:
    """Kahoot's template: a title and advice above, the header in row 8, numbers in column A."""
    cells: dict[str, Any] = {"B2": "Quiz template", "B3": "Add questions, at least two answer alternatives, time limit"}
    cells |= {f"{column}8": text for column, text in zip("BCDEFGH", HEADER, strict=True)}
    for number, row in enumerate(rows, 1):
        cells[f"A{8 + number}"] = number
        cells |= {
            f"{column}{8 + number}": cell for column, cell in zip("BCDEFGH", row, strict=False) if cell is not None
        }
    return workbook({"Sheet1": cells})


def original(*rows: tuple[Any, ...], title: str = "A quiz", description: str = "About it") -> bytes:
    """The spreadsheet of the deployed original."""
    cells: dict[str, Any] = {"B5": "Title", "C5": title, "B6": "Description", "C6": description}
    header = ("Question", "1st Answer", "2nd Answer", "3rd Answer", "4th Answer", "Time Limit", "Correct Answers")
    cells |= {f"{column}13": text for column, text in zip("BCDEFGH", header, strict=True)}
    for number, row in enumerate(rows, 14):
        cells |= {f"{column}{number}": cell for column, cell in zip("BCDEFGH", row, strict=False) if cell is not None}
    return workbook({"Main": cells})


def changed(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """The same archive with other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            if name not in parts:
                after.writestr(name, before.read(name))
        for name, part in parts.items():
            after.writestr(name, part)
    return out.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose only sheet is this XML."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    body = f'<?xml version="1.0"?><worksheet {space}>{xml}</worksheet>'
    return changed(workbook({"Sheet1": {"A1": "x"}}), {"xl/worksheets/sheet1.xml": body.encode()})
