"""Workspaces and who is in them."""

from typing import Any

from sqlalchemy import delete, insert, select, update

from rumpus.library.clock import Clock
from rumpus.library.database import Database
from rumpus.library.errors import NotFoundError
from rumpus.library.identifier import new_id
from rumpus.library.people import accounts
from rumpus.library.people.records import Member, Role, Workspace
from rumpus.library.schema import MembershipRow, UserRow, WorkspaceRow

FIRST = "Rumpus"
"""Name of the workspace that is there from the start."""

LONGEST_NAME = 100


class Workspaces:
    """Workspaces. One is there from the start."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def prepare(self) -> None:
        """Make the one that is there from the start."""
        async with self._database.writing() as connection:
            await self._database.take_turns(connection, "workspaces")
            if await connection.scalar(select(WorkspaceRow.id).limit(1)) is None:
                now = self._clock()
                await connection.execute(insert(WorkspaceRow).values(id=new_id(now), name=FIRST, created_at=now))

    async def default(self) -> Workspace:
        """The one that is there from the start, where new accounts go."""
        async with self._database.reading() as connection:
            return await accounts.default_workspace(connection)

    async def get(self, workspace_id: str) -> Workspace:
        """Raises NotFoundError."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(WorkspaceRow).where(WorkspaceRow.id == workspace_id))).one_or_none()
        return _workspace(row)

    async def all(self) -> list[Workspace]:
        """All of them, oldest first."""
        async with self._database.reading() as connection:
            rows = await connection.execute(select(WorkspaceRow).order_by(WorkspaceRow.created_at, WorkspaceRow.id))
        return [_workspace(row) for row in rows]

    async def create(self, name: str, *, owner_id: str) -> Workspace:
        """Make one. Raises RefusedError, NotFoundError (user)."""
        name = accounts.clean_name(name, longest=LONGEST_NAME)
        now = self._clock()
        made = Workspace(new_id(now), name, now)
        async with self._database.writing() as connection:
            await accounts.require(connection, "user", UserRow, owner_id)
            await connection.execute(insert(WorkspaceRow).values(id=made.id, name=name, created_at=now))
            await connection.execute(
                insert(MembershipRow).values(user_id=owner_id, workspace_id=made.id, role="owner", joined_at=now)
            )
        return made

    async def rename(self, workspace_id: str, name: str) -> Workspace:
        """Raises NotFoundError, RefusedError."""
        name = accounts.clean_name(name, longest=LONGEST_NAME)
        async with self._database.writing() as connection:
            row = (
                await connection.execute(
                    update(WorkspaceRow)
                    .where(WorkspaceRow.id == workspace_id)
                    .values(name=name)
                    .returning(WorkspaceRow.id, WorkspaceRow.name, WorkspaceRow.created_at)
                )
            ).one_or_none()
        return _workspace(row)

    async def members(self, workspace_id: str) -> list[Member]:
        """Its members, by name. Raises NotFoundError."""
        async with self._database.reading() as connection:
            await accounts.require(connection, "workspace", WorkspaceRow, workspace_id)
            rows = await connection.execute(
                select(UserRow.id, UserRow.name, UserRow.email, MembershipRow.role, MembershipRow.joined_at)
                .join(UserRow, UserRow.id == MembershipRow.user_id)
                .where(MembershipRow.workspace_id == workspace_id)
                .order_by(UserRow.name_key)
            )
        return [Member(row.id, row.name, row.email, row.role, row.joined_at) for row in rows]

    async def set_role(self, workspace_id: str, user_id: str, role: Role | None) -> None:
        """Give a user a role there, or take membership away with None. Raises NotFoundError."""
        membership = MembershipRow.workspace_id == workspace_id, MembershipRow.user_id == user_id
        async with self._database.writing() as connection:
            await self._database.take_turns(connection, "memberships")
            await accounts.require(connection, "workspace", WorkspaceRow, workspace_id)
            await accounts.require(connection, "user", UserRow, user_id)
            if role is None:
                await connection.execute(delete(MembershipRow).where(*membership))
                return
            changed = await connection.execute(update(MembershipRow).where(*membership).values(role=role))
            if changed.rowcount == 0:
                await connection.execute(
                    insert(MembershipRow).values(
                        user_id=user_id, workspace_id=workspace_id, role=role, joined_at=self._clock()
                    )
                )


def _workspace(row: Any) -> Workspace:
    if row is None:
        raise NotFoundError("workspace")
    return Workspace(row.id, row.name, row.created_at)
