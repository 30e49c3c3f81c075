"""Imports and exports leave the event loop: one worker process with a time and a memory limit, started when needed.

A file that takes too long or too much memory costs the worker, not the server: it is ended and the next job gets a new
one. Jobs come in one at a time, and accounts take turns, so that nobody waits for more than one job of each other. What
goes to the worker is pickled, ours; what comes back is decoded as the type that the function says it returns, so a
worker that a bad file took over could say nothing else.
"""

import asyncio
import os
import pickle
import struct
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import IO, Any, Final, ParamSpec, TypeVar, get_type_hints

import msgspec
import structlog

from rumpus.quiz.formats.limits import MIB
from rumpus.quiz.formats.report import ImportFailed, Values

P = ParamSpec("P")
T = TypeVar("T")

TIMEOUT: Final = 30.0
"""Seconds that a job may take, from its start in the worker."""

MEMORY: Final = 1024 * MIB
"""Bytes of address space of the worker, of which Python and its libraries take some 200 MiB."""

MOST_WAITING: Final = 32
"""Jobs that the worker has before it. Further ones are told to come later."""

MOST_OF_ONE: Final = 4
"""Of these, jobs of one account."""

NOBODY: Final = ""
"""The account of what the server does for itself: it takes its turn as all do, and may have any number of jobs."""

JOBS: Final = 200
"""Jobs of one worker; after them it is replaced, so that nothing adds up."""

IDLE: Final = 60.0
"""Seconds after which a worker without a job is ended."""

SECRETS: Final = ("RUMPUS_", "AWS_")
"""Beginnings of names of environment variables that a worker does not get."""

_LENGTH: Final = struct.Struct(">Q")
_log = structlog.get_logger("rumpus.quiz.formats")


class Reply(msgspec.Struct, frozen=True):
    """What a worker answers: a result as MessagePack, or why the import failed, or that the function is at fault."""

    result: bytes | None = None
    code: str | None = None
    values: Values = {}
    fault: str | None = None


@dataclass(eq=False, slots=True)
class _Job:
    """Something to do, and who waits for what comes of it."""

    function: Callable[..., Any]
    args: tuple[Any, ...]
    kwargs: dict[str, Any]
    result: asyncio.Future[Any]


class Worker:
    """Runs functions in a process of its own. To be closed before the loop ends."""

    def __init__(self, *, timeout: float = TIMEOUT, memory: int = MEMORY, jobs: int = JOBS, idle: float = IDLE) -> None:
        self._timeout = timeout
        self._memory = memory
        self._jobs = jobs
        self._idle = idle
        self._thread = ThreadPoolExecutor(1, "formats-worker")
        self._process: subprocess.Popen[bytes] | None = None
        self._done = 0
        # By account; whose turn it is stands first, and the job that runs is the first of its row.
        self._rows: dict[str, deque[_Job]] = {}
        self._running: _Job | None = None
        self._idle_timer: asyncio.TimerHandle | None = None
        self._closed = False

    async def run(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """As `run_for`, for nobody in particular."""
        return await self.run_for(NOBODY, function, *args, **kwargs)

    async def run_for(self, account: str, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What the function returns. It is a public function of a module with a return type that msgspec knows.

        It takes a turn of this account.

        Raises:
            ImportFailed: as the function did; or there is too much to do already ("busy", "too_many_own"); or it took
                too long, too much memory, or the worker died.
        """
        if self._closed or sum(map(len, self._rows.values())) >= MOST_WAITING:
            raise ImportFailed("busy")
        row = self._rows.setdefault(account, deque())
        if account != NOBODY and len(row) >= MOST_OF_ONE:
            raise ImportFailed("too_many_own", limit=MOST_OF_ONE)
        job = _Job(function, args, kwargs, asyncio.get_running_loop().create_future())
        row.append(job)
        self._go_on()
        try:
            result: T = await job.result
        except asyncio.CancelledError:
            # A job that runs ends by itself: the worker cannot be asked to stop half way.
            if job is not self._running:
                self._leave(account, job)
            raise
        return result

    async def close(self) -> None:
        """End the worker. A job that runs is cut off."""
        self._closed = True
        if self._idle_timer is not None:
            self._idle_timer.cancel()
        for account, row in list(self._rows.items()):
            for job in [one for one in row if one is not self._running]:
                self._leave(account, job)
                if not job.result.done():
                    job.result.set_exception(ImportFailed("busy"))
        process = self._process
        if process is not None:
            process.kill()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._end)
        self._thread.shutdown(wait=False)

    def _go_on(self) -> None:
        """Have the next job done, unless one is."""
        if self._running is not None or self._closed:
            return
        loop = asyncio.get_running_loop()
        if not self._rows:
            self._idle_timer = loop.call_later(self._idle, self._end_if_idle)
            return
        if self._idle_timer is not None:
            self._idle_timer.cancel()
            self._idle_timer = None
        account, row = next(iter(self._rows.items()))
        self._running = job = row[0]
        doing = loop.run_in_executor(self._thread, self._run, job.function, job.args, job.kwargs)
        doing.add_done_callback(lambda done: self._finished(account, job, done))

    def _finished(self, account: str, job: _Job, done: asyncio.Future[Any]) -> None:
        self._running = None
        self._leave(account, job)
        if account in self._rows:
            # The others of this account have their turn after all that wait now.
            self._rows[account] = self._rows.pop(account)
        failed = done.exception()
        if job.result.done():
            pass  # whoever waited has given up
        elif failed is None:
            job.result.set_result(done.result())
        else:
            job.result.set_exception(failed)
        self._go_on()

    def _leave(self, account: str, job: _Job) -> None:
        """A job is done, or given up."""
        row = self._rows[account]
        row.remove(job)
        if not row:
            del self._rows[account]

    def _end_if_idle(self) -> None:
        self._idle_timer = None
        if not self._rows and not self._closed:
            self._thread.submit(self._end)

    # What follows runs in the thread.

    def _run(self, function: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        if self._closed:
            raise ImportFailed("busy")
        job = pickle.dumps((function, args, kwargs, self._timeout))
        process = self._started()
        late = threading.Event()

        def cut_off() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self._timeout, cut_off)
        timer.start()
        try:
            reply = _asked(process, job)
        except (OSError, EOFError, msgspec.DecodeError, ValueError):
            self._end()
            if late.is_set():
                raise ImportFailed("took_too_long", seconds=max(1, round(self._timeout))) from None
            _log.warning("formats worker died", function=function.__qualname__)
            raise ImportFailed("worker_died") from None
        finally:
            timer.cancel()
        if late.is_set():
            # It answered just as it was ended.
            self._end()
        return self._result(reply, function)

    def _result(self, reply: Reply, function: Callable[..., Any]) -> Any:
        self._done += 1
        if self._done >= self._jobs or reply.code == "too_much_memory":
            self._end()
        if reply.code is not None:
            raise ImportFailed(reply.code, **reply.values)
        if reply.fault is not None or reply.result is None:
            _log.error("a format failed", function=function.__qualname__, fault=reply.fault)
            raise ImportFailed("worker_died")
        try:
            return msgspec.msgpack.decode(reply.result, type=get_type_hints(function)["return"])
        except msgspec.DecodeError as error:
            self._end()
            _log.error("a format answered wrongly", function=function.__qualname__, fault=str(error))
            raise ImportFailed("worker_died") from None

    def _started(self) -> subprocess.Popen[bytes]:
        process = self._process
        if process is not None and process.poll() is None:
            return process
        self._end()
        # The server's secrets are not for a process that reads what anybody uploads.
        environment = {name: value for name, value in os.environ.items() if not name.startswith(SECRETS)}
        environment["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._process = process = subprocess.Popen(  # noqa: S603 - this interpreter, a module of ours
            [sys.executable, "-m", "rumpus.quiz.formats.worker_process", str(self._memory)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            # Ctrl-C in the terminal is for the server, which then ends its worker.
            start_new_session=True,
        )
        self._done = 0
        return process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                try:
                    stream.close()
                except OSError:
                    continue
        process.wait()


def _asked(process: subprocess.Popen[bytes], job: bytes) -> Reply:
    assert process.stdin is not None
    assert process.stdout is not None
    send(process.stdin, job)
    return msgspec.msgpack.decode(receive(process.stdout), type=Reply)


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message with its length before it."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read a message.

    Raises:
        EOFError: if the other side is gone.
    """
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    message = stream.read(length)
    if len(message) < length:
        raise EOFError
    return message
