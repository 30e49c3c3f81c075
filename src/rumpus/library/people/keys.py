"""Keys for overlays and scripts: each opens the games of the user it belongs to, and no others."""

from rumpus.library.people.records import ApiKey, NewApiKey, User

STUB = "not filled in yet"


class ApiKeys:
    """Keys, kept hashed."""

    async def make(self, user_id: str, name: str = "") -> NewApiKey:
        """A new key. Raises NotFoundError, RefusedError (name too long, too many keys)."""
        raise NotImplementedError(STUB)

    async def find(self, key: str) -> User | None:
        """Whose key this is; None if nobody's, or of a disabled account."""
        raise NotImplementedError(STUB)

    async def of(self, user_id: str) -> list[ApiKey]:
        """The keys of a user, newest first."""
        raise NotImplementedError(STUB)

    async def delete(self, user_id: str, key_id: str) -> None:
        """Raises NotFoundError if it is none of this user's."""
        raise NotImplementedError(STUB)

    async def delete_key(self, user_id: str, key: str) -> None:
        """As `delete`, by the key itself."""
        raise NotImplementedError(STUB)
