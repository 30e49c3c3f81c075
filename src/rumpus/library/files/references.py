"""Which versions of quizzes refer to which files, and since when a file is not needed."""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Select, exists, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.identifier import new_id
from rumpus.library.schema import FileRow, VersionFileRow

AT_ONCE = 500
"""Ids in one statement."""


async def refer(connection: AsyncConnection, version_id: str, file_ids: Collection[str]) -> None:
    """A version refers to these files, as far as they are there."""
    known: list[str] = []
    ids = sorted(set(file_ids))
    for begin in range(0, len(ids), AT_ONCE):
        part = FileRow.id.in_(ids[begin : begin + AT_ONCE])
        known += (await connection.scalars(select(FileRow.id).where(part))).all()
        await connection.execute(update(FileRow).where(part).values(unused_since=None))
    if known:
        await connection.execute(
            insert(VersionFileRow), [{"version_id": version_id, "file_id": file_id} for file_id in known]
        )


async def files_of(connection: AsyncConnection, versions: Select[Any]) -> Sequence[str]:
    """The files that these versions (their ids) refer to. Ask before they are erased."""
    referred = select(VersionFileRow.file_id).where(VersionFileRow.version_id.in_(versions)).distinct()
    return (await connection.scalars(referred)).all()


async def release(connection: AsyncConnection, file_ids: Sequence[str], now: int) -> None:
    """Versions that referred to these files are gone: those that no other one refers to are not needed from now on."""
    for begin in range(0, len(file_ids), AT_ONCE):
        await connection.execute(
            update(FileRow)
            .where(
                FileRow.id.in_(file_ids[begin : begin + AT_ONCE]),
                FileRow.unused_since.is_(None),
                ~exists().where(VersionFileRow.file_id == FileRow.id),
            )
            .values(unused_since=now)
        )


async def copies_for(
    connection: AsyncConnection, version_id: str, owner_id: str, workspace_id: str, now: int
) -> dict[str, str]:
    """Give a user an own record of every file of a version that is somebody else's: old id → new id.

    So the copy of a quiz keeps its pictures when the owner of the other erases them.
    """
    rows = (
        await connection.execute(
            select(FileRow)
            .join(VersionFileRow, VersionFileRow.file_id == FileRow.id)
            .where(VersionFileRow.version_id == version_id, FileRow.owner_id != owner_id)
        )
    ).all()
    copies: dict[str, str] = {}
    for row in rows:
        same = select(FileRow.id).where(FileRow.owner_id == owner_id, FileRow.hash == row.hash)
        own = await connection.scalar(same)
        if own is None:
            own = new_id(now)
            values = row._asdict() | {
                "id": own,
                "owner_id": owner_id,
                "workspace_id": workspace_id,
                "uploaded_at": now,
                "unused_since": now,
            }
            await connection.execute(insert(FileRow).values(values))
        copies[row.id] = own
    return copies
