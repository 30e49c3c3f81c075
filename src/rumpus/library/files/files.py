"""Pictures: checked, cleaned, kept once per content, forgotten a day after the last quiz let go of them."""

from collections.abc import AsyncIterator, Collection
from pathlib import Path

from rumpus.library.files.records import File, Usage
from rumpus.library.page import Page

STUB = "not filled in yet"


class Files:
    """Files in the data folder, and what is known of them."""

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
        """
        raise NotImplementedError(STUB)

    async def get(self, file_id: str) -> File:
        """Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def open(self, file_id: str) -> tuple[File, AsyncIterator[bytes]]:
        """A file and its bytes, in chunks. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def path(self, file_id: str) -> tuple[File, Path]:
        """A file and where its bytes are. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def read(self, file_id: str) -> tuple[File, bytes]:
        """A file and all its bytes. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def of(
        self, owner_id: str, *, cursor: str | None = None, limit: int = 50, unused: bool | None = None
    ) -> Page[File]:
        """A user's files, newest first; `unused`: those that no quiz refers to (True), or the others (False)."""
        raise NotImplementedError(STUB)

    async def describe(
        self, file_id: str, *, alt_text: str | None, credit: str | None, filename: str | None = None
    ) -> File:
        """Set alt text and credit (and the name, unless None). Raises NotFoundError, RefusedError (too long)."""
        raise NotImplementedError(STUB)

    async def delete(self, file_id: str) -> None:
        """Erase it, also out of quizzes that show it. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def usage(self, owner_id: str) -> Usage:
        """How much this user stores."""
        raise NotImplementedError(STUB)

    async def owned(self, owner_id: str, file_ids: Collection[str]) -> set[str]:
        """Which of these files are this user's."""
        raise NotImplementedError(STUB)
