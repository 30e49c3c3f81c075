"""The worker process: its limits hold, the loop goes on meanwhile, and the next job finds a worker again."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable

import pytest

from rumpus.quiz.formats import Imported, ImportFailed, Worker, export_quiz, import_quiz
from rumpus.quiz.formats.worker import MOST_OF_ONE, MOST_WAITING
from tests.quiz.formats import work
from tests.quiz.formats.quizzes import quiz
from tests.quiz.formats.workbooks import with_sheet


@pytest.fixture
async def worker() -> AsyncIterator[Worker]:
    found = Worker(timeout=20)
    yield found
    await found.close()


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


async def test_work_is_done_elsewhere_by_one_process(worker: Worker) -> None:
    first = await worker.run(work.pid)
    assert first != os.getpid()
    assert [await worker.run(work.doubled, number) for number in range(3)] == [0, 2, 4]
    assert await worker.run(work.pid) == first


async def test_quizzes_and_reports_come_back_whole(worker: Worker) -> None:
    exported = await worker.run(export_quiz, quiz(), "cqa")
    assert exported == export_quiz(quiz(), "cqa")
    imported = await worker.run(import_quiz, exported.data, "x.cqa", language="de")
    assert isinstance(imported, Imported)
    assert imported == import_quiz(exported.data, "x.cqa", language="de")


async def test_refusals_come_back_as_they_were(worker: Worker) -> None:
    with pytest.raises(ImportFailed) as failed:
        await worker.run(work.refuse)
    assert (failed.value.note.code, failed.value.note.values) == ("too_many_rows", {"limit": 3})
    far = '<sheetData><row r="9999999"><c r="XFD9999999"><v>1</v></c></row></sheetData>'
    with pytest.raises(ImportFailed) as failed:
        await worker.run(import_quiz, with_sheet(far))
    assert failed.value.note.code == "too_many_rows"


@pytest.mark.parametrize("function", [work.spin, work.sleep_long])
async def test_what_takes_too_long_is_cut_off(function: Callable[[], None]) -> None:
    worker = Worker(timeout=1.5)
    try:
        before = await worker.run(work.pid)
        with pytest.raises(ImportFailed) as failed:
            await worker.run(function)
        assert failed.value.note.code == "took_too_long"
        assert not is_alive(before)
        assert await worker.run(work.doubled, 4) == 8
    finally:
        await worker.close()


async def test_what_takes_too_much_memory_is_cut_off(worker: Worker) -> None:
    with pytest.raises(ImportFailed) as failed:
        await worker.run(work.greedy, 4_000)
    assert failed.value.note.code == "too_much_memory"
    assert await worker.run(work.greedy, 100) == 100 * 1024 * 1024


async def test_a_dead_worker_is_replaced(worker: Worker) -> None:
    for _ in range(2):
        with pytest.raises(ImportFailed) as failed:
            await worker.run(work.die)
        assert failed.value.note.code == "worker_died"
    assert await worker.run(work.doubled, 5) == 10


@pytest.mark.parametrize("function", [work.break_down, work.lie])
async def test_faults_of_ours_are_no_exceptions_of_others(worker: Worker, function: Callable[[], object]) -> None:
    with pytest.raises(ImportFailed) as failed:
        await worker.run(function)
    assert failed.value.note.code == "worker_died"


async def test_what_a_job_prints_disturbs_nobody(worker: Worker) -> None:
    assert await worker.run(work.print_much) == 1


async def test_the_loop_goes_on_meanwhile(worker: Worker) -> None:
    await worker.run(work.pid)
    job = asyncio.create_task(worker.run(work.sleep, 0.5))
    longest = 0.0
    while not job.done():
        before = time.monotonic()
        await asyncio.sleep(0.005)
        longest = max(longest, time.monotonic() - before)
    await job
    assert longest < 0.25


async def test_too_many_jobs_are_told_to_come_later(worker: Worker) -> None:
    jobs = [asyncio.create_task(worker.run(work.sleep, 0.01)) for _ in range(MOST_WAITING + 5)]
    results = await asyncio.gather(*jobs, return_exceptions=True)
    busy = [result for result in results if isinstance(result, ImportFailed)]
    assert {failed.note.code for failed in busy} == {"busy"}
    assert results.count(None) == MOST_WAITING


async def test_one_account_has_few_jobs_at_once(worker: Worker) -> None:
    jobs = [asyncio.create_task(worker.run_for("anna", work.doubled, number)) for number in range(MOST_OF_ONE + 2)]
    results = await asyncio.gather(*jobs, worker.run_for("berta", work.doubled, 50), return_exceptions=True)
    refused = [one.note for one in results if isinstance(one, ImportFailed)]
    assert [(note.code, note.values) for note in refused] == [("too_many_own", {"limit": MOST_OF_ONE})] * 2
    assert [one for one in results if isinstance(one, int)] == [0, 2, 4, 6, 100]
    assert await worker.run_for("anna", work.doubled, 6) == 12


async def test_accounts_take_turns(worker: Worker) -> None:
    done: list[str] = []

    async def one(account: str) -> None:
        await worker.run_for(account, work.doubled, 1)
        done.append(account)

    await asyncio.gather(*(one(account) for account in ("anna", "anna", "anna", "berta", "carl", "berta")))
    assert done == ["anna", "berta", "carl", "anna", "berta", "anna"]


async def test_who_gives_up_leaves_the_row(worker: Worker) -> None:
    slow = asyncio.create_task(worker.run_for("anna", work.sleep, 0.3))
    waiting = [asyncio.create_task(worker.run_for("anna", work.sleep, 60)) for _ in range(MOST_OF_ONE - 1)]
    await asyncio.sleep(0)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    assert await worker.run_for("anna", work.doubled, 7) == 14
    assert slow.done()


async def test_closing_refuses_who_still_waits() -> None:
    worker = Worker()
    jobs = [asyncio.create_task(worker.run_for(account, work.sleep, 60)) for account in ("anna", "anna", "berta")]
    await asyncio.sleep(0)
    await worker.close()
    results = await asyncio.gather(*jobs, return_exceptions=True)
    assert all(isinstance(one, ImportFailed) for one in results)


async def test_a_request_that_is_given_up_does_not_disturb_the_next(worker: Worker) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.3):
            await worker.run(work.sleep, 1)
    assert await worker.run(work.doubled, 6) == 12


async def test_a_worker_is_replaced_after_so_many_jobs_and_when_idle() -> None:
    worker = Worker(jobs=2, idle=0.2)
    try:
        pids = [await worker.run(work.pid) for _ in range(5)]
        assert len(set(pids)) == 3
        deadline = time.monotonic() + 10
        while is_alive(pids[-1]):
            assert time.monotonic() < deadline
            await asyncio.sleep(0.02)
        assert await worker.run(work.pid) not in pids
    finally:
        await worker.close()


async def test_closing_ends_the_process_even_at_work() -> None:
    worker = Worker()
    pid = await worker.run(work.pid)
    job = asyncio.create_task(worker.run(work.sleep, 60))
    await asyncio.sleep(0)
    await worker.close()
    with pytest.raises(ImportFailed):
        await job
    assert not is_alive(pid)
    with pytest.raises(ImportFailed):
        await worker.run(work.pid)


async def test_secrets_in_the_environment_stay_here(worker: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUMPUS_OPERATOR_KEY", "secret")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
    assert await worker.run(work.variables) == []
