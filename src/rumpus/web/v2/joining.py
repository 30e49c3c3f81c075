"""What somebody needs before they join a game: no account, only its pin. Wrong pins are counted by address."""

import asyncio
from collections.abc import Callable
from typing import Annotated, Any, TypeVar

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from rumpus.quiz.quizzes import Quizzes, TooManyWrongPinsError
from rumpus.quiz.rules.kept import export_of
from rumpus.quiz.sockets.running import JoinInfo
from rumpus.web.problems import Problem
from rumpus.web.uploads import attachment
from rumpus.web.who import Visitor, everybody

T = TypeVar("T")

PinQuery = Annotated[str, QueryParameter(description="The pin of a running game.", max_length=20)]


class Nicknames(msgspec.Struct, frozen=True):
    """Made-up names that nobody in the game has."""

    items: list[str]


@get("/join/{game_pin:str}", tags=["joining"], summary="Before joining", guards=[everybody], sync_to_thread=False)
def join_info(
    game_pin: FromPath[str], quizzes: NamedDependency[Quizzes], visitor: NamedDependency[Visitor]
) -> JoinInfo:
    """Whether there is a game, what it asks for, and whether joining needs a proof of work."""
    return _found(lambda: quizzes.check_captcha(game_pin, address=visitor.address))


@get("/captcha", tags=["joining"], summary="A proof of work", guards=[everybody], sync_to_thread=False)
def captcha(game_pin: PinQuery, quizzes: NamedDependency[Quizzes], visitor: NamedDependency[Visitor]) -> dict[str, Any]:
    """A challenge of ALTCHA's SHA-256 form for one game. Its solution is the `captcha` of `join_game`, once."""
    return _found(lambda: quizzes.captcha_challenge(game_pin, address=visitor.address))


@get("/nicknames", tags=["joining"], summary="Made-up names", guards=[everybody], sync_to_thread=False)
def nicknames(
    game_pin: PinQuery,
    quizzes: NamedDependency[Quizzes],
    visitor: NamedDependency[Visitor],
    count: Annotated[int, QueryParameter(description="How many.", ge=1, le=10)] = 3,
) -> Nicknames:
    """For players who should not, or do not want to, type their own."""
    return Nicknames(_found(lambda: quizzes.nicknames(game_pin, count, address=visitor.address)))


@get("/exports/{token:str}", tags=["results"], summary="Results of a game as JSON", guards=[everybody])
async def export(token: FromPath[str], quizzes: NamedDependency[Quizzes]) -> Response[bytes]:
    """Who has a token of `get_export_token` may, for two hours, as often as they like."""
    kept = await quizzes.kept.of_token(token)
    if kept is None:
        raise Problem(404, "export_not_found", "export token not found, or older than two hours: ask for a new one")
    encoded = await asyncio.to_thread(lambda: msgspec.json.encode(export_of(kept)))
    return Response(
        encoded,
        media_type="application/json",
        headers=attachment(kept.quiz["title"], "json"),
    )


def _found(ask: Callable[[], T | None]) -> T:
    try:
        found = ask()
    except TooManyWrongPinsError:
        says = "too many wrong pins: try again in a minute"
        raise Problem(429, "too_many_wrong_pins", says, headers={"Retry-After": "60"}) from None
    if found is None:
        raise Problem(404, "game_not_found", "no running game has this pin")
    return found
