"""One-time links that sign somebody in: for the operator's console, and to reset a password."""

from rumpus.library.people.records import User

STUB = "not filled in yet"


class SignInLinks:
    """Tokens of sign-in links: 15 minutes, once. Kept hashed."""

    async def make(self, user_id: str) -> str:
        """A token for a link. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def use(self, token: str) -> User | None:
        """Who this token signs in; None if it does not hold. It does not hold again."""
        raise NotImplementedError(STUB)
