"""Accounts."""

from rumpus.library.page import Page
from rumpus.library.people.records import Role, User

STUB = "not filled in yet"


class Users:
    """Accounts of this server. The first one, however it is made, is its administrator."""

    async def register(
        self, name: str, password: str, *, email: str | None = None, invitation: str | None = None
    ) -> User:
        """Make an account for somebody who asks for one, as the setting allows.

        Raises:
            RegistrationError: it does not allow it, or the invitation does not hold.
            TakenError: another account has the name or address.
            RefusedError: name, email or password cannot be taken.
        """
        raise NotImplementedError(STUB)

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
        raise NotImplementedError(STUB)

    async def operator(self) -> User:
        """Who the operator's console signs in: the oldest administrator; on an empty server one is made, "Operator"."""
        raise NotImplementedError(STUB)

    async def get(self, user_id: str) -> User:
        """Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def find(self, name_or_email: str) -> User | None:
        """The account of this name or address, whatever its case."""
        raise NotImplementedError(STUB)

    async def page(self, *, cursor: str | None = None, limit: int = 50) -> Page[User]:
        """All accounts, newest first."""
        raise NotImplementedError(STUB)

    async def count(self) -> int:
        """How many there are."""
        raise NotImplementedError(STUB)

    async def sign_in(self, name_or_email: str, password: str, *, address: str) -> User:
        """The account with this name and password. `address` only limits attempts; it is held in memory, never stored.

        Raises:
            WrongPasswordError: there is none, or it is disabled.
            TooManyAttemptsError: for this account or from this address.
        """
        raise NotImplementedError(STUB)

    async def check_password(self, user_id: str, password: str) -> bool:
        """Whether this is the user's password; for somebody who is signed in and changes something important.

        Raises: NotFoundError, TooManyAttemptsError.
        """
        raise NotImplementedError(STUB)

    async def set_password(self, user_id: str, password: str, *, keep_session: str | None = None) -> None:
        """Set the password. All sessions end but `keep_session`, and sign-in links too.

        Raises: NotFoundError, RefusedError.
        """
        raise NotImplementedError(STUB)

    async def change(self, user_id: str, *, name: str | None = None, email: str | None = None) -> User:
        """Change name or address: None leaves it, "" takes the address away.

        Raises: NotFoundError, TakenError, RefusedError.
        """
        raise NotImplementedError(STUB)

    async def set_administrator(self, user_id: str, value: bool) -> User:
        """Raises NotFoundError, LastAdministratorError."""
        raise NotImplementedError(STUB)

    async def set_disabled(self, user_id: str, value: bool) -> User:
        """A disabled account cannot sign in; its sessions end. Raises NotFoundError, LastAdministratorError."""
        raise NotImplementedError(STUB)

    async def delete(self, user_id: str) -> None:
        """Erase an account with its quizzes, results, files and keys. Raises NotFoundError, LastAdministratorError."""
        raise NotImplementedError(STUB)
