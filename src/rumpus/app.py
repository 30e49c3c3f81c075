"""One server put together: the wire, the hall, the games and the HTTP side, from settings."""

import gc
import logging
import resource
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import structlog

from rumpus.entrance import open_entrance
from rumpus.hall import Hall, JournalError, LoopClock, SqliteJournal
from rumpus.library import Library, PasswordCost, Retention, StoreError, UnusableError
from rumpus.library.files.pictures import Cleaner, clean_in_thread
from rumpus.pixel.pixels import Pixels
from rumpus.pixel.rules.instance import kinds_of
from rumpus.pixel.rules.registry import MODES
from rumpus.pixel.sockets.limits import PixelLimits
from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.content.quiz_file import Quiz, parse_quiz
from rumpus.quiz.formats import Worker
from rumpus.quiz.quizzes import Opened, Quizzes
from rumpus.quiz.records.archive import Archive
from rumpus.quiz.records.cleaning import cleaner_in
from rumpus.quiz.rules.commands import Options
from rumpus.quiz.rules.game import QUIZ
from rumpus.retention import clear_away_daily
from rumpus.settings import Keys, Settings
from rumpus.web.access_token import AccessTokens
from rumpus.web.base_path import BasePath
from rumpus.web.client import BUILT, Client
from rumpus.web.link import sign_in_path
from rumpus.web.metrics import Metrics, Reading
from rumpus.web.site import Parts, site
from rumpus.wire import EngineConfig, Server, WireServer

log = structlog.get_logger()

JOURNAL = "journal.sqlite3"
BACKLOG = 4096
"""Connections that wait to be accepted; all phones of a school may come at once."""


SWITCH_INTERVAL = 0.0005
"""Seconds."""


@dataclass(frozen=True, slots=True)
class Hosted:
    """A quiz that the server hosts from its start."""

    quiz: Quiz
    opened: Opened


@dataclass(frozen=True, slots=True)
class Start:
    """What whoever started the server should know.

    Attributes:
        hosted: the games that it hosts from its start.
        link: the path of a link that signs the operator in, once, for 15 minutes.
    """

    hosted: list[Hosted]
    link: str


class StartError(Exception):
    """The server cannot start; the text says why and what to do."""


class Rumpus:
    """A server. `run()` serves until a signal ends it.

    Args:
        settings: all settings; the data folder must exist.
        keys: the secrets of this server.
        announce: called when the server listens.
        passwords: what a hash of a password costs; tests take a cheap one.
        client: folder of the built web client.

    Raises:
        UnusableError: the database of the settings is none that can be used.
    """

    def __init__(
        self,
        settings: Settings,
        keys: Keys,
        announce: Callable[[Start], None],
        *,
        passwords: PasswordCost = PasswordCost(),  # noqa: B008 - frozen
        client: Path = BUILT,
    ) -> None:
        self._settings = settings
        self._announce = announce
        self._obstacle: Exception | None = None
        # Not the worker of imports: who uploads a picture does not wait for somebody's large file.
        self._pictures = Worker()
        self.library = library_of(settings, passwords, cleaner_in(self._pictures))
        self.wire = Server(_engine_config(settings))
        clock = LoopClock()
        self.hall = Hall(
            SqliteJournal(settings.data / JOURNAL, full_sync=settings.sync == "full"),
            [QUIZ, *kinds_of(MODES)],
            clock=clock,
        )
        self.quizzes = Quizzes(self.hall, secret=keys.time_sync, clock=clock)
        self.pixels = Pixels(
            self.hall,
            limits=_pixel_limits(settings),
            unlimited=self.wire.engine.config.unlimited_addresses,
            clock=clock,
        )
        open_entrance(self.wire, self.quizzes, self.pixels, self.hall, clock)
        self.archive = Archive(self.library, self.quizzes.kept)
        self.quizzes.when_kept(self.archive.note)
        self.worker = Worker()
        self.metrics = Metrics(self._readings())
        parts = Parts(
            library=self.library,
            quizzes=self.quizzes,
            pixels=self.pixels,
            archive=self.archive,
            figures=self.metrics,
            tokens=AccessTokens(keys.access),
            registration=settings.registration,
            operator_key=keys.operator,
            proxies=self.wire.engine.proxies,
            worker=self.worker,
            public_url=settings.public_url,
            base_path=settings.base_path,
            allowed_origins=settings.allowed_origins,
        )
        self.http = site(parts, self._running)
        self.client = Client(self.http, client, settings.base_path)

    def run(self, listener: socket.socket) -> None:
        """Serve on a bound socket until SIGTERM or SIGINT; a second one ends at once.

        Raises:
            StartError: the journal or the library cannot be opened.
        """
        raise_file_limit()
        # A thread that works must not hold up the loop's for long: by default it may for 5 ms.
        sys.setswitchinterval(SWITCH_INTERVAL)
        # An obstacle is told in a sentence, not by uvicorn with a traceback.
        logging.getLogger("uvicorn.error").addFilter(lambda _: self._obstacle is None)
        try:
            self.server(sock=listener).run()
        except RuntimeError:
            if self._obstacle is None:
                raise
            raise StartError(str(self._obstacle)) from None
        finally:
            self.wire.close()

    def server(self, *, sock: socket.socket | None = None) -> WireServer:
        """What serves on a bound socket, or on any free port. After its end call `wire.close()`."""
        base = self._settings.base_path
        app = BasePath(base, self.client) if base else self.client
        return WireServer(self.wire.engine, app, sock=sock, on_stop=self.hall.suspend)

    @asynccontextmanager
    async def _running(self) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.worker.close)
            stack.push_async_callback(self._pictures.close)
            try:
                await self.library.open()
                stack.push_async_callback(self.library.close)
                await self._check_files()
                await self.hall.open()
                self.pixels.take_over()
            except (UnusableError, JournalError) as error:
                self._obstacle = error
                raise
            stack.push_async_callback(self.hall.close)
            if not await self.client.read():
                log.warning("the web client is not built", hint="make serve builds it")
            await self.archive.open()
            stack.push_async_callback(self.archive.close)
            await stack.enter_async_context(clear_away_daily(self.library))
            operator = await self.library.users.operator()
            link = sign_in_path(await self.library.links.make(operator.id))
            hosted = [await self._host(quiz, operator.id) for quiz in quizzes_of(self._settings)]
            await stack.enter_async_context(self._settled())
            self._announce(Start(hosted, link))
            yield

    async def _check_files(self) -> None:
        """Games can be played without pictures, so this is no reason not to start."""
        try:
            await self.library.files.check()
        except StoreError:
            log.warning("pictures can neither be shown nor taken", files=self._settings.files)

    @asynccontextmanager
    async def _settled(self) -> AsyncIterator[None]:
        """What start-up made stays: a collection need not look at it again."""
        gc.collect()
        gc.freeze()
        self.metrics.watch_gc()
        try:
            yield
        finally:
            self.metrics.unwatch_gc()

    async def _host(self, quiz: Quiz, user_id: str) -> Hosted:
        """Host a quiz, or go on with the game of it that a former run left open."""
        options = Options(late_join=self._settings.late_join, custom_field=self._settings.custom_field)
        opened = self.quizzes.running_game_of(quiz, user_id=user_id)
        if opened is None:
            opened = await self.quizzes.open_game_durably(quiz, options, user_id=user_id)
        return Hosted(quiz, opened)

    def _readings(self) -> list[Reading]:
        engine, hall, figures = self.wire.engine, self.hall, self.hall.figures
        return [
            Reading("rumpus_connections", "Open connections", lambda: len(engine.connections)),
            Reading("rumpus_tables", "Running games", lambda: len(hall.tables)),
            Reading("rumpus_pixel_players", "People in pixel games", lambda: self.pixels.figures().players),
            Reading("rumpus_pixel_queue", "People who wait for a place", lambda: self.pixels.figures().queued),
            Reading("rumpus_journal_commits", "Commits of the journal", lambda: figures.commits, counts=True),
            Reading("rumpus_journal_records", "Records written to the journal", lambda: figures.records, counts=True),
            Reading("rumpus_journal_failures", "Commits that failed", lambda: figures.failures, counts=True),
            Reading("rumpus_tables_closed", "Games the hall had to close", lambda: figures.closed, counts=True),
            Reading("rumpus_commands_dropped", "Commands dropped", lambda: figures.dropped, counts=True),
            Reading(
                "rumpus_rule_errors", "Exceptions in the rules of a game", lambda: figures.rule_errors, counts=True
            ),
            Reading("rumpus_stage_errors", "Exceptions while telling", lambda: figures.stage_errors, counts=True),
        ]


def quizzes_of(settings: Settings) -> list[Quiz]:
    """The quizzes that the settings name. Raises OSError or QuizError for a file that can't be played."""
    quizzes = [parse_quiz(Path(path).read_bytes()) for path in settings.quiz]
    if settings.demo:
        quizzes.append(demo_quiz(settings.language))
    return quizzes


def library_of(
    settings: Settings,
    passwords: PasswordCost = PasswordCost(),  # noqa: B008 - frozen
    cleaner: Cleaner = clean_in_thread,
) -> Library:
    """The library that the settings name, not opened yet. Raises UnusableError."""
    return Library(
        settings.database,
        settings.data,
        files_at=settings.files,
        cleaner=cleaner,
        registration=settings.registration,
        retention=Retention(results_days=settings.retention_days),
        passwords=passwords,
        full_sync=settings.sync == "full",
    )


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
        # A proxy may or may not take the base path off.
        other_paths=(f"{settings.base_path}/socket.io/",) if settings.base_path else (),
        allowed_origins="*" if "*" in settings.allowed_origins else settings.allowed_origins or None,
        trusted_proxies=settings.trusted_proxies,
        max_connections=settings.max_connections,
        connections_per_address=settings.connections_per_address,
        new_connections_per_address=settings.new_connections_per_address,
    )


def _pixel_limits(settings: Settings) -> PixelLimits:
    return PixelLimits(
        players=settings.pixel_players,
        sockets_per_address=settings.pixel_sockets_per_address,
        new_sockets_per_address=settings.pixel_new_sockets_per_address,
    )
