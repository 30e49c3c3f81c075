"""What the walk over all routes needs: people, their browsers, and rows that say what each of them is answered."""

import itertools
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Final, Literal, TypeAlias

import aiohttp

from rumpus.library import Library, User
from tests.web.serving import PASSWORD, Served

Role: TypeAlias = Literal["nobody", "other", "owner", "administrator"]
ROLES: Final[tuple[Role, ...]] = ("nobody", "other", "administrator", "owner")
"""In this order, since the owner's request is the one that may succeed in destroying something."""

_numbers = itertools.count(1)


@dataclass
class Cast:
    """People for one row: `owner` and `other` are teachers of the same workspace."""

    served: Served
    owner: User
    other: User
    administrator: User

    @property
    def library(self) -> Library:
        return self.served.library

    def who(self, role: Role) -> User | None:
        return {"nobody": None, "other": self.other, "owner": self.owner, "administrator": self.administrator}[role]

    async def browser(self, role: Role) -> aiohttp.ClientSession:
        """A browser of its own for one request."""
        user = self.who(role)
        return await (self.served.browser() if user is None else self.served.signed_in(user.name))


Things: TypeAlias = Callable[[Cast], Awaitable[Mapping[str, str]]]
"""Makes something anew that belongs to the owner: what the names in braces of a row stand for."""

Body: TypeAlias = Callable[[Cast, Mapping[str, str]], Any]
"""Makes a body for one request."""


async def nothing(_cast: Cast) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True)
class Row:
    """A route, and what each is answered.

    Attributes:
        method: of HTTP.
        path: as in the OpenAPI document.
        nobody: status for who is not signed in.
        other: for another host.
        owner: for the host to whom the things belong.
        administrator: for an administrator.
        things: makes what stands in braces, in path and query.
        query: what follows the question mark.
        json: a body, or what makes one.
        form: makes a multipart body.
        headers: of the request.
    """

    method: str
    path: str
    nobody: int
    other: int
    owner: int
    administrator: int
    things: Things = nothing
    query: str = ""
    json: Any = None
    form: Callable[[Cast, Mapping[str, str]], aiohttp.FormData | bytes] | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def expected(self, role: Role) -> int:
        status: int = getattr(self, role)
        return status


async def cast_of(served: Served) -> Cast:
    """New people, so that no row disturbs another."""
    number = next(_numbers)
    return Cast(
        served,
        owner=await served.user(f"owner {number}", email=f"owner{number}@school.example"),
        other=await served.user(f"other {number}"),
        administrator=await served.user(f"administrator {number}", administrator=True),
    )


async def answers_of(row: Row, cast: Cast) -> dict[Role, tuple[int, str]]:
    """What each of them is answered: the status, and the beginning of the body."""
    answers: dict[Role, tuple[int, str]] = {}
    things: Mapping[str, str] | None = None
    for role in ROLES:
        if things is None:
            things = await row.things(cast)
        answers[role] = await _answer(row, cast, role, things)
        if answers[role][0] < HTTPStatus.BAD_REQUEST:
            # Who was not refused may have used them up.
            things = None
    return answers


async def _answer(row: Row, cast: Cast, role: Role, things: Mapping[str, str]) -> tuple[int, str]:
    path = row.path.format(**things) + (f"?{row.query.format(**things)}" if row.query else "")
    options: dict[str, Any] = {"headers": dict(row.headers), "allow_redirects": False}
    if row.form is not None:
        options["data"] = row.form(cast, things)
    elif row.json is not None:
        options["json"] = row.json(cast, things) if callable(row.json) else row.json
    browser = await cast.browser(role)
    async with browser.request(row.method, path, **options) as response:
        text = await response.text(errors="replace")
    await browser.close()
    return response.status, text[:200]


__all__ = ["PASSWORD", "ROLES", "Cast", "Role", "Row", "Things", "answers_of", "cast_of", "nothing"]
