"""Beginning and ending a session: what both versions of the interface do the same way."""

from dataclasses import dataclass

from litestar.datastructures import Cookie

from rumpus.library import Library, Session, User
from rumpus.library.people.records import SignedInBy
from rumpus.web import cookies
from rumpus.web.access_token import AccessTokens
from rumpus.web.who import Asker, Visitor


@dataclass(frozen=True, slots=True)
class Begun:
    """A session that has just begun.

    Attributes:
        session: it.
        access_token: for pages that want it in the body, too.
        cookies: to be set with the response.
    """

    session: Session
    access_token: str
    cookies: list[Cookie]


async def begin(
    library: Library, tokens: AccessTokens, user: User, visitor: Visitor, *, by: SignedInBy = "password"
) -> Begun:
    """Sign somebody in who has shown who they are.

    Raises:
        NotFoundError: the account is gone, or disabled.
    """
    opened = await library.sessions.open(user.id, by=by)
    access_token = tokens.make(opened.session.id, subject_of(user))
    return Begun(
        opened.session,
        access_token,
        [
            cookies.access_cookie(access_token, opened.session, secure=visitor.secure),
            cookies.remember_cookie(opened.token, opened.session, secure=visitor.secure),
        ],
    )


async def end(library: Library, asker: Asker | None) -> None:
    """End the session with which somebody asks, if there is one."""
    if asker is not None and asker.session is not None and await library.sessions.alive(asker.session.id):
        await library.sessions.revoke(asker.user.id, asker.session.id)


def subject_of(user: User) -> str:
    """What access tokens and pages call a user: the address, or the name of those who gave none."""
    return user.email or user.name
