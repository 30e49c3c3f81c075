"""Signing in and out."""

from typing import Annotated

import msgspec
from litestar import Controller, Response, delete, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter
from litestar.response import Redirect

from rumpus.library import Library, Registration, Session, User
from rumpus.web import cookies
from rumpus.web.access_token import AccessTokens
from rumpus.web.fields import NameOrEmail, Password
from rumpus.web.signing_in import begin, end
from rumpus.web.who import Asker, Visitor, everybody

AFTER: str = "/host"
"""Where a link leads."""

SPENT: str = "/host/sign-in?problem=link_spent"


class Credentials(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A name or e-mail address, and the password."""

    name: NameOrEmail
    password: Password


class SignedInAs(msgspec.Struct, frozen=True):
    """Who is signed in here, if anybody. `registration` says who may make an account on this server."""

    user: User | None
    session: Session | None
    registration: Registration


class SessionController(Controller):
    """The session of this browser."""

    path = "/session"
    guards = (everybody,)
    tags = ("session",)

    @get(summary="Who is signed in here?")
    async def show(
        self, maybe: NamedDependency[Asker | None], registration: NamedDependency[Registration]
    ) -> SignedInAs:
        """The account and the session of who asks; null if nobody is signed in."""
        if maybe is None or maybe.by == "key":
            return SignedInAs(None, None, registration)
        return SignedInAs(maybe.user, maybe.session, registration)

    @post(summary="Sign in")
    async def sign_in(
        self,
        data: JSONBody[Credentials],
        library: NamedDependency[Library],
        tokens: NamedDependency[AccessTokens],
        visitor: NamedDependency[Visitor],
        registration: NamedDependency[Registration],
    ) -> Response[SignedInAs]:
        """Sets the cookies `access_token` and `rememberme_token`. Too many attempts: 429 with `Retry-After`."""
        user = await library.users.sign_in(data.name, data.password, address=visitor.address)
        begun = await begin(library, tokens, user, visitor)
        return Response(SignedInAs(user, begun.session, registration), cookies=begun.cookies)

    @delete(summary="Sign out", status_code=204)
    async def sign_out(
        self,
        library: NamedDependency[Library],
        maybe: NamedDependency[Asker | None],
        visitor: NamedDependency[Visitor],
    ) -> Response[None]:
        """Ends the session of this browser and takes its cookies away. Nothing happens to who is not signed in."""
        await end(library, maybe)
        return Response(None, status_code=204, cookies=cookies.no_cookies(secure=visitor.secure))

    @get("/link", summary="Sign in by a link", status_code=302)
    async def by_link(
        self,
        token: Annotated[str, QueryParameter(description="As `rumpus serve` printed it.", max_length=200)],
        library: NamedDependency[Library],
        tokens: NamedDependency[AccessTokens],
        visitor: NamedDependency[Visitor],
        maybe: NamedDependency[Asker | None],
    ) -> Redirect:
        """Works once, for 15 minutes. Leads to the host's page, or to one that says that the link does not work."""
        user = await library.links.use(token)
        headers = {"Referrer-Policy": "no-referrer"}
        if user is None:
            # Somebody who opens the link of this morning again, and is signed in, wants to go there and no more.
            is_in = maybe is not None and maybe.by == "cookie"
            return Redirect(AFTER if is_in else SPENT, status_code=302, headers=headers)
        begun = await begin(library, tokens, user, visitor, by="link")
        return Redirect(AFTER, status_code=302, headers=headers, cookies=begun.cookies)
