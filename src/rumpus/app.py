"""One server put together: the wire, the hall, the games and the HTTP side, from settings."""

import gc
import resource
import socket
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog

from rumpus.hall import Hall, SqliteJournal
from rumpus.quiz.commands import Options
from rumpus.quiz.demo import demo_quiz
from rumpus.quiz.game import QUIZ
from rumpus.quiz.quiz_file import Quiz, parse_quiz
from rumpus.quiz.quizzes import Opened, Quizzes
from rumpus.settings import Keys, Settings
from rumpus.web.metrics import Metrics, Reading
from rumpus.web.operator import OPERATOR
from rumpus.web.site import site
from rumpus.wire import EngineConfig, Server, WireServer

log = structlog.get_logger()

JOURNAL = "journal.sqlite3"
BACKLOG = 4096
"""Connections that wait to be accepted; all phones of a school may come at once."""


@dataclass(frozen=True, slots=True)
class Hosted:
    """A quiz that the server hosts from its start."""

    quiz: Quiz
    opened: Opened


class Rumpus:
    """A server. `run()` serves until a signal ends it.

    Args:
        settings: all settings; the data folder must exist.
        keys: the secrets of this server.
        announce: called with the hosted games when the server listens.
    """

    def __init__(self, settings: Settings, keys: Keys, announce: Callable[[list[Hosted]], None]) -> None:
        self._settings = settings
        self._announce = announce
        self.wire = Server(_engine_config(settings))
        self.hall = Hall(SqliteJournal(settings.data / JOURNAL, full_sync=settings.sync == "full"), [QUIZ])
        self.quizzes = Quizzes(self.wire, self.hall, secret=keys.time_sync)
        self.metrics = Metrics(self._readings())
        self.http = site(quizzes=self.quizzes, figures=self.metrics, operator_key=keys.operator, running=self._running)

    def run(self, listener: socket.socket) -> None:
        """Serve on a bound socket until SIGTERM or SIGINT; a second one ends at once."""
        raise_file_limit()
        WireServer(self.wire.engine, self.http, sock=listener).run()

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        await self.hall.open()
        hosted = [await self._host(quiz) for quiz in quizzes_of(self._settings)]
        # What start-up made stays: a collection need not look at it again.
        gc.collect()
        gc.freeze()
        self.metrics.watch_gc()
        self._announce(hosted)
        try:
            yield
        finally:
            self.metrics.unwatch_gc()
            await self.hall.close()

    async def _host(self, quiz: Quiz) -> Hosted:
        """Host a quiz, or go on with the game of it that a former run left open."""
        options = Options(late_join=self._settings.late_join, custom_field=self._settings.custom_field)
        opened = self.quizzes.running_game_of(quiz, user_id=OPERATOR)
        if opened is None:
            opened = await self.quizzes.open_game_durably(quiz, options, user_id=OPERATOR)
        return Hosted(quiz, opened)

    def _readings(self) -> list[Reading]:
        engine, hall, figures = self.wire.engine, self.hall, self.hall.figures
        return [
            Reading("rumpus_connections", "Open connections", lambda: len(engine.connections)),
            Reading("rumpus_tables", "Running games", lambda: len(hall.tables)),
            Reading("rumpus_journal_commits", "Commits of the journal", lambda: figures.commits, counts=True),
            Reading("rumpus_journal_records", "Records written to the journal", lambda: figures.records, counts=True),
        ]


def quizzes_of(settings: Settings) -> list[Quiz]:
    """The quizzes that the settings name. Raises OSError or QuizError for a file that can't be played."""
    quizzes = [parse_quiz(Path(path).read_bytes()) for path in settings.quiz]
    if settings.demo:
        quizzes.append(demo_quiz(settings.language))
    return quizzes


def listen(host: str, port: int) -> socket.socket:
    """A listening socket. Raises OSError if the address can't be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server((host, port), family=family, backlog=BACKLOG)


def raise_file_limit() -> None:
    """Raise the soft limit of open files to the hard one: services often start with 1,024."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def _engine_config(settings: Settings) -> EngineConfig:
    return EngineConfig(
        allowed_origins="*" if "*" in settings.allowed_origins else settings.allowed_origins or None,
        trusted_proxies=settings.trusted_proxies,
        max_connections=settings.max_connections,
        connections_per_address=settings.connections_per_address,
        new_connections_per_address=settings.new_connections_per_address,
    )
