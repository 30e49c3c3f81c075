"""Invitations to register. `Users.register` uses them up."""

from rumpus.library.people.records import Invitation, NewInvitation, Role

STUB = "not filled in yet"


class Invitations:
    """Invitations hold once and for seven days unless said. Codes are kept hashed."""

    async def make(
        self,
        *,
        created_by: str,
        workspace_id: str | None = None,
        role: Role = "teacher",
        email: str | None = None,
        lasts: int = 7 * 24 * 60 * 60 * 1000,
    ) -> NewInvitation:
        """Invite somebody; `lasts` milliseconds. Raises NotFoundError (user, workspace), RefusedError (email)."""
        raise NotImplementedError(STUB)

    async def find(self, code: str) -> Invitation | None:
        """The invitation of this code, if it holds."""
        raise NotImplementedError(STUB)

    async def of(self, workspace_id: str) -> list[Invitation]:
        """Those that hold, newest first."""
        raise NotImplementedError(STUB)

    async def revoke(self, invitation_id: str) -> None:
        """Take one back. Raises NotFoundError."""
        raise NotImplementedError(STUB)
