"""The accounts of a server, for its administrators."""

import msgspec
from litestar import Controller, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from rumpus.library import Library, Role, User
from rumpus.library.people.links import LASTS
from rumpus.quiz.quizzes import Quizzes
from rumpus.web.erasing import erase_account
from rumpus.web.fields import Email, Name, Password
from rumpus.web.link import sign_in_path
from rumpus.web.paging import Cursor, Limit, Listed, listed
from rumpus.web.who import administrator


class AddedUser(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An account to be made. Without a password it needs a sign-in link."""

    name: Name
    password: Password | None = None
    email: Email | None = None
    role: Role = "teacher"
    is_administrator: bool = False


class UserChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to change; what is missing or null stays. An empty `email` takes the address away."""

    name: Name | None = None
    email: Email | None = None


class Switch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """On or off."""

    value: bool


class SignInLink(msgspec.Struct, frozen=True):
    """A path on this server that signs its user in, once, for `lasts` milliseconds."""

    path: str
    lasts: int


class UsersController(Controller):
    """All accounts."""

    path = "/users"
    guards = (administrator,)
    tags = ("users",)

    @get(summary="All accounts")
    async def list(
        self,
        library: NamedDependency[Library],
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Listed[User]:
        """Accounts, a page at a time."""
        return listed(await library.users.page(cursor=cursor, limit=limit))

    @post(summary="Add an account")
    async def add(self, data: JSONBody[AddedUser], library: NamedDependency[Library]) -> User:
        """Whatever the setting of registration says."""
        return await library.users.add(
            data.name,
            password=data.password,
            email=data.email,
            role=data.role,
            administrator=data.is_administrator,
        )

    @get("/{user_id:str}", summary="An account")
    async def show(self, user_id: FromPath[str], library: NamedDependency[Library]) -> User:
        """An account with its memberships."""
        return await library.users.get(user_id)

    @patch("/{user_id:str}", summary="Change an account")
    async def change(
        self, user_id: FromPath[str], data: JSONBody[UserChange], library: NamedDependency[Library]
    ) -> User:
        """Name and address are unique on a server (409)."""
        return await library.users.change(user_id, name=data.name, email=data.email)

    @put("/{user_id:str}/administrator", summary="Make or unmake an administrator")
    async def set_administrator(
        self, user_id: FromPath[str], data: JSONBody[Switch], library: NamedDependency[Library]
    ) -> User:
        """The last administrator stays one (409)."""
        return await library.users.set_administrator(user_id, data.value)

    @put("/{user_id:str}/disabled", summary="Disable or enable an account")
    async def set_disabled(
        self, user_id: FromPath[str], data: JSONBody[Switch], library: NamedDependency[Library]
    ) -> User:
        """A disabled account is signed out everywhere, its keys open nothing. Never the last administrator (409)."""
        return await library.users.set_disabled(user_id, data.value)

    @delete("/{user_id:str}", summary="Erase an account")
    async def erase(
        self, user_id: FromPath[str], library: NamedDependency[Library], quizzes: NamedDependency[Quizzes]
    ) -> None:
        """With all its quizzes, results, pictures and keys; its games end. The last administrator stays (409)."""
        await erase_account(library, quizzes, user_id)

    @post("/{user_id:str}/link", summary="Make a sign-in link")
    async def link(self, user_id: FromPath[str], library: NamedDependency[Library]) -> SignInLink:
        """For who has forgotten the password: who comes by the link may set a new one."""
        return SignInLink(sign_in_path(await library.links.make(user_id)), LASTS)
