"""Writing a game that was played: whole, once, however large; and again, if it went on after that."""

from collections.abc import AsyncIterable, AsyncIterator, Collection, Iterable, Sequence
from itertools import islice
from typing import Any, Final, TypeVar

import msgspec
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.database import Database
from rumpus.library.errors import RefusedError
from rumpus.library.folding import folded
from rumpus.library.people import accounts
from rumpus.library.results import rows
from rumpus.library.results.records import PlayedAnswer, PlayedGame, PlayedPlayer
from rumpus.library.schema import AnswerRow, GameRow, PlayerRow, QuizRow, VersionRow

AT_ONCE: Final = 250
"""Rows in one statement: making them holds the loop up for a few milliseconds."""

T = TypeVar("T")


async def save_game(
    database: Database,
    game: PlayedGame,
    players: Iterable[PlayedPlayer],
    answers: Iterable[PlayedAnswer] | AsyncIterable[PlayedAnswer],
    *,
    saved: bool,
    note: str | None,
) -> bool:
    """See `Results.save_game`."""
    try:
        async with database.writing() as connection:
            workspace_id = await accounts.workspace_for(connection, game.owner_id, None)
            if not await _add_game(database, connection, game, workspace_id, saved=saved, note=note):
                if saved:
                    await connection.execute(update(GameRow).where(GameRow.id == game.id).values(is_saved=True))
                return False
            async for some in _chunks(players):
                await connection.execute(insert(PlayerRow), [_player(game.id, workspace_id, one) for one in some])
            async for part in _chunks(answers):
                await connection.execute(insert(AnswerRow), [_answer(game.id, one) for one in part])
            await rows.count_again(connection, game.id)
    except IntegrityError as error:
        raise RefusedError(
            "answers", "A seat has two players or two answers to a question, or an answer has a seat without player."
        ) from error
    return True


async def bring_up_to_date(
    database: Database,
    game: PlayedGame,
    players: Collection[PlayedPlayer],
    answers: Iterable[PlayedAnswer] | AsyncIterable[PlayedAnswer],
    *,
    known: Collection[int],
    saved: bool,
) -> None:
    """See `Results.bring_up_to_date`."""
    async with database.writing() as connection:
        workspace_id = (await rows.lock_game(connection, game.id)).workspace_id
        values: dict[str, Any] = {
            "options": msgspec.json.encode(game.options).decode(),
            "reason": game.reason,
            "ended_at": game.ended_at,
        }
        if saved:
            values["is_saved"] = True
        await connection.execute(update(GameRow).where(GameRow.id == game.id).values(values))
        there = set((await connection.scalars(select(PlayerRow.seat).where(PlayerRow.game_id == game.id))).all())
        seats = {player.seat for player in players}
        # Their answers go with them.
        left = PlayerRow.game_id == game.id, PlayerRow.seat.in_(there - seats)
        await connection.execute(delete(PlayerRow).where(*left))
        erased = set(known) - there
        new = (player for player in players if player.seat not in there and player.seat not in erased)
        async for some in _chunks(new):
            await connection.execute(insert(PlayerRow), [_player(game.id, workspace_id, one) for one in some])
        add = database.insert(AnswerRow).on_conflict_do_nothing()
        async for part in _chunks(answers):
            given = [_answer(game.id, one) for one in part if one.seat in seats and one.seat not in erased]
            if given:
                await connection.execute(add, given)
        await rows.count_again(connection, game.id)


async def _add_game(
    database: Database,
    connection: AsyncConnection,
    game: PlayedGame,
    workspace_id: str,
    *,
    saved: bool,
    note: str | None,
) -> bool:
    """Whether it was not there yet."""
    # Locked against being erased until the game that points to them is there.
    quiz = select(QuizRow.id).where(QuizRow.id == game.quiz_id).with_for_update(read=True, key_share=True)
    quiz_id = None if game.quiz_id is None else await connection.scalar(quiz)
    version_id = None
    if quiz_id is not None and game.quiz_version is not None:
        version = VersionRow.quiz_id == quiz_id, VersionRow.number == game.quiz_version
        version_id = await connection.scalar(
            select(VersionRow.id).where(*version).with_for_update(read=True, key_share=True)
        )
    added = await connection.execute(
        database.insert(GameRow)
        .values(
            id=game.id,
            workspace_id=workspace_id,
            owner_id=game.owner_id,
            quiz_id=quiz_id,
            version_id=version_id,
            quiz_version=game.quiz_version,
            title=game.title,
            description=game.description,
            document=msgspec.json.encode(game.document).decode(),
            options=msgspec.json.encode(game.options).decode(),
            custom_field=game.custom_field,
            game_pin=game.game_pin,
            question_count=game.question_count,
            player_count=0,
            answer_count=0,
            note=note,
            reason=game.reason,
            is_saved=saved,
            started_at=game.started_at,
            ended_at=game.ended_at,
        )
        .on_conflict_do_nothing()
        .returning(GameRow.id)
    )
    return added.one_or_none() is not None


def _player(game_id: str, workspace_id: str, player: PlayedPlayer) -> dict[str, Any]:
    return {
        "game_id": game_id,
        "seat": player.seat,
        "workspace_id": workspace_id,
        "name": player.name,
        "name_key": folded(player.name),
        "custom_field": player.custom_field,
        "total": 0,
    }


def _answer(game_id: str, answer: PlayedAnswer) -> dict[str, Any]:
    return {
        "game_id": game_id,
        "question_index": answer.question_index,
        "seat": answer.seat,
        "question_id": answer.question_id,
        "answer": answer.answer,
        "option": answer.option,
        "time_taken": answer.time_taken,
        "latency": answer.latency,
        "right": answer.right,
        "score": answer.score,
        "played_right": answer.right,
        "played_score": answer.score,
    }


async def _chunks(things: Iterable[T] | AsyncIterable[T]) -> AsyncIterator[Sequence[T]]:
    if isinstance(things, AsyncIterable):
        chunk: list[T] = []
        async for thing in things:
            chunk.append(thing)
            if len(chunk) == AT_ONCE:
                yield chunk
                chunk = []
        if chunk:
            yield chunk
        return
    rest = iter(things)
    while some := list(islice(rest, AT_ONCE)):
        yield some
