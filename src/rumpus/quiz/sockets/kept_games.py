"""Results of games, running or over, where the hall keeps them: until the library has them, and for export tokens."""

from typing import Final

from rumpus.hall import Clock, Hall
from rumpus.quiz.rules.game import QuizGame
from rumpus.quiz.rules.kept import KeptGame, decode_kept, kept_of
from rumpus.quiz.sockets.companies import KIND
from rumpus.quiz.sockets.secrets_out import key_of, table_of

TOKEN_HOLDS: Final = 2 * 60 * 60 * 1000
"""For how long an export token holds (quiz.md 0.10), in milliseconds."""


class KeptGames:
    """What the hall knows of the results of quizzes."""

    __slots__ = ("_clock", "_hall")

    def __init__(self, hall: Hall, clock: Clock) -> None:
        self._hall = hall
        self._clock = clock

    async def of_table(self, table_id: str) -> KeptGame | None:
        """The results at a table, as they are now or as they were at its end."""
        table = self._hall.tables.get(table_id)
        if table is not None and table.is_open:
            return kept_of(table.game, table.now) if isinstance(table.game, QuizGame) else None
        kept = await self._hall.kept.get(table_id)
        return decode_kept(kept.data) if kept is not None and kept.kind == KIND else None

    async def of_token(self, token: str) -> KeptGame | None:
        """The results that an export token gives; None if the token is none, or has expired."""
        table_id = table_of(token)
        if table_id is None:
            return None
        kept = await self.of_table(table_id)
        if kept is None or kept.exports.get(key_of(token), 0) <= self._clock.epoch_ms():
            return None
        return kept

    def ending(self) -> bool:
        """Whether a game is over and that is not written down yet: then nobody was told that it has results."""
        return any(isinstance(table.game, QuizGame) and not table.is_open for table in self._hall.tables.values())

    async def left(self) -> list[str]:
        """The tables of games that are over and left their results in the hall."""
        return await self._hall.kept.of(KIND)

    async def soon_gone(self, table_id: str) -> None:
        """The library has the results of this table: they stay here only as long as export tokens hold."""
        kept = await self._hall.kept.get(table_id)
        if kept is not None and kept.until > self._clock.epoch_ms() + TOKEN_HOLDS:
            self._hall.kept.put(table_id, kept.kind, kept.data, keep=TOKEN_HOLDS)

    def drop(self, table_id: str) -> None:
        """Erase what the hall has of a game that is over. Export tokens hold no longer."""
        self._hall.kept.drop(table_id)
