"""What users say of quizzes. The sums stand in the quiz's own row, so that lists need not count."""

from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.schema import QuizRow, RatingRow


async def rate(connection: AsyncConnection, quiz_id: str, user_id: str, like: bool | None, now: int) -> None:
    """The user likes it, dislikes it or says nothing (None) from now on. The quiz is locked."""
    before = await rating_of(connection, quiz_id, user_id)
    if before == like:
        return
    await connection.execute(delete(RatingRow).where(RatingRow.quiz_id == quiz_id, RatingRow.user_id == user_id))
    if like is not None:
        await connection.execute(insert(RatingRow).values(quiz_id=quiz_id, user_id=user_id, likes=like, rated_at=now))
    changed: dict[str, Any] = {}
    for said, step in ((before, -1), (like, 1)):
        if said is not None:
            column = QuizRow.likes if said else QuizRow.dislikes
            changed[column.key] = column + step
    await connection.execute(update(QuizRow).where(QuizRow.id == quiz_id).values(changed))


async def rating_of(connection: AsyncConnection, quiz_id: str, user_id: str) -> bool | None:
    """What the user said."""
    return await connection.scalar(
        select(RatingRow.likes).where(RatingRow.quiz_id == quiz_id, RatingRow.user_id == user_id)
    )
