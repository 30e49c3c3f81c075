"""Results of games: one row per answer, so that everything else can be counted from them."""

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable
from typing import Any

from rumpus.library.page import Page
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
    QuestionFigures,
    Verdict,
)

STUB = "not filled in yet"


class Results:
    """Results. A player's total is the sum of the scores of that player's rows, at any time."""

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

        A game that is there already stays as it is (but counts as saved with `saved`): then False is returned.

        Raises:
            NotFoundError: the owner is no user.
            RefusedError: two answers of a seat to a question, or an answer of a seat that no player has.
        """
        raise NotImplementedError(STUB)

    async def keep(self, game_id: str) -> None:
        """The host wants it kept. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def get(self, game_id: str) -> FullGame:
        """Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def look(self, game_id: str) -> Game:
        """What lists show of it. Raises NotFoundError."""
        raise NotImplementedError(STUB)

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
        raise NotImplementedError(STUB)

    async def set_note(self, game_id: str, note: str | None) -> Game:
        """Raises NotFoundError, RefusedError (longer than 10,000 characters)."""
        raise NotImplementedError(STUB)

    async def delete(self, game_id: str) -> None:
        """Erase it with all its rows. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def players(self, game_id: str, *, cursor: str | None = None, limit: int = 100) -> Page[Player]:
        """Players with totals and ranks, best first. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    def each_player(self, game_id: str, *, chunk: int = 500) -> AsyncIterator[list[Player]]:
        """All players best first, in chunks. Raises NotFoundError at the first."""
        raise NotImplementedError(STUB)

    def each_answer(
        self, game_id: str, *, question_index: int | None = None, seat: int | None = None, chunk: int = 1_000
    ) -> AsyncIterator[list[Answer]]:
        """All answers (to one question, of one seat), by question and seat, in chunks: any game fits into memory."""
        raise NotImplementedError(STUB)

    async def questions(self, game_id: str) -> list[QuestionFigures]:
        """How each question went, in order. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def answer_counts(self, game_id: str, question_index: int, *, limit: int = 100) -> list[AnswerCount]:
        """The answers to a question, most often given first. Raises NotFoundError."""
        raise NotImplementedError(STUB)

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

        Raises: NotFoundError (game, or "question" if the game has no such question).
        """
        raise NotImplementedError(STUB)

    async def restore(self, game_id: str, question_index: int) -> None:
        """Take a correction back: what was played counts again. Raises NotFoundError."""
        raise NotImplementedError(STUB)
