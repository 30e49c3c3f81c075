"""Files that people send, and file names that are sent to them."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote

from litestar.datastructures import UploadFile

from rumpus.quiz.content.text import without_tags
from rumpus.web.problems import Problem

ENVELOPE: Final = 64 * 1024
"""Bytes that a form may have around its file."""

_LONGEST: Final = 80


@dataclass
class FileForm:
    """A form with one file."""

    file: UploadFile


async def bytes_of(upload: UploadFile, largest: int) -> bytes:
    """All bytes of an uploaded file. Raises a Problem if it is too large."""
    data = await upload.read(largest + 1)
    if len(data) > largest:
        raise Problem(413, "file_too_large", f"the file is larger than {largest // 1024 // 1024} MiB")
    return data


def attachment(title: str, extension: str, *, before: str = "") -> dict[str, str]:
    """Headers with which a browser saves what it gets, under the title of a quiz."""
    shown = "".join(one if one.isalnum() or one in " -_.," else "_" for one in without_tags(title)).strip(" .")
    name = f"{before}{shown[:_LONGEST] or 'quiz'}.{extension}"
    plain = name.encode("ascii", "replace").decode().replace("?", "_")
    return {
        "Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
