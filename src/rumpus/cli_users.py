"""`rumpus users`: the accounts of a server from its own console, also while it runs."""

import asyncio
import secrets
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Final, Literal, TypeVar

from cyclopts import App, Parameter
from rich.console import Console
from rich.table import Table

from rumpus.app import library_of
from rumpus.library import Library, LibraryError, User
from rumpus.reach import address_of
from rumpus.settings import Settings
from rumpus.web.link import sign_in_path

T = TypeVar("T")

users = App(name="users", help="Accounts of this server: list, add, reset-password, link. Works while it runs, too.")

out = Console(highlight=False, soft_wrap=True)

FromInput = Annotated[bool, Parameter(negative="")]

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike."""


class NoSuchUserError(LibraryError):
    """Nobody is called so."""


class NoSuchFolderError(LibraryError):
    """There is no server's data here."""


@users.command(name="list")
def list_(*, data: Path = Path("data"), database: str | None = None) -> None:
    """List the accounts.

    Args:
        data: folder of the server, as of `rumpus serve`.
        database: its database, if not a file in that folder.
    """

    async def work(library: Library) -> list[User]:
        found: list[User] = []
        page = await library.users.page(limit=100)
        found += page.items
        while page.next is not None:
            page = await library.users.page(cursor=page.next, limit=100)
            found += page.items
        return found

    table = Table("name", "e-mail", "role", "since", box=None, pad_edge=False, header_style="bold")
    for user in _with_library(data, database, work):
        since = datetime.fromtimestamp(user.created_at / 1000, UTC).date().isoformat()
        table.add_row(user.name, user.email or "", _role_of(user), since)
    out.print(table)


@users.command
def add(
    name: str,
    /,
    *,
    email: str | None = None,
    role: Literal["owner", "teacher", "viewer"] = "teacher",
    administrator: bool = False,
    password_stdin: FromInput = False,
    data: Path = Path("data"),
    database: str | None = None,
) -> None:
    """Add an account, whatever the setting of registration says. A password is made up and printed.

    Args:
        name: what to call it; one signs in with this name or the address.
        email: its e-mail address.
        role: teachers make and host quizzes, owners look after other members, viewers only look.
        administrator: looks after the whole server.
        password_stdin: read the password from standard input instead.
        data: folder of the server, as of `rumpus serve`.
        database: its database, if not a file in that folder.
    """
    password = _password(from_input=password_stdin)

    async def work(library: Library) -> User:
        return await library.users.add(name, password=password, email=email, role=role, administrator=administrator)

    user = _with_library(data, database, work)
    out.print(f"Added {user.name}.", markup=False)
    _tell(password, from_input=password_stdin)


@users.command(name="reset-password")
def reset_password(
    name: str,
    /,
    *,
    password_stdin: FromInput = False,
    data: Path = Path("data"),
    database: str | None = None,
) -> None:
    """Give an account a new password, made up and printed. It is signed out everywhere.

    Args:
        name: name or e-mail address of the account.
        password_stdin: read the password from standard input instead.
        data: folder of the server, as of `rumpus serve`.
        database: its database, if not a file in that folder.
    """
    password = _password(from_input=password_stdin)

    async def work(library: Library) -> User:
        user = await _found(library, name)
        await library.users.set_password(user.id, password)
        return user

    user = _with_library(data, database, work)
    out.print(f"{user.name} has a new password and is signed out everywhere.", markup=False)
    _tell(password, from_input=password_stdin)


@users.command
def link(
    name: str | None = None,
    /,
    *,
    data: Path = Path("data"),
    database: str | None = None,
    host: str = "0.0.0.0",  # noqa: S104 - as `rumpus serve`
    port: int = 8000,
    public_url: str | None = None,
    base_path: str = "",
) -> None:
    """Print a link that signs in, once, for 15 minutes.

    Args:
        name: whom; the operator of the server if not given.
        data: folder of the server, as of `rumpus serve`.
        database: its database, if not a file in that folder.
        host: address that the server listens on.
        port: port that it listens on.
        public_url: address under which it is reached, if another one.
        base_path: path under which a reverse proxy shows it, as of `rumpus serve`.
    """
    settings = Settings(data=data, host=host, port=port, public_url=public_url, base_path=base_path)

    async def work(library: Library) -> str:
        user = await (library.users.operator() if name is None else _found(library, name))
        return await library.links.make(user.id)

    token = _with_library(data, database, work)
    address = address_of(settings.host, settings.port, settings.public_url, settings.base_path)
    out.print(address + sign_in_path(token), markup=False)


def _with_library(data: Path, database: str | None, work: Callable[[Library], Awaitable[T]]) -> T:
    """Do something with the library of a data folder.

    Raises:
        LibraryError: it cannot be had, or refuses.
    """
    if not data.is_dir():
        raise NoSuchFolderError(f"There is no folder {data}. Say with --data where the server keeps its data.")

    async def run() -> T:
        library = library_of(Settings(data=data, database=database))
        await library.open()
        try:
            return await work(library)
        finally:
            await library.close()

    return asyncio.run(run())


async def _found(library: Library, name: str) -> User:
    user = await library.users.find(name)
    if user is None:
        raise NoSuchUserError(f"Nobody is called {name} here.")
    return user


def _role_of(user: User) -> str:
    said = ["administrator"] if user.is_administrator else []
    said += sorted({membership.role for membership in user.memberships})
    return ", ".join([*said, "disabled"] if user.is_disabled else said)


def _password(*, from_input: bool) -> str:
    if from_input:
        return sys.stdin.readline().rstrip("\r\n")
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _tell(password: str, *, from_input: bool) -> None:
    if not from_input:
        out.print(f"Password  {password}", markup=False)
