"""Results of games that were played: looked at, noted, corrected, exported, erased."""

from collections.abc import AsyncGenerator, AsyncIterator, Iterator
from typing import Annotated, Any, Final

import msgspec
from litestar import Controller, delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter
from litestar.response import Stream

from rumpus.library import Answer, AnswerCount, Correction, Game, Library, NotFoundError, Player, QuestionFigures
from rumpus.library.access import may_see_game
from rumpus.quiz.content.file_fields import QuizError
from rumpus.quiz.formats import ResultsFormat, Worker
from rumpus.quiz.quizzes import Quizzes
from rumpus.quiz.records.archive import SEATS, TABLE, Archive
from rumpus.quiz.records.rescoring import Key, corrected, rule_of
from rumpus.web import results_source, shelf
from rumpus.web.documents import OTHER_CONTENT
from rumpus.web.erasing import forget
from rumpus.web.ids import UUID, Id, Index
from rumpus.web.paging import Cursor, Limit, Listed
from rumpus.web.problems import Problem
from rumpus.web.unbroken import unbroken
from rumpus.web.uploads import attachment
from rumpus.web.who import Asker, signed_in, teacher

PIECE: Final = 64 * 1024
"""Bytes of a file that are sent at once."""

CHUNK: Final = 250
"""Answers that are read at once: their records are made within 2 ms."""


class WholeGame(msgspec.Struct, frozen=True):
    """A game that was played.

    Attributes:
        document: the quiz as it was played, shuffled options included.
        options: what the host chose.
        corrections: the one that holds for each corrected question.
        questions: how each question went; those without answers are not there.
    """

    game: Game
    document: dict[str, Any]
    options: dict[str, Any]
    corrections: list[Correction]
    questions: list[QuestionFigures]


class WholeQuestion(msgspec.Struct, frozen=True):
    """A question of a game that was played.

    Attributes:
        question: as it was played.
        corrected: as it should have been, if somebody corrected it.
        figures: how it went; null without answers.
        answers: the hundred answers given most often.
    """

    question: dict[str, Any]
    corrected: dict[str, Any] | None
    figures: QuestionFigures | None
    answers: list[AnswerCount]


class Note(msgspec.Struct, frozen=True):
    """What a host notes about a game; null for nothing."""

    note: Annotated[str, msgspec.Meta(max_length=10_000)] | None


class Corrected(Key, frozen=True):
    """The right solution of a question (see `Key`), and for people why it was corrected."""

    reason: Annotated[str, msgspec.Meta(max_length=1_000)] = ""


class ResultsController(Controller):
    """Results of one's own games."""

    path = "/results"
    tags = ("results",)

    @get(summary="My results", guards=[signed_in])
    async def mine(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        quiz_id: Annotated[str | None, QueryParameter(description="Of one quiz.", pattern=UUID)] = None,
        saved: Annotated[bool | None, QueryParameter(description="Only those that were saved (or not).")] = None,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Listed[Game]:
        """Last ended first. What nobody saved goes after 30 days."""
        page = await library.results.of(asker.user.id, quiz_id=quiz_id, saved=saved, cursor=cursor, limit=limit)
        return Listed(page.items, page.next)

    @get("/{game_id:str}", summary="A game", guards=[signed_in])
    async def read(self, game_id: Id, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> WholeGame:
        """How it went, question by question."""
        await own_game(library, asker, game_id)
        full = await library.results.get(game_id)
        options = {name: value for name, value in full.options.items() if name not in (TABLE, SEATS)}
        figures = await library.results.questions(game_id)
        return WholeGame(full.game, full.document, options, full.corrections, figures)

    @get("/{game_id:str}/questions/{index:int}", summary="A question", guards=[signed_in])
    async def question(
        self, game_id: Id, index: Index, library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> WholeQuestion:
        """What was answered how often."""
        await own_game(library, asker, game_id)
        full = await library.results.get(game_id)
        questions = full.document["questions"]
        if index >= len(questions):
            raise NotFoundError("question")
        figures = await library.results.questions(game_id)
        return WholeQuestion(
            question=questions[index],
            corrected=next((one.question for one in full.corrections if one.question_index == index), None),
            figures=next((one for one in figures if one.question_index == index), None),
            answers=await library.results.answer_counts(game_id, index),
        )

    @get("/{game_id:str}/players", summary="Players of a game", guards=[signed_in])
    async def players(
        self,
        game_id: Id,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        cursor: Cursor = None,
        limit: Limit = 100,
    ) -> Listed[Player]:
        """Best first, with totals as they count now and as they were played."""
        await own_game(library, asker, game_id)
        page = await library.results.players(game_id, cursor=cursor, limit=limit)
        return Listed(page.items, page.next)

    @get("/{game_id:str}/answers", summary="Answers of a game", guards=[signed_in])
    async def answers(
        self,
        game_id: Id,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        index: Annotated[int | None, QueryParameter(description="To one question.", ge=0, le=999)] = None,
        seat: Annotated[int | None, QueryParameter(description="Of one player.", ge=1, le=2**31 - 1)] = None,
    ) -> Stream:
        """All of them as one JSON list, by question and seat: `Answer` of this document."""
        await own_game(library, asker, game_id)
        found = library.results.each_answer(game_id, question_index=index, seat=seat, chunk=CHUNK)
        return Stream(unbroken(_listed(found)), media_type="application/json")

    @put("/{game_id:str}/note", summary="Note something", guards=[teacher])
    async def note(
        self,
        game_id: Id,
        data: JSONBody[Note],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> Game:
        """About a game."""
        await own_game(library, asker, game_id)
        return await library.results.set_note(game_id, data.note)

    @post("/{game_id:str}/keep", summary="Keep a game", status_code=200, guards=[teacher])
    async def keep(self, game_id: Id, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> Game:
        """As long as other results, though nobody saved it when it was played."""
        await own_game(library, asker, game_id)
        await library.results.keep(game_id)
        return await library.results.look(game_id)

    @delete("/{game_id:str}", summary="Erase a game", guards=[teacher])
    async def erase(
        self,
        game_id: Id,
        library: NamedDependency[Library],
        quizzes: NamedDependency[Quizzes],
        asker: NamedDependency[Asker],
    ) -> None:
        """With all names and answers."""
        await own_game(library, asker, game_id)
        full = await library.results.get(game_id)
        await library.results.delete(game_id)
        forget(quizzes, full.options)

    @put("/{game_id:str}/questions/{index:int}/key", summary="Correct a question", guards=[teacher])
    async def correct(
        self,
        game_id: Id,
        index: Index,
        data: JSONBody[Corrected],
        library: NamedDependency[Library],
        quizzes: NamedDependency[Quizzes],
        archive: NamedDependency[Archive],
        asker: NamedDependency[Asker],
    ) -> Correction:
        """Score its answers again after a wrong key: "the right answer was B". What was played stays visible.

        Not while the game is running, saved or not: what its players hear, its export and its results are the same.
        """
        await own_game(library, asker, game_id)
        if quizzes.game_with(game_id) is not None:
            raise Problem(409, "game_running", "this game is still running: end it, then correct it")
        await archive.caught_up()
        full = await library.results.get(game_id)
        try:
            question = corrected(full.document, index, data)
        except IndexError:
            raise NotFoundError("question") from None
        except QuizError as error:
            raise shelf.invalid(error) from None
        return await library.results.rescore(
            game_id,
            index,
            rule_of(question, all_right=data.all_right),
            corrected_by=asker.user.id,
            reason=data.reason,
            question=results_source.question_dict(question),
        )

    @delete("/{game_id:str}/questions/{index:int}/key", summary="Take a correction back", guards=[teacher])
    async def restore(
        self, game_id: Id, index: Index, library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> None:
        """What was played counts again."""
        await own_game(library, asker, game_id)
        await library.results.restore(game_id, index)

    @get("/{game_id:str}/export", summary="Results as a file", guards=[signed_in], opt={OTHER_CONTENT: "*/*"})
    async def export(
        self,
        game_id: Id,
        library: NamedDependency[Library],
        worker: NamedDependency[Worker],
        asker: NamedDependency[Asker],
        results_format: Annotated[
            ResultsFormat,
            QueryParameter(name="format", description="`csv`: a row for each player; `csv_answers`: for each answer."),
        ] = "xlsx",
        delimiter: Annotated[str, QueryParameter(description="Of CSV.", pattern=r"^[,;\t]$")] = ",",
    ) -> Stream:
        """As they count now. Cells that a spreadsheet would take for formulas are written as text."""
        await own_game(library, asker, game_id)
        full = await library.results.get(game_id)
        packed = await results_source.packed(library, full)
        exported = await results_source.written(worker, asker.user.id, packed, results_format, delimiter)
        headers = attachment(full.game.title, exported.extension) | {"Content-Length": str(len(exported.data))}
        return Stream(_pieces(exported.data), media_type=exported.media_type, headers=headers)


async def own_game(library: Library, asker: Asker, game_id: str) -> Game:
    """A game that this user hosted. Raises NotFoundError."""
    game = await library.results.look(game_id)
    if not may_see_game(asker.user, game):
        raise NotFoundError("game")
    return game


def _pieces(data: bytes) -> Iterator[bytes]:
    return (data[at : at + PIECE] for at in range(0, len(data), PIECE))


async def _listed(chunks: AsyncIterator[list[Answer]]) -> AsyncGenerator[bytes, None]:
    before = b"["
    async for chunk in chunks:
        yield before + msgspec.json.encode(chunk)[1:-1]
        before = b","
    yield b"[]" if before == b"[" else b"]"
