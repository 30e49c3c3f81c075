"""One account does not fill the worker that reads and writes files."""

import asyncio

from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.formats import export_quiz
from rumpus.quiz.formats.worker import MOST_OF_ONE
from rumpus.web.turns import Turns
from tests.quiz.formats import work
from tests.web.deployed import form
from tests.web.serving import Served


async def test_a_host_with_many_files_does_not_keep_others_waiting(site: Served) -> None:
    busy, other = await site.user("busy"), await site.user("other")
    worker = site.rumpus.worker
    jobs = [asyncio.create_task(worker.run_for(busy.id, work.sleep, 0.2)) for _ in range(MOST_OF_ONE)]
    await asyncio.sleep(0)
    data = export_quiz(demo_quiz("en"), "csv").data

    browser = await site.signed_in("busy")
    async with browser.post("/api/v2/imports", data=form(data, "demo.csv")) as response:
        assert response.status == 429
        assert response.headers["Retry-After"] == "10"
        assert (await response.json())["code"] == "too_many_files"
    async with browser.post("/api/v1/quiz/excel-import", data=form(data, "demo.xlsx")) as response:
        assert (response.status, set(await response.json())) == (429, {"detail"})

    browser = await site.signed_in("other")
    async with browser.post("/api/v2/imports", data=form(data, "demo.csv")) as response:
        assert response.status == 201
        assert (await response.json())["quiz"]["owner_id"] == other.id
    assert not jobs[-1].done(), "the other one had a turn in between"
    await asyncio.gather(*jobs)
    browser = await site.signed_in("busy")
    async with browser.post("/api/v2/imports", data=form(data, "demo.csv")) as response:
        assert response.status == 201


async def test_turns_of_one_account_do_not_overlap_and_leave_nothing() -> None:
    turns = Turns()
    inside: list[str] = []

    async def work_of(account: str) -> None:
        async with turns.of(account):
            assert account not in inside
            inside.append(account)
            await asyncio.sleep(0)
            inside.remove(account)

    tasks = [asyncio.create_task(work_of(account)) for account in "ababa"]
    await asyncio.sleep(0)
    assert sorted(inside) == ["a", "b"]
    tasks[2].cancel()
    results = await asyncio.gather(*tasks, return_exceptions=True)
    assert [type(one) for one in results].count(asyncio.CancelledError) == 1
    assert not turns._rows
