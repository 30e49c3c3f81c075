"""The daily clearing away of what retention does not keep."""

import asyncio
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, delete, exists, or_, select, update

from rumpus.library.clock import DAY, HOUR
from rumpus.library.database import Database
from rumpus.library.files.files import Files
from rumpus.library.quizzes import retired
from rumpus.library.retention import Expired, Retention
from rumpus.library.schema import FileRow, GameRow, InvitationRow, SessionRow, SignInLinkRow, VersionFileRow

GAMES_AT_ONCE = 20
"""Games in one transaction: between them others write."""


async def expire(database: Database, files: Files, backups: Path, retention: Retention, now: int) -> Expired:
    """Erase what is older than this allows. What it did when it is interrupted stays done."""
    games = await _expire_games(database, retention, now)
    async with database.writing() as connection:
        quizzes = await retired.erase_quizzes(connection, now)
        versions = await retired.erase_versions(connection, now - retention.versions_days * DAY, now)
        # Files of a quiz that went with its owner.
        unused = FileRow.unused_since.is_(None), ~exists().where(VersionFileRow.file_id == FileRow.id)
        await connection.execute(update(FileRow).where(*unused).values(unused_since=now))
    gone_files = await files.expire(now - retention.files_hours * HOUR)
    ended: dict[str, int] = {}
    over: dict[str, tuple[Any, ColumnElement[bool]]] = {
        "sessions": (SessionRow, SessionRow.expires_at <= now),
        "links": (SignInLinkRow, SignInLinkRow.expires_at <= now),
        "invitations": (InvitationRow, InvitationRow.expires_at <= now),
    }
    async with database.writing() as connection:
        for what, (table, is_over) in over.items():
            ended[what] = (await connection.execute(delete(table).where(is_over))).rowcount
    ended["backups"] = await asyncio.to_thread(_expire_backups, backups, now - retention.backups_days * DAY)
    return Expired(games=games, quizzes=quizzes, versions=versions, files=gone_files, **ended)


def _expire_backups(folder: Path, made_before: int) -> int:
    old = [file for file in folder.glob("*.sqlite3") if file.stat().st_mtime_ns // 1_000_000 < made_before]
    for file in old:
        file.unlink()
    return len(old)


async def _expire_games(database: Database, retention: Retention, now: int) -> int:
    old = select(GameRow.id).where(
        or_(
            GameRow.ended_at < now - retention.results_days * DAY,
            ~GameRow.is_saved & (GameRow.ended_at < now - retention.unsaved_days * DAY),
        )
    )
    erased = 0
    while True:
        async with database.writing() as connection:
            some = (await connection.scalars(old.limit(GAMES_AT_ONCE))).all()
            if not some:
                return erased
            await connection.execute(delete(GameRow).where(GameRow.id.in_(some)))
        erased += len(some)
