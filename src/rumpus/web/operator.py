"""What the operator of a server may do over HTTP, with the key that `rumpus serve` prints."""

import hmac
from typing import Any

import msgspec
from litestar import Controller, post
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.params import JSONBody

from rumpus.quiz.commands import Options
from rumpus.quiz.quiz_file import Quiz, QuizError, parse_quiz
from rumpus.quiz.quizzes import Quizzes
from rumpus.web.problems import Problem

OPERATOR = "operator"
"""Games that the operator starts belong to this user."""


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


def operator_only(connection: ASGIConnection[Any, Any, Any, Any], _handler: BaseRouteHandler) -> None:
    """Refuse everybody without the operator's key in `Authorization: Bearer …`."""
    kind, _, key = connection.headers.get("authorization", "").partition(" ")
    expected: str = connection.app.state.operator_key
    if kind.lower() != "bearer" or not hmac.compare_digest(key.strip().encode(), expected.encode()):
        raise NotAuthorizedException("this needs the operator's key, which rumpus serve prints at its start")


class OperatorController(Controller):
    """Games of the operator."""

    path = "/api/v2/games"
    guards = (operator_only,)
    tags = ("games",)

    @post(summary="Start a game", security=[{"operator": []}])
    async def start(
        self,
        data: JSONBody[GameStart],
        quizzes: NamedDependency[Quizzes],
    ) -> GameStarted:
        """Open a game. It waits for its host (`register_as_admin` with `game_id`) and its players (`join_game`)."""
        quiz = _parsed(data.quiz)
        opened = await quizzes.open_game_durably(quiz, data.options, user_id=OPERATOR)
        return GameStarted(opened.game_pin, opened.game_id, opened.public_id, opened.table_id)


def _parsed(document: dict[str, Any]) -> Quiz:
    try:
        return parse_quiz(msgspec.json.encode(document))
    except QuizError as error:
        raise Problem(
            422, "quiz_invalid", "the quiz can't be played", errors=[str(problem) for problem in error.problems]
        ) from None
