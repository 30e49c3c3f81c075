"""A clock that stands until a test moves it, for everything that takes the hall's Clock."""

import heapq
from collections import deque
from collections.abc import Callable


class ManualTimer:
    def __init__(self, at: int, order: int, callback: Callable[[], None]) -> None:
        self.at = at
        self.order = order
        self.callback: Callable[[], None] | None = callback

    def cancel(self) -> None:
        self.callback = None

    def __lt__(self, other: "ManualTimer") -> bool:
        return (self.at, self.order) < (other.at, other.order)


class ManualClock:
    """Milliseconds that pass by `advance`; what was asked for soon is called by `settle`."""

    def __init__(self, monotonic: int = 5_000, epoch: int = 1_800_000_000_000) -> None:
        self._monotonic = monotonic
        self._epoch_offset = epoch - monotonic
        self._soon: deque[Callable[[], None]] = deque()
        self._timers: list[ManualTimer] = []
        self._made = 0

    def monotonic_ms(self) -> int:
        return self._monotonic

    def epoch_ms(self) -> int:
        return self._monotonic + self._epoch_offset

    def call_soon(self, callback: Callable[[], None]) -> None:
        self._soon.append(callback)

    def call_at(self, at: int, callback: Callable[[], None]) -> ManualTimer:
        self._made += 1
        timer = ManualTimer(at, self._made, callback)
        heapq.heappush(self._timers, timer)
        return timer

    def settle(self) -> None:
        """Let loop turns pass, but no time, until nobody wants anything."""
        while self._soon or (self._timers and self._timers[0].at <= self._monotonic):
            while self._soon:
                self._soon.popleft()()
            while self._timers and self._timers[0].at <= self._monotonic:
                callback = heapq.heappop(self._timers).callback
                if callback is not None:
                    callback()

    def advance(self, ms: int) -> None:
        """Let time pass, timer by timer."""
        until = self._monotonic + ms
        self.settle()
        while self._timers and self._timers[0].at <= until:
            self._monotonic = max(self._monotonic, self._timers[0].at)
            self.settle()
        self._monotonic = until
        self.settle()

    def skip(self, ms: int) -> None:
        """Let time pass without calling anybody, as when the loop was busy or the machine slept."""
        self._monotonic += ms
