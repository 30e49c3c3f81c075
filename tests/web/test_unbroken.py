"""Answers that are read piece by piece: what is being read when somebody goes away comes to its end."""

import asyncio
from collections.abc import AsyncGenerator
from typing import Any

import aiohttp
import pytest

from rumpus.library import Answer
from rumpus.web.unbroken import unbroken
from tests.web.serving import Served
from tests.web.test_large import played


async def numbers(said: list[str], fails_at: int = 9) -> AsyncGenerator[bytes, None]:
    try:
        for number in range(4):
            said.append(f"begins {number}")
            await asyncio.sleep(0)
            await asyncio.sleep(0)
            if number == fails_at:
                raise LookupError(number)
            said.append(f"ends {number}")
            yield str(number).encode()
    finally:
        said.append("closed")


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


async def test_pieces_are_the_same_and_errors_too() -> None:
    said: list[str] = []
    assert [piece async for piece in unbroken(numbers(said))] == [b"0", b"1", b"2", b"3"]
    assert said[-1] == "closed"
    pieces = unbroken(numbers(said, fails_at=1))
    assert await anext(pieces) == b"0"
    with pytest.raises(LookupError):
        await anext(pieces)


@pytest.mark.parametrize("turns", range(1, 12))
async def test_who_goes_away_at_any_moment_breaks_no_piece(turns: int) -> None:
    said: list[str] = []

    async def read() -> None:
        async for _ in unbroken(numbers(said, fails_at=2)):
            await asyncio.sleep(0)

    reader = asyncio.create_task(read())
    for _ in range(turns):
        await asyncio.sleep(0)
    reader.cancel()
    reader.cancel()
    await asyncio.gather(reader, return_exceptions=True)
    begun = [one.split()[1] for one in said if one.startswith("begins")]
    await settled()
    if begun:
        assert said[-1] == "closed"
    assert [one.split()[1] for one in said if one.startswith("ends")] == [one for one in begun if one != "2"]


async def test_a_page_that_is_closed_breaks_no_statement(site: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    teacher = await site.user("teacher")
    browser = await site.signed_in("teacher")
    game_id = await played(site, teacher, 60)
    each = site.library.results.each_answer
    begun, ended, closed = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def slow(*args: Any, **options: Any) -> AsyncGenerator[list[Answer], None]:
        async for chunk in each(*args, **options):
            begun.set()
            await asyncio.wait_for(closed.wait(), 5)
            await asyncio.sleep(0.1)  # the server hears of it meanwhile
            ended.set()
            yield chunk

    monkeypatch.setattr(site.library.results, "each_answer", slow)
    for path in (f"/api/v2/results/{game_id}/answers", f"/api/v1/results/{game_id}"):
        for event in (begun, ended, closed):
            event.clear()
        reading = asyncio.create_task(_read(browser, path))
        await asyncio.wait_for(begun.wait(), 5)
        reading.cancel()
        closed.set()
        await asyncio.wait_for(ended.wait(), 5)


async def _read(browser: aiohttp.ClientSession, path: str) -> bytes:
    async with browser.get(path) as response:
        return await response.read()
