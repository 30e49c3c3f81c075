"""Results of games in the shapes of the original (quiz.md 4.4, 5.2), without the nesting."""

from typing import Annotated, Any, Final

import msgspec
from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from rumpus.library import Game, Library, NotFoundError
from rumpus.library.access import may_see_game
from rumpus.quiz.drafts import quiz_of
from rumpus.quiz.formats.deployed import deployed_quiz
from rumpus.web.problems import Problem
from rumpus.web.v1.quizzes import uuid_of
from rumpus.web.v1.shapes import moment
from rumpus.web.who import Asker, signed_in, teacher

LISTED: Final = 100
"""Games in a list."""


class Note(msgspec.Struct, frozen=True):
    """What a host notes about a game."""

    note: str


class ResultsController(Controller):
    """Results."""

    path = "/results"
    tags = ("results",)

    @get("/list", summary="My results", guards=[signed_in])
    async def mine(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        include_quiz: Annotated[bool, QueryParameter(description="Ignored.")] = False,  # noqa: ARG002
    ) -> list[dict[str, Any]]:
        """The last hundred, newest first, without answers and questions: those are told one game at a time."""
        page = await library.results.of(asker.user.id, limit=LISTED)
        return [await _row(library, game) for game in page.items]

    @get("/list/{quiz_id:str}", summary="My results of a quiz", guards=[signed_in])
    async def of_quiz(
        self, quiz_id: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> list[dict[str, Any]]:
        """The same, of one quiz."""
        page = await library.results.of(asker.user.id, quiz_id=uuid_of(quiz_id), limit=LISTED)
        return [await _row(library, game) for game in page.items]

    @get("/{game_id:str}", summary="Results of a game", guards=[signed_in])
    async def read(
        self, game_id: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> dict[str, Any]:
        """With all questions and answers, as they count now."""
        game = await _own(library, asker, game_id)
        full = await library.results.get(game.id)
        answers: list[list[dict[str, Any]]] = [[] for _ in range(game.question_count)]
        async for chunk in library.results.each_answer(game.id):
            for answer in chunk:
                answers[answer.question_index].append(
                    {
                        "username": answer.name,
                        "answer": answer.answer,
                        "right": answer.right,
                        "time_taken": float(answer.time_taken),
                        "score": answer.score,
                    }
                )
        questions = deployed_quiz(quiz_of(full.document))["questions"]
        return await _row(library, game) | {"answers": answers, "questions": questions}

    @post("/set_note", summary="Note something", status_code=200, guards=[teacher])
    async def set_note(
        self,
        data: JSONBody[Note],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        game_id: Annotated[str, QueryParameter(name="id", description="Of the game.")],
    ) -> dict[str, Any]:
        """About a game of one's own."""
        game = await _own(library, asker, game_id)
        return await _row(library, await library.results.set_note(game.id, data.note))


async def _own(library: Library, asker: Asker, game_id: str) -> Game:
    try:
        game = await library.results.look(game_id)
    except NotFoundError:
        raise _not_found() from None
    if not may_see_game(asker.user, game):
        raise _not_found()
    return game


def _not_found() -> Problem:
    return Problem(404, "game_not_found", "Game Result not found")


async def _row(library: Library, game: Game) -> dict[str, Any]:
    scores: dict[str, str] = {}
    fields: dict[str, str] = {}
    async for chunk in library.results.each_player(game.id):
        for player in chunk:
            scores[player.name] = str(player.total)
            if player.custom_field is not None:
                fields[player.name] = player.custom_field
    return {
        "id": game.id,
        "quiz": None if game.quiz_id is None else {"id": game.quiz_id, "title": game.title},
        "user": {"id": game.owner_id},
        "timestamp": moment(game.started_at),
        "player_count": game.player_count,
        "note": game.note,
        "answers": [],
        "player_scores": scores,
        "custom_field_data": fields,
        "title": game.title,
        "description": game.description,
        "questions": [],
    }
