"""Who is asking, and who may: the guards of all routes. Every route under /api has exactly one of them.

A guard is the only place where a route says who may; the OpenAPI documents read it from there (`documents.py`).
What belongs to whom is asked of `rumpus.library.access` in the route itself.
"""

from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler
from litestar.openapi.spec import SecurityRequirement

from rumpus.library import Session, User
from rumpus.library.access import may_administrate, may_make
from rumpus.web.problems import Problem

By: TypeAlias = Literal["cookie", "bearer", "key", "operator"]
"""How somebody shows who they are: the cookie `access_token`; `Authorization: Bearer` with the same access token, with
a key of theirs, or with the operator's key. A key may also be given as `api_key` in the query."""

Connection: TypeAlias = ASGIConnection[Any, Any, Any, Any]


@dataclass(frozen=True, slots=True)
class Asker:
    """Somebody who has shown who they are.

    Attributes:
        user: their account.
        by: how they showed it.
        session: what they are signed in with; None for keys.
    """

    user: User
    by: By
    session: Session | None = None


@dataclass(frozen=True, slots=True)
class Visitor:
    """Where a request comes from. Not to be stored.

    Attributes:
        address: IP address of the client, after trusted proxies.
        secure: whether the client speaks TLS, to us or to a trusted proxy.
    """

    address: str
    secure: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """What the documents say about a guard: who may, in a sentence, and the ways to show it."""

    says: str
    security: tuple[SecurityRequirement, ...]


_SIGNED_IN: Final[tuple[SecurityRequirement, ...]] = ({"cookie": []}, {"bearer": []})


def asker_of(connection: Connection) -> Asker | None:
    """Who is asking; None if nobody who has shown it."""
    asker: Asker | None = connection.scope.get("auth")
    return asker


def everybody(_connection: Connection, _handler: BaseRouteHandler) -> None:
    """Everybody may, signed in or not."""


def signed_in(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Who is signed in may. A key is not enough: it opens its host's games and nothing else."""
    _signed_in(connection)


def teacher(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Who makes and hosts quizzes may: owners and teachers of a workspace."""
    if not may_make(_signed_in(connection).user):
        raise Problem(403, "not_a_teacher", "this is for those who may make and host quizzes")


def administrator(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Administrators of the server may."""
    if not may_administrate(_signed_in(connection).user):
        raise Problem(403, "not_an_administrator", "this is for administrators")


def key_holder(connection: Connection, _handler: BaseRouteHandler) -> None:
    """Who has a key, or is signed in, may."""
    _known(connection)


def key_or_secret(_connection: Connection, _handler: BaseRouteHandler) -> None:
    """Who has a key, is signed in, or knows the secret of a game may; the route looks which it is."""


RULES: Final[dict[Any, Rule]] = {
    everybody: Rule("Everybody may.", ({},)),
    signed_in: Rule("Who is signed in may.", _SIGNED_IN),
    teacher: Rule("Owners and teachers of a workspace may.", _SIGNED_IN),
    administrator: Rule("Administrators may.", _SIGNED_IN),
    key_holder: Rule("Who has an API key, or is signed in, may.", ({"key": []}, *_SIGNED_IN)),
    key_or_secret: Rule(
        "Who has an API key, is signed in, or knows the secret of the game, may.", ({"key": []}, *_SIGNED_IN, {})
    ),
}


def takes_key(handler: BaseRouteHandler) -> bool:
    """Whether a route is open to who has a key, so that `api_key` in its query is one."""
    guards = {guard for layer in handler.ownership_layers for guard in layer.guards or ()}
    return not guards.isdisjoint({key_holder, key_or_secret})


def _known(connection: Connection) -> Asker:
    asker = asker_of(connection)
    if asker is not None:
        return asker
    if connection.scope["state"].get("credentials_failed"):
        raise Problem(401, "credentials_invalid", "Could not validate credentials")
    raise Problem(401, "not_signed_in", "Not authenticated")


def _signed_in(connection: Connection) -> Asker:
    asker = _known(connection)
    if asker.by == "key":
        raise Problem(403, "key_not_enough", "an API key opens running games only: sign in for this")
    return asker


# Provided to routes by name: `asker` after a guard that lets nobody unknown in, else `maybe`.


def provide_asker(request: Connection) -> Asker:
    """The dependency `asker`: who is asking, 401 if nobody."""
    return _known(request)


def provide_maybe(request: Connection) -> Asker | None:
    """The dependency `maybe`: who is asking, or None."""
    return asker_of(request)


def provide_visitor(request: Connection) -> Visitor:
    """The dependency `visitor`: where the request comes from."""
    visitor: Visitor = request.scope["state"]["visitor"]
    return visitor
