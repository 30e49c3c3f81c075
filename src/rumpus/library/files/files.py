"""Pictures: checked, cleaned, kept once per content, forgotten a day after the last quiz let go of them."""

import asyncio
import unicodedata
from collections.abc import AsyncIterator, Collection
from typing import Any, Final
from weakref import WeakValueDictionary

import structlog
from sqlalchemy import delete, exists, func, insert, select, tuple_, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.clock import HOUR, Clock
from rumpus.library.database import Database
from rumpus.library.errors import NotFoundError, PictureError, RefusedError, StoreError
from rumpus.library.files.blobs import Blobs
from rumpus.library.files.pictures import Cleaner, Picture
from rumpus.library.files.records import File, FileLimits, Usage
from rumpus.library.identifier import new_id
from rumpus.library.page import Page, bounded, mark_of, page_of
from rumpus.library.people import accounts
from rumpus.library.schema import FileRow, VersionFileRow

LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 1_000
"""Characters of a file's name, and of its alt text and credit."""

_AT_ONCE: Final = 500

_log = structlog.get_logger(__name__)


class Files:
    """Files, and what is known of them.

    Args:
        database: has what is known.
        clock: gives epoch milliseconds.
        blobs: has their bytes.
        limits: what is taken.
        cleaner: makes pictures safe.
    """

    def __init__(self, database: Database, clock: Clock, blobs: Blobs, limits: FileLimits, cleaner: Cleaner) -> None:
        self._database = database
        self._clock = clock
        self._limits = limits
        self._blobs = blobs
        self._clean = cleaner
        # By user: pictures need memory while they are decoded, and nobody shall have more than one in work.
        self._decoding: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        # By hash: bytes must not be dropped between their writing and the row that points to them.
        self._changing: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    async def check(self) -> None:
        """Raises StoreError if the bytes of files cannot be reached."""
        await self._blobs.check()

    async def add(
        self,
        owner_id: str,
        data: bytes,
        *,
        filename: str = "",
        alt_text: str | None = None,
        credit: str | None = None,
        workspace_id: str | None = None,
    ) -> File:
        """Keep a picture. What it is, its content says. Metadata (EXIF, places) is taken out, turned ones are turned.

        The same picture of the same user is the same file; a new alt text replaces the old one.

        Raises:
            PictureError: it is not taken.
            NotFoundError: no such user or workspace.
            RefusedError: a text is too long.
            StoreError, BusyError: it cannot be kept just now.
        """
        about = _about(filename, alt_text, credit)
        async with _lock_of(self._decoding, owner_id):
            picture = await self._clean(owner_id, data, self._limits)
        async with _lock_of(self._changing, picture.hash):
            await self._blobs.put(picture.hash, picture.data)
            async with self._database.writing() as connection:
                await self._database.take_turns(connection, f"files {owner_id}")
                workspace_id = await accounts.workspace_for(connection, owner_id, workspace_id)
                return await self._keep(connection, owner_id, workspace_id, picture, about)

    async def get(self, file_id: str) -> File:
        """Raises NotFoundError."""
        async with self._database.reading() as connection:
            return await _file_of(connection, file_id)

    async def open(self, file_id: str) -> tuple[File, AsyncIterator[bytes]]:
        """A file and its bytes, in chunks. Raises NotFoundError, StoreError."""
        file = await self.get(file_id)
        try:
            return file, await self._blobs.open(file.hash)
        except FileNotFoundError:
            # A data folder may have been restored without them.
            raise NotFoundError("file") from None

    async def read(self, file_id: str) -> tuple[File, bytes]:
        """A file and all its bytes. Raises NotFoundError, StoreError."""
        file, chunks = await self.open(file_id)
        return file, b"".join([chunk async for chunk in chunks])

    async def of(
        self, owner_id: str, *, cursor: str | None = None, limit: int = 50, unused: bool | None = None
    ) -> Page[File]:
        """A user's files, newest first; `unused`: those that no quiz refers to (True), or the others (False)."""
        limit = bounded(limit)
        own = (
            select(FileRow)
            .where(FileRow.owner_id == owner_id)
            .order_by(FileRow.uploaded_at.desc(), FileRow.id.desc())
            .limit(limit + 1)
        )
        if unused is not None:
            own = own.where(FileRow.unused_since.is_not(None) if unused else FileRow.unused_since.is_(None))
        if cursor is not None:
            own = own.where(tuple_(FileRow.uploaded_at, FileRow.id) < tuple_(*mark_of(cursor)))
        async with self._database.reading() as connection:
            files = [_file(row) for row in await connection.execute(own)]
        return page_of(files, [(file.uploaded_at, file.id) for file in files], limit)

    async def describe(
        self, file_id: str, *, alt_text: str | None, credit: str | None, filename: str | None = None
    ) -> File:
        """Set alt text and credit (and the name, unless None). Raises NotFoundError, RefusedError (too long)."""
        about = _about(filename or "", alt_text, credit)
        if filename is None:
            del about["filename"]
        async with self._database.writing() as connection:
            await connection.execute(update(FileRow).where(FileRow.id == file_id).values(about))
            return await _file_of(connection, file_id)

    async def delete(self, file_id: str) -> None:
        """Erase it, also out of quizzes that show it. Raises NotFoundError."""
        async with self._database.writing() as connection:
            file = await _file_of(connection, file_id)
            await connection.execute(delete(FileRow).where(FileRow.id == file_id))
        await self.drop([file.hash])

    async def usage(self, owner_id: str) -> Usage:
        """How much this user stores."""
        async with self._database.reading() as connection:
            return Usage(await _used(connection, owner_id), self._limits.quota)

    async def owned(self, owner_id: str, file_ids: Collection[str]) -> set[str]:
        """Which of these files are this user's."""
        ids = list(file_ids)
        found: set[str] = set()
        async with self._database.reading() as connection:
            for begin in range(0, len(ids), _AT_ONCE):
                own = FileRow.owner_id == owner_id, FileRow.id.in_(ids[begin : begin + _AT_ONCE])
                found.update((await connection.scalars(select(FileRow.id).where(*own))).all())
        return found

    async def drop(self, hashes: Collection[str]) -> None:
        """Erase the bytes of files that are gone, unless a file of another user has the same.

        What the store does not do now is done by the next `expire`: it finds bytes that nobody knows.
        """
        for name in set(hashes):
            async with _lock_of(self._changing, name):
                async with self._database.reading() as connection:
                    needed = await connection.scalar(select(FileRow.id).where(FileRow.hash == name).limit(1))
                if needed is None:
                    try:
                        await self._blobs.drop(name)
                    except StoreError:
                        _log.warning("the bytes of erased files stay until the store answers")
                        return

    async def expire(self, unused_before: int) -> int:
        """Erase files that no quiz has referred to since then, and bytes that nobody knows. Returns how many files."""
        async with self._database.writing() as connection:
            gone = (
                await connection.scalars(
                    delete(FileRow)
                    .where(FileRow.unused_since < unused_before, ~exists().where(VersionFileRow.file_id == FileRow.id))
                    .returning(FileRow.hash)
                )
            ).all()
        await self.drop(gone)
        # A crash between writing bytes and their row leaves some.
        try:
            names = await self._blobs.older_than(self._clock() - HOUR)
        except StoreError:
            # All else that is too old goes all the same.
            _log.warning("bytes that nobody knows stay until the store answers")
        else:
            await self.drop(await self._unknown(names))
        return len(gone)

    async def _unknown(self, names: list[str]) -> list[str]:
        known: set[str] = set()
        async with self._database.reading() as connection:
            for begin in range(0, len(names), _AT_ONCE):
                part = FileRow.hash.in_(names[begin : begin + _AT_ONCE])
                known.update((await connection.scalars(select(FileRow.hash).where(part))).all())
        return [name for name in names if name not in known]

    async def _keep(
        self, connection: AsyncConnection, owner_id: str, workspace_id: str, picture: Picture, about: dict[str, Any]
    ) -> File:
        now = self._clock()
        same = select(FileRow.id).where(FileRow.owner_id == owner_id, FileRow.hash == picture.hash)
        known = await connection.scalar(same)
        if known is not None:
            said = {key: value for key, value in about.items() if value}
            # It counts as new, or it might be swept away before a quiz refers to it.
            fresh = update(FileRow).where(FileRow.id == known, FileRow.unused_since.is_not(None))
            await connection.execute(fresh.values(unused_since=now))
            if said:
                await connection.execute(update(FileRow).where(FileRow.id == known).values(said))
            return await _file_of(connection, known)
        if await _used(connection, owner_id) + len(picture.data) > self._limits.quota:
            raise PictureError("quota", f"All files together may have {self._limits.quota // 1024 // 1024} MiB.")
        file_id = new_id(now)
        await connection.execute(
            insert(FileRow).values(
                id=file_id,
                workspace_id=workspace_id,
                owner_id=owner_id,
                mime_type=picture.mime_type,
                hash=picture.hash,
                size=len(picture.data),
                width=picture.width,
                height=picture.height,
                uploaded_at=now,
                unused_since=now,
                **about,
            )
        )
        return await _file_of(connection, file_id)


def _lock_of(locks: WeakValueDictionary[str, asyncio.Lock], name: str) -> asyncio.Lock:
    """The lock of this name, which is there as long as somebody holds it or waits for it."""
    return locks.setdefault(name, asyncio.Lock())


async def _used(connection: AsyncConnection, owner_id: str) -> int:
    total = await connection.scalar(select(func.sum(FileRow.size)).where(FileRow.owner_id == owner_id))
    return int(total or 0)


async def _file_of(connection: AsyncConnection, file_id: str) -> File:
    row = (await connection.execute(select(FileRow).where(FileRow.id == file_id))).one_or_none()
    if row is None:
        raise NotFoundError("file")
    return _file(row)


def _file(row: Row[Any]) -> File:
    return File(
        id=row.id,
        workspace_id=row.workspace_id,
        owner_id=row.owner_id,
        filename=row.filename,
        mime_type=row.mime_type,
        hash=row.hash,
        size=row.size,
        width=row.width,
        height=row.height,
        alt_text=row.alt_text,
        credit=row.credit,
        uploaded_at=row.uploaded_at,
    )


def _about(filename: str, alt_text: str | None, credit: str | None) -> dict[str, Any]:
    for field, text in (("alt_text", alt_text), ("credit", credit)):
        if text is not None and len(text) > LONGEST_TEXT:
            raise RefusedError(field, f"This has up to {LONGEST_TEXT} characters.")
    # Only for people: no folder, nothing that would break a header.
    last = filename.replace("\\", "/").rpartition("/")[2]
    shown = "".join(one for one in unicodedata.normalize("NFC", last) if unicodedata.category(one)[0] != "C")
    return {"filename": shown.strip()[-LONGEST_NAME:], "alt_text": alt_text or None, "credit": credit or None}
