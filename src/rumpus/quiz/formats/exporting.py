"""Writing a quiz to a file of any format: a quiz and its pictures in, bytes and a report of what was lost out."""

from collections.abc import Mapping
from typing import Final, Literal, TypeAlias, get_args

import msgspec

from rumpus.quiz.content.questions import Quiz
from rumpus.quiz.content.quiz_file import write_quiz
from rumpus.quiz.formats.cqa import write_cqa
from rumpus.quiz.formats.gift_out import write_gift
from rumpus.quiz.formats.original_sheet import write_original_sheet
from rumpus.quiz.formats.qti_out import write_qti
from rumpus.quiz.formats.report import Note, Notes
from rumpus.quiz.formats.table_out import write_table_csv, write_table_xlsx

ExportFormat: TypeAlias = Literal["cqa", "sheet", "xlsx", "csv", "json", "gift", "qti"]
"""`sheet` is the spreadsheet of the deployed original, `xlsx` ours with all kinds of questions."""

EXPORT_FORMATS: Final[tuple[ExportFormat, ...]] = get_args(ExportFormat)
WITH_PICTURES: Final = frozenset[ExportFormat]({"cqa", "qti"})
"""Formats that hold pictures; the others need none to be loaded."""

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TYPES: Final[dict[ExportFormat, tuple[str, str]]] = {
    "cqa": ("application/gzip", "cqa"),
    "sheet": (XLSX, "xlsx"),
    "xlsx": (XLSX, "xlsx"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "json": ("application/json", "json"),
    "gift": ("text/plain; charset=utf-8", "gift"),
    "qti": ("application/zip", "zip"),
}


class Exported(msgspec.Struct, frozen=True):
    """A file. `extension` has no dot; `report` says what the format could not hold."""

    data: bytes
    media_type: str
    extension: str
    report: tuple[Note, ...]


def export_quiz(
    quiz: Quiz,
    format: ExportFormat,  # noqa: A002
    pictures: Mapping[str, bytes] | None = None,
    *,
    delimiter: str = ",",
) -> Exported:
    """Write a quiz.

    Args:
        quiz: what to write.
        format: as what.
        pictures: bytes of the pictures in the quiz by their ids; only formats `WITH_PICTURES` use them.
        delimiter: of CSV: a comma, a semicolon or a tab.
    """
    notes = Notes()
    media_type, extension = _TYPES[format]
    data = _write(quiz, format, dict(pictures or {}), delimiter, notes)
    return Exported(data, media_type, extension, notes.all())


def _write(quiz: Quiz, found: ExportFormat, pictures: dict[str, bytes], delimiter: str, notes: Notes) -> bytes:
    match found:
        case "cqa":
            return write_cqa(quiz, pictures, notes)
        case "sheet":
            return write_original_sheet(quiz, notes)
        case "xlsx":
            return write_table_xlsx(quiz, notes)
        case "csv":
            return write_table_csv(quiz, notes, delimiter=delimiter)
        case "json":
            return write_quiz(quiz)
        case "gift":
            return write_gift(quiz, notes)
        case "qti":
            return write_qti(quiz, pictures, notes)
