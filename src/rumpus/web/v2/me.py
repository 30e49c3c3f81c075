"""One's own account."""

import msgspec
from litestar import Controller, Response, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody

from rumpus.library import Library, User, WrongPasswordError
from rumpus.library.clock import MINUTE, epoch_ms
from rumpus.quiz.quizzes import Quizzes
from rumpus.web import cookies
from rumpus.web.erasing import erase_account
from rumpus.web.fields import Email, Name, Password
from rumpus.web.problems import Problem
from rumpus.web.who import Asker, Visitor, signed_in

FRESH = 15 * MINUTE
"""Who came by a link less than this ago need not know the password: that is how a forgotten one is replaced."""


class AccountChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to change; what is missing or null stays. An empty `email` takes the address away."""

    name: Name | None = None
    email: Email | None = None


class PasswordChange(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A new password. `current` is not needed by who has none, or has just signed in by a link."""

    new: Password
    current: Password | None = None


class Erasure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The password again, because this cannot be undone. Not needed by who has none, or has just come by a link."""

    password: Password | None = None


class MeController(Controller):
    """The account of who is signed in."""

    path = "/me"
    guards = (signed_in,)
    tags = ("me",)

    @get(summary="My account")
    async def show(self, asker: NamedDependency[Asker]) -> User:
        """Own account with its memberships."""
        return asker.user

    @patch(summary="Change name or address")
    async def change(
        self, data: JSONBody[AccountChange], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> User:
        """Both are unique on a server (409)."""
        return await library.users.change(asker.user.id, name=data.name, email=data.email)

    @put("/password", summary="Change the password", status_code=204)
    async def change_password(
        self, data: JSONBody[PasswordChange], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> None:
        """8 to 200 characters, any of them. All other sessions end."""
        await confirm(library, asker, data.current)
        kept = None if asker.session is None else asker.session.id
        await library.users.set_password(asker.user.id, data.new, keep_session=kept)

    @post("/erase", summary="Erase my account", status_code=204)
    async def erase(
        self,
        data: JSONBody[Erasure],
        library: NamedDependency[Library],
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
        visitor: NamedDependency[Visitor],
    ) -> Response[None]:
        """With all its quizzes, results, pictures and keys, at once and for good. Its running games end."""
        await confirm(library, asker, data.password)
        await erase_account(library, quizzes, asker.user.id)
        return Response(None, status_code=204, cookies=cookies.no_cookies(secure=visitor.secure))


async def confirm(library: Library, asker: Asker, password: str | None) -> None:
    """See that it is really them, before something important.

    Raises:
        Problem: the password is needed.
        WrongPasswordError: it is another one.
        TooManyAttemptsError: it was tried too often.
    """
    session = asker.session
    if asker.by == "operator" or not asker.user.has_password:
        return
    if session is not None and session.by == "link" and epoch_ms() - session.created_at < FRESH:
        return
    if password is None:
        raise Problem(403, "password_needed", "this needs the current password")
    if not await library.users.check_password(asker.user.id, password):
        raise WrongPasswordError
