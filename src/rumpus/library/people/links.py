"""One-time links that sign somebody in: for the operator's console, and to reset a password."""

from typing import Final

from sqlalchemy import delete, insert, select

from rumpus.library.clock import MINUTE, Clock
from rumpus.library.database import Database
from rumpus.library.people import accounts
from rumpus.library.people.records import User
from rumpus.library.people.tokens import hash_of, new_token
from rumpus.library.schema import SignInLinkRow, UserRow

LASTS: Final = 15 * MINUTE
DIGITS: Final = 64
MOST: Final = 10
"""Links of a user that hold. One more ends the oldest."""


class SignInLinks:
    """Tokens of sign-in links: 15 minutes, once. Kept hashed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def make(self, user_id: str) -> str:
        """A token for a link. Raises NotFoundError."""
        token = new_token(DIGITS)
        async with self._database.writing() as connection:
            await self._database.take_turns(connection, f"links {user_id}")
            await accounts.require(connection, "user", UserRow, user_id)
            too_many = (
                select(SignInLinkRow.token_hash)
                .where(SignInLinkRow.user_id == user_id)
                .order_by(SignInLinkRow.expires_at.desc(), SignInLinkRow.token_hash)
                .offset(MOST - 1)
            )
            await connection.execute(delete(SignInLinkRow).where(SignInLinkRow.token_hash.in_(too_many)))
            await connection.execute(
                insert(SignInLinkRow).values(
                    token_hash=hash_of(token), user_id=user_id, expires_at=self._clock() + LASTS
                )
            )
        return token

    async def use(self, token: str) -> User | None:
        """Who this token signs in; None if it does not hold. It does not hold again."""
        async with self._database.writing() as connection:
            user_id = await connection.scalar(
                delete(SignInLinkRow)
                .where(SignInLinkRow.token_hash == hash_of(token), SignInLinkRow.expires_at > self._clock())
                .returning(SignInLinkRow.user_id)
            )
            if user_id is None:
                return None
            user = await accounts.user_of(connection, user_id)
        return None if user.is_disabled else user
