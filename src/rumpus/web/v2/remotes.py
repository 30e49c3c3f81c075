"""Ways into a running game that its big screen shows: for players, and for the phone that becomes its remote."""

from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from rumpus.quiz.qr import QrDrawing
from rumpus.quiz.quizzes import Quizzes
from rumpus.web.ids import Id
from rumpus.web.join_address import JoinAddress
from rumpus.web.pairings import LASTS, Pairings
from rumpus.web.problems import Problem
from rumpus.web.v2.games import own_running_game
from rumpus.web.ways_in import Door, code_of, door
from rumpus.web.who import Asker, Visitor, everybody, signed_in, teacher


class RemoteCode(msgspec.Struct, frozen=True):
    """How a phone becomes the remote of a game: once, and soon.

    Attributes:
        url: where the code leads. The token is behind the `#`, so that it is in no log.
        qr: the code.
        seconds: for how long it holds.
    """

    url: str
    qr: QrDrawing
    seconds: int


class RemoteToken(msgspec.Struct, frozen=True):
    """The token from the address of a remote."""

    token: Annotated[str, msgspec.Meta(min_length=1, max_length=64)]


class Remote(msgspec.Struct, frozen=True):
    """What a remote needs for `register_as_remote`: `game_id` is the host's secret. `title` is HTML."""

    game_pin: str
    game_id: str
    title: str


class WaysInController(Controller):
    """What the big screen of a game shows to come in by."""

    path = "/games/{game_id:str}"
    tags = ("games",)

    @get("/door", summary="How players come in", guards=[signed_in], sync_to_thread=False)
    def door(
        self,
        request: Request[Any, Any, Any],
        game_id: Id,
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
        visitor: NamedDependency[Visitor],
        join_address: NamedDependency[JoinAddress],
    ) -> Door:
        """To a game of one's own."""
        game = own_running_game(quizzes, asker, game_id)
        url = join_address.play(request, visitor, game.game_pin)
        return door(join_address.of(request, visitor), url)

    @post("/remote-code", summary="A code for a remote", guards=[teacher], sync_to_thread=False)
    def remote_code(
        self,
        request: Request[Any, Any, Any],
        game_id: Id,
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
        visitor: NamedDependency[Visitor],
        join_address: NamedDependency[JoinAddress],
        pairings: NamedDependency[Pairings],
    ) -> RemoteCode:
        """It makes one phone the remote of this game. The code before holds no longer."""
        game = own_running_game(quizzes, asker, game_id)
        url = f"{join_address.of(request, visitor)}/remote/{game.game_pin}#{pairings.show(game_id)}"
        return RemoteCode(url, code_of(url), LASTS)


@post("/remotes", tags=["games"], summary="Become a remote", guards=[everybody], sync_to_thread=False)
def become_remote(
    data: JSONBody[RemoteToken], quizzes: NamedDependency[Quizzes], pairings: NamedDependency[Pairings]
) -> Remote:
    """Spend the token of a code for the secret of its game."""
    game_id = pairings.spend(data.token)
    game = None if game_id is None else quizzes.game_with(game_id)
    if game is None:
        raise Problem(404, "remote_code_spent", "this code was used, or is too old: let the big screen show another")
    return Remote(game.game_pin, game.game_id, game.title)
