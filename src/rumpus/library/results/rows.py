"""Games, players and answers between tables and records."""

from typing import Any, Final

import msgspec
from sqlalchemy import Select, func, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.clock import DAY
from rumpus.library.errors import NotFoundError
from rumpus.library.results.records import Answer, Correction, Game
from rumpus.library.retention import Retention
from rumpus.library.schema import AnswerRow, CorrectionRow, GameRow, PlayerRow

GAME: Final = [column for column in GameRow.__table__.columns if column.key not in ("document", "options")]
"""What lists need of a game."""


def game(row: Row[*tuple[Any, ...]], retention: Retention) -> Game:
    """The record of a row."""
    days = retention.results_days if row.is_saved else retention.unsaved_days
    return Game(
        id=row.id,
        workspace_id=row.workspace_id,
        owner_id=row.owner_id,
        quiz_id=row.quiz_id,
        quiz_version=row.quiz_version,
        title=row.title,
        description=row.description,
        custom_field=row.custom_field,
        game_pin=row.game_pin,
        question_count=row.question_count,
        player_count=row.player_count,
        answer_count=row.answer_count,
        note=row.note,
        reason=row.reason,
        is_saved=row.is_saved,
        started_at=row.started_at,
        ended_at=row.ended_at,
        expires_at=row.ended_at + days * DAY,
    )


async def require_game(connection: AsyncConnection, game_id: str) -> None:
    """Raises NotFoundError unless there is such a game."""
    if await connection.scalar(select(GameRow.id).where(GameRow.id == game_id)) is None:
        raise NotFoundError("game")


async def lock_game(connection: AsyncConnection, game_id: str) -> Row[*tuple[Any, ...]]:
    """The game, whose rows nobody else changes until the end of this transaction. Raises NotFoundError."""
    row = (await connection.execute(select(*GAME).where(GameRow.id == game_id).with_for_update())).one_or_none()
    if row is None:
        raise NotFoundError("game")
    return row


async def count_again(connection: AsyncConnection, game_id: str) -> None:
    """After rows changed: totals are the sums of the rows again, and the game knows how many there are."""
    answers = select(func.count()).select_from(AnswerRow).where(AnswerRow.game_id == game_id).scalar_subquery()
    players = select(func.count()).select_from(PlayerRow).where(PlayerRow.game_id == game_id).scalar_subquery()
    sums = (
        select(AnswerRow.seat, func.sum(AnswerRow.score).label("total"))
        .where(AnswerRow.game_id == game_id)
        .group_by(AnswerRow.seat)
        .subquery()
    )
    await connection.execute(update(PlayerRow).where(PlayerRow.game_id == game_id).values(total=0))
    await connection.execute(
        update(PlayerRow).where(PlayerRow.game_id == game_id, PlayerRow.seat == sums.c.seat).values(total=sums.c.total)
    )
    await connection.execute(
        update(GameRow).where(GameRow.id == game_id).values(player_count=players, answer_count=answers)
    )


def answers() -> Select[*tuple[Any, ...]]:
    """Everything that a record needs, of all answers of all games."""
    same = (PlayerRow.game_id == AnswerRow.game_id) & (PlayerRow.seat == AnswerRow.seat)
    return select(AnswerRow, PlayerRow.name).join(PlayerRow, same)


def answer(row: Row[*tuple[Any, ...]]) -> Answer:
    """The record of a row."""
    return Answer(
        seat=row.seat,
        name=row.name,
        question_index=row.question_index,
        question_id=row.question_id,
        answer=row.answer,
        option=row.option,
        time_taken=row.time_taken,
        latency=row.latency,
        right=row.right,
        score=row.score,
        played_right=row.played_right,
        played_score=row.played_score,
    )


async def corrections_of(connection: AsyncConnection, game_id: str) -> list[Correction]:
    """The corrections that hold, by question."""
    found = select(CorrectionRow).where(CorrectionRow.game_id == game_id).order_by(CorrectionRow.question_index)
    return [
        Correction(
            id=row.id,
            question_index=row.question_index,
            reason=row.reason,
            question=None if row.question is None else msgspec.json.decode(row.question),
            corrected_by=row.corrected_by,
            corrected_at=row.corrected_at,
        )
        for row in await connection.execute(found)
    ]
