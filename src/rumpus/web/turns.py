"""What somebody does one after another, however many requests come at once: looking first, and writing then.

Turns are taken within this process. What must hold beyond it stands in transactions of the library.
"""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Who does it now, and how many wait, by account."""

    __slots__ = ("_rows",)

    def __init__(self) -> None:
        self._rows: dict[str, tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def of(self, account: str) -> AsyncIterator[None]:
        """This account's turn: others of it wait until it is over."""
        lock, count = self._rows.get(account, (asyncio.Lock(), 0))
        self._rows[account] = lock, count + 1
        try:
            async with lock:
                yield
        finally:
            lock, count = self._rows.pop(account)
            if count > 1:
                self._rows[account] = lock, count - 1
