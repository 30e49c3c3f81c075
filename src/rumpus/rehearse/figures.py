"""Times that were measured, and what is told of them: quantiles, with the lag of the load itself beside them."""

from collections.abc import Sequence

import msgspec

from rumpus.rehearse.loop_lag import LoopLag


class Figure(msgspec.Struct, frozen=True):
    """What was measured of one thing. All times are milliseconds.

    Attributes:
        name: what was measured, in words.
        count: how many times.
        lag: the worst lag of the load's own loop meanwhile.
        lagged: whether that lag makes the figure doubtful.
    """

    name: str
    count: int
    p50: float
    p99: float
    max: float
    lag: float
    lagged: bool


class Measured:
    """Collects times of one thing in one stretch of time; all in seconds as `time.monotonic` gives them."""

    __slots__ = ("begin", "durations", "end")

    def __init__(self) -> None:
        self.durations: list[float] = []
        self.begin = float("inf")
        self.end = 0.0

    def add(self, begin: float, end: float) -> None:
        """One more took from `begin` to `end`."""
        self.durations.append(end - begin)
        self.begin = min(begin, self.begin)
        self.end = max(end, self.end)


def figure(name: str, parts: Sequence[Measured], lag: LoopLag) -> Figure:
    """One figure of what was measured in several stretches of time; the lag counts within those stretches only."""
    durations = sorted(duration for part in parts for duration in part.durations)
    if not durations:
        return Figure(name, 0, 0.0, 0.0, 0.0, 0.0, lagged=False)
    worst = max((lag.between(part.begin, part.end) for part in parts if part.durations), key=lambda each: each.max)
    p50, p99, longest = (round(quantile(durations, share) * 1000, 2) for share in (0.5, 0.99, 1.0))
    return Figure(name, len(durations), p50, p99, longest, round(worst.max, 1), worst.too_late)


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value below which `share` of the values lie; `ordered` is sorted and not empty."""
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]
