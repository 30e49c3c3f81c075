"""Reading accounts out of the tables, and what names and addresses may be."""

import re
import unicodedata
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, exists, not_, select
from sqlalchemy.engine import RowMapping
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.errors import NotFoundError, RefusedError
from rumpus.library.folding import folded
from rumpus.library.people.records import Membership, User, Workspace
from rumpus.library.schema import GameRow, IdentityRow, MembershipRow, QuizRow, UserRow, WorkspaceRow

PASSWORD: Final = "password"  # noqa: S105 - a kind of identity

LONGEST_NAME: Final = 64
LONGEST_EMAIL: Final = 254

_EMAIL: Final = re.compile(r"[^@\s\x00-\x1f<>]+@[^@\s\x00-\x1f<>]+\.[^@\s\x00-\x1f<>.]+")

has_password: Final = exists().where(IdentityRow.user_id == UserRow.id, IdentityRow.kind == PASSWORD)


async def users_where(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> list[User]:
    """The accounts for which all of this is true, oldest first. Meant for few."""
    rows = await connection.execute(
        select(UserRow.__table__, has_password.label("has_password")).where(*conditions).order_by(UserRow.id)
    )
    return await with_memberships(connection, [row._mapping for row in rows])  # noqa: SLF001 - its public name


async def with_memberships(connection: AsyncConnection, rows: list[RowMapping]) -> list[User]:
    """Records of rows of users that have `has_password` too."""
    members: dict[str, list[Membership]] = {row["id"]: [] for row in rows}
    found = await connection.execute(
        select(MembershipRow)
        .where(MembershipRow.user_id.in_(members))
        .order_by(MembershipRow.joined_at, MembershipRow.workspace_id)
    )
    for row in found:
        members[row.user_id].append(Membership(row.workspace_id, row.role, row.joined_at))
    return [_user(row, tuple(members[row["id"]])) for row in rows]


async def user_of(connection: AsyncConnection, user_id: str) -> User:
    """An account. Raises NotFoundError."""
    found = await users_where(connection, UserRow.id == user_id)
    if not found:
        raise NotFoundError("user")
    return found[0]


async def somebody_is_here(connection: AsyncConnection) -> bool:
    """Whether a person has an account already.

    The operator's console is none, as long as it has neither password nor address (links sign it in), has made no
    quizzes and saved no results. Who works with it is a person, whose server, with the names of those who played, is
    not given away to whoever registers next.
    """
    is_console = and_(
        UserRow.is_administrator,
        UserRow.email.is_(None),
        ~has_password,
        ~exists().where(QuizRow.owner_id == UserRow.id),
        ~exists().where(GameRow.owner_id == UserRow.id, GameRow.is_saved),
    )
    return await connection.scalar(select(UserRow.id).where(not_(is_console)).limit(1)) is not None


async def require(connection: AsyncConnection, kind: str, table: Any, row_id: str) -> None:
    """Raises NotFoundError unless the table has a row of this id."""
    if await connection.scalar(select(table.id).where(table.id == row_id)) is None:
        raise NotFoundError(kind)


async def default_workspace(connection: AsyncConnection) -> Workspace:
    """The oldest workspace, which is always there."""
    row = (
        await connection.execute(select(WorkspaceRow).order_by(WorkspaceRow.created_at, WorkspaceRow.id).limit(1))
    ).one()
    return Workspace(row.id, row.name, row.created_at)


async def workspace_for(connection: AsyncConnection, owner_id: str, workspace_id: str | None) -> str:
    """Where a new thing of this user goes: there if said, else where the user has been longest.

    Raises NotFoundError (user, workspace).
    """
    owner = await user_of(connection, owner_id)
    if workspace_id is not None:
        await require(connection, "workspace", WorkspaceRow, workspace_id)
        return workspace_id
    return owner.workspace_id or (await default_workspace(connection)).id


def clean_name(name: str, field: str = "name", longest: int = LONGEST_NAME) -> str:
    """A name as it is kept. Raises RefusedError."""
    name = unicodedata.normalize("NFC", name).strip()
    if not 1 <= len(name) <= longest:
        raise RefusedError(field, f"A name has 1 to {longest} characters.")
    if any(unicodedata.category(one) in ("Cc", "Cs") for one in name):
        raise RefusedError(field, "A name has no control characters.")
    return name


def clean_user_name(name: str) -> str:
    """The name of an account as it is kept. Raises RefusedError."""
    name = clean_name(name)
    if "@" in name:
        # It could be the address of somebody else, who signs in with it.
        raise RefusedError("name", "A name has no @.")
    return name


def clean_email(email: str | None) -> str | None:
    """An address as it is kept; nothing is none. Raises RefusedError."""
    email = (email or "").strip()
    if not email:
        return None
    if len(email) > LONGEST_EMAIL or not _EMAIL.fullmatch(email):
        raise RefusedError("email", "This is no e-mail address.")
    return email


def name_key(name: str) -> str:
    """A name as it must be unique."""
    return folded(name)


def email_key(email: str | None) -> str | None:
    """An address as it must be unique."""
    return None if email is None else email.casefold()


def _user(row: RowMapping, memberships: tuple[Membership, ...]) -> User:
    return User(
        id=row["id"],
        name=row["name"],
        email=row["email"],
        is_administrator=row["is_administrator"],
        is_disabled=row["is_disabled"],
        has_password=bool(row["has_password"]),
        created_at=row["created_at"],
        memberships=memberships,
    )
