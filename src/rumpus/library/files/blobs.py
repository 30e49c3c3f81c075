"""Where the bytes of files are, each under the hash of its content: a folder of this machine, unless told otherwise."""

import os
from asyncio import to_thread
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final, Protocol

import structlog

from rumpus.library.errors import StoreError

CHUNK: Final = 256 * 1024
"""Bytes that are read at a time."""


_log = structlog.get_logger(__name__)


class Blobs(Protocol):
    """Bytes under the hash of their content. Everything raises StoreError if it cannot be done just now."""

    async def check(self) -> None:
        """Whether anything can be read here at all."""

    async def put(self, name: str, data: bytes) -> None:
        """Keep these bytes; they are safe when this returns. What is there already counts as new."""

    async def open(self, name: str) -> AsyncIterator[bytes]:
        """The bytes in chunks. Raises FileNotFoundError."""

    async def drop(self, name: str) -> None:
        """Erase; what is not there is no error."""

    async def older_than(self, moment: int) -> list[str]:
        """Names of what was put before this moment (epoch milliseconds)."""

    async def close(self) -> None:
        """Let go of it."""


class BlobFolder:
    """Bytes in a folder of this machine: `ab/abcd...`, so that no folder gets too many files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """Where these bytes are."""
        return self._folder / name[:2] / name

    async def check(self) -> None:
        """A folder is made when it is needed, so there is nothing to ask."""

    async def put(self, name: str, data: bytes) -> None:
        """Keep these bytes; they are safe when this returns. Raises StoreError: a full disk, for example."""
        try:
            await to_thread(self._write, name, data)
        except OSError as error:
            _log.exception("a file cannot be written")
            raise StoreError from error

    async def open(self, name: str) -> AsyncIterator[bytes]:
        """The bytes in chunks. Raises FileNotFoundError."""
        if not await to_thread(self.path(name).exists):
            raise FileNotFoundError(name)
        return self._read(name)

    async def drop(self, name: str) -> None:
        """Erase; what is not there is no error."""
        await to_thread(self.path(name).unlink, missing_ok=True)

    async def older_than(self, moment: int) -> list[str]:
        """Names of what was put before this moment (epoch milliseconds)."""
        return await to_thread(lambda: list(self._older_than(moment)))

    async def close(self) -> None:
        """Nothing is held open."""

    async def _read(self, name: str) -> AsyncIterator[bytes]:
        # Nothing is open between the chunks: whoever reads may go away at any moment.
        begin = 0
        while chunk := await to_thread(self._chunk, name, begin):
            yield chunk
            begin += len(chunk)

    def _chunk(self, name: str, begin: int) -> bytes:
        with self.path(name).open("rb") as file:
            file.seek(begin)
            return file.read(CHUNK)

    def _write(self, name: str, data: bytes) -> None:
        path = self.path(name)
        if path.exists():
            # As if it were new: what is swept away looks at the time.
            os.utime(path)
            return
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished = path.with_suffix(".part")
        with unfinished.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def _older_than(self, moment: int) -> Iterator[str]:
        for path in self._folder.glob("??/*"):
            if path.stat().st_mtime_ns // 1_000_000 < moment:
                yield path.name
