"""Results of games in the shapes of the original (quiz.md 4.4, 5.2), without the nesting."""

from collections.abc import AsyncGenerator, Sequence
from typing import Annotated, Any, Final

import msgspec
from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from rumpus.library import Answer, Game, Library, NotFoundError
from rumpus.library.access import may_see_game
from rumpus.quiz.formats.deployed import deployed_quiz
from rumpus.quiz.records.drafts import quiz_of
from rumpus.web.problems import Problem
from rumpus.web.results_source import questions_of
from rumpus.web.unbroken import unbroken
from rumpus.web.v1.quizzes import uuid_of
from rumpus.web.v1.shapes import moment
from rumpus.web.who import Asker, signed_in, teacher

LISTED: Final = 100
"""Games in a list."""

CHUNK: Final = 250
"""Answers that are read at once."""


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
    ) -> Stream:
        """The last hundred, newest first, without answers and questions: those are told one game at a time."""
        page = await library.results.of(asker.user.id, limit=LISTED)
        return Stream(unbroken(_listed(library, page.items)), media_type="application/json")

    @get("/list/{quiz_id:str}", summary="My results of a quiz", guards=[signed_in])
    async def of_quiz(
        self, quiz_id: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> Stream:
        """The same, of one quiz."""
        page = await library.results.of(asker.user.id, quiz_id=uuid_of(quiz_id), limit=LISTED)
        return Stream(unbroken(_listed(library, page.items)), media_type="application/json")

    @get("/{game_id:str}", summary="Results of a game", guards=[signed_in])
    async def read(
        self, game_id: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> Stream:
        """With all questions and answers, as they count now."""
        game = await _own(library, asker, game_id)
        full = await library.results.get(game.id)
        quiz = msgspec.structs.replace(quiz_of(full.document), questions=questions_of(full))
        return Stream(unbroken(_whole(library, game, deployed_quiz(quiz)["questions"])), media_type="application/json")

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


async def _listed(library: Library, games: Sequence[Game]) -> AsyncGenerator[bytes, None]:
    """One game at a time: all of them at once would hold the loop up."""
    before = b"["
    for game in games:
        yield before + msgspec.json.encode(await _row(library, game))
        before = b","
    yield b"[]" if before == b"[" else b"]"


async def _whole(library: Library, game: Game, questions: list[Any]) -> AsyncGenerator[bytes, None]:
    """A game with its answers, some at a time."""
    names: dict[int, str] = {}
    row = await _row(library, game, names) | {"questions": questions}
    del row["answers"]
    yield msgspec.json.encode(row)[:-1] + b',"answers":['
    for index in range(game.question_count):
        before = b",[" if index else b"["
        async for chunk in library.results.each_answer(game.id, question_index=index, chunk=CHUNK):
            yield before + msgspec.json.encode([_answer(one, names) for one in chunk])[1:-1]
            before = b","
        yield b"]" if before == b"," else before + b"]"
    yield b"]}"


def _answer(answer: Answer, names: dict[int, str]) -> dict[str, Any]:
    return {
        "username": names.get(answer.seat, answer.name),
        "answer": answer.answer,
        "right": answer.right,
        "time_taken": float(answer.time_taken),
        "score": answer.score,
    }


async def _row(library: Library, game: Game, names: dict[int, str] | None = None) -> dict[str, Any]:
    """A game without questions and answers. `names` is filled with the name of each seat."""
    scores: dict[str, str] = {}
    fields: dict[str, str] = {}
    async for chunk in library.results.each_total(game.id):
        for player in chunk:
            # Names are keys here. Two may have the same since somebody was renamed.
            name = player.name if player.name not in scores else f"{player.name} ({player.seat})"
            scores[name] = str(player.total)
            if player.custom_field is not None:
                fields[name] = player.custom_field
            if names is not None:
                names[player.seat] = name
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
