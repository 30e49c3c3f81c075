"""What is erased or renamed is so everywhere: in the library, in running games, in what the hall keeps for a while."""

import asyncio
from contextlib import suppress
from typing import Any

from rumpus.library import Library, NamedPlayer, NotFoundError, SeatedPlayer
from rumpus.library.clock import epoch_ms
from rumpus.quiz.quizzes import Quizzes
from rumpus.quiz.records.archive import TABLE, Archive
from rumpus.quiz.sockets.kept_games import TOKEN_HOLDS
from rumpus.quiz.sockets.running import PlayingSeat
from rumpus.web.problems import Problem


def forget(quizzes: Quizzes, options: dict[str, Any]) -> None:
    """Erase what the hall still has of a game that is over, by its options in the library."""
    table = options.get(TABLE)
    if isinstance(table, str):
        quizzes.kept.drop(table)


async def erase_player(library: Library, quizzes: Quizzes, archive: Archive, which: NamedPlayer | SeatedPlayer) -> int:
    """Erase a player with all answers, from games that are running as their host would. Returns from how many games.

    Raises:
        NotFoundError: there is no such player.
        TimeoutError: it cannot be written down now. Whoever tries again erases the rest.
    """
    playing = [one for one in await _playing(library, quizzes, which) if not one.removed]
    for one in playing:
        await quizzes.people.remove(one)
    over = await _games_over(library, archive, which, playing)
    if over:
        await library.players.erase(which)
        await _forget_all(library, quizzes, over)
    return len({one.game_id for one in playing}.union(over))


async def rename_player(
    library: Library,
    quizzes: Quizzes,
    archive: Archive,
    which: NamedPlayer | SeatedPlayer,
    name: str,
    *,
    keep_custom_field: bool,
) -> int:
    """Give a player another name, in games that are running, too. The answers stay. Returns in how many games.

    Raises:
        NotFoundError: there is no such player.
        Problem: somebody else in a running game has the name; then nothing was changed.
        TimeoutError: it cannot be written down now. Whoever tries again renames the rest.
    """
    playing = await _playing(library, quizzes, which)
    if not all(quizzes.people.is_free(one, name) for one in playing):
        raise _taken()
    rename = quizzes.people.rename
    done = await asyncio.gather(*(rename(one, name, keep_custom_field=keep_custom_field) for one in playing))
    if not all(done):
        raise _taken()
    over = await _games_over(library, archive, which, playing)
    if over:
        await library.players.rename(which, name, keep_custom_field=keep_custom_field)
        await _forget_all(library, quizzes, over)
    return len({one.game_id for one in playing}.union(over))


async def _playing(library: Library, quizzes: Quizzes, which: NamedPlayer | SeatedPlayer) -> list[PlayingSeat]:
    """Where the player that is meant sits in running games."""
    if isinstance(which, SeatedPlayer):
        found = quizzes.people.at(which.game_id, which.seat)
        return [] if found is None else [found]
    called = quizzes.people.called(which.name)
    if which.owner_id is not None:
        return [one for one in called if one.user_id == which.owner_id]
    hosts: set[str] = set()
    for user_id in {one.user_id for one in called}:
        # A game whose host was erased just now is in no workspace, and about to end.
        with suppress(NotFoundError):
            if (await library.users.get(user_id)).role_in(which.workspace_id) is not None:
                hosts.add(user_id)
    return [one for one in called if one.user_id in hosts]


async def _games_over(
    library: Library, archive: Archive, which: NamedPlayer | SeatedPlayer, playing: list[PlayingSeat]
) -> list[str]:
    """The games of the library that the player is in. Raises NotFoundError if there are none, and none is running."""
    # What is on its way there may still have the old name.
    await archive.caught_up()
    try:
        return [game.game_id for game in (await library.players.held(which)).games]
    except NotFoundError:
        if not playing:
            raise
        return []


async def _forget_all(library: Library, quizzes: Quizzes, games: list[str]) -> None:
    """The hall keeps results for export tokens a while: what was erased must not come out there."""
    for game_id in games:
        forget(quizzes, (await library.results.get(game_id)).options)


def _taken() -> Problem:
    return Problem(409, "name_taken", "somebody else in a game that is running has this name", field="name")


async def erase_account(library: Library, quizzes: Quizzes, user_id: str) -> None:
    """Erase an account with everything. Its running games end, and their results are kept nowhere.

    Raises: NotFoundError, LastAdministratorError.
    """
    over = await _just_over(library, user_id)
    await library.users.delete(user_id)
    for options in over:
        forget(quizzes, options)
    for game in quizzes.games_of(user_id):
        # If the journal cannot be written now, a game ends by itself later.
        with suppress(TimeoutError):
            await quizzes.end(game.game_id)
        quizzes.kept.drop(game.table_id)


async def _just_over(library: Library, user_id: str) -> list[dict[str, Any]]:
    """Options of the games of which the hall may still have something."""
    since = epoch_ms() - TOKEN_HOLDS
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = await library.results.of(user_id, cursor=cursor, limit=100)
        found += [(await library.results.get(game.id)).options for game in page.items if game.ended_at > since]
        cursor = page.next
        if cursor is None or page.items[-1].ended_at <= since:
            return found
