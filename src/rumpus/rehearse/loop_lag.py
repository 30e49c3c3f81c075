"""How late the event loop of the load itself is: a figure taken meanwhile tells of the load, not of the server."""

import asyncio
import time
from bisect import bisect_left

import msgspec

INTERVAL = 0.005
"""Seconds between two looks at the clock."""

TOO_LATE = 10.0
"""Milliseconds of lag from which on a figure is marked."""


class Lag(msgspec.Struct, frozen=True):
    """The lag within a stretch of time, in milliseconds."""

    p99: float = 0.0
    max: float = 0.0

    @property
    def too_late(self) -> bool:
        """Whether figures of this stretch are to be taken with care."""
        return self.max > TOO_LATE


class LoopLag:
    """Measures the lag of the running loop from `start` to `stop`; times are those of `time.monotonic`, in seconds."""

    def __init__(self) -> None:
        self._times: list[float] = []
        self._lags: list[float] = []
        self._due = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def start(self) -> None:
        """Begin to measure."""
        self._due = time.monotonic() + INTERVAL
        self._timer = asyncio.get_running_loop().call_later(INTERVAL, self._look)

    def stop(self) -> None:
        """End measuring; what was measured stays."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _look(self) -> None:
        now = time.monotonic()
        self._times.append(now)
        # A millisecond of lateness is the resolution of the loop's timers.
        self._lags.append(max(0.0, (now - self._due) * 1000 - 1))
        self.start()

    def between(self, begin: float, end: float) -> Lag:
        """The lag from `begin` to `end`; the look right after `end` belongs to it: it tells of what was before."""
        first, last = bisect_left(self._times, begin), bisect_left(self._times, end) + 1
        lags = sorted(self._lags[first:last])
        return Lag(lags[min(len(lags) - 1, int(len(lags) * 0.99))], lags[-1]) if lags else Lag()
