"""The process that `worker.Worker` starts: takes jobs from its standard input, one after another, within its limits."""

import os
import pickle
import resource
import sys
import traceback
from collections.abc import Callable
from typing import IO, Any, Final

import msgspec

from rumpus.quiz.formats.report import ImportFailed
from rumpus.quiz.formats.worker import Reply, receive, send

_LAST_LINES: Final = 2_000
"""Characters of a traceback that are told."""


def main() -> None:
    """Serve until standard input ends."""
    memory = int(sys.argv[1])
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever prints something does not print it between the answers.
    os.dup2(2, 1)
    while _served(sys.stdin.buffer, answers):
        pass


def _served(jobs: IO[bytes], answers: IO[bytes]) -> bool:
    try:
        job = receive(jobs)
    except EOFError:
        return False
    try:
        reply = msgspec.msgpack.encode(_reply(job))
    except MemoryError:
        reply = msgspec.msgpack.encode(Reply(code="too_much_memory"))
    try:
        send(answers, reply)
    except OSError:
        return False
    return True


def _reply(job: bytes) -> Reply:
    try:
        function: Callable[..., Any]
        function, args, kwargs, timeout = pickle.loads(job)  # noqa: S301 - from our own server
        _limit_time(timeout)
        return Reply(result=msgspec.msgpack.encode(function(*args, **kwargs)))
    except ImportFailed as failed:
        return Reply(code=failed.note.code, values=failed.note.values)
    except MemoryError:
        return Reply(code="too_much_memory")
    except Exception:  # noqa: BLE001 - told to the server, which logs it
        return Reply(fault=traceback.format_exc()[-_LAST_LINES:])


def _limit_time(seconds: float) -> None:
    """So that a job ends even if the server is gone and cannot end it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 2
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (most, hard))


if __name__ == "__main__":
    main()
