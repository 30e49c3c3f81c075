"""Who is signed in, and where. Tokens are kept hashed."""

from rumpus.library.people.records import NewSession, Session, SignedIn, SignedInBy

STUB = "not filled in yet"


class Sessions:
    """Sessions last 30 days from their last renewal, a year at most."""

    async def open(self, user_id: str, *, by: SignedInBy = "password") -> NewSession:
        """Somebody signed in. Raises NotFoundError, also for a disabled account."""
        raise NotImplementedError(STUB)

    async def find(self, token: str) -> SignedIn | None:
        """Whose token this is; None if it does not hold (any more)."""
        raise NotImplementedError(STUB)

    async def renew(self, token: str) -> SignedIn | None:
        """As `find`, and the session lasts longer from now on.

        Its token stays the same, as several requests may renew at once.
        """
        raise NotImplementedError(STUB)

    async def alive(self, session_id: str) -> SignedIn | None:
        """The session of this id, for short-lived access tokens that carry it; None if it ended."""
        raise NotImplementedError(STUB)

    async def of(self, user_id: str) -> list[Session]:
        """The sessions of a user that hold, newest first."""
        raise NotImplementedError(STUB)

    async def revoke(self, user_id: str, session_id: str) -> None:
        """End one. Raises NotFoundError if it is none of this user's."""
        raise NotImplementedError(STUB)

    async def revoke_all(self, user_id: str, *, except_: str | None = None) -> int:
        """Log out everywhere (but here, with `except_` the id of a session). Returns how many ended."""
        raise NotImplementedError(STUB)
