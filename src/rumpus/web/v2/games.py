"""Games that a host starts over HTTP."""

from typing import Any

import msgspec
from litestar import Controller, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from rumpus.quiz.commands import Options
from rumpus.quiz.quiz_file import Quiz, QuizError, parse_quiz
from rumpus.quiz.quizzes import Quizzes
from rumpus.web.problems import Problem
from rumpus.web.who import Asker, teacher


class GameStart(msgspec.Struct, frozen=True):
    """Which quiz to play, and how."""

    quiz: dict[str, Any]
    """A quiz file (docs/quiz-file.md)."""
    options: Options = Options()


class GameStarted(msgspec.Struct, frozen=True):
    """A game that waits for its host and its players."""

    game_pin: str
    game_id: str
    """The host's secret: who has it controls the game."""
    public_id: str
    table: str


class GamesController(Controller):
    """Games of who is signed in."""

    path = "/games"
    guards = (teacher,)
    tags = ("games",)

    @post(summary="Start a game")
    async def start(
        self, data: JSONBody[GameStart], quizzes: NamedDependency[Quizzes], asker: NamedDependency[Asker]
    ) -> GameStarted:
        """Open a game. It waits for its host (`register_as_admin` with `game_id`) and its players (`join_game`)."""
        quiz = _parsed(data.quiz)
        opened = await quizzes.open_game_durably(quiz, data.options, user_id=asker.user.id)
        return GameStarted(opened.game_pin, opened.game_id, opened.public_id, opened.table_id)


def _parsed(document: dict[str, Any]) -> Quiz:
    try:
        return parse_quiz(msgspec.json.encode(document))
    except QuizError as error:
        raise Problem(
            422, "quiz_invalid", "the quiz can't be played", errors=[str(problem) for problem in error.problems]
        ) from None
