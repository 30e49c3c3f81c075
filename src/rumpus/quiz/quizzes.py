"""The live quizzes of one server: opened, found, told on the namespaces `/` and `/quiz`, exported."""

import asyncio
from dataclasses import dataclass
from typing import Final

import msgspec

from rumpus.hall import Clock, Hall, LoopClock, Table
from rumpus.quiz.commands import Open, Options
from rumpus.quiz.companies import KIND, Companies
from rumpus.quiz.game import QuizGame
from rumpus.quiz.kept import KeptGame, decode_kept, export_of, kept_of
from rumpus.quiz.namespace import QuizNamespace
from rumpus.quiz.quiz_file import Quiz, to_dict
from rumpus.quiz.secrets_out import key_of, new_id, new_pin, new_seed, table_of
from rumpus.quiz.stage import QuizStage
from rumpus.quiz.time_sync import TimeSync
from rumpus.wire import Server

PIN_HELD_MS: Final = 24 * 60 * 60 * 1000
"""For how long nobody gets the pin of a game that is over (quiz.md 0.9)."""


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

    Args:
        server: the wire; the namespaces are opened here.
        hall: where the games live. Make this object before `hall.open`, so that games of before are told on.
        secret: at least 32 random bytes that outlive a restart, for the tokens of time syncs.
        clock: the hall's.

    Attributes:
        deployed: the deployed dialect, for `/`.
        ours: our dialect, for `/quiz`.
        guesses: wrong pins; every other door to the pins must ask here too.
    """

    def __init__(self, server: Server, hall: Hall, *, secret: bytes, clock: Clock | None = None) -> None:
        self._hall = hall
        self._clock = clock if clock is not None else LoopClock()
        companies = Companies(hall, TimeSync(secret))
        self.guesses = companies.guesses
        self._companies = companies
        self._stage = QuizStage(companies, self._clock)
        hall.stage_for(KIND, self._stage)
        self.deployed = QuizNamespace(companies.deployed, companies, self._clock)
        self.ours = QuizNamespace(companies.ours, companies, self._clock)
        companies.deployed.namespace = server.namespace("/", self.deployed, recovery="browsers")
        companies.ours.namespace = server.namespace("/quiz", self.ours, recovery="all")

    @property
    def running(self) -> int:
        """How many games are running."""
        return sum(table.kind.name == KIND and table.is_open for table in self._hall.tables.values())

    # ---- opening

    def open_game(self, quiz: Quiz, options: Options, *, user_id: str, quiz_id: str = "") -> Opened:
        """Open a game: it waits for its host and its players. It outlives a crash when the next commit is done.

        Args:
            quiz: what is played.
            options: how.
            user_id: whose game it is.
            quiz_id: of the quiz in the library, "" if it is in none.

        Raises:
            ValueError: the options ask for what this server cannot do.
            NoFreeCodeError: all pins that were tried are taken.
        """
        if options.proof_of_work:
            raise ValueError("proof_of_work is not available on this server")
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
        )
        try:
            table = self._hall.open_table(KIND, first, self._stage, table_id=table_id)
        except BaseException:
            self._hall.directory.release(pin, 0)
            raise
        return _opened(table)

    async def open_game_durably(self, quiz: Quiz, options: Options, *, user_id: str, quiz_id: str = "") -> Opened:
        """The same, done when the game would outlive a crash."""
        opened = self.open_game(quiz, options, user_id=user_id, quiz_id=quiz_id)
        committed = asyncio.Event()
        self._hall.tables[opened.table_id].after(committed.set)
        await committed.wait()
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

    # ---- results

    async def export(self, token: str) -> bytes | None:
        """The results that an export token gives, as JSON: of a running game, or of one that is over and kept.

        Returns:
            None if the token is none, or has expired.
        """
        table_id = table_of(token)
        if table_id is None:
            return None
        kept = await self._kept(table_id)
        if kept is None or kept.exports.get(key_of(token), 0) <= self._clock.epoch_ms():
            return None
        return msgspec.json.encode(export_of(kept))

    async def _kept(self, table_id: str) -> KeptGame | None:
        table = self._hall.tables.get(table_id)
        if table is not None and table.is_open:
            return kept_of(_game(table), table.now) if table.kind.name == KIND else None
        kept = await self._hall.kept.get(table_id)
        return decode_kept(kept.data) if kept is not None and kept.kind == KIND else None


def _opened(table: Table) -> Opened:
    game = _game(table)
    return Opened(game.game_pin, game.game_id, game.public_id, table.id)


def _game(table: Table) -> QuizGame:
    assert isinstance(table.game, QuizGame)
    return table.game
