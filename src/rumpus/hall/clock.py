"""The hall's clock: the only place where it asks for the time or to be called later. Tests give their own."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol


class Timer(Protocol):
    """A call that is still to come."""

    def cancel(self) -> None:
        """Do not call. Harmless when it was called or cancelled already."""


class Clock(Protocol):
    """Time in whole milliseconds, and calls in the one loop that everything of the hall runs in."""

    def monotonic_ms(self) -> int:
        """Milliseconds that never go back; the same base as the wire's `on_sent` times."""

    def epoch_ms(self) -> int:
        """Wall-clock time, milliseconds since 1970-01-01 UTC."""

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Call when the present loop turn is over."""

    def call_at(self, at: int, callback: Callable[[], None]) -> Timer:
        """Call at the monotonic time `at` or shortly after, never inside this call."""


class LoopClock:
    """The clock of a running asyncio or uvloop event loop."""

    __slots__ = ("_epoch_offset",)

    STEP = 20
    """Milliseconds by which wall clock and monotonic clock must have parted before epoch times follow: smaller
    differences are rounding, and would give the same deadline two numbers."""

    def __init__(self) -> None:
        self._epoch_offset = time.time_ns() // 1_000_000 - self.monotonic_ms()

    def monotonic_ms(self) -> int:
        """Milliseconds that never go back."""
        return time.monotonic_ns() // 1_000_000

    def epoch_ms(self) -> int:
        """Wall-clock time; steps of the system's clock are followed, rounding is not."""
        monotonic = self.monotonic_ms()
        offset = time.time_ns() // 1_000_000 - monotonic
        if abs(offset - self._epoch_offset) > self.STEP:
            self._epoch_offset = offset
        return monotonic + self._epoch_offset

    def call_soon(self, callback: Callable[[], None]) -> None:
        """Call in the next turn of the running loop."""
        asyncio.get_running_loop().call_soon(callback)

    def call_at(self, at: int, callback: Callable[[], None]) -> Timer:
        """Call at `at`. A loop's own time may have another base or resolution, so only the delay is handed on."""
        delay = max(0, at - self.monotonic_ms()) / 1000
        return asyncio.get_running_loop().call_later(delay, callback)
