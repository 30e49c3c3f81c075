"""Accounts as deployed clients know them (quiz.md 5.6)."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody
from litestar.response import Redirect

from rumpus.library import Library, RefusedError, RegistrationError, TakenError, User, WrongPasswordError
from rumpus.web import cookies
from rumpus.web.fields import Code, Email, Name, Password
from rumpus.web.problems import Problem
from rumpus.web.registrations import Registrations
from rumpus.web.same_origin import is_ours
from rumpus.web.signing_in import end, subject_of
from rumpus.web.v1.times import moment
from rumpus.web.who import Asker, Visitor, everybody, signed_in


class UserCreate(msgspec.Struct, frozen=True):
    """Who wants an account. `invitation` is ours: the code of one, where the server is set so."""

    email: Email
    password: Password
    username: Name
    invitation: Code | None = None


class UserCreated(msgspec.Struct, frozen=True):
    """An account that was made. No mail is sent, so every account counts as verified."""

    id: str
    email: str
    verified: bool


class UserEmail(msgspec.Struct, frozen=True):
    """Who is signed in."""

    email: str


class PasswordUpdate(msgspec.Struct, frozen=True):
    """The password as it was and as it shall be."""

    old_password: Password
    new_password: Password


class OwnUser(msgspec.Struct, frozen=True):
    """Own account. What is not kept by this server is null or empty."""

    id: str
    email: str
    username: str
    verified: bool
    created_at: str
    auth_type: str
    google_uid: str | None
    github_user_id: int | None
    require_password: bool
    storage_used: int
    gameresultss: list[Any]
    quiztivitys: list[Any]
    quiztivityshares: list[Any]
    storageitems: list[Any]
    controllers: list[Any]
    ratings: list[Any]


class UsersController(Controller):
    """Accounts."""

    path = "/users"
    tags = ("users",)

    @post("/create", summary="Make an account", status_code=200, guards=[everybody])
    async def create(
        self,
        data: JSONBody[UserCreate],
        library: NamedDependency[Library],
        registrations: NamedDependency[Registrations],
        visitor: NamedDependency[Visitor],
    ) -> UserCreated:
        """423 where nobody may, or an invitation is needed; 409 if the name or address is taken."""
        registrations.begin(visitor.address)
        try:
            user = await library.users.register(
                data.username, data.password, email=data.email, invitation=data.invitation
            )
        except RegistrationError as error:
            raise Problem(423, f"registration_{error.code}", str(error)) from None
        except TakenError as error:
            raise Problem(409, f"{error.field}_taken", "User already exists") from None
        except RefusedError as error:
            raise Problem(400, "refused", str(error)) from None
        return UserCreated(user.id, subject_of(user), verified=True)

    @get("/me", summary="My account", guards=[signed_in])
    async def me(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> OwnUser:
        """Own account."""
        usage = await library.files.usage(asker.user.id)
        return _own(asker.user, usage.used)

    @get("/check", summary="Who is signed in", guards=[signed_in])
    async def check(self, asker: NamedDependency[Asker]) -> UserEmail:
        """The address; the name of who has none. An access token that is too old is renewed on the way."""
        return UserEmail(subject_of(asker.user))

    @get("/logout", summary="Sign out", status_code=302, guards=[everybody])
    async def logout(
        self,
        request: Request[Any, Any, Any],
        library: NamedDependency[Library],
        maybe: NamedDependency[Asker | None],
        visitor: NamedDependency[Visitor],
    ) -> Redirect:
        """Ends the session and leads to `/`. A link on a foreign page signs nobody out."""
        if not is_ours(request.headers, ()):
            return Redirect("/", status_code=302)
        await end(library, maybe)
        return Redirect("/", status_code=302, cookies=cookies.no_cookies(secure=visitor.secure))

    @put("/password/update", summary="Change the password", guards=[signed_in])
    async def change_password(
        self, data: JSONBody[PasswordUpdate], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> Response[UserEmail]:
        """All other sessions end."""
        if not await library.users.check_password(asker.user.id, data.old_password):
            raise WrongPasswordError
        kept = None if asker.session is None else asker.session.id
        try:
            await library.users.set_password(asker.user.id, data.new_password, keep_session=kept)
        except RefusedError as error:
            raise Problem(400, "refused", str(error)) from None
        return Response(UserEmail(subject_of(asker.user)))


def _own(user: User, storage_used: int) -> OwnUser:
    return OwnUser(
        id=user.id,
        email=subject_of(user),
        username=user.name,
        verified=True,
        created_at=moment(user.created_at),
        auth_type="LOCAL",
        google_uid=None,
        github_user_id=None,
        require_password=user.has_password,
        storage_used=storage_used,
        gameresultss=[],
        quiztivitys=[],
        quiztivityshares=[],
        storageitems=[],
        controllers=[],
        ratings=[],
    )
