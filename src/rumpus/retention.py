"""The daily job: what is older than the settings allow is erased from the library."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

import msgspec
import structlog

from rumpus.library import Library

log = structlog.get_logger()

FIRST: Final = 60.0
"""Seconds after the start: players come back first."""

DAY: Final = 24 * 60 * 60.0
AGAIN: Final = 60 * 60.0
"""Seconds until it is tried again when the database cannot be written."""


PATIENCE: Final = 10.0
"""Seconds that a stopping server waits for what is being erased just then."""


@asynccontextmanager
async def clear_away_daily(library: Library, *, first: float = FIRST, every: float = DAY) -> AsyncIterator[None]:
    """Clear away while this is entered: `first` seconds from now, then every `every` seconds."""
    stop = asyncio.Event()
    job = asyncio.get_running_loop().create_task(_clear_away(library, stop, first, every), name="retention")
    try:
        yield
    finally:
        stop.set()
        _, late = await asyncio.wait([job], timeout=PATIENCE)
        for task in late:
            task.cancel()


async def _clear_away(library: Library, stop: asyncio.Event, wait: float, every: float) -> None:
    while not await _stopped_within(stop, wait):
        wait = every
        try:
            expired = await library.expire()
        except Exception:
            log.exception("what is too old could not be erased")
            wait = min(every, AGAIN)
        else:
            log.info("erased what is too old", **msgspec.structs.asdict(expired))


async def _stopped_within(stop: asyncio.Event, seconds: float) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()
    return stop.is_set()
