"""The daily job erases what is too old, and goes on after an error."""

import asyncio
from pathlib import Path

from structlog.testing import capture_logs

from rumpus.library import Library, PasswordCost, PlayedGame, Retention
from rumpus.library.clock import DAY
from rumpus.retention import clear_away_daily

LONG_AGO = 1_700_000_000_000


async def old_game(library: Library) -> str:
    operator = await library.users.operator()
    game = PlayedGame(
        id="01a20145-4b38-724b-b160-0eaef3134bda",
        owner_id=operator.id,
        quiz_id=None,
        quiz_version=None,
        title="Rivers",
        description="",
        document={},
        question_count=0,
        started_at=LONG_AGO,
        ended_at=LONG_AGO,
    )
    await library.results.save_game(game, [], [])
    return game.id


async def kept(library: Library) -> int:
    operator = await library.users.operator()
    return len((await library.results.of(operator.id)).items)


async def test_results_that_are_too_old_are_erased_by_the_job(tmp_path: Path) -> None:
    now = LONG_AGO
    library = Library(
        None,
        tmp_path,
        retention=Retention(results_days=400),
        passwords=PasswordCost(memory=8, rounds=1, lanes=1),
        clock=lambda: now,
    )
    await library.open()
    try:
        await old_game(library)
        async with clear_away_daily(library, first=0, every=0.01), asyncio.timeout(10):
            await asyncio.sleep(0.05)
            assert await kept(library) == 1
            now = LONG_AGO + 401 * DAY
            while await kept(library):  # noqa: ASYNC110 - a state of the database
                await asyncio.sleep(0.01)
    finally:
        await library.close()


async def test_a_database_that_fails_is_told_and_does_not_end_the_job(tmp_path: Path) -> None:
    library = Library(None, tmp_path / "missing" / "too")
    with capture_logs() as logs:
        async with clear_away_daily(library, first=0, every=0.01), asyncio.timeout(10):
            while len(logs) < 2:  # noqa: ASYNC110 - a plain list
                await asyncio.sleep(0.01)
    assert {entry["log_level"] for entry in logs} == {"error"}
    await library.close()
