"""Pictures are made safe in a process of their own: decoding holds the interpreter, and a decoder may be attacked.

Their bytes go there and back in files: as messages they would be copied while the interpreter is held.
"""

import hashlib
import tempfile
from asyncio import to_thread
from pathlib import Path
from typing import Final

import msgspec

from rumpus.library import BusyError, FileLimits, PictureError
from rumpus.library.files.pictures import Cleaner, Picture, clean
from rumpus.library.files.records import PictureType
from rumpus.quiz.formats import ImportFailed, Worker

_BUSY: Final = frozenset({"busy", "too_many_own"})
_GIVEN: Final = "given"
_MADE: Final = "made"


class Made(msgspec.Struct, frozen=True, tag=True):
    """What is known of a picture that was made safe."""

    mime_type: PictureType
    width: int
    height: int


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Why a picture is not taken."""

    code: str
    text: str


def cleaned(folder: str, limits: FileLimits) -> Made | Refused:
    """Make the picture in the file `given` of this folder safe, into the file `made`. For the worker."""
    try:
        picture = clean((Path(folder) / _GIVEN).read_bytes(), limits)
    except PictureError as error:
        return Refused(error.code, str(error))
    (Path(folder) / _MADE).write_bytes(picture.data)
    return Made(picture.mime_type, picture.width, picture.height)


def cleaner_in(worker: Worker) -> Cleaner:
    """A `Cleaner` that has it done by a worker, in which accounts take turns."""

    async def clean_there(account: str, data: bytes, limits: FileLimits) -> Picture:
        if len(data) > limits.bytes:
            # Refused without going there.
            return clean(data, limits)
        folder = await to_thread(tempfile.TemporaryDirectory, prefix="rumpus-picture-")
        try:
            await to_thread((Path(folder.name) / _GIVEN).write_bytes, data)
            made = await _asked(worker, account, folder.name, limits)
            return await to_thread(_picture, made, Path(folder.name) / _MADE)
        finally:
            await to_thread(folder.cleanup)

    return clean_there


async def _asked(worker: Worker, account: str, folder: str, limits: FileLimits) -> Made:
    try:
        answer = await worker.run_for(account, cleaned, folder, limits)
    except ImportFailed as failed:
        if failed.note.code in _BUSY:
            raise BusyError from None
        # It takes more time or memory than any picture should, or it ends the process that looks at it.
        raise PictureError("damaged", "The picture cannot be read.") from None
    if isinstance(answer, Refused):
        raise PictureError(answer.code, answer.text)
    return answer


def _picture(made: Made, file: Path) -> Picture:
    data = file.read_bytes()
    # Not as the worker says: nothing may get the name of something else.
    return Picture(data, made.mime_type, made.width, made.height, hashlib.sha256(data).hexdigest())
