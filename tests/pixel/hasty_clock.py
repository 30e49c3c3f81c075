"""A clock that goes like any other, and jumps over the time that a test does not want to wait."""

import asyncio
import time
from collections.abc import Callable

from rumpus.hall import LoopClock


class HastyTimer:
    def __init__(self, clock: "HastyClock", at: int, callback: Callable[[], None]) -> None:
        self.clock = clock
        self.at = at
        self.callback = callback
        delay = max(0, at - clock.monotonic_ms()) / 1000
        self.handle = asyncio.get_running_loop().call_later(delay, self.run)

    def run(self) -> None:
        self.cancel()
        self.callback()

    def cancel(self) -> None:
        self.handle.cancel()
        self.clock.timers.discard(self)


class HastyClock(LoopClock):
    """The clock of a running loop, and some time ahead of it."""

    def __init__(self) -> None:
        self.ahead = 0
        super().__init__()
        self.epoch_offset = time.time_ns() // 1_000_000 - self.monotonic_ms()
        self.timers: set[HastyTimer] = set()

    def monotonic_ms(self) -> int:
        return time.monotonic_ns() // 1_000_000 + self.ahead

    def epoch_ms(self) -> int:
        return self.monotonic_ms() + self.epoch_offset

    def call_at(self, at: int, callback: Callable[[], None]) -> HastyTimer:
        timer = HastyTimer(self, at, callback)
        self.timers.add(timer)
        return timer

    async def passes(self, ms: int) -> None:
        """Let time pass, timer by timer, and let what follows from each be said."""
        until = self.monotonic_ms() + ms
        while due := [timer for timer in self.timers if timer.at <= until]:
            timer = min(due, key=lambda timer: timer.at)
            self.ahead += max(0, timer.at - self.monotonic_ms())
            timer.run()
            for _ in range(3):
                await asyncio.sleep(0)
        self.ahead += max(0, until - self.monotonic_ms())

    def close(self) -> None:
        """Nothing is due any more."""
        for timer in list(self.timers):
            timer.cancel()
