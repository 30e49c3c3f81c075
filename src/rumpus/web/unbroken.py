"""Answers that are read from the library piece by piece, and each piece to its end.

Whoever closes the page meanwhile cancels the answer. In the middle of a statement that would cost a connection to the
database, so the piece that is being read comes to its end without anybody, and no other one is begun.
"""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from typing import Any, Final

_LEFT: Final[set[asyncio.Task[None]]] = set()
"""Ends of answers. The loop itself does not hold on to tasks."""


async def unbroken(pieces: AsyncGenerator[bytes, None]) -> AsyncIterator[bytes]:
    """The same pieces. What they raise is raised."""
    reading: asyncio.Task[bytes | None] | None = None
    try:
        while True:
            reading = asyncio.create_task(_next(pieces))
            piece = await asyncio.shield(reading)
            if piece is None:
                return
            yield piece
    finally:
        ending = asyncio.create_task(_end(reading, pieces))
        _LEFT.add(ending)
        ending.add_done_callback(_LEFT.discard)


async def _next(pieces: AsyncGenerator[bytes, None]) -> bytes | None:
    return await anext(pieces, None)


async def _end(reading: asyncio.Task[Any] | None, pieces: AsyncGenerator[bytes, None]) -> None:
    if reading is not None:
        # Whether it failed is for nobody any more.
        await asyncio.gather(reading, return_exceptions=True)
    await pieces.aclose()
