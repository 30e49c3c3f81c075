"""Keys for overlays and scripts: each opens the games of the user it belongs to, and no others."""

import unicodedata
from typing import Final

from sqlalchemy import ColumnElement, delete, func, insert, select, update

from rumpus.library.clock import HOUR, Clock
from rumpus.library.database import Database
from rumpus.library.errors import NotFoundError, RefusedError
from rumpus.library.identifier import new_id
from rumpus.library.people import accounts
from rumpus.library.people.records import ApiKey, NewApiKey, User
from rumpus.library.people.tokens import hash_of, new_token
from rumpus.library.schema import ApiKeyRow, UserRow

DIGITS: Final = 48
HINT: Final = 6
MOST: Final = 50
"""Keys of a user."""

LONGEST_NAME: Final = 100


class ApiKeys:
    """Keys, kept hashed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def make(self, user_id: str, name: str = "") -> NewApiKey:
        """A new key. Raises NotFoundError, RefusedError (name too long, too many keys)."""
        name = unicodedata.normalize("NFC", name).strip()
        if len(name) > LONGEST_NAME:
            raise RefusedError("name", f"A name has up to {LONGEST_NAME} characters.")
        now = self._clock()
        key = new_token(DIGITS)
        record = ApiKey(new_id(now), user_id, name, key[:HINT], now, None)
        async with self._database.writing() as connection:
            await self._database.take_turns(connection, f"keys {user_id}")
            await accounts.require(connection, "user", UserRow, user_id)
            own = select(func.count()).select_from(ApiKeyRow).where(ApiKeyRow.user_id == user_id)
            if (await connection.scalar(own) or 0) >= MOST:
                raise RefusedError("key", f"A user has up to {MOST} keys. Delete one that is not needed.")
            await connection.execute(
                insert(ApiKeyRow).values(
                    id=record.id,
                    user_id=user_id,
                    key_hash=hash_of(key),
                    name=name,
                    hint=record.hint,
                    created_at=now,
                    used_at=None,
                )
            )
        return NewApiKey(record, key)

    async def find(self, key: str) -> User | None:
        """Whose key this is; None if nobody's, or of a disabled account."""
        async with self._database.reading() as connection:
            row = (
                await connection.execute(
                    select(ApiKeyRow.id, ApiKeyRow.user_id, ApiKeyRow.used_at).where(ApiKeyRow.key_hash == hash_of(key))
                )
            ).one_or_none()
            if row is None:
                return None
            user = await accounts.user_of(connection, row.user_id)
        if user.is_disabled:
            return None
        now = self._clock()
        if row.used_at is None or now - row.used_at >= HOUR:
            async with self._database.writing() as connection:
                await connection.execute(update(ApiKeyRow).where(ApiKeyRow.id == row.id).values(used_at=now))
        return user

    async def of(self, user_id: str) -> list[ApiKey]:
        """The keys of a user, newest first."""
        async with self._database.reading() as connection:
            rows = await connection.execute(
                select(ApiKeyRow)
                .where(ApiKeyRow.user_id == user_id)
                .order_by(ApiKeyRow.created_at.desc(), ApiKeyRow.id.desc())
            )
        return [ApiKey(row.id, row.user_id, row.name, row.hint, row.created_at, row.used_at) for row in rows]

    async def delete(self, user_id: str, key_id: str) -> None:
        """Raises NotFoundError if it is none of this user's."""
        await self._delete(user_id, ApiKeyRow.id == key_id)

    async def delete_key(self, user_id: str, key: str) -> None:
        """As `delete`, by the key itself."""
        await self._delete(user_id, ApiKeyRow.key_hash == hash_of(key))

    async def _delete(self, user_id: str, which: ColumnElement[bool]) -> None:
        async with self._database.writing() as connection:
            gone = await connection.execute(delete(ApiKeyRow).where(ApiKeyRow.user_id == user_id, which))
        if gone.rowcount == 0:
            raise NotFoundError("key")
