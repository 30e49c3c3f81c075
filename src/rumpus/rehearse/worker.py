"""The process that plays: a task in on standard input, progress and a report out on standard output, a line each."""

import asyncio
import resource
import sys
import time

import msgspec
import uvloop

from rumpus.rehearse.errors import RehearsalError
from rumpus.rehearse.options import QUIZ, Failed, Finished, Progress, Task
from rumpus.rehearse.pixel.play import PixelRehearsal
from rumpus.rehearse.quiz.play import Rehearsal

TELL_EVERY = 0.1
"""Seconds between two lines of progress, except for the last of a phase."""

SPARE_FILES = 100


class _Teller:
    """Writes progress, not too often."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, phase: str, done: int, of: int) -> None:
        now = time.monotonic()
        if done == of or now - self._last > TELL_EVERY:
            self._last = now
            _say(Progress(phase, done, of))


def _say(line: msgspec.Struct) -> None:
    sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
    sys.stdout.flush()


def raise_file_limit() -> int:
    """Raise the limit of open files of this process to the hard one, and give it."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


def _allow_files(task: Task) -> None:
    """See that there may be as many open connections as are needed."""
    hard = raise_file_limit()
    # Long-polling needs two connections: one waits while the other sends.
    needed = int(task.players * (1 + task.polling)) + SPARE_FILES
    if hard < needed:
        raise RehearsalError(
            f"{task.players} players need {needed} open connections, but this machine allows a process only {hard}. "
            f"Raise the limit (ulimit -Hn {needed}, as administrator), or rehearse with fewer players."
        )


def main() -> None:
    """Play the task."""
    task = msgspec.json.decode(sys.stdin.buffer.read(), type=Task)
    try:
        _allow_files(task)
        kind = Rehearsal if task.game == QUIZ else PixelRehearsal
        report = uvloop.run(kind(task, _Teller()).run())
    except RehearsalError as error:
        _say(Failed(str(error)))
    except (KeyboardInterrupt, asyncio.CancelledError):
        _say(Failed("The rehearsal was interrupted; its game was ended."))
    else:
        _say(Finished(report))


if __name__ == "__main__":
    main()
