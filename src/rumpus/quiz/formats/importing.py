"""Reading a quiz from a file of any format: bytes in, a quiz with its pictures and a report out. All or nothing."""

import re
from typing import Any, Final

import msgspec

from rumpus.quiz.content.questions import Quiz
from rumpus.quiz.content.text import plain
from rumpus.quiz.formats.columns import header_of
from rumpus.quiz.formats.cqa import read_cqa
from rumpus.quiz.formats.csv_text import read_csv, text_of
from rumpus.quiz.formats.detect import ImportFormat, detect
from rumpus.quiz.formats.draft import Draft
from rumpus.quiz.formats.fitting import quiz_of
from rumpus.quiz.formats.gift_in import read_gift
from rumpus.quiz.formats.json_in import is_quiz_file, quiz_of_file, read_deployed, read_json
from rumpus.quiz.formats.limits import LARGEST_FILE, MIB
from rumpus.quiz.formats.original_sheet import is_original_sheet, read_original_sheet
from rumpus.quiz.formats.pictures import PictureFile, PicturesIn
from rumpus.quiz.formats.qti_in import read_qti_package, read_qti_xml
from rumpus.quiz.formats.report import ImportFailed, Note, Notes
from rumpus.quiz.formats.table_in import read_table
from rumpus.quiz.formats.workbook import read_workbook

_LONGEST_NAME: Final = 120
_SEPARATORS: Final = re.compile(r"[_\s]+")


class Imported(msgspec.Struct, frozen=True):
    """What came of a file.

    Attributes:
        format: what the file was.
        quiz: None if the report has an error.
        files: the pictures that the quiz shows and the file held; the quiz names them by their `id`. Other pictures in
            the quiz (JSON only) are ids of the library the file came from.
        report: what was taken, changed, skipped or wrong, in the order of the file.
    """

    format: ImportFormat
    quiz: Quiz | None
    files: tuple[PictureFile, ...]
    report: tuple[Note, ...]

    @property
    def errors(self) -> tuple[Note, ...]:
        """Why there is no quiz."""
        return tuple(note for note in self.report if note.level == "error")


def import_quiz(
    data: bytes,
    filename: str = "",
    *,
    language: str = "en",
    format: ImportFormat | None = None,  # noqa: A002
) -> Imported:
    """Read a quiz.

    Args:
        data: the file.
        filename: as the browser says it; a title if the file has none, and a hint at the format.
        language: of the quiz if the file does not say it.
        format: what the file must be; found out if None.

    Raises:
        ImportFailed: if the file cannot be read at all. Nothing else, whatever the bytes are.
    """
    if len(data) > LARGEST_FILE:
        raise ImportFailed("file_too_large", limit=LARGEST_FILE // MIB)
    found = format or detect(data, filename)
    notes = Notes()
    pictures = PicturesIn(notes)
    try:
        quiz = _read(found, data, filename, language, pictures, notes)
    except RecursionError:
        raise ImportFailed("damaged") from None
    except MemoryError:
        raise ImportFailed("too_much_memory") from None
    return Imported(found, quiz, pictures.of(quiz) if quiz is not None else (), notes.all())


def import_document(raw: dict[str, Any], *, language: str = "en") -> Imported:
    """Read a quiz that is decoded JSON already, in either of the two shapes of JSON files.

    Raises:
        ImportFailed: if it is neither.
    """
    notes = Notes()
    quiz = _read_document(raw, "", language, notes)
    return Imported("json", quiz, (), notes.all())


def _read(
    found: ImportFormat, data: bytes, filename: str, language: str, pictures: PicturesIn, notes: Notes
) -> Quiz | None:
    if found == "json":
        return _read_document(read_json(data), filename, language, notes)
    draft = _draft(found, data, language, pictures, notes)
    return quiz_of(draft, notes, default_title=_title_of(filename), default_language=language)


def _read_document(raw: dict[str, Any], filename: str, language: str, notes: Notes) -> Quiz | None:
    if is_quiz_file(raw):
        return quiz_of_file(raw, notes)
    draft = read_deployed(raw, notes)
    return quiz_of(draft, notes, default_title=_title_of(filename), default_language=language)


def _draft(found: ImportFormat, data: bytes, language: str, pictures: PicturesIn, notes: Notes) -> Draft:
    if found == "cqa":
        return read_cqa(data, pictures, notes)
    if found == "xlsx":
        return _workbook(data, notes)
    if found == "csv":
        return read_table(read_csv(data), notes)
    if found == "gift":
        return read_gift(text_of(data).removeprefix("\ufeff"), language, notes)
    return read_qti_package(data, pictures, notes) if data.startswith(b"PK") else read_qti_xml(data, notes)


def _workbook(data: bytes, notes: Notes) -> Draft:
    sheets = read_workbook(data)
    for rows in sheets.values():
        if is_original_sheet(rows):
            return read_original_sheet(rows, notes)
        if header_of([[cell if isinstance(cell, str) else "" for cell in row] for row in rows]) is not None:
            return read_table(rows, notes)
    raise ImportFailed("unknown_sheet")


def _title_of(filename: str) -> str:
    name = filename.replace("\\", "/").rpartition("/")[2][:_LONGEST_NAME]
    stem = name.rpartition(".")[0] or name
    return _SEPARATORS.sub(" ", plain(stem)).strip()
