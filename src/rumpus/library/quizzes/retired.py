"""Quizzes that were deleted while results pointed to them, and old versions: erased when nothing needs them."""

from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, select
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.files import references
from rumpus.library.schema import GameRow, QuizRow, VersionRow


async def erase_quizzes(connection: AsyncConnection, now: int) -> int:
    """Erase deleted quizzes that no results point to any more. Returns how many."""
    unneeded = QuizRow.deleted_at.is_not(None), ~exists().where(GameRow.quiz_id == QuizRow.id)
    ids = (await connection.scalars(select(QuizRow.id).where(*unneeded))).all()
    for quiz_id in ids:
        await _erase(connection, VersionRow.quiz_id == quiz_id, now)
        await connection.execute(delete(QuizRow).where(QuizRow.id == quiz_id))
    return len(ids)


async def erase_versions(connection: AsyncConnection, saved_before: int, now: int) -> int:
    """Erase versions from before this moment that are neither the newest nor played. Returns how many."""
    newest = select(QuizRow.version).where(QuizRow.id == VersionRow.quiz_id).scalar_subquery()
    old: Select[Any] = select(VersionRow.id).where(
        VersionRow.saved_at < saved_before,
        VersionRow.number < newest,
        ~exists().where(GameRow.version_id == VersionRow.id),
    )
    return await _erase(connection, VersionRow.id.in_(old), now)


async def _erase(connection: AsyncConnection, which: ColumnElement[bool], now: int) -> int:
    files = await references.files_of(connection, select(VersionRow.id).where(which))
    erased = await connection.execute(delete(VersionRow).where(which))
    await references.release(connection, files, now)
    return erased.rowcount
