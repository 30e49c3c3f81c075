"""Children's data: what is held about one player, told, renamed or erased in one action."""

from typing import Annotated

import msgspec
from litestar import Controller, Response, delete, get, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from rumpus.library import Held, Library, NamedPlayer, SeatedPlayer
from rumpus.library.access import may_look_after
from rumpus.quiz.content.text import BadName, player_name
from rumpus.quiz.quizzes import Quizzes
from rumpus.quiz.records.archive import Archive
from rumpus.web.erasing import erase_player, rename_player
from rumpus.web.ids import UUID, Id, Seat
from rumpus.web.problems import Problem
from rumpus.web.uploads import attachment
from rumpus.web.v2.results import own_game
from rumpus.web.who import Asker, signed_in, teacher

NameQuery = Annotated[str, QueryParameter(description="Under which they played.", min_length=1, max_length=200)]
WorkspaceQuery = Annotated[
    str | None, QueryParameter(description="In which workspace; one's own if missing.", pattern=UUID)
]


class NewName(msgspec.Struct, frozen=True):
    """Another name for a player. `keep_custom_field`: what they typed into the extra field stays."""

    name: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    keep_custom_field: bool = True


class Changed(msgspec.Struct, frozen=True):
    """In how many games something was changed."""

    games: int


class PlayersController(Controller):
    """A player in all games: of the workspace for its owners and administrators, else of one's own games."""

    path = "/players"
    tags = ("children's data",)

    @get(summary="All that is held about a player", guards=[signed_in])
    async def held(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        name: NameQuery,
        workspace_id: WorkspaceQuery = None,
    ) -> Response[Held]:
        """As a file that can be handed over."""
        return _handed_over(await library.players.held(_named(asker, name, workspace_id)))

    @put(summary="Rename a player", guards=[teacher])
    async def rename(
        self,
        data: JSONBody[NewName],
        library: NamedDependency[Library],
        quizzes: NamedDependency[Quizzes],
        archive: NamedDependency[Archive],
        asker: NamedDependency[Asker],
        name: NameQuery,
        workspace_id: WorkspaceQuery = None,
    ) -> Changed:
        """Everywhere in one action, in games that are running, too. The answers stay."""
        which, keep = _named(asker, name, workspace_id), data.keep_custom_field
        return Changed(await rename_player(library, quizzes, archive, which, _name(data), keep_custom_field=keep))

    @delete(summary="Erase a player", status_code=200, guards=[teacher])
    async def erase(
        self,
        library: NamedDependency[Library],
        quizzes: NamedDependency[Quizzes],
        archive: NamedDependency[Archive],
        asker: NamedDependency[Asker],
        name: NameQuery,
        workspace_id: WorkspaceQuery = None,
    ) -> Changed:
        """Everywhere in one action, with all answers. From games that are running they are removed as by their host."""
        return Changed(await erase_player(library, quizzes, archive, _named(asker, name, workspace_id)))


class SeatsController(Controller):
    """A player in one game."""

    path = "/results/{game_id:str}/players/{seat:int}"
    tags = ("children's data",)

    @get(summary="A player of a game", guards=[signed_in])
    async def held(
        self, game_id: Id, seat: Seat, library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> Held:
        """With all answers."""
        await own_game(library, asker, game_id)
        return await library.players.held(SeatedPlayer(game_id, seat))

    @put(summary="Rename a player in a game", guards=[teacher])
    async def rename(
        self,
        game_id: Id,
        seat: Seat,
        data: JSONBody[NewName],
        library: NamedDependency[Library],
        quizzes: NamedDependency[Quizzes],
        archive: NamedDependency[Archive],
        asker: NamedDependency[Asker],
    ) -> Changed:
        """The answers stay."""
        await own_game(library, asker, game_id)
        which, keep = SeatedPlayer(game_id, seat), data.keep_custom_field
        return Changed(await rename_player(library, quizzes, archive, which, _name(data), keep_custom_field=keep))

    @delete(summary="Erase a player from a game", status_code=200, guards=[teacher])
    async def erase(
        self,
        game_id: Id,
        seat: Seat,
        library: NamedDependency[Library],
        quizzes: NamedDependency[Quizzes],
        archive: NamedDependency[Archive],
        asker: NamedDependency[Asker],
    ) -> Changed:
        """With all answers."""
        await own_game(library, asker, game_id)
        return Changed(await erase_player(library, quizzes, archive, SeatedPlayer(game_id, seat)))


def _named(asker: Asker, name: str, workspace_id: str | None) -> NamedPlayer:
    workspace = workspace_id or asker.user.workspace_id
    if workspace is None:
        raise Problem(422, "workspace_missing", "you are in no workspace: say which one is meant")
    everywhere = may_look_after(asker.user, workspace)
    return NamedPlayer(workspace, name, None if everywhere else asker.user.id)


def _name(data: NewName) -> str:
    try:
        return player_name(data.name)
    except BadName as bad:
        raise Problem(422, bad.code, "nobody can have this name", field="name") from None


def _handed_over(held: Held) -> Response[Held]:
    return Response(held, headers=attachment(held.name, "json"))
