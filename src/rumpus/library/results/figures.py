"""What is counted from the rows of a game: players, questions, answers. The database counts."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Integer, case, cast, func, or_, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.results.records import AnswerCount, Player, PlayerTotal, QuestionFigures
from rumpus.library.schema import AnswerRow, PlayerRow

_RIGHT: Final = func.sum(case((AnswerRow.right, 1), else_=0))

_AT_ONCE: Final = 500
"""Seats in one statement."""


async def ranking(connection: AsyncConnection, game_id: str, after: tuple[int, int] | None, limit: int) -> list[Player]:
    """Players best first, equals by seat, from behind this total and seat."""
    ranked = (
        select(
            PlayerRow.seat,
            PlayerRow.name,
            PlayerRow.custom_field,
            PlayerRow.total,
            func.rank().over(order_by=PlayerRow.total.desc()).label("rank"),
        )
        .where(PlayerRow.game_id == game_id)
        .subquery()
    )
    wanted = select(ranked).order_by(ranked.c.total.desc(), ranked.c.seat).limit(limit)
    if after is not None:
        total, seat = after
        behind = (ranked.c.total == total) & (ranked.c.seat > seat)
        wanted = wanted.where(or_(ranked.c.total < total, behind))
    found = (await connection.execute(wanted)).all()
    counts = await _counts(connection, game_id, [row.seat for row in found])
    return [_player(row, counts.get(row.seat)) for row in found]


async def totals(
    connection: AsyncConnection, game_id: str, after: tuple[int, int] | None, limit: int
) -> list[PlayerTotal]:
    """The same order, and only what stands in the rows of the players."""
    columns = PlayerRow.seat, PlayerRow.name, PlayerRow.custom_field, PlayerRow.total
    wanted = select(*columns).where(PlayerRow.game_id == game_id).order_by(PlayerRow.total.desc(), PlayerRow.seat)
    if after is not None:
        total, seat = after
        behind = (PlayerRow.total == total) & (PlayerRow.seat > seat)
        wanted = wanted.where(or_(PlayerRow.total < total, behind))
    rows = await connection.execute(wanted.limit(limit))
    return [PlayerTotal(row.seat, row.name, row.custom_field, int(row.total)) for row in rows]


async def questions(connection: AsyncConnection, game_id: str) -> list[QuestionFigures]:
    """How each question went that has answers."""
    rows = await connection.execute(
        select(
            AnswerRow.question_index,
            func.min(AnswerRow.question_id).label("question_id"),
            func.count().label("answered"),
            _RIGHT.label("right"),
            func.avg(AnswerRow.time_taken).label("mean_time"),
            func.avg(AnswerRow.score).label("mean_score"),
        )
        .where(AnswerRow.game_id == game_id)
        .group_by(AnswerRow.question_index)
        .order_by(AnswerRow.question_index)
    )
    return [
        QuestionFigures(
            question_index=row.question_index,
            question_id=row.question_id,
            answered=row.answered,
            right=int(row.right),
            mean_time=round(row.mean_time),
            mean_score=float(row.mean_score),
        )
        for row in rows
    ]


async def answer_counts(
    connection: AsyncConnection, game_id: str, question_index: int, limit: int
) -> list[AnswerCount]:
    """How often each answer to a question was given."""
    count = func.count()
    rows = await connection.execute(
        select(
            AnswerRow.answer,
            count.label("times"),
            func.max(cast(AnswerRow.right, Integer)).label("is_right"),
        )
        .where(AnswerRow.game_id == game_id, AnswerRow.question_index == question_index)
        .group_by(AnswerRow.answer)
        .order_by(count.desc(), AnswerRow.answer)
        .limit(limit)
    )
    return [AnswerCount(row.answer, row.times, bool(row.is_right)) for row in rows]


async def _counts(connection: AsyncConnection, game_id: str, seats: Sequence[int]) -> dict[int, Row[*tuple[Any, ...]]]:
    found: dict[int, Row[*tuple[Any, ...]]] = {}
    for begin in range(0, len(seats), _AT_ONCE):
        rows = await connection.execute(
            select(
                AnswerRow.seat,
                func.count().label("answered"),
                _RIGHT.label("right"),
                func.sum(AnswerRow.played_score).label("played_total"),
                func.avg(AnswerRow.time_taken).label("mean_time"),
            )
            .where(AnswerRow.game_id == game_id, AnswerRow.seat.in_(seats[begin : begin + _AT_ONCE]))
            .group_by(AnswerRow.seat)
        )
        found |= {row.seat: row for row in rows}
    return found


def _player(row: Row[*tuple[Any, ...]], counts: Row[*tuple[Any, ...]] | None) -> Player:
    return Player(
        seat=row.seat,
        name=row.name,
        custom_field=row.custom_field,
        total=int(row.total),
        played_total=0 if counts is None else int(counts.played_total),
        rank=row.rank,
        answered=0 if counts is None else counts.answered,
        right=0 if counts is None else int(counts.right),
        mean_time=None if counts is None else round(counts.mean_time),
    )
