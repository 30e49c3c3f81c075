"""Scoring the answers to a question again. What an answer is worth the caller says; no rule of a game is known here."""

from collections.abc import Callable
from typing import Any, Final

import msgspec
from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.database import Database
from rumpus.library.errors import NotFoundError
from rumpus.library.identifier import new_id
from rumpus.library.results import rows
from rumpus.library.results.records import Answer, Correction, Verdict
from rumpus.library.schema import AnswerRow, CorrectionRow, UserRow

AT_ONCE: Final = 500
"""Answers that are held at the same time."""

_ONE_ANSWER: Final = (
    update(AnswerRow.__table__)  # type: ignore[arg-type] # a declarative class has a Table
    .where(
        AnswerRow.game_id == bindparam("of_game"),
        AnswerRow.question_index == bindparam("of_question"),
        AnswerRow.seat == bindparam("of_seat"),
    )
    .values(right=bindparam("is_right"), score=bindparam("new_score"))
)


async def rescore(
    database: Database,
    connection: AsyncConnection,
    game_id: str,
    question_index: int,
    rule: Callable[[Answer], Verdict],
    *,
    corrected_by: str,
    reason: str,
    question: dict[str, Any] | None,
    now: int,
) -> Correction:
    """See `Results.rescore`."""
    game = await rows.lock_game(connection, game_id)
    if not 0 <= question_index < game.question_count:
        raise NotFoundError("question")
    by = await connection.scalar(select(UserRow.id).where(UserRow.id == corrected_by))
    if await _apply(connection, game_id, question_index, rule):
        await rows.count_again(connection, game_id)
    correction = Correction(new_id(now), question_index, reason, question, by, now)
    values = {
        "id": correction.id,
        "reason": reason,
        "question": None if question is None else msgspec.json.encode(question).decode(),
        "corrected_by": by,
        "corrected_at": now,
    }
    await connection.execute(
        database.insert(CorrectionRow)
        .values(game_id=game_id, question_index=question_index, **values)
        .on_conflict_do_update(index_elements=["game_id", "question_index"], set_=values)
    )
    return correction


async def restore(connection: AsyncConnection, game_id: str, question_index: int) -> None:
    """See `Results.restore`."""
    game = await rows.lock_game(connection, game_id)
    if not 0 <= question_index < game.question_count:
        raise NotFoundError("question")
    which = AnswerRow.game_id == game_id, AnswerRow.question_index == question_index
    await connection.execute(
        update(AnswerRow).where(*which).values(right=AnswerRow.played_right, score=AnswerRow.played_score)
    )
    await connection.execute(
        delete(CorrectionRow).where(CorrectionRow.game_id == game_id, CorrectionRow.question_index == question_index)
    )
    await rows.count_again(connection, game_id)


async def _apply(
    connection: AsyncConnection, game_id: str, question_index: int, rule: Callable[[Answer], Verdict]
) -> bool:
    """Let the rule look at every answer. Whether anything changed."""
    all_ = (
        rows.answers()
        .where(AnswerRow.game_id == game_id, AnswerRow.question_index == question_index)
        .order_by(AnswerRow.seat)
        .limit(AT_ONCE)
    )
    seat, changed_any = -(2**31), False
    while True:
        some = [rows.answer(row) for row in await connection.execute(all_.where(AnswerRow.seat > seat))]
        if not some:
            return changed_any
        seat = some[-1].seat
        changed = [
            {
                "of_game": game_id,
                "of_question": question_index,
                "of_seat": answer.seat,
                "is_right": verdict.right,
                "new_score": verdict.score,
            }
            for answer in some
            if (verdict := rule(answer)) != Verdict(answer.right, answer.score)
        ]
        if changed:
            changed_any = True
            await connection.execute(_ONE_ANSWER, changed)
