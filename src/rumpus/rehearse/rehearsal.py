"""A rehearsal as a whole: a server if need be, a process that plays, a bar that shows how far it is, and a report."""

import codecs
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import msgspec
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.content.quiz_file import QuizError, parse_quiz, write_quiz
from rumpus.rehearse.errors import RehearsalError
from rumpus.rehearse.options import QUIZ, Failed, Finished, RehearsalOptions, Task
from rumpus.rehearse.options import Progress as ProgressLine
from rumpus.rehearse.pixel.games import GAMES, sizes
from rumpus.rehearse.report import Report
from rumpus.rehearse.server_process import ServerProcess

SPARE_CONNECTIONS = 1000
"""Beyond the players' own: host, remote control, connections that are just closing."""

Line = ProgressLine | Failed | Finished


def rehearse(options: RehearsalOptions, console: Console | None = None) -> Report:
    """Play a whole game with scripted players, and tell what was lost. Blocks until it is over.

    Args:
        options: how to rehearse.
        console: where the progress is shown; standard error if not given.

    Raises:
        RehearsalError: it could not be played; the text says why and what to do.
    """
    _check(options)
    quiz = read_quiz(options.quiz) if options.game == QUIZ else b"null"
    with ExitStack() as stack:
        stack.enter_context(_tidy_end())
        server_pid = None
        if options.url is None:
            server = stack.enter_context(ServerProcess(options.players * 2 + SPARE_CONNECTIONS))
            url, key, server_pid = server.url, server.key, server.pid
        else:
            url, key = options.url, options.key or ""
        task = Task(
            url=url,
            key=key,
            game=options.game,
            quiz=msgspec.Raw(quiz),
            players=options.players,
            polling=options.polling,
            think=options.think,
            in_flight=options.in_flight,
            server_pid=server_pid,
        )
        return _play(task, console or Console(stderr=True))


@contextmanager
def _tidy_end() -> Iterator[None]:
    """Let SIGTERM end the rehearsal as Ctrl-C does, so that no process of ours stays behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def read_quiz(path: Path | None) -> bytes:
    """The JSON of a quiz file, found playable; of the demo quiz without a path.

    Raises:
        RehearsalError: it can't be read or played.
    """
    try:
        content = path.read_bytes() if path is not None else write_quiz(demo_quiz())
        parse_quiz(content)
    except OSError as error:
        raise RehearsalError(f"The quiz file {path} can't be read: {error.strerror}.") from None
    except QuizError as error:
        raise RehearsalError(f"The quiz {path} can't be played:\n{error}") from None
    return content.removeprefix(codecs.BOM_UTF8)


def _check(options: RehearsalOptions) -> None:
    if options.players < 1:
        raise RehearsalError("A rehearsal needs at least one player: --players 30")
    if not 0 <= options.polling <= 1:
        raise RehearsalError("--polling is the share of players on long-polling, from 0 to 1: --polling 0.3")
    if options.game != QUIZ:
        if options.game not in GAMES:
            raise RehearsalError(
                f"{options.game!r} is no game that can be rehearsed. These are: {', '.join((QUIZ, *GAMES))}."
            )
        if options.quiz is not None:
            raise RehearsalError("--quiz is for rehearsals of a quiz, without --game.")
        sizes(options.game, options.players)
    elif options.url is not None and not options.key:
        raise RehearsalError("With --url the rehearsal needs --key: the operator key that `rumpus serve` prints.")


def _play(task: Task, console: Console) -> Report:
    command = [sys.executable, "-m", "rumpus.rehearse.worker"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own command
    assert process.stdin is not None
    assert process.stdout is not None
    last: Line | None = None
    try:
        with suppress(BrokenPipeError):  # it ended at once; why is told below
            process.stdin.write(msgspec.json.encode(task))
            process.stdin.close()
        with Progress(
            TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), console=console
        ) as bars:
            bar_of: dict[str, TaskID] = {}
            decode = msgspec.json.Decoder(Line).decode
            for text in process.stdout:
                last = decode(text)
                if isinstance(last, ProgressLine):
                    if last.phase not in bar_of:
                        bar_of[last.phase] = bars.add_task(last.phase, total=last.of)
                    bars.update(bar_of[last.phase], completed=last.done)
    finally:
        _end(process)
    if isinstance(last, Finished):
        return last.report
    if isinstance(last, Failed):
        raise RehearsalError(last.text)
    raise RehearsalError("The process that plays ended in the middle; what it wrote above says why.")


def _end(process: subprocess.Popen[bytes]) -> None:
    """Let the players' process end its game, for a moment."""
    if process.poll() is None and sys.exc_info()[0] is not None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(5.0)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()
