"""The folder in which the bytes of files are, each under the hash of its content. An object store could be another."""

import os
from asyncio import to_thread
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Final, Protocol

CHUNK: Final = 256 * 1024
"""Bytes that are read at a time."""


class Blobs(Protocol):
    """Bytes under the hash of their content."""

    async def put(self, name: str, data: bytes) -> None:
        """Keep these bytes; they are safe when this returns. What is there already stays."""

    def read(self, name: str) -> AsyncIterator[bytes]:
        """The bytes in chunks. Raises FileNotFoundError at the first."""

    async def has(self, name: str) -> bool:
        """Whether these bytes are there."""

    async def drop(self, name: str) -> None:
        """Erase; what is not there is no error."""

    async def older_than(self, moment: int) -> list[str]:
        """Names of what was put before this moment (epoch milliseconds)."""


class BlobFolder:
    """Bytes in a folder of this machine: `ab/abcd...`, so that no folder gets too many files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, name: str) -> Path:
        """Where these bytes are."""
        return self._folder / name[:2] / name

    async def put(self, name: str, data: bytes) -> None:
        """Keep these bytes; they are safe when this returns. What is there already stays."""
        await to_thread(self._write, name, data)

    async def read(self, name: str) -> AsyncIterator[bytes]:
        """The bytes in chunks. Raises FileNotFoundError at the first."""
        file = await to_thread(self.path(name).open, "rb")
        try:
            while chunk := await to_thread(file.read, CHUNK):
                yield chunk
        finally:
            file.close()

    async def has(self, name: str) -> bool:
        """Whether these bytes are there."""
        return await to_thread(self.path(name).exists)

    async def drop(self, name: str) -> None:
        """Erase; what is not there is no error."""
        await to_thread(self.path(name).unlink, missing_ok=True)

    async def older_than(self, moment: int) -> list[str]:
        """Names of what was put before this moment (epoch milliseconds)."""
        return await to_thread(lambda: list(self._older_than(moment)))

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
