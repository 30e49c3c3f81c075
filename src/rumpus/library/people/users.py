"""Accounts: made, changed, erased."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import ColumnElement, delete, func, insert, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.clock import Clock
from rumpus.library.database import Database
from rumpus.library.errors import LastAdministratorError, RegistrationError, TakenError
from rumpus.library.files.files import Files
from rumpus.library.identifier import new_id
from rumpus.library.page import Page, bounded, mark_of, page_of
from rumpus.library.people import accounts, sign_in
from rumpus.library.people.attempts import Attempts
from rumpus.library.people.passwords import Passwords
from rumpus.library.people.records import Registration, Role, User
from rumpus.library.people.tokens import hash_of
from rumpus.library.schema import (
    FileRow,
    InvitationRow,
    MembershipRow,
    QuizRow,
    RatingRow,
    SessionRow,
    SignInLinkRow,
    UserRow,
    WorkspaceRow,
)

OPERATOR = "Operator"


class Users:
    """Accounts of this server. The first one, however it is made, is its administrator.

    If that is the operator's console, the first person who registers is one, too.
    """

    def __init__(
        self, database: Database, clock: Clock, passwords: Passwords, files: Files, registration: Registration
    ) -> None:
        self._database = database
        self._clock = clock
        self._passwords = passwords
        self._files = files
        self._registration = registration
        self._attempts = Attempts(clock)

    async def register(
        self, name: str, password: str, *, email: str | None = None, invitation: str | None = None
    ) -> User:
        """Make an account for somebody who asks for one, as the setting allows.

        Raises:
            RegistrationError: it does not allow it, or the invitation does not hold.
            TakenError: another account has the name or address.
            RefusedError: name, email or password cannot be taken.
        """
        if self._registration == "closed":
            raise RegistrationError("closed", "Nobody can register here.")
        if self._registration == "invitation" and invitation is None:
            raise RegistrationError("invitation_needed", "An invitation is needed to register here.")
        name, email = accounts.clean_user_name(name), accounts.clean_email(email)
        secret = await self._passwords.hash(password)
        async with self._writing_names() as connection:
            role: Role = "teacher"
            workspace_id = (await accounts.default_workspace(connection)).id
            if invitation is not None:
                workspace_id, role = await self._use(connection, invitation, email)
            is_first = not await accounts.somebody_is_here(connection)
            if is_first:
                role = "owner"
            return await self._make(connection, name, email, secret, workspace_id, role, administrator=is_first)

    async def add(
        self,
        name: str,
        *,
        password: str | None = None,
        email: str | None = None,
        role: Role = "teacher",
        workspace_id: str | None = None,
        administrator: bool = False,
    ) -> User:
        """Make an account, whatever the setting says: for administrators and the command line.

        Raises: TakenError, RefusedError, NotFoundError (workspace).
        """
        name, email = accounts.clean_user_name(name), accounts.clean_email(email)
        secret = None if password is None else await self._passwords.hash(password)
        async with self._writing_names() as connection:
            if workspace_id is None:
                workspace_id = (await accounts.default_workspace(connection)).id
            await accounts.require(connection, "workspace", WorkspaceRow, workspace_id)
            return await self._make(connection, name, email, secret, workspace_id, role, administrator=administrator)

    async def operator(self) -> User:
        """Who the operator's console signs in: the oldest administrator; on an empty server one is made, "Operator"."""
        async with self._writing_names() as connection:
            oldest = await connection.scalar(
                select(UserRow.id)
                .where(UserRow.is_administrator, ~UserRow.is_disabled)
                .order_by(UserRow.created_at, UserRow.id)
                .limit(1)
            )
            if oldest is not None:
                return await accounts.user_of(connection, oldest)
            workspace_id = (await accounts.default_workspace(connection)).id
            return await self._make(connection, OPERATOR, None, None, workspace_id, "owner", administrator=True)

    async def get(self, user_id: str) -> User:
        """Raises NotFoundError."""
        async with self._database.reading() as connection:
            return await accounts.user_of(connection, user_id)

    async def find(self, name_or_email: str) -> User | None:
        """The account of this name or address, whatever its case."""
        async with self._database.reading() as connection:
            found = await accounts.users_where(connection, _is_called(name_or_email))
        return found[0] if found else None

    async def page(self, *, cursor: str | None = None, limit: int = 50) -> Page[User]:
        """All accounts, newest first."""
        limit = bounded(limit)
        rows = (
            select(UserRow.__table__, accounts.has_password.label("has_password"))
            .order_by(UserRow.created_at.desc(), UserRow.id.desc())
            .limit(limit + 1)
        )
        if cursor is not None:
            rows = rows.where(tuple_(UserRow.created_at, UserRow.id) < tuple_(*mark_of(cursor)))
        async with self._database.reading() as connection:
            found = [row._mapping for row in await connection.execute(rows)]  # noqa: SLF001 - its public name
            users = await accounts.with_memberships(connection, found)
        return page_of(users, [(user.created_at, user.id) for user in users], limit)

    async def count(self) -> int:
        """How many there are."""
        async with self._database.reading() as connection:
            return await connection.scalar(select(func.count()).select_from(UserRow)) or 0

    async def sign_in(self, name_or_email: str, password: str, *, address: str) -> User:
        """The account with this name and password. `address` only limits attempts; it is held in memory, never stored.

        Raises:
            WrongPasswordError: there is none, or it is disabled.
            TooManyAttemptsError: for this account or from this address.
        """
        account = name_or_email.strip().casefold()[: accounts.LONGEST_EMAIL]
        self._attempts.begin(account, address)
        user = await sign_in.with_password(
            self._database, self._passwords, _is_called(name_or_email), password, self._clock()
        )
        self._attempts.succeeded(account, address)
        return user

    async def check_password(self, user_id: str, password: str) -> bool:
        """Whether this is the user's password; for somebody who is signed in and changes something important.

        Raises: NotFoundError, TooManyAttemptsError.
        """
        self._attempts.begin(user_id, None)
        async with self._database.reading() as connection:
            await accounts.user_of(connection, user_id)
            secret = await sign_in.secret_of(connection, user_id)
        if not await self._passwords.matches(password, secret):
            return False
        self._attempts.succeeded(user_id, None)
        return True

    async def set_password(self, user_id: str, password: str, *, keep_session: str | None = None) -> None:
        """Set the password. All sessions end but `keep_session`, and sign-in links too.

        Raises: NotFoundError, RefusedError.
        """
        secret = await self._passwords.hash(password)
        async with self._database.writing() as connection:
            await accounts.require(connection, "user", UserRow, user_id)
            await sign_in.set_secret(connection, user_id, secret, self._clock())
            await connection.execute(
                delete(SessionRow).where(SessionRow.user_id == user_id, SessionRow.id != (keep_session or ""))
            )
            await connection.execute(delete(SignInLinkRow).where(SignInLinkRow.user_id == user_id))

    async def change(self, user_id: str, *, name: str | None = None, email: str | None = None) -> User:
        """Change name or address: None leaves it, "" takes the address away.

        Raises: NotFoundError, TakenError, RefusedError.
        """
        values: dict[str, Any] = {}
        if name is not None:
            name = accounts.clean_user_name(name)
            values |= {"name": name, "name_key": accounts.name_key(name)}
        if email is not None:
            email = accounts.clean_email(email)
            values |= {"email": email, "email_key": accounts.email_key(email)}
        async with self._writing_names() as connection:
            await accounts.require(connection, "user", UserRow, user_id)
            await _check_free(connection, values.get("name_key"), values.get("email_key"), but=user_id)
            if values:
                await connection.execute(update(UserRow).where(UserRow.id == user_id).values(values))
            return await accounts.user_of(connection, user_id)

    async def set_administrator(self, user_id: str, value: bool) -> User:
        """Raises NotFoundError, LastAdministratorError."""
        async with self._writing_administrators(user_id, stays=value) as connection:
            await connection.execute(update(UserRow).where(UserRow.id == user_id).values(is_administrator=value))
            return await accounts.user_of(connection, user_id)

    async def set_disabled(self, user_id: str, value: bool) -> User:
        """A disabled account cannot sign in; its sessions end. Raises NotFoundError, LastAdministratorError."""
        async with self._writing_administrators(user_id, stays=not value) as connection:
            await connection.execute(update(UserRow).where(UserRow.id == user_id).values(is_disabled=value))
            if value:
                await connection.execute(delete(SessionRow).where(SessionRow.user_id == user_id))
                await connection.execute(delete(SignInLinkRow).where(SignInLinkRow.user_id == user_id))
            return await accounts.user_of(connection, user_id)

    async def delete(self, user_id: str) -> None:
        """Erase an account with its quizzes, results, files and keys. Raises NotFoundError, LastAdministratorError."""
        async with self._writing_administrators(user_id, stays=False) as connection:
            hashes = (await connection.scalars(select(FileRow.hash).where(FileRow.owner_id == user_id))).all()
            for likes, column in ((True, QuizRow.likes), (False, QuizRow.dislikes)):
                rated = select(RatingRow.quiz_id).where(RatingRow.user_id == user_id, RatingRow.likes == likes)
                await connection.execute(update(QuizRow).where(QuizRow.id.in_(rated)).values({column.key: column - 1}))
            # All else goes with it.
            await connection.execute(delete(UserRow).where(UserRow.id == user_id))
        await self._files.drop(hashes)

    @asynccontextmanager
    async def _writing_names(self) -> AsyncIterator[AsyncConnection]:
        """A transaction in which nobody else makes accounts or changes names."""
        async with self._database.writing() as connection:
            await self._database.take_turns(connection, "accounts")
            yield connection

    @asynccontextmanager
    async def _writing_administrators(self, user_id: str, *, stays: bool) -> AsyncIterator[AsyncConnection]:
        """A transaction in which this user may stop being an administrator who can sign in."""
        async with self._writing_names() as connection:
            await accounts.require(connection, "user", UserRow, user_id)
            others = select(UserRow.id).where(UserRow.is_administrator, ~UserRow.is_disabled, UserRow.id != user_id)
            if not stays and await connection.scalar(others.limit(1)) is None:
                user = await accounts.user_of(connection, user_id)
                if user.is_administrator and not user.is_disabled:
                    raise LastAdministratorError
            yield connection

    async def _make(
        self,
        connection: AsyncConnection,
        name: str,
        email: str | None,
        secret: str | None,
        workspace_id: str,
        role: Role,
        *,
        administrator: bool,
    ) -> User:
        now = self._clock()
        user_id = new_id(now)
        await _check_free(connection, accounts.name_key(name), accounts.email_key(email))
        is_first = await connection.scalar(select(UserRow.id).limit(1)) is None
        await connection.execute(
            insert(UserRow).values(
                id=user_id,
                name=name,
                name_key=accounts.name_key(name),
                email=email,
                email_key=accounts.email_key(email),
                is_administrator=administrator or is_first,
                is_disabled=False,
                created_at=now,
            )
        )
        await connection.execute(
            insert(MembershipRow).values(
                user_id=user_id, workspace_id=workspace_id, role="owner" if is_first else role, joined_at=now
            )
        )
        if secret is not None:
            await sign_in.set_secret(connection, user_id, secret, now)
        return await accounts.user_of(connection, user_id)

    async def _use(self, connection: AsyncConnection, code: str, email: str | None) -> tuple[str, Role]:
        """Use an invitation up. Raises RegistrationError."""
        row = (
            await connection.execute(
                delete(InvitationRow)
                .where(InvitationRow.code_hash == hash_of(code), InvitationRow.expires_at > self._clock())
                .returning(InvitationRow.workspace_id, InvitationRow.role, InvitationRow.email)
            )
        ).one_or_none()
        if row is None:
            raise RegistrationError("invitation_invalid", "This invitation does not hold (any more).")
        if row.email is not None and accounts.email_key(row.email) != accounts.email_key(email):
            raise RegistrationError("invitation_invalid", "This invitation is for another e-mail address.")
        return row.workspace_id, row.role


def _is_called(name_or_email: str) -> ColumnElement[bool]:
    if "@" in name_or_email:
        return UserRow.email_key == accounts.email_key(name_or_email.strip())
    return UserRow.name_key == accounts.name_key(name_or_email)


async def _check_free(
    connection: AsyncConnection, name: str | None, email: str | None, *, but: str | None = None
) -> None:
    """Raises TakenError if another account has the name or address."""
    for field, column, value in (("name", UserRow.name_key, name), ("email", UserRow.email_key, email)):
        if value is None:
            continue
        owner = await connection.scalar(select(UserRow.id).where(column == value))
        if owner is not None and owner != but:
            raise TakenError(field)
