"""The two cookies of somebody who is signed in, named and shaped as deployed clients know them (quiz.md 5.6, 6.2)."""

import time
from collections.abc import Mapping
from typing import Final

from litestar.datastructures import Cookie

from rumpus.library import Session

ACCESS: Final = "access_token"
"""`Bearer <JWT>`. It stays as long as the session does, with a token that is expired: pages take it for signed out
only when it is gone, and ask us to renew it else."""

REMEMBER: Final = "rememberme_token"
"""The session's own token."""

_BEARER: Final = "Bearer "


def access_token(cookies: Mapping[str, str]) -> str | None:
    """The access token of a request's cookies."""
    value = cookies.get(ACCESS)
    return None if value is None else value.removeprefix(_BEARER)


def access_cookie(token: str, session: Session, *, secure: bool) -> Cookie:
    """The cookie with an access token."""
    return _cookie(ACCESS, _BEARER + token, _seconds_left(session), secure=secure)


def remember_cookie(token: str, session: Session, *, secure: bool) -> Cookie:
    """The cookie with the token of a session."""
    return _cookie(REMEMBER, token, _seconds_left(session), secure=secure)


def no_access_cookie(*, secure: bool) -> Cookie:
    """Takes the access token away."""
    return _cookie(ACCESS, "", 0, secure=secure)


def no_cookies(*, secure: bool) -> list[Cookie]:
    """Takes both away."""
    return [no_access_cookie(secure=secure), _cookie(REMEMBER, "", 0, secure=secure)]


def _cookie(name: str, value: str, max_age: int, *, secure: bool) -> Cookie:
    return Cookie(name, value=value, max_age=max_age, httponly=True, samesite="lax", secure=secure, path="/")


def _seconds_left(session: Session) -> int:
    return max(0, session.expires_at // 1000 - int(time.time()))
