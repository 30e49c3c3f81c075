"""Workspaces and who is in them."""

from rumpus.library.people.records import Member, Role, Workspace

STUB = "not filled in yet"


class Workspaces:
    """Workspaces. One is there from the start."""

    async def default(self) -> Workspace:
        """The one that is there from the start, where new accounts go."""
        raise NotImplementedError(STUB)

    async def get(self, workspace_id: str) -> Workspace:
        """Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def all(self) -> list[Workspace]:
        """All of them, oldest first."""
        raise NotImplementedError(STUB)

    async def create(self, name: str, *, owner_id: str) -> Workspace:
        """Make one. Raises RefusedError, NotFoundError (user)."""
        raise NotImplementedError(STUB)

    async def rename(self, workspace_id: str, name: str) -> Workspace:
        """Raises NotFoundError, RefusedError."""
        raise NotImplementedError(STUB)

    async def members(self, workspace_id: str) -> list[Member]:
        """Its members, by name."""
        raise NotImplementedError(STUB)

    async def set_role(self, workspace_id: str, user_id: str, role: Role | None) -> None:
        """Give a user a role there, or take membership away with None. Raises NotFoundError."""
        raise NotImplementedError(STUB)
