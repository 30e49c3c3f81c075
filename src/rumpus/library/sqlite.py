"""SQLite as the library uses it: how connections are opened, how transactions begin, and that connections end."""

import asyncio
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Final
from weakref import WeakSet

import aiosqlite
from sqlalchemy import event
from sqlalchemy.engine import URL, Connection
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

BUSY: Final = 10_000
"""Milliseconds for which a writer waits for another process that writes into the file."""

CONNECTIONS: Final = 5

WRITES: Final = "rumpus_writes"
"""The execution option of connections whose transactions write."""

_CHUNK: Final = 64
"""Rows that a cursor fetches at a time; aiosqlite's own number."""


class SqliteFile:
    """The connections to one file.

    Args:
        url: of the file, with driver.
        foreign_keys: off only while a migration rebuilds tables.
        full_sync: wait for the disk at every commit. The journal of a game is dropped after its results are here, so
            these must survive a power cut as well.
    """

    def __init__(self, url: URL, *, foreign_keys: bool, full_sync: bool) -> None:
        self._drivers: WeakSet[_Driver] = WeakSet()
        self._closed = False
        self._settings = f"""
            PRAGMA busy_timeout = {BUSY};
            PRAGMA journal_mode = WAL;
            PRAGMA synchronous = {"FULL" if full_sync else "NORMAL"};
            PRAGMA foreign_keys = {"ON" if foreign_keys else "OFF"};
            -- What was erased is overwritten.
            PRAGMA secure_delete = ON;
            PRAGMA temp_store = MEMORY;
        """
        self.engine: Final = create_async_engine(
            url, async_creator=self._connect, pool_size=CONNECTIONS, max_overflow=0, hide_parameters=True
        )
        arguments, options = self.engine.dialect.create_connect_args(url)
        # Transactions begin where we say so, not where the driver thinks that a statement writes.
        self._open = partial(sqlite3.connect, *arguments, **options, isolation_level=None, factory=_File)
        _listen(self.engine)

    async def close(self) -> None:
        """End all connections, those too whose users were cut short; returns when their threads are gone.

        Whoever wants one later is refused.
        """
        self._closed = True
        await self.engine.dispose()
        await asyncio.gather(*(driver.close() for driver in list(self._drivers)))

    async def _connect(self) -> "_Driver":
        driver = _Driver(self._open, _CHUNK)
        try:
            await driver
            await driver.executescript(self._settings)
        except BaseException:
            driver.stop()
            raise
        finally:
            self._drivers.add(driver)
        if self._closed:
            driver.stop()
            raise sqlite3.ProgrammingError("The database is closed.")
        return driver


class _File(sqlite3.Connection):
    """Ends its transaction when it is closed, and with it lets go of the lock.

    SQLite itself does so when the last statement is gone, which whoever was cancelled in the middle may keep a while.
    """

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self.rollback()
        super().close()


class _Driver(aiosqlite.Connection):
    """A connection that ends once, however often it is told to.

    Somebody who is cancelled twice makes SQLAlchemy stop a connection that it is closing already, and aiosqlite would
    then wait for ever for a word of its thread, which has ended.
    """

    def __init__(self, connector: Callable[[], sqlite3.Connection], iter_chunk_size: int) -> None:
        super().__init__(connector, iter_chunk_size)
        self._thread.daemon = True
        self._stopping: asyncio.Future[None] | None = None

    def stop(self) -> "asyncio.Future[None] | None":
        if self._stopping is None:
            self._stopping = super().stop()
        return self._stopping

    async def close(self) -> None:
        stopping = self.stop()
        if stopping:
            await asyncio.shield(stopping)


def _listen(engine: AsyncEngine) -> None:
    @event.listens_for(engine.sync_engine, "begin")
    def _on_begin(connection: Connection) -> None:
        # Who will write waits for its turn at the beginning: a lock that is upgraded later may fail.
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
