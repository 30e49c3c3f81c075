"""Proving who somebody is: identities of the kind "password". Others will stand beside it."""

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.database import Database
from rumpus.library.errors import WrongPasswordError
from rumpus.library.identifier import new_id
from rumpus.library.people import accounts
from rumpus.library.people.passwords import Passwords
from rumpus.library.people.records import User
from rumpus.library.schema import IdentityRow


async def with_password(
    database: Database, passwords: Passwords, called: ColumnElement[bool], password: str, now: int
) -> User:
    """The account that is called so, if this is its password. A hash of another cost is renewed.

    Raises:
        WrongPasswordError: it is not, or nobody is called so, which takes as long to say.
    """
    async with database.reading() as connection:
        found = await accounts.users_where(connection, called)
        secret = await secret_of(connection, found[0].id) if found else None
    if not await passwords.matches(password, secret) or secret is None or found[0].is_disabled:
        raise WrongPasswordError
    user = found[0]
    if passwords.is_outdated(secret):
        renewed = await passwords.hash(password)
        async with database.writing() as connection:
            # Unless the password was changed in between.
            await connection.execute(
                update(IdentityRow)
                .where(IdentityRow.user_id == user.id, IdentityRow.secret == secret)
                .values(secret=renewed, changed_at=now)
            )
    return user


async def secret_of(connection: AsyncConnection, user_id: str) -> str | None:
    """The hash of the user's password."""
    return await connection.scalar(
        select(IdentityRow.secret).where(IdentityRow.kind == accounts.PASSWORD, IdentityRow.subject == user_id)
    )


async def set_secret(connection: AsyncConnection, user_id: str, secret: str, now: int) -> None:
    """The user has this password from now on."""
    changed = await connection.execute(
        update(IdentityRow)
        .where(IdentityRow.kind == accounts.PASSWORD, IdentityRow.subject == user_id)
        .values(secret=secret, changed_at=now)
    )
    if changed.rowcount == 0:
        await connection.execute(
            insert(IdentityRow).values(
                id=new_id(now),
                user_id=user_id,
                kind=accounts.PASSWORD,
                subject=user_id,
                secret=secret,
                created_at=now,
                changed_at=now,
            )
        )
