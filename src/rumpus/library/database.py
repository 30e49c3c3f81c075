"""The database: connections, transactions that read and transactions that write."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import event, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from rumpus.library.schema import Base

BUSY: Final = 10_000
"""Milliseconds for which a writer waits for another process that writes into the SQLite file."""

_WRITES: Final = "rumpus_writes"


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
        if self.is_sqlite:
            self.engine = _sqlite(url, foreign_keys=foreign_keys, full_sync=full_sync)
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
            await connection.execution_options(**{_WRITES: True})
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
        """Let go of all connections."""
        await self.engine.dispose()


def _sqlite(url: URL, *, foreign_keys: bool, full_sync: bool) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=5, max_overflow=0, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def _on_connect(connection: Any, _record: Any) -> None:
        # Transactions begin where we say so, not where the driver thinks that a statement writes.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {BUSY}")
        cursor.execute("PRAGMA journal_mode = WAL")
        # The journal of a game is dropped after its results are here, so these must survive a power cut as well.
        cursor.execute(f"PRAGMA synchronous = {'FULL' if full_sync else 'NORMAL'}")
        cursor.execute(f"PRAGMA foreign_keys = {'ON' if foreign_keys else 'OFF'}")
        # What was erased is overwritten.
        cursor.execute("PRAGMA secure_delete = ON")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.close()

    @event.listens_for(engine.sync_engine, "invalidate")
    def _on_invalidate(connection: Any, _record: Any, _error: BaseException | None) -> None:
        # Whoever was cancelled in the middle of a statement may keep it for a while, and SQLite does not let go of
        # the lock of a closed connection before its last statement is gone. So the transaction ends before that.
        # Whatever comes of it, the connection is closed next.
        with suppress(Exception, asyncio.CancelledError):
            connection.run_async(lambda driver: asyncio.shield(driver.rollback()))

    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # Who will write waits for its turn at the beginning: a lock that is upgraded later may fail.
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def make_private(file: Path) -> None:
    """Make the SQLite file, if need be, so that only its owner may read it. The files beside it follow."""
    file.parent.mkdir(parents=True, exist_ok=True)
    os.close(os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
