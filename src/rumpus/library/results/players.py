"""Children's data: what is held about one player, told, renamed or erased in one action."""

import unicodedata
from typing import Any, Final

from sqlalchemy import ColumnElement, delete, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.clock import Clock
from rumpus.library.database import Database
from rumpus.library.errors import NotFoundError, RefusedError
from rumpus.library.folding import folded
from rumpus.library.results import rows
from rumpus.library.results.records import Held, HeldAnswer, HeldGame, NamedPlayer, SeatedPlayer
from rumpus.library.retention import Retention
from rumpus.library.schema import AnswerRow, GameRow, PlayerRow, UserRow

VERSION: Final = 1
"""Of the format of `Held`."""

LONGEST_NAME: Final = 40
"""As in a game."""


class Players:
    """Players across games."""

    def __init__(self, database: Database, clock: Clock, retention: Retention) -> None:
        self._database = database
        self._clock = clock
        self._retention = retention

    async def held(self, which: NamedPlayer | SeatedPlayer) -> Held:
        """All that is held about this player. Raises NotFoundError ("player") if nothing is."""
        async with self._database.reading() as connection:
            found = await connection.execute(
                select(
                    *rows.GAME,
                    UserRow.name.label("host"),
                    PlayerRow.seat,
                    PlayerRow.name.label("player_name"),
                    PlayerRow.custom_field.label("player_field"),
                    PlayerRow.total,
                )
                .select_from(PlayerRow)
                .join(GameRow, GameRow.id == PlayerRow.game_id)
                .join(UserRow, UserRow.id == GameRow.owner_id)
                .where(_is(which))
                .order_by(GameRow.ended_at, GameRow.id, PlayerRow.seat)
            )
            games = [await self._held_game(connection, row) for row in found.all()]
        if not games:
            raise NotFoundError("player")
        return Held(VERSION, self._clock(), games[-1].name, games)

    async def erase(self, which: NamedPlayer | SeatedPlayer) -> int:
        """Erase this player with all answers. Returns in how many games. Raises NotFoundError if in none."""
        async with self._database.writing() as connection:
            games = await _lock_games(connection, which)
            # The answers go with the player.
            await connection.execute(delete(PlayerRow).where(PlayerRow.game_id.in_(games), _is(which)))
            for game_id in games:
                await rows.count_again(connection, game_id)
        return len(games)

    async def rename(self, which: NamedPlayer | SeatedPlayer, name: str, *, keep_custom_field: bool = True) -> int:
        """Give this player another name; the answers stay. Returns in how many games.

        Raises: NotFoundError, RefusedError.
        """
        name = unicodedata.normalize("NFC", name).strip()
        if not 1 <= len(name) <= LONGEST_NAME or any(unicodedata.category(one) == "Cc" for one in name):
            raise RefusedError("name", f"A name has 1 to {LONGEST_NAME} characters, no control characters.")
        values: dict[str, Any] = {"name": name, "name_key": folded(name)}
        if not keep_custom_field:
            values["custom_field"] = None
        async with self._database.writing() as connection:
            games = await _lock_games(connection, which)
            await connection.execute(update(PlayerRow).where(PlayerRow.game_id.in_(games), _is(which)).values(values))
        return len(games)

    async def _held_game(self, connection: AsyncConnection, row: Row[*tuple[Any, ...]]) -> HeldGame:
        game = rows.game(row, self._retention)
        own = rows.answers().where(AnswerRow.game_id == game.id, AnswerRow.seat == row.seat)
        answers = [rows.answer(one) for one in await connection.execute(own.order_by(AnswerRow.question_index))]
        return HeldGame(
            game_id=game.id,
            title=game.title,
            host=row.host,
            started_at=game.started_at,
            ended_at=game.ended_at,
            expires_at=game.expires_at,
            seat=row.seat,
            name=row.player_name,
            custom_field_label=game.custom_field,
            custom_field=row.player_field,
            total=row.total,
            answers=[
                HeldAnswer(
                    question_index=answer.question_index,
                    question_id=answer.question_id,
                    answer=answer.answer,
                    time_taken=answer.time_taken,
                    latency=answer.latency,
                    right=answer.right,
                    score=answer.score,
                    played_right=answer.played_right,
                    played_score=answer.played_score,
                )
                for answer in answers
            ],
        )


def _is(which: NamedPlayer | SeatedPlayer) -> ColumnElement[bool]:
    if isinstance(which, SeatedPlayer):
        return (PlayerRow.game_id == which.game_id) & (PlayerRow.seat == which.seat)
    named = (PlayerRow.workspace_id == which.workspace_id) & (PlayerRow.name_key == folded(which.name))
    if which.owner_id is None:
        return named
    return named & PlayerRow.game_id.in_(select(GameRow.id).where(GameRow.owner_id == which.owner_id))


async def _lock_games(connection: AsyncConnection, which: NamedPlayer | SeatedPlayer) -> list[str]:
    """The games in which this player is. Raises NotFoundError."""
    theirs = select(PlayerRow.game_id).where(_is(which))
    # In one order, so that two who do this at once do not wait for each other.
    locked = select(GameRow.id).where(GameRow.id.in_(theirs)).order_by(GameRow.id).with_for_update()
    games = (await connection.scalars(locked)).all()
    if not games:
        raise NotFoundError("player")
    return list(games)
