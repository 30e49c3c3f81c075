"""Many who write at once, in one process and in two."""

import asyncio
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from rumpus.library import ConflictError, Library, Verdict
from tests.library.builders import CHEAP, draft, save_game, teacher
from tests.until import until

NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150000)"

OTHER_PROCESS = """
import asyncio, sys
from pathlib import Path
from rumpus.library import Library

async def main() -> None:
    library = Library(sys.argv[1] or None, Path(sys.argv[2]))
    await library.open()
    for _ in range(40):
        await library.quizzes.count_view(sys.argv[3])
    await library.close()

asyncio.run(main())
"""


async def test_two_libraries_write_into_one_database(library: Library, database: str | None, tmp_path: Path) -> None:
    ada = await teacher(library)
    other = Library(database, tmp_path, passwords=CHEAP)
    await other.open()
    made = (await library.quizzes.create(ada.id, draft())).quiz
    await asyncio.gather(*(one.quizzes.count_view(made.id) for one in (library, other) for _ in range(30)))
    assert (await library.quizzes.look(made.id)).views == (await other.quizzes.look(made.id)).views == 60
    await other.close()


async def test_two_processes_write_into_one_database(library: Library, database: str | None, tmp_path: Path) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", OTHER_PROCESS, database or "", str(tmp_path), quiz_id
    )
    ended = asyncio.create_task(process.wait())
    views = 0
    while not ended.done():
        await library.quizzes.count_view(quiz_id)
        views += 1
        await asyncio.sleep(0)
    assert ended.result() == 0
    assert (await library.quizzes.look(quiz_id)).views == views + 40


async def test_readers_do_not_wait_for_a_writer(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    async with library._database.writing() as connection:
        await connection.execute(text("UPDATE quizzes SET views = 99"))
        seen = await asyncio.wait_for(library.quizzes.look(quiz_id), 5)
        assert seen.views == 0
    assert (await library.quizzes.look(quiz_id)).views == 99


async def test_reading_sees_one_moment(library: Library) -> None:
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    async with library._database.reading() as connection:
        count = text("SELECT sum(views) FROM quizzes")
        before = (await connection.execute(count)).scalar_one()
        await library.quizzes.count_view(quiz_id)
        assert (await connection.execute(count)).scalar_one() == before


async def test_reading_cannot_write(library: Library, kind: str) -> None:
    if kind == "sqlite":
        pytest.skip("only PostgreSQL has transactions that cannot write")
    with pytest.raises(Exception, match="read-only"):
        async with library._database.reading() as connection:
            await connection.execute(text("DELETE FROM quizzes"))


async def test_who_is_cancelled_while_writing_lets_go_at_once(library: Library) -> None:
    """Also while whoever cancelled keeps the exception, and with it a statement that was not read to its end."""
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft())).quiz.id
    writes = asyncio.Event()

    async def write() -> None:
        async with library._database.writing() as connection:
            await connection.execute(text("UPDATE quizzes SET views = 99"))
            writes.set()
            await connection.execute(text(f"{NUMBERS} SELECT i FROM n ORDER BY -i"))

    for _ in range(3):
        writes.clear()
        task = asyncio.create_task(write())
        await writes.wait()
        await asyncio.sleep(0.05)  # into the long statement, wherever in it
        task.cancel()
        (error,) = await asyncio.gather(task, return_exceptions=True)
        assert isinstance(error, asyncio.CancelledError)
        await asyncio.wait_for(library.quizzes.count_view(quiz_id), 8)
    assert (await library.quizzes.look(quiz_id)).views == 3


async def test_who_is_cancelled_again_and_again_does_not_keep_the_library_open(tmp_path: Path) -> None:
    """As a server that stops does to those whom it has told to hurry."""
    library = Library(None, tmp_path, passwords=CHEAP)
    await library.open()

    async def write() -> None:
        async with library._database.writing() as connection:
            await connection.execute(text(f"{NUMBERS} SELECT i FROM n ORDER BY -i"))

    for times in (1, 2, 3, 4):
        task = asyncio.create_task(write())
        await asyncio.sleep(0.05)  # into the long statement, wherever in it
        for _ in range(times):
            task.cancel()
            await asyncio.sleep(0)
        await asyncio.gather(task, return_exceptions=True)
    await asyncio.wait_for(library.close(), 8)
    await until(lambda: len(asyncio.all_tasks()) == 1)


async def test_everything_at_once(library: Library) -> None:
    """More work than there are connections, much of it on the same rows, some of it cancelled."""
    ada = await teacher(library)
    quiz_id = (await library.quizzes.create(ada.id, draft(), share="public")).quiz.id

    async def edit(number: int) -> None:
        try:
            await library.quizzes.save(quiz_id, draft(f"Rivers {number}"), expected=number + 1, saved_by=ada.id)
        except ConflictError:
            await library.quizzes.save(quiz_id, draft(f"Rivers {number}"), expected=None, saved_by=ada.id)

    async def work(number: int) -> None:
        await edit(number)
        await save_game(library, ada, f"game-{number}", quiz_id=quiz_id, quiz_version=1)
        await library.quizzes.search("rivers", scope="all", user_id=ada.id)
        await library.results.rescore(f"game-{number}", 0, lambda given: _flip(given.score), corrected_by=ada.id)
        if number % 3 == 0:
            await library.results.delete(f"game-{number}")

    tasks = [asyncio.create_task(work(number)) for number in range(15)]
    doomed = [asyncio.create_task(work(number)) for number in range(100, 110)]
    for number, task in enumerate(doomed):
        asyncio.get_running_loop().call_later(0.01 * number, task.cancel)
    await asyncio.gather(*tasks)
    await asyncio.gather(*doomed, return_exceptions=True)
    games = (await library.results.of(ada.id, limit=100)).items
    assert {f"game-{number}" for number in range(15) if number % 3} <= {game.id for game in games}
    for game in games:
        assert (game.player_count, game.answer_count) == (3, 5)
    newest = await library.quizzes.get(quiz_id)
    numbers = [one.number for one in (await library.quizzes.versions(quiz_id, limit=100)).items]
    assert numbers == list(range(newest.version, 0, -1))


def _flip(score: int) -> Verdict:
    return Verdict(score == 0, 0 if score else 100)
