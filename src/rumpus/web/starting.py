"""Starting a game of a quiz."""

from typing import Final

from rumpus.hall import NoFreeCodeError
from rumpus.library import FullQuiz, Library, User
from rumpus.quiz.content import quiz_file
from rumpus.quiz.quizzes import Opened, Quizzes
from rumpus.quiz.rules.commands import Options
from rumpus.web import shelf
from rumpus.web.problems import Problem

MOST: Final = 200
"""Running games of one user."""


async def start_kept(library: Library, quizzes: Quizzes, user: User, full: FullQuiz, options: Options) -> Opened:
    """Open a game of this very version of a quiz in the library, and count it."""
    quiz = shelf.playable(full)
    opened = await start(quizzes, user, quiz, options, quiz_id=full.quiz.id, quiz_version=full.version)
    await library.quizzes.count_play(full.quiz.id)
    return opened


async def start(
    quizzes: Quizzes,
    user: User,
    quiz: quiz_file.Quiz,
    options: Options,
    *,
    quiz_id: str = "",
    quiz_version: int | None = None,
) -> Opened:
    """Open a game. It outlives a crash when this returns. Raises a Problem."""
    if len(quizzes.games_of(user.id)) >= MOST:
        raise Problem(409, "too_many_games", f"{MOST} games of yours are running: end one of them first")
    try:
        return await quizzes.open_game_durably(
            quiz, options, user_id=user.id, quiz_id=quiz_id, quiz_version=quiz_version
        )
    except (NoFreeCodeError, TimeoutError):
        raise Problem(
            503, "no_game_now", "no game can be opened at the moment", headers={"Retry-After": "10"}
        ) from None
