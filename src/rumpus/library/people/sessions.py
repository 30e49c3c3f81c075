"""Who is signed in, and where. Tokens are kept hashed."""

from typing import Any, Final

from sqlalchemy import ColumnElement, delete, insert, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.clock import DAY, MINUTE, Clock
from rumpus.library.database import Database
from rumpus.library.errors import NotFoundError
from rumpus.library.identifier import new_id
from rumpus.library.people import accounts
from rumpus.library.people.records import NewSession, Session, SignedIn, SignedInBy
from rumpus.library.people.tokens import hash_of, new_token
from rumpus.library.schema import SessionRow

LASTS: Final = 30 * DAY
"""Milliseconds from its last renewal to the end of a session."""

LASTS_AT_MOST: Final = 365 * DAY
"""Milliseconds from its beginning, however often it is renewed."""

RENEWED_AFTER: Final = 5 * MINUTE
"""A session that was renewed less than this ago need not be written again."""

MOST: Final = 50
"""Sessions of a user. Who signs in once more ends the one that was renewed the longest ago."""

DIGITS: Final = 64
"""Hexadecimal digits of a token."""


class Sessions:
    """Sessions last 30 days from their last renewal, a year at most."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def open(self, user_id: str, *, by: SignedInBy = "password") -> NewSession:
        """Somebody signed in. Raises NotFoundError, also for a disabled account."""
        now = self._clock()
        token = new_token(DIGITS)
        session = Session(new_id(now), user_id, by, now, now, now + LASTS)
        async with self._database.writing() as connection:
            await self._database.take_turns(connection, f"sessions {user_id}")
            if (await accounts.user_of(connection, user_id)).is_disabled:
                raise NotFoundError("user")
            too_many = (
                select(SessionRow.id)
                .where(SessionRow.user_id == user_id)
                .order_by(SessionRow.renewed_at.desc(), SessionRow.id.desc())
                .offset(MOST - 1)
            )
            await connection.execute(delete(SessionRow).where(SessionRow.id.in_(too_many)))
            await connection.execute(
                insert(SessionRow).values(
                    id=session.id,
                    user_id=user_id,
                    token_hash=hash_of(token),
                    by=by,
                    created_at=now,
                    renewed_at=now,
                    expires_at=session.expires_at,
                )
            )
        return NewSession(session, token)

    async def find(self, token: str) -> SignedIn | None:
        """Whose token this is; None if it does not hold (any more)."""
        async with self._database.reading() as connection:
            return await self._holding(connection, SessionRow.token_hash == hash_of(token))

    async def renew(self, token: str) -> SignedIn | None:
        """As `find`, and the session lasts longer from now on.

        Its token stays the same, as several requests may renew at once.
        """
        found = await self.find(token)
        now = self._clock()
        if found is None or now - found.session.renewed_at < RENEWED_AFTER:
            return found
        expires = min(now + LASTS, found.session.created_at + LASTS_AT_MOST)
        async with self._database.writing() as connection:
            await connection.execute(
                update(SessionRow).where(SessionRow.id == found.session.id).values(renewed_at=now, expires_at=expires)
            )
            return await self._holding(connection, SessionRow.id == found.session.id)

    async def alive(self, session_id: str) -> SignedIn | None:
        """The session of this id, for short-lived access tokens that carry it; None if it ended."""
        async with self._database.reading() as connection:
            return await self._holding(connection, SessionRow.id == session_id)

    async def of(self, user_id: str) -> list[Session]:
        """The sessions of a user that hold, newest first."""
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(SessionRow)
                .where(SessionRow.user_id == user_id, SessionRow.expires_at > self._clock())
                .order_by(SessionRow.id.desc())
            )
        return [_session(row) for row in rows]

    async def revoke(self, user_id: str, session_id: str) -> None:
        """End one. Raises NotFoundError if it is none of this user's."""
        if await self._end(SessionRow.user_id == user_id, SessionRow.id == session_id) == 0:
            raise NotFoundError("session")

    async def revoke_all(self, user_id: str, *, except_: str | None = None) -> int:
        """Log out everywhere (but here, with `except_` the id of a session). Returns how many ended."""
        return await self._end(SessionRow.user_id == user_id, SessionRow.id != (except_ or ""))

    async def _end(self, *which: ColumnElement[bool]) -> int:
        async with self._database.writing() as connection:
            return (await connection.execute(delete(SessionRow).where(*which))).rowcount

    async def _holding(self, connection: AsyncConnection, which: ColumnElement[bool]) -> SignedIn | None:
        row = (
            await connection.execute(select(SessionRow).where(which, SessionRow.expires_at > self._clock()))
        ).one_or_none()
        if row is None:
            return None
        user = await accounts.user_of(connection, row.user_id)
        return None if user.is_disabled else SignedIn(_session(row), user)


def _session(row: Row[Any]) -> Session:
    return Session(row.id, row.user_id, row.by, row.created_at, row.renewed_at, row.expires_at)
