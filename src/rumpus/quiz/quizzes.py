"""The live quizzes of one server: opened, found, told on the namespaces `/` and `/quiz`, exported."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import msgspec

from rumpus.hall import Clock, Hall, LoopClock, Table
from rumpus.quiz.children.nicknames import NicknameMaker
from rumpus.quiz.content.quiz_file import Quiz, to_dict
from rumpus.quiz.rules.commands import EndGame, Open, Options
from rumpus.quiz.rules.game import QuizGame
from rumpus.quiz.rules.kept import export_of
from rumpus.quiz.sockets.captcha import Captcha
from rumpus.quiz.sockets.committed import committed
from rumpus.quiz.sockets.companies import KIND, Companies
from rumpus.quiz.sockets.company import Company
from rumpus.quiz.sockets.kept_games import KeptGames
from rumpus.quiz.sockets.live import Live
from rumpus.quiz.sockets.namespace import QuizNamespace
from rumpus.quiz.sockets.people import People
from rumpus.quiz.sockets.running import (
    JoinInfo,
    RunningGame,
    SeatedPlayer,
    WaitingGame,
    join_info,
    running_game,
    seated_players,
    waiting_game,
)
from rumpus.quiz.sockets.secrets_out import is_same, new_id, new_pin, new_seed
from rumpus.quiz.sockets.stage import QuizStage
from rumpus.quiz.sockets.time_sync import TimeSync
from rumpus.wire import Namespace, Server

PIN_HELD_MS: Final = 24 * 60 * 60 * 1000
"""For how long nobody gets the pin of a game that is over (quiz.md 0.9)."""

MOST_NICKNAMES: Final = 10
"""Nicknames that are made up for one request."""


class TooManyWrongPinsError(Exception):
    """This address tried too many pins that are none: it is told nothing more for up to a minute."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A game that waits for its players.

    Attributes:
        game_pin: what players type.
        game_id: the secret of the host.
        public_id: what players see as the game's id.
        table_id: the hall's id of its table.
    """

    game_pin: str
    game_id: str
    public_id: str
    table_id: str


class Quizzes:
    """Everything of the quiz in one process.

    Nobody can come in before `open_namespaces`.

    Args:
        hall: where the games live. Make this object and open its namespaces before `hall.open`, so that games of
            before are told on.
        secret: at least 32 random bytes that outlive a restart, for the tokens of time syncs.
        clock: the hall's.

    Attributes:
        deployed: hears what happens on `/`, in the deployed dialect. It keeps what it knows of a socket in the
            socket's `data`.
        ours: the same on `/quiz`, in our dialect.
        guesses: wrong pins; every other door to the pins must ask here too.
        kept: results of games, running or over, that the hall has.
        live: running games as overlays see them.
        people: players of running games, for renaming, removing and letting in.
    """

    def __init__(self, hall: Hall, *, secret: bytes, clock: Clock | None = None) -> None:
        self._hall = hall
        self._clock = clock if clock is not None else LoopClock()
        companies = Companies(hall, TimeSync(secret), Captcha(secret, self._clock.epoch_ms))
        self.guesses = companies.guesses
        self._companies = companies
        self._stage = QuizStage(companies, self._clock)
        hall.stage_for(KIND, self._stage)
        self.kept = KeptGames(hall, self._clock)
        self.live = Live(companies)
        self.people = People(companies)
        self.deployed = QuizNamespace(companies.deployed, companies, self._clock)
        self.ours = QuizNamespace(companies.ours, companies, self._clock)

    def open_namespaces(self, server: Server, *, root: Namespace | None = None) -> None:
        """Let people in.

        Args:
            server: the wire; `/quiz` is opened there, and `/` unless it is given.
            root: `/`, if somebody else opened it (with recovery for browsers) and hands the sockets that speak the
                quiz's protocol to `deployed`.
        """
        if root is None:
            root = server.namespace("/", self.deployed, recovery="browsers")
        self._companies.deployed.namespace = root
        self._companies.ours.namespace = server.namespace("/quiz", self.ours, recovery="all")

    @property
    def running(self) -> int:
        """How many games are running."""
        return sum(table.kind.name == KIND and table.is_open for table in self._hall.tables.values())

    # ---- opening

    def open_game(
        self, quiz: Quiz, options: Options, *, user_id: str, quiz_id: str = "", quiz_version: int | None = None
    ) -> Opened:
        """Open a game: it waits for its host and its players. It outlives a crash when the next commit is done.

        Args:
            quiz: what is played.
            options: how.
            user_id: whose game it is.
            quiz_id: of the quiz in the library, "" if it is in none.
            quiz_version: which version of it.

        Raises:
            NoFreeCodeError: all pins that were tried are taken.
        """
        table_id = self._hall.new_id()
        pin = self._hall.directory.claim_free(new_pin, table_id, PIN_HELD_MS)
        first = Open(
            quiz=to_dict(quiz),
            options=options,
            game_id=new_id(),
            public_id=new_id(),
            game_pin=pin,
            seed=new_seed(),
            opened=self._clock.epoch_ms(),
            user_id=user_id,
            quiz_id=quiz_id,
            quiz_version=quiz_version,
        )
        try:
            table = self._hall.open_table(KIND, first, self._stage, table_id=table_id)
        except BaseException:
            self._hall.directory.release(pin, 0)
            raise
        return _opened(table)

    async def open_game_durably(
        self, quiz: Quiz, options: Options, *, user_id: str, quiz_id: str = "", quiz_version: int | None = None
    ) -> Opened:
        """The same, done when the game would outlive a crash.

        Raises:
            TimeoutError: the journal cannot be written.
        """
        opened = self.open_game(quiz, options, user_id=user_id, quiz_id=quiz_id, quiz_version=quiz_version)
        await committed(self._hall.tables[opened.table_id])
        return opened

    def running_game_of(self, quiz: Quiz, *, user_id: str) -> Opened | None:
        """The game of this very quiz, its options not shuffled, that this user has open already, if there is one."""
        wanted = to_dict(quiz)
        for table in self._hall.tables.values():
            if table.kind.name == KIND and table.is_open:
                game = _game(table)
                if game.user_id == user_id and to_dict(game.quiz) == wanted:
                    return _opened(table)
        return None

    # ---- what people who have a pin may know. `address` is that of the client: wrong pins are counted by it.
    # None: no running game has this pin. All raise TooManyWrongPinsError.

    def check_captcha(self, game_pin: str, *, address: str | None = None) -> JoinInfo | None:
        """What a page must know before somebody joins."""
        company = self._at_the_door(game_pin, address)
        return None if company is None else join_info(company)

    def captcha_challenge(self, game_pin: str, *, address: str | None = None) -> dict[str, Any] | None:
        """A challenge, as JSON, for a game that wants a proof of work. Its solution is the `captcha` of `join_game`."""
        company = self._at_the_door(game_pin, address)
        return None if company is None else self._companies.captcha.challenge(company.game.game_pin)

    def public_id_of(self, game_pin: str, *, address: str | None = None) -> str | None:
        """The id of a game that its players may know."""
        company = self._at_the_door(game_pin, address)
        return None if company is None else company.game.public_id

    def nicknames(self, game_pin: str, count: int = 3, *, address: str | None = None) -> list[str] | None:
        """Made-up names that nobody in the game has, at most ten; fewer if there are not so many."""
        company = self._at_the_door(game_pin, address)
        if company is None:
            return None
        game = company.game
        maker = NicknameMaker(game.quiz.language, lambda name: game.seat_named(name) is not None, secrets.randbelow)
        made = (maker.make() for _ in range(min(count, MOST_NICKNAMES)))
        return [nickname for nickname in made if nickname is not None]

    def players_of(self, game_pin: str, game_id: str, *, address: str | None = None) -> list[SeatedPlayer] | None:
        """Who plays, for who has the pin and the host's secret. A wrong secret counts as a wrong pin."""
        company = self._companies.with_pin(game_pin)
        if company is not None and is_same(game_id, company.game.game_id):
            return seated_players(company)
        if self._at_the_door(game_pin, address) is not None:
            self._was_wrong(address)
        return None

    # ---- what hosts may know and do

    def waiting_game(self, user_id: str) -> WaitingGame | None:
        """The game that this user opened last and has not started."""
        waiting = [company for company in self._games_of(user_id) if not company.game.started]
        return waiting_game(waiting[-1]) if waiting else None

    def games_of(self, user_id: str) -> list[RunningGame]:
        """The running games of this user, the latest first."""
        return [running_game(company) for company in reversed(self._games_of(user_id))]

    def game_with(self, game_id: str) -> RunningGame | None:
        """The running game with this secret."""
        company = self._companies.with_secret(game_id)
        return None if company is None else running_game(company)

    async def end(self, game_id: str) -> bool:
        """End the game with this secret, as its host would; done when it would stay ended after a crash.

        Returns:
            False if no running game has this secret.

        Raises:
            TimeoutError: the journal cannot be written.
        """
        company = self._companies.with_secret(game_id)
        if company is None:
            return False
        company.table.handle(EndGame())
        await committed(company.table)
        return True

    def _games_of(self, user_id: str) -> list[Company]:
        return [company for company in self._companies.running() if company.game.user_id == user_id]

    def _at_the_door(self, game_pin: str, address: str | None) -> Company | None:
        if address is not None and not self.guesses.may_try(address, self._clock.monotonic_ms()):
            raise TooManyWrongPinsError
        company = self._companies.with_pin(game_pin)
        if company is None:
            self._was_wrong(address)
        return company

    def _was_wrong(self, address: str | None) -> None:
        if address is not None:
            self.guesses.was_wrong(address, self._clock.monotonic_ms())

    # ---- results

    async def export(self, token: str) -> bytes | None:
        """The results that an export token gives, as JSON: of a running game, or of one that is over and kept.

        Returns:
            None if the token is none, or has expired.
        """
        kept = await self.kept.of_token(token)
        return None if kept is None else msgspec.json.encode(export_of(kept))

    def when_kept(self, note: Callable[[str], None]) -> None:
        """Who is told, by table, that results are worth keeping: their host saved them, or the game is over."""
        self._stage.when_kept = note


def _opened(table: Table) -> Opened:
    game = _game(table)
    return Opened(game.game_pin, game.game_id, game.public_id, table.id)


def _game(table: Table) -> QuizGame:
    assert isinstance(table.game, QuizGame)
    return table.game
