"""Waiting until so many things have happened, without a task for each."""

import asyncio


class Countdown:
    """Reaches zero when `one` was called as often as things were expected."""

    __slots__ = ("_zero", "left")

    def __init__(self, expected: int) -> None:
        self.left = expected
        self._zero = asyncio.Event()
        if not expected:
            self._zero.set()

    def one(self) -> None:
        """One of them happened."""
        self.left -= 1
        if self.left <= 0:
            self._zero.set()

    async def wait(self, seconds: float) -> int:
        """Wait until all have happened, at most `seconds`; give how many are missing."""
        try:
            async with asyncio.timeout(max(0.0, seconds)):
                await self._zero.wait()
        except TimeoutError:
            pass
        return max(0, self.left)
