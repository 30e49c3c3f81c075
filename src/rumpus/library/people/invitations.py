"""Invitations to register. `Users.register` uses them up."""

from typing import Any, Final

from sqlalchemy import delete, func, insert, select
from sqlalchemy.engine import Row

from rumpus.library.clock import DAY, Clock
from rumpus.library.database import Database
from rumpus.library.errors import NotFoundError, RefusedError
from rumpus.library.identifier import new_id
from rumpus.library.people import accounts
from rumpus.library.people.records import Invitation, NewInvitation, Role
from rumpus.library.people.tokens import hash_of, new_token
from rumpus.library.schema import InvitationRow, UserRow, WorkspaceRow

DIGITS: Final = 48

LASTS_AT_MOST: Final = 90 * DAY

MOST: Final = 500
"""Invitations to a workspace that hold: all teachers of a large school at once."""


class Invitations:
    """Invitations hold once and for seven days unless said. Codes are kept hashed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def make(
        self,
        *,
        created_by: str,
        workspace_id: str | None = None,
        role: Role = "teacher",
        email: str | None = None,
        lasts: int = 7 * DAY,
    ) -> NewInvitation:
        """Invite somebody; `lasts` milliseconds.

        Raises: NotFoundError (user, workspace), RefusedError (email; too many invitations).
        """
        email = accounts.clean_email(email)
        now = self._clock()
        code = new_token(DIGITS)
        async with self._database.writing() as connection:
            await accounts.require(connection, "user", UserRow, created_by)
            if workspace_id is None:
                workspace_id = (await accounts.default_workspace(connection)).id
            await accounts.require(connection, "workspace", WorkspaceRow, workspace_id)
            await self._database.take_turns(connection, f"invitations {workspace_id}")
            holding = InvitationRow.workspace_id == workspace_id, InvitationRow.expires_at > now
            count = await connection.scalar(select(func.count()).select_from(InvitationRow).where(*holding))
            if (count or 0) >= MOST:
                raise RefusedError("invitation", f"A workspace has up to {MOST} invitations. Take some back.")
            made = Invitation(
                id=new_id(now),
                workspace_id=workspace_id,
                role=role,
                email=email,
                created_by=created_by,
                created_at=now,
                expires_at=now + max(0, min(lasts, LASTS_AT_MOST)),
            )
            await connection.execute(
                insert(InvitationRow).values(
                    id=made.id,
                    workspace_id=workspace_id,
                    created_by=created_by,
                    code_hash=hash_of(code),
                    role=role,
                    email=email,
                    created_at=now,
                    expires_at=made.expires_at,
                )
            )
        return NewInvitation(made, code)

    async def find(self, code: str) -> Invitation | None:
        """The invitation of this code, if it holds."""
        async with self._database.reading() as connection:
            row = (
                await connection.execute(
                    select(InvitationRow).where(
                        InvitationRow.code_hash == hash_of(code), InvitationRow.expires_at > self._clock()
                    )
                )
            ).one_or_none()
        return None if row is None else _invitation(row)

    async def of(self, workspace_id: str) -> list[Invitation]:
        """Those to a workspace that hold, newest first."""
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(InvitationRow)
                .where(InvitationRow.workspace_id == workspace_id, InvitationRow.expires_at > self._clock())
                .order_by(InvitationRow.id.desc())
            )
        return [_invitation(row) for row in rows]

    async def get(self, invitation_id: str) -> Invitation:
        """Raises NotFoundError."""
        async with self._database.reading() as connection:
            row = (
                await connection.execute(select(InvitationRow).where(InvitationRow.id == invitation_id))
            ).one_or_none()
        if row is None:
            raise NotFoundError("invitation")
        return _invitation(row)

    async def revoke(self, invitation_id: str) -> None:
        """Take one back. Raises NotFoundError."""
        async with self._database.writing() as connection:
            gone = await connection.execute(delete(InvitationRow).where(InvitationRow.id == invitation_id))
        if gone.rowcount == 0:
            raise NotFoundError("invitation")


def _invitation(row: Row[Any]) -> Invitation:
    return Invitation(
        id=row.id,
        workspace_id=row.workspace_id,
        role=row.role,
        email=row.email,
        created_by=row.created_by,
        created_at=row.created_at,
        expires_at=row.expires_at,
    )
