"""The journal in a SQLite file. One thread writes it; loop turns that come while it writes share the next commit."""

import asyncio
import atexit
import fcntl
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import Any, Generic, TypeVar

from structlog import get_logger

from rumpus.hall.journal import Contents, Done, JournalError
from rumpus.hall.sqlite_file import SqliteFile
from rumpus.hall.sqlite_schema import connect
from rumpus.hall.turn import Kept, Packed, Turn

_log = get_logger(__name__)

IDLE = 0.1
"""Seconds without anything to write after which there is time to tidy: for erasing and for checkpoints."""

TIDY = 0.5
"""Seconds after which a little of that is done without an idle moment, so that a busy server erases too."""

AUTO_CHECKPOINT_PAGES = 2_000
"""So many are written before one happens without an idle moment, inside a commit."""

STOP_WITHIN = 20
"""Seconds that closing waits for the disk."""

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
        # A daemon with an exit handler: a hasty end of the interpreter commits what was submitted, and never hangs.
        self._thread = Thread(target=self._write, args=(file,), name="journal", daemon=True)
        self._thread.start()
        atexit.register(self._stop)
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
        return await self._asked(_Question(lambda file: file.kept(table)))

    async def kept_of(self, kind: str) -> list[str]:
        """The tables of this kind whose games left something behind.

        Raises:
            JournalError: it cannot be read.
        """
        return await self._asked(_Question(lambda file: file.kept_of(kind)))

    async def _asked(self, question: _Question[T]) -> T:
        self._queue.put(question)
        try:
            return await asyncio.wrap_future(question.answer)
        except Exception as error:
            raise JournalError(f"The journal {self._path} cannot be read: {error}.") from error

    async def close(self) -> None:
        """Commit what was submitted, as far as possible, and let go of the file."""
        if self._thread is not None:
            atexit.unregister(self._stop)
            # What the writer says is heard before this returns: the loop hears in the order in which it is told.
            await asyncio.get_running_loop().run_in_executor(None, self._stop)
            self._thread = None
        self._drop_lock()

    def _stop(self) -> None:
        """Let the writer finish what it has; a disk that hangs may not hold up the end."""
        if self._thread is not None:
            self._queue.put(_Stop())
            self._thread.join(STOP_WITHIN)

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
        untidy = True
        tidy_at = monotonic() + TIDY
        while True:
            item = self._next(IDLE if untidy else None)
            if item is None or (untidy and monotonic() >= tidy_at):
                untidy = self._tidy(file)
                tidy_at = monotonic() + TIDY
            turns: list[Turn] = []
            while isinstance(item, Turn):
                turns.append(item)
                item = self._next(0)
            if turns and not failed:
                try:
                    file.write(turns)
                except Exception as error:  # noqa: BLE001 - whatever it is, the hall decides
                    failed = True
                    self._say(len(turns), error)
                else:
                    untidy = True
                    self._say(len(turns), None)
            if isinstance(item, _Question):
                item.put(file)
            elif isinstance(item, _Retry):
                failed = False
            elif isinstance(item, _Stop):
                break
        file.close()

    def _next(self, wait: float | None) -> Any:
        """The next thing to do; None if nothing comes within so many seconds. None waits for ever."""
        try:
            return self._queue.get(timeout=wait) if wait != 0 else self._queue.get_nowait()
        except Empty:
            return None

    def _tidy(self, file: SqliteFile) -> bool:
        """Do a little of what can wait; whether there is more of it."""
        try:
            return file.tidy()
        except Exception as error:  # noqa: BLE001 - there will be another idle moment
            _log.warning("the journal could not be tidied", error=repr(error))
            return False

    def _say(self, count: int, error: Exception | None) -> None:
        assert self._loop is not None
        assert self._done is not None
        # A loop that is closed has nobody left to tell.
        with suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._done, count, error)
