"""Erasing what the library no longer has from the hall too: it keeps results for export tokens a while."""

from contextlib import suppress
from typing import Any

from rumpus.library import Library, NamedPlayer
from rumpus.library.clock import epoch_ms
from rumpus.quiz.quizzes import Quizzes
from rumpus.quiz.records.archive import TABLE
from rumpus.quiz.sockets.kept_games import TOKEN_HOLDS


def forget(quizzes: Quizzes, options: dict[str, Any]) -> None:
    """Erase what the hall still has of a game that is over, by its options in the library."""
    table = options.get(TABLE)
    if isinstance(table, str):
        quizzes.kept.drop(table)


async def erase_from_running(library: Library, quizzes: Quizzes, which: NamedPlayer) -> int:
    """Remove a player from the running games that are meant; returns from how many.

    Raises: TimeoutError if that cannot be written down now.
    """
    count = 0
    for hosting in quizzes.playing(which.name):
        if which.owner_id is None:
            host = await library.users.get(hosting.user_id)
            is_meant = host.role_in(which.workspace_id) is not None
        else:
            is_meant = hosting.user_id == which.owner_id
        if is_meant:
            await quizzes.remove_player(hosting.game_id, which.name)
            count += 1
    return count


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
