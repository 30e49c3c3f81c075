"""Finds out who is asking, before any route: from a bearer token, a key, or the cookies, which it renews.

Whatever it finds, it never refuses somebody unknown: that is the guards' part (`who.py`). It refuses changes that a
foreign page asks for with the cookies of its visitor.
"""

import hmac
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from litestar.connection import Request
from litestar.datastructures import Cookie, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from rumpus.library import Library, SignedIn
from rumpus.web import cookies
from rumpus.web.access_token import AccessTokens
from rumpus.web.problems import Problem
from rumpus.web.same_origin import SAFE_METHODS, is_ours
from rumpus.web.signing_in import subject_of
from rumpus.web.who import Asker, Visitor, takes_key
from rumpus.wire.engineio.request import Proxies

_KEY: Final = re.compile(r"[0-9a-f]{48}")


@dataclass(frozen=True, slots=True)
class _Found:
    """What the credentials of a request came to.

    Attributes:
        asker: who it is, if they hold.
        failed: there were some, and they do not hold.
        cookies: to be set with the response.
    """

    asker: Asker | None = None
    failed: bool = False
    cookies: tuple[Cookie, ...] = ()


def _is_elsewhere(scope: Scope) -> bool:
    """Pages, health and figures are the same for everybody; the documents are, too."""
    path = scope["path"]
    return not path.startswith("/api/") or path.startswith("/api/docs")


class Identify(ASGIMiddleware):
    """Sets `user`, `auth` (an `Asker`) and the `visitor` of every request under /api.

    Of several credentials only the first kind counts: the header, a key in the query, cookies.

    Args:
        library: where sessions and keys are.
        tokens: reads and makes access tokens.
        operator_key: who has it is the operator.
        proxies: whose word about the client counts.
        allowed_origins: further origins whose pages may change things.
    """

    scopes = (ScopeType.HTTP,)
    should_bypass_for_scope = staticmethod(_is_elsewhere)

    def __init__(
        self,
        library: Library,
        tokens: AccessTokens,
        *,
        operator_key: str,
        proxies: Proxies,
        allowed_origins: Sequence[str],
    ) -> None:
        self._library = library
        self._tokens = tokens
        self._operator_key = operator_key.encode()
        self._proxies = proxies
        self._allowed = tuple(origin.rstrip("/").lower() for origin in allowed_origins if origin != "*")

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Look, then let the request go on."""
        request: Request[Any, Any, Any] = Request(scope)
        visitor = self._visitor(scope)
        found = await self._find(request, visitor)
        scope["state"]["visitor"] = visitor
        scope["state"]["credentials_failed"] = found.failed
        scope["auth"] = found.asker
        scope["user"] = None if found.asker is None else found.asker.user
        by_cookie_or_nothing = found.asker is None or found.asker.by == "cookie"
        if by_cookie_or_nothing and request.method not in SAFE_METHODS and not is_ours(request.headers, self._allowed):
            raise Problem(403, "foreign_page", "a page of another site may not do this")

        async def send_with_cookies(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableScopeHeaders.from_message(message)
                # What a route said about the cookies stands.
                if not any(value.startswith(f"{cookies.ACCESS}=") for value in headers.getall("set-cookie", [])):
                    for cookie in found.cookies:
                        headers.add("set-cookie", cookie.to_header(header=""))
                # What it answers depends on who asks.
                headers.setdefault("cache-control", "no-store")
            await send(message)

        await next_app(scope, receive, send_with_cookies)

    def _visitor(self, scope: Scope) -> Visitor:
        client = scope.get("client")
        peer = client[0] if client else ""
        return Visitor(*self._proxies.client(peer, scope.get("scheme") == "https", scope["headers"]))

    async def _find(self, request: Request[Any, Any, Any], visitor: Visitor) -> _Found:
        kind, _, given = request.headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            asker = await self._by_bearer(given.strip())
            return _Found(asker, failed=asker is None)
        if "api_key" in request.query_params and takes_key(request.scope["route_handler"]):
            asker = await self._by_key(request.query_params["api_key"])
            return _Found(asker, failed=asker is None)
        return await self._by_cookies(request.cookies, visitor)

    async def _by_bearer(self, given: str) -> Asker | None:
        if hmac.compare_digest(given.encode(), self._operator_key):
            return Asker(await self._library.users.operator(), "operator")
        if _KEY.fullmatch(given):
            return await self._by_key(given)
        signed_in = await self._by_token(given)
        return None if signed_in is None else Asker(signed_in.user, "bearer", signed_in.session)

    async def _by_key(self, given: str) -> Asker | None:
        user = await self._library.keys.find(given)
        return None if user is None else Asker(user, "key")

    async def _by_token(self, token: str) -> SignedIn | None:
        session_id = self._tokens.read(token)
        return None if session_id is None else await self._library.sessions.alive(session_id)

    async def _by_cookies(self, given: dict[str, str], visitor: Visitor) -> _Found:
        token, remembered = cookies.access_token(given), given.get(cookies.REMEMBER)
        if token is not None:
            signed_in = await self._by_token(token)
            if signed_in is not None:
                return _Found(Asker(signed_in.user, "cookie", signed_in.session))
        if remembered is not None:
            signed_in = await self._library.sessions.renew(remembered)
            if signed_in is not None:
                user, session = signed_in.user, signed_in.session
                renewed = self._tokens.make(session.id, subject_of(user))
                return _Found(
                    Asker(user, "cookie", session),
                    cookies=(
                        cookies.access_cookie(renewed, session, secure=visitor.secure),
                        cookies.remember_cookie(remembered, session, secure=visitor.secure),
                    ),
                )
        if token is None:
            return _Found(failed=remembered is not None)
        # Pages of deployed clients believe any access token: it must go, so that they see who is signed out.
        return _Found(failed=True, cookies=(cookies.no_access_cookie(secure=visitor.secure),))
