"""The journal in a SQLite file. One thread writes it; loop turns that come while it writes share the next commit."""

import asyncio
import fcntl
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

from structlog import get_logger

from rumpus.hall.journal import Contents, Done, JournalError
from rumpus.hall.sqlite_file import SqliteFile
from rumpus.hall.sqlite_schema import connect
from rumpus.hall.turn import Kept, Packed, Turn

_log = get_logger(__name__)

IDLE = 0.1
"""Seconds without anything to write after which there is time for erasing and checkpoints."""

CHECKPOINT_PAGES = 250
"""About so many pages (1 MB) are written before an idle moment is used for a checkpoint."""

AUTO_CHECKPOINT_PAGES = 2_000
"""So many are written before one happens without an idle moment, inside a commit."""

T = TypeVar("T")


class _Question(Generic[T]):
    """Something to be read, in its turn between what is written."""

    __slots__ = ("answer", "ask")

    def __init__(self, ask: Callable[[SqliteFile], T]) -> None:
        self.ask = ask
        self.answer: Future[T] = Future()

    def put(self, file: SqliteFile) -> None:
        """Ask, and give the answer to whoever waits."""
        try:
            self.answer.set_result(self.ask(file))
        except Exception as error:  # noqa: BLE001 - it belongs to whoever asked
            self.answer.set_exception(error)


class _Retry:
    """What was dropped since the failure comes again."""


class _Stop:
    """Nothing comes any more."""


class SqliteJournal:
    """Keeps turns in a file (and two beside it, `-wal` and `-shm`, and a `.lock`) that nobody else writes."""

    def __init__(self, path: Path, *, full_sync: bool = True, max_bytes: int | None = None) -> None:
        """Nothing is opened yet.

        Args:
            path: of the file; it and its folder are made if need be.
            full_sync: wait for the disk at every commit, so that what anybody saw survives a power cut too. Without,
                it survives the end of the process only; no faster on disks with a cache that is safe.
            max_bytes: the file does not grow beyond this; commits fail as on a full disk then.
        """
        self._path = path
        self._full_sync = full_sync
        self._max_bytes = max_bytes
        self._queue: SimpleQueue[Turn | _Question[Any] | _Retry | _Stop] = SimpleQueue()
        self._thread: Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._done: Done | None = None
        self._lock: int | None = None

    async def open(self, done: Done) -> Contents:
        """Open the file and say what is there.

        Raises:
            JournalError: it cannot be used; the text says why and what to do.
        """
        self._loop = asyncio.get_running_loop()
        self._done = done
        self._take_lock()
        try:
            connection = connect(self._path, full_sync=self._full_sync, max_bytes=self._max_bytes)
        except BaseException:
            self._drop_lock()
            raise
        connection.execute(f"PRAGMA wal_autocheckpoint = {AUTO_CHECKPOINT_PAGES}")
        # Somebody who looks into the file with other tools must not make a commit wait for long.
        connection.execute("PRAGMA busy_timeout = 500")
        file = SqliteFile(connection)
        # Not a daemon: the interpreter waits for it, so that nothing submitted is lost by a hasty end.
        self._thread = Thread(target=self._write, args=(file,), name="journal")
        self._thread.start()
        question = _Question(SqliteFile.contents)
        self._queue.put(question)
        try:
            return await asyncio.wrap_future(question.answer)
        except Exception as error:
            await self.close()
            raise JournalError(f"The journal {self._path} cannot be read: {error}.") from error

    def submit(self, turn: Turn) -> None:
        """Commit this turn, after those submitted before."""
        self._queue.put(turn)

    def retry(self, turns: Sequence[Turn]) -> None:
        """After a failure: try these turns."""
        self._queue.put(_Retry())
        for turn in turns:
            self._queue.put(turn)

    def read(self, table: str, *, timeout: int) -> list[Packed]:
        """The committed records of a table, in order; blocks.

        Raises:
            JournalError: they cannot be read in time.
        """
        question = _Question(lambda file: file.read(table))
        self._queue.put(question)
        try:
            return question.answer.result(timeout / 1000)
        except FutureTimeoutError as error:
            raise JournalError(f"The journal {self._path} was not read within {timeout} ms.") from error
        except Exception as error:
            raise JournalError(f"The journal {self._path} cannot be read: {error}.") from error

    async def kept(self, table: str) -> Kept | None:
        """What the game of this table left behind.

        Raises:
            JournalError: it cannot be read.
        """
        question = _Question(lambda file: file.kept(table))
        self._queue.put(question)
        try:
            return await asyncio.wrap_future(question.answer)
        except Exception as error:
            raise JournalError(f"The journal {self._path} cannot be read: {error}.") from error

    async def close(self) -> None:
        """Commit what was submitted, as far as possible, and let go of the file."""
        if self._thread is not None:
            self._queue.put(_Stop())
            # What the writer says is heard before this returns: the loop hears in the order in which it is told.
            await asyncio.get_running_loop().run_in_executor(None, self._thread.join)
            self._thread = None
        self._drop_lock()

    def _take_lock(self) -> None:
        """Hold the lock file: two servers on one journal would each miss what the other writes.

        A lock on the database itself would collide with SQLite's own.
        """
        lock = self._path.with_name(self._path.name + ".lock")
        try:
            lock.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise JournalError(f"The journal's lock {lock} cannot be opened: {error}.") from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(descriptor)
            raise JournalError(
                f"The journal {self._path} is in use by another server. "
                "Stop that one first, or give this one a data folder of its own."
            ) from error
        self._lock = descriptor

    def _drop_lock(self) -> None:
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None

    # In the writer's thread

    def _write(self, file: SqliteFile) -> None:
        failed = False
        pages = 0
        idle = False
        while True:
            item = self._next(idle=idle)
            if item is None:
                idle = self._use_idle_moment(file, pages)
                pages = 0 if pages >= CHECKPOINT_PAGES else pages
                continue
            turns: list[Turn] = []
            while isinstance(item, Turn):
                turns.append(item)
                item = self._next_at_once()
            if turns and not failed:
                try:
                    pages += file.write(turns)
                except Exception as error:  # noqa: BLE001 - whatever it is, the hall decides
                    failed = True
                    self._say(len(turns), error)
                else:
                    self._say(len(turns), None)
                idle = True
            if isinstance(item, _Question):
                item.put(file)
            elif isinstance(item, _Retry):
                failed = False
            elif isinstance(item, _Stop):
                break
        file.close()

    def _next(self, *, idle: bool) -> Any:
        """The next thing to do; None if nothing comes for a moment and there is something for idle moments."""
        try:
            return self._queue.get(timeout=IDLE if idle else None)
        except Empty:
            return None

    def _next_at_once(self) -> Any:
        try:
            return self._queue.get_nowait()
        except Empty:
            return None

    def _use_idle_moment(self, file: SqliteFile, pages: int) -> bool:
        """Erase a little or make a checkpoint; whether there is more to do."""
        try:
            if pages >= CHECKPOINT_PAGES:
                file.checkpoint()
            return file.erase_some()
        except Exception as error:  # noqa: BLE001 - there will be another idle moment
            _log.warning("the journal could not be tidied", error=repr(error))
            return False

    def _say(self, count: int, error: Exception | None) -> None:
        assert self._loop is not None
        assert self._done is not None
        # A loop that is closed has nobody left to tell.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._done, count, error)
