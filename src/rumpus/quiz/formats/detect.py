"""Which format a file has: by its bytes first, by its name only where the bytes leave it open."""

import re
from typing import Final, Literal, TypeAlias

from rumpus.quiz.formats.archive import Archive
from rumpus.quiz.formats.columns import header_of
from rumpus.quiz.formats.csv_text import read_csv, text_of
from rumpus.quiz.formats.limits import LARGEST_ARCHIVE_UNPACKED, LARGEST_FILE, MIB
from rumpus.quiz.formats.report import ImportFailed

ImportFormat: TypeAlias = Literal["cqa", "xlsx", "csv", "json", "gift", "qti"]
"""What can be read. `xlsx` are three layouts, `qti` a package or a single file, `json` two shapes."""

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_XML: Final = re.compile(r"\s*<(?:\?xml\b|(?:[A-Za-z0-9_.-]{1,40}:)?assessmentItem\b)")
_GIFT: Final = re.compile(r"^[ \t]*(?:::|\$CATEGORY:)|(?<!\\)\{\s*(?:[~=#}]|T\b|F\b|TRUE\b|FALSE\b)", re.MULTILINE)


def detect(data: bytes, filename: str = "") -> ImportFormat:
    """The format of a file.

    Raises:
        ImportFailed: if it is none that can be read, with what to do about it where we know.
    """
    if not data:
        raise ImportFailed("empty_file")
    if len(data) > LARGEST_FILE:
        raise ImportFailed("file_too_large", limit=LARGEST_FILE // MIB)
    if data.startswith(_GZIP):
        return "cqa"
    if data.startswith(_ZIP):
        return _in_zip(data)
    if data.startswith(_OLE):
        raise ImportFailed("format_old_excel")
    try:
        text = text_of(data)
    except ImportFailed as failed:
        raise ImportFailed("unknown_format") if failed.note.code == "not_text" else failed from None
    return _of_text(data, text.removeprefix("\ufeff"), filename.rpartition(".")[2].lower())


def _in_zip(data: bytes) -> ImportFormat:
    archive = Archive(data, LARGEST_ARCHIVE_UNPACKED)
    if "[Content_Types].xml" in archive:
        return "xlsx"
    if "content.xml" in archive and "mimetype" in archive:
        raise ImportFailed("format_opendocument")
    if any(name.lower().endswith(".xml") for name in archive):
        return "qti"
    raise ImportFailed("unknown_format")


def _of_text(data: bytes, text: str, extension: str) -> ImportFormat:
    if _XML.match(text):
        return "qti"
    if extension == "gift":
        return "gift"
    if text.lstrip().startswith("{"):
        return "json"
    if extension in {"csv", "tsv"} or _is_table(data):
        return "csv"
    if _GIFT.search(text):
        return "gift"
    raise ImportFailed("unknown_format")


def _is_table(data: bytes) -> bool:
    try:
        return header_of(read_csv(data)) is not None
    except ImportFailed:
        return False
