"""Running games of a host: started, listed, ended; names that the filter refuses."""

from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from rumpus.library import Library
from rumpus.quiz.content.text import BadName, plain
from rumpus.quiz.quizzes import Quizzes
from rumpus.quiz.rules.commands import Options
from rumpus.quiz.sockets.running import Names, RunningGame
from rumpus.web import shelf, starting
from rumpus.web.ids import Id
from rumpus.web.join_address import JoinAddress
from rumpus.web.problems import Problem
from rumpus.web.who import Asker, Visitor, signed_in, teacher


class GameStart(msgspec.Struct, frozen=True):
    """Which quiz to play, and how: a quiz file (docs/quiz-file.md), or the id of a quiz in the library.

    `link` is the secret of its link, for a quiz of somebody else that is shared so.
    """

    quiz: dict[str, Any] | None = None
    quiz_id: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    link: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    options: Options = Options()


class GameStarted(msgspec.Struct, frozen=True):
    """A game that waits for its host and its players.

    Attributes:
        game_id: the host's secret: who has it controls the game.
        join_url: where players go.
    """

    game_pin: str
    game_id: str
    public_id: str
    table: str
    join_url: str


class Games(msgspec.Struct, frozen=True):
    """Running games. All of them: there are never many."""

    items: list[RunningGame]


class Name(msgspec.Struct, frozen=True):
    """The name of a player."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class GamesController(Controller):
    """Games of who is signed in."""

    path = "/games"
    tags = ("games",)

    @post(summary="Start a game", guards=[teacher])
    async def start(
        self,
        request: Request[Any, Any, Any],
        data: JSONBody[GameStart],
        library: NamedDependency[Library],
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
        visitor: NamedDependency[Visitor],
        join_address: NamedDependency[JoinAddress],
    ) -> GameStarted:
        """Open a game. It waits for its host (`register_as_admin` with `game_id`) and its players (`join_game`)."""
        options = _checked(data.options)
        if (data.quiz is None) == (data.quiz_id is None):
            raise Problem(422, "quiz_missing", "a game needs either a quiz or a quiz_id")
        if data.quiz is not None:
            opened = await starting.start(quizzes, asker.user, await shelf.checked(data.quiz), options)
        else:
            full = await shelf.seen(library, data.quiz_id or "", asker.user, link=data.link)
            opened = await starting.start_kept(library, quizzes, asker.user, full, options)
        url = join_address.play(request, visitor, opened.game_pin)
        return GameStarted(opened.game_pin, opened.game_id, opened.public_id, opened.table_id, url)

    @get(summary="My running games", guards=[signed_in], sync_to_thread=False)
    def mine(self, quizzes: NamedDependency[Quizzes], asker: NamedDependency[Asker]) -> Games:
        """The latest first."""
        return Games(quizzes.games_of(asker.user.id))

    @get("/{game_id:str}", summary="A running game", guards=[signed_in], sync_to_thread=False)
    def read(self, game_id: Id, quizzes: NamedDependency[Quizzes], asker: NamedDependency[Asker]) -> RunningGame:
        """Of one's own."""
        return own_running_game(quizzes, asker, game_id)

    @post("/{game_id:str}/end", summary="End a game", status_code=204, guards=[teacher])
    async def end(self, game_id: Id, quizzes: NamedDependency[Quizzes], asker: NamedDependency[Asker]) -> None:
        """Players hear that it is over; its results go to the library."""
        own_running_game(quizzes, asker, game_id)
        try:
            await quizzes.end(game_id)
        except TimeoutError:
            raise _not_now() from None

    @get("/{game_id:str}/names", summary="Names at the filter", guards=[signed_in], sync_to_thread=False)
    def names(self, game_id: Id, quizzes: NamedDependency[Quizzes], asker: NamedDependency[Asker]) -> Names:
        """The names that one has let through, and the last that the filter refused."""
        own_running_game(quizzes, asker, game_id)
        found = quizzes.people.names_of(game_id)
        if found is None:
            raise _no_game()
        return found

    @post("/{game_id:str}/names", summary="Let a name through", status_code=200, guards=[teacher])
    async def allow(
        self, game_id: Id, data: JSONBody[Name], quizzes: NamedDependency[Quizzes], asker: NamedDependency[Asker]
    ) -> Names:
        """For this game. Who bears it tries to join again."""
        own_running_game(quizzes, asker, game_id)
        try:
            if not await quizzes.people.allow_name(game_id, data.name):
                raise Problem(409, "too_many_names", "this game lets no more names through")
        except BadName as bad:
            raise Problem(422, bad.code, "nobody can have this name", field="name") from None
        except TimeoutError:
            raise _not_now() from None
        return quizzes.people.names_of(game_id) or Names([], [])


def own_running_game(quizzes: Quizzes, asker: Asker, game_id: str) -> RunningGame:
    """A running game of who asks, by its secret. Raises a Problem if they have no such game."""
    for game in quizzes.games_of(asker.user.id):
        if game.game_id == game_id:
            return game
    raise _no_game()


def _no_game() -> Problem:
    return Problem(404, "game_not_found", "no running game of yours has this id")


def _not_now() -> Problem:
    says = "the journal cannot be written at the moment"
    return Problem(503, "journal_unavailable", says, headers={"Retry-After": "10"})


def _checked(options: Options) -> Options:
    mode, label = plain(options.game_mode), plain(options.custom_field or "") or None
    for field, value, most in (("game_mode", mode, 50), ("custom_field", label or "", 100)):
        if len(value) > most:
            raise Problem(422, "option_invalid", f"{field} has up to {most} characters", field=field)
    if not 1 <= options.max_players <= 10_000:
        raise Problem(422, "option_invalid", "max_players is a number from 1 to 10,000", field="max_players")
    return msgspec.structs.replace(options, game_mode=mode, custom_field=label)
