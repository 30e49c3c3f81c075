"""Games that were played go into the library: when their host saves them, and when they are over (quiz.md 0.9).

The hall keeps the results until the library has them, and export tokens work from there; so a crash in between, or a
database that is away for a while, loses nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any, Final

import msgspec
import structlog

from rumpus.library import Library, LibraryError, NotFoundError, PlayedAnswer, PlayedGame, PlayedPlayer
from rumpus.quiz.content.questions import Question
from rumpus.quiz.content.quiz_file import from_dict
from rumpus.quiz.records.chosen import option_ids
from rumpus.quiz.rules.kept import KeptGame
from rumpus.quiz.sockets.kept_games import KeptGames

log = structlog.get_logger()

AGAIN_AFTER: Final = (1.0, 5.0, 30.0, 120.0)
"""Seconds until the library is tried again; the last one from then on. Games also wait for the next start."""

PATIENCE: Final = 15
"""Seconds that somebody who changes results waits for those on their way."""

LOOK_AGAIN: Final = 0.01
"""Seconds; a commit takes some of them."""

AT_ONCE: Final = 200
"""Answers that are made ready in one loop turn: about a millisecond."""

TABLE: Final = "table"
SEATS: Final = "seats"
"""Members beside the host's choices in a kept game's options: its table in the hall, the seats of its players."""


class Archive:
    """Takes results over into the library.

    Args:
        library: where to.
        kept: where from.
    """

    def __init__(self, library: Library, kept: KeptGames) -> None:
        self._library = library
        self._kept = kept
        self._waiting: dict[str, asyncio.Task[None]] = {}
        self._again: set[str] = set()

    async def open(self) -> None:
        """Take over what a former run left."""
        for table_id in await self._kept.left():
            self.note(table_id)

    async def close(self) -> None:
        """Finish what is being written; what cannot be written now waits for the next start."""
        tasks = list(self._waiting.values())
        if tasks:
            _, late = await asyncio.wait(tasks, timeout=5)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def note(self, table_id: str) -> None:
        """A table has results to keep: its host saved it, or its game is over."""
        if table_id in self._waiting:
            self._again.add(table_id)
            return
        task = asyncio.get_running_loop().create_task(self._take_over(table_id), name=f"archive {table_id}")
        self._waiting[table_id] = task
        task.add_done_callback(lambda _: self._done(table_id))

    async def settled(self) -> None:
        """Wait until everything that was noted is in the library."""
        while self._waiting:
            await asyncio.wait(list(self._waiting.values()))

    async def caught_up(self) -> None:
        """Wait until the results of all games that are over by now are in the library. Raises TimeoutError."""
        async with asyncio.timeout(PATIENCE):
            while self._kept.ending():  # noqa: ASYNC110 - it takes a commit, and nobody tells when it is done
                await asyncio.sleep(LOOK_AGAIN)
            if self._waiting:
                await asyncio.wait(list(self._waiting.values()))

    def _done(self, table_id: str) -> None:
        del self._waiting[table_id]
        if table_id in self._again:
            self._again.discard(table_id)
            self.note(table_id)

    async def _take_over(self, table_id: str) -> None:
        for attempt in range(1_000_000):
            try:
                await self._write(table_id)
            except (LibraryError, ValueError) as error:
                # Its host has no account here (any more), or it is no game: trying again changes nothing.
                log.warning("results stay in the hall", table=table_id, reason=str(error))
                return
            except Exception:
                log.exception("results could not be written to the library", table=table_id)
                await asyncio.sleep(AGAIN_AFTER[min(attempt, len(AGAIN_AFTER) - 1)])
            else:
                return

    async def _write(self, table_id: str) -> None:
        kept = await self._kept.of_table(table_id)
        if kept is None:
            return
        players = [PlayedPlayer(player.seat, player.username, player.custom_field) for player in kept.players]
        game = played_game(kept, {TABLE: table_id, SEATS: [player.seat for player in players]})
        results = self._library.results
        try:
            known = (await results.get(kept.game_id)).options.get(SEATS, ())
        except NotFoundError:
            if not players and not kept.saved:
                # Nobody came: nothing worth keeping, here or there.
                if kept.reason is not None:
                    self._kept.drop(table_id)
                return
            await results.save_game(game, players, _answers(kept), saved=kept.saved)
        else:
            # It was saved, and then went on: somebody answered, was kicked, or it came to its end.
            await results.bring_up_to_date(game, players, _answers(kept), known=known, saved=kept.saved)
        if kept.reason is not None:
            await self._kept.soon_gone(table_id)


def played_game(kept: KeptGame, extra: dict[str, Any]) -> PlayedGame:
    """A kept game as the library takes it. `extra` is put beside what the host chose."""
    quiz = kept.quiz
    options: dict[str, Any] = {} if kept.options is None else msgspec.to_builtins(kept.options)
    return PlayedGame(
        id=kept.game_id,
        owner_id=kept.user_id,
        quiz_id=kept.quiz_id or None,
        quiz_version=kept.quiz_version,
        title=quiz["title"],
        description=quiz["description"],
        document=quiz,
        options={"game_mode": kept.game_mode} | options | extra,
        question_count=len(quiz["questions"]),
        custom_field=kept.custom_field,
        game_pin=kept.game_pin,
        reason=kept.reason,
        started_at=kept.opened,
        ended_at=kept.opened + kept.lasted,
    )


async def _answers(kept: KeptGame) -> AsyncIterator[PlayedAnswer]:
    for number, answer in enumerate(_each(kept), 1):
        yield answer
        if number % AT_ONCE == 0:
            # Other tables run between.
            await asyncio.sleep(0)


def _each(kept: KeptGame) -> Iterator[PlayedAnswer]:
    questions: tuple[Question, ...] = from_dict(kept.quiz).questions
    for index, (question, answers) in enumerate(zip(questions, kept.answers, strict=True)):
        for answer in answers:
            yield PlayedAnswer(
                seat=answer.seat,
                question_index=index,
                question_id=question.id,
                answer=answer.answer,
                right=answer.right,
                score=answer.score,
                time_taken=answer.time_taken,
                latency=answer.latency,
                option=option_ids(question, answer.answer),
            )
