"""The database: connections, transactions that read and transactions that write."""

import asyncio
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import Any, Final

from sqlalchemy import text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine
from sqlalchemy.pool import QueuePool

from rumpus.library.schema import Base
from rumpus.library.sqlite import WRITES, SqliteFile

LAST_WORD: Final = 5.0
"""Seconds that transactions have to end in when the database is closed."""


class Database:
    """A database that is open for use.

    Args:
        url: with driver, see `address`. What is written never stands in the text of an error, and so in no log.
        foreign_keys: off only while a migration rebuilds tables of SQLite.
        full_sync: SQLite waits for the disk at every commit; PostgreSQL does as its own settings say.

    Attributes:
        is_sqlite: which of the two dialects it is.
    """

    def __init__(self, url: URL, *, foreign_keys: bool = True, full_sync: bool = True) -> None:
        self.url = url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        self._file = SqliteFile(url, foreign_keys=foreign_keys, full_sync=full_sync) if self.is_sqlite else None
        if self._file:
            self.engine = self._file.engine
        else:
            # Statements are few and always the same; a connection that the server ended is noticed before its use.
            self.engine = create_async_engine(
                url, pool_size=10, max_overflow=0, pool_pre_ping=True, hide_parameters=True
            )
        # SQLite lets one write at a time and is unfair to those who wait; here they queue.
        self._writer = asyncio.Lock() if self.is_sqlite else None

    @property
    def file(self) -> Path:
        """The SQLite file."""
        assert self.url.database is not None
        return Path(self.url.database)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads, and sees one moment of the database."""
        async with self.engine.connect() as connection:
            if not self.is_sqlite:
                await connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            yield connection

    @asynccontextmanager
    async def writing(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that writes: committed at the end, or rolled back by any exception."""
        async with self._writer or nullcontext(), self.engine.connect() as connection:
            await connection.execution_options(**{WRITES: True})
            async with connection.begin():
                yield connection

    def insert(self, table: type[Base]) -> Any:
        """An INSERT that may say `on_conflict_do_nothing` or `on_conflict_do_update`."""
        return sqlite.insert(table) if self.is_sqlite else postgresql.insert(table)

    async def take_turns(self, connection: AsyncConnection, what: str) -> None:
        """Until the end of this transaction no other one is past this line for the same thing.

        For what is counted or looked up first and written then. On SQLite there is one writer at a time anyway.
        """
        if not self.is_sqlite:
            await connection.execute(text("SELECT pg_advisory_xact_lock(hashtext(:what))"), {"what": what})

    async def close(self) -> None:
        """Let go of all connections. What is under way has a moment to come to its end."""
        pool = self.engine.pool
        assert isinstance(pool, QueuePool)
        deadline = time.monotonic() + LAST_WORD
        while pool.checkedout() and time.monotonic() < deadline:  # noqa: ASYNC110 - the pool tells nobody
            await asyncio.sleep(0.01)
        if self._file:
            await self._file.close()
        else:
            await self.engine.dispose()


def make_private(file: Path) -> None:
    """Make the SQLite file, if need be, so that only its owner may read it. The files beside it follow."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
