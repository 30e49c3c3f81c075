"""Results of games: one row per answer, so that everything else can be counted from them."""

from collections.abc import AsyncIterable, AsyncIterator, Callable, Collection, Iterable
from typing import Any, Final

import msgspec
from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.clock import Clock
from rumpus.library.database import Database
from rumpus.library.errors import CursorError, NotFoundError, RefusedError
from rumpus.library.page import Page, bounded, mark_of, page_of
from rumpus.library.quizzes import retired
from rumpus.library.results import figures, rescoring, rows, saving
from rumpus.library.results.records import (
    Answer,
    AnswerCount,
    Correction,
    FullGame,
    Game,
    PlayedAnswer,
    PlayedGame,
    PlayedPlayer,
    Player,
    PlayerTotal,
    QuestionFigures,
    Verdict,
)
from rumpus.library.retention import Retention
from rumpus.library.schema import AnswerRow, GameRow

LONGEST_NOTE: Final = 10_000
LONGEST_REASON: Final = 1_000
"""Characters of a note, and of the reason of a correction."""

FARTHEST: Final = 1_000_000
"""The largest offset."""


class Results:
    """Results. A player's total is the sum of the scores of that player's rows, at any time."""

    def __init__(self, database: Database, clock: Clock, retention: Retention) -> None:
        self._database = database
        self._clock = clock
        self._retention = retention

    async def save_game(
        self,
        game: PlayedGame,
        players: Iterable[PlayedPlayer],
        answers: Iterable[PlayedAnswer] | AsyncIterable[PlayedAnswer],
        *,
        saved: bool = True,
        note: str | None = None,
    ) -> bool:
        """Keep a game, whole or not at all. Totals are summed here.

        The answers may come from a generator, but not slowly: on SQLite nobody else writes meanwhile.
        A game that is there already stays as it is (but counts as saved with `saved`): then False is returned.

        Raises:
            NotFoundError: the owner is no user.
            RefusedError: two answers of a seat to a question, or an answer of a seat that no player has.
        """
        note = _checked("note", note, LONGEST_NOTE)
        return await saving.save_game(self._database, game, players, answers, saved=saved, note=note)

    async def bring_up_to_date(
        self,
        game: PlayedGame,
        players: Collection[PlayedPlayer],
        answers: Iterable[PlayedAnswer] | AsyncIterable[PlayedAnswer],
        *,
        known: Collection[int],
        saved: bool,
    ) -> None:
        """A game that is kept has gone on: whole or not at all.

        Who is a player no more goes with all answers, who and what is new comes in. Answers that are there stay as
        they are, so do notes, corrections and other names.

        Args:
            game: options, reason and end are taken over.
            players: all who are in the game now.
            answers: all that were given; as in `save_game`.
            known: seats of the last time. Who of them is not there was erased since, and is not let in again.
            saved: the host wants it kept.

        Raises:
            NotFoundError: it is not there, or not any more.
        """
        await saving.bring_up_to_date(self._database, game, players, answers, known=known, saved=saved)

    async def keep(self, game_id: str) -> None:
        """The host wants it kept. Raises NotFoundError."""
        await self._update(game_id, is_saved=True)

    async def get(self, game_id: str) -> FullGame:
        """Raises NotFoundError."""
        async with self._database.reading() as connection:
            row = (await connection.execute(select(GameRow).where(GameRow.id == game_id))).one_or_none()
            if row is None:
                raise NotFoundError("game")
            corrections = await rows.corrections_of(connection, game_id)
        return FullGame(
            game=rows.game(row, self._retention),
            document=msgspec.json.decode(row.document),
            options=msgspec.json.decode(row.options),
            corrections=corrections,
        )

    async def look(self, game_id: str) -> Game:
        """What lists show of it. Raises NotFoundError."""
        async with self._database.reading() as connection:
            return await self._look(connection, game_id)

    async def of(
        self,
        owner_id: str,
        *,
        quiz_id: str | None = None,
        saved: bool | None = None,
        cursor: str | None = None,
        limit: int = 50,
        offset: int = 0,
    ) -> Page[Game]:
        """A user's games (of one quiz; saved or unsaved only), last ended first."""
        limit = bounded(limit)
        found = select(*rows.GAME).where(GameRow.owner_id == owner_id)
        if quiz_id is not None:
            found = found.where(GameRow.quiz_id == quiz_id)
        if saved is not None:
            found = found.where(GameRow.is_saved == saved)
        if cursor is not None:
            found = found.where(tuple_(GameRow.ended_at, GameRow.id) < tuple_(*mark_of(cursor)))
        elif offset > 0:
            found = found.offset(min(offset, FARTHEST))
        found = found.order_by(GameRow.ended_at.desc(), GameRow.id.desc()).limit(limit + 1)
        async with self._database.reading() as connection:
            games = [rows.game(row, self._retention) for row in await connection.execute(found)]
        return page_of(games, [(game.ended_at, game.id) for game in games], limit)

    async def set_note(self, game_id: str, note: str | None) -> Game:
        """Raises NotFoundError, RefusedError (longer than 10,000 characters)."""
        return await self._update(game_id, note=_checked("note", note, LONGEST_NOTE))

    async def delete(self, game_id: str) -> None:
        """Erase it with all its rows. Raises NotFoundError."""
        async with self._database.writing() as connection:
            await rows.lock_game(connection, game_id)
            await connection.execute(delete(GameRow).where(GameRow.id == game_id))
            await retired.erase_quizzes(connection, self._clock())

    async def players(self, game_id: str, *, cursor: str | None = None, limit: int = 100) -> Page[Player]:
        """Players with totals and ranks, best first. Raises NotFoundError."""
        limit = bounded(limit)
        after = None
        if cursor is not None:
            total, seat = mark_of(cursor)
            if not seat.isascii() or not seat.isdecimal() or len(seat) > 10:
                raise CursorError
            after = total, int(seat)
        players = await self._ranking(game_id, after, limit + 1)
        return page_of(players, [(one.total, str(one.seat)) for one in players], limit)

    async def each_player(self, game_id: str, *, chunk: int = 500) -> AsyncIterator[list[Player]]:
        """All players best first, in chunks. Raises NotFoundError at the first."""
        after = None
        while players := await self._ranking(game_id, after, chunk):
            yield players
            after = players[-1].total, players[-1].seat

    async def each_total(self, game_id: str, *, chunk: int = 500) -> AsyncIterator[list[PlayerTotal]]:
        """All players best first, in chunks, without what would have to be counted. None of a game that is gone."""
        after = None
        while True:
            async with self._database.reading() as connection:
                players = await figures.totals(connection, game_id, after, chunk)
            if players:
                yield players
            if len(players) < chunk:
                return
            after = players[-1].total, players[-1].seat

    async def each_answer(
        self, game_id: str, *, question_index: int | None = None, seat: int | None = None, chunk: int = 1_000
    ) -> AsyncIterator[list[Answer]]:
        """All answers (to one question, of one seat), by question and seat, in chunks: any game fits into memory."""
        place = tuple_(AnswerRow.question_index, AnswerRow.seat)
        found = rows.answers().where(AnswerRow.game_id == game_id)
        if question_index is not None:
            found = found.where(AnswerRow.question_index == question_index)
        if seat is not None:
            found = found.where(AnswerRow.seat == seat)
        found = found.order_by(AnswerRow.question_index, AnswerRow.seat).limit(chunk)
        part = found
        while True:
            async with self._database.reading() as connection:
                await rows.require_game(connection, game_id)
                answers = [rows.answer(row) for row in await connection.execute(part)]
            if answers:
                yield answers
            if len(answers) < chunk:
                return
            part = found.where(place > tuple_(answers[-1].question_index, answers[-1].seat))

    async def questions(self, game_id: str) -> list[QuestionFigures]:
        """How each question went, in order. Raises NotFoundError."""
        async with self._database.reading() as connection:
            await rows.require_game(connection, game_id)
            return await figures.questions(connection, game_id)

    async def answer_counts(self, game_id: str, question_index: int, *, limit: int = 100) -> list[AnswerCount]:
        """The answers to a question, most often given first. Raises NotFoundError."""
        async with self._database.reading() as connection:
            await rows.require_game(connection, game_id)
            return await figures.answer_counts(connection, game_id, question_index, limit)

    async def rescore(
        self,
        game_id: str,
        question_index: int,
        rule: Callable[[Answer], Verdict],
        *,
        corrected_by: str,
        reason: str = "",
        question: dict[str, Any] | None = None,
    ) -> Correction:
        """Score the answers to a question again, after a wrong key. What was played stays visible beside it.

        Args:
            game_id: the game.
            question_index: the question.
            rule: says for an answer what it is worth. It must be quick and must not wait.
            corrected_by: the user.
            reason: for people: "The right answer was B".
            question: the question as it should have been.

        Raises: NotFoundError (game, or "question" if the game has no such question), RefusedError (reason too long).
        """
        async with self._database.writing() as connection:
            return await rescoring.rescore(
                self._database,
                connection,
                game_id,
                question_index,
                rule,
                corrected_by=corrected_by,
                reason=_checked("reason", reason, LONGEST_REASON) or "",
                question=question,
                now=self._clock(),
            )

    async def restore(self, game_id: str, question_index: int) -> None:
        """Take a correction back: what was played counts again. Raises NotFoundError."""
        async with self._database.writing() as connection:
            await rescoring.restore(connection, game_id, question_index)

    async def _ranking(self, game_id: str, after: tuple[int, int] | None, limit: int) -> list[Player]:
        async with self._database.reading() as connection:
            await rows.require_game(connection, game_id)
            return await figures.ranking(connection, game_id, after, limit)

    async def _look(self, connection: AsyncConnection, game_id: str) -> Game:
        row = (await connection.execute(select(*rows.GAME).where(GameRow.id == game_id))).one_or_none()
        if row is None:
            raise NotFoundError("game")
        return rows.game(row, self._retention)

    async def _update(self, game_id: str, **values: Any) -> Game:
        async with self._database.writing() as connection:
            await connection.execute(update(GameRow).where(GameRow.id == game_id).values(**values))
            return await self._look(connection, game_id)


def _checked(field: str, text: str | None, longest: int) -> str | None:
    if text is not None and len(text) > longest:
        raise RefusedError(field, f"This has up to {longest} characters.")
    return text or None
