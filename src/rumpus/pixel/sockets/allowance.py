"""How often a socket may say what: the published limits, as sliding windows (pixel.md 0.1, 2.1)."""

from collections import deque
from collections.abc import Mapping
from typing import Final, NamedTuple


class Limit(NamedTuple):
    """So many within so many milliseconds.

    `forgives`: an attempt that was refused for another reason does not count.
    """

    most: int
    window: int
    forgives: bool = False


GLOBAL: Final = Limit(50, 1_000)
LIMITS: Final[Mapping[str, Limit]] = {
    "submit-drawing": Limit(5, 60_000, forgives=True),
    "royale-submit": Limit(10, 60_000, forgives=True),
    "vote": Limit(3, 1_000),
    "create-room": Limit(3, 60_000),
    "join-room": Limit(5, 10_000),
    "change-name": Limit(5, 60_000),
    "copycat-rematch-vote": Limit(2, 10_000),
    "host-change-password": Limit(10, 60_000),
    "host-set-words": Limit(10, 60_000),
    "zombie-resync": Limit(10, 10_000),
}
"""Besides the published ones: `royale-submit` has a key of its own, and what costs much is bounded."""


class Allowance:
    """The windows of one socket. Times are monotonic milliseconds."""

    __slots__ = ("_all", "_by_event")

    def __init__(self) -> None:
        self._all: deque[int] = deque()
        self._by_event: dict[str, deque[int]] = {}

    def takes(self, event: str, now: int) -> int | None:
        """Count an event.

        Returns:
            None if it is within the limits; else for how many milliseconds the next one would be refused as well.
        """
        wait = _take(self._all, GLOBAL, now)
        limit = LIMITS.get(event)
        if wait is not None or limit is None:
            return wait
        return _take(self._by_event.setdefault(event, deque()), limit, now)

    def give_back(self, event: str) -> None:
        """The event was refused for another reason: where that is forgiven it did not count."""
        limit, times = LIMITS.get(event), self._by_event.get(event)
        if limit is not None and limit.forgives and times:
            times.pop()


def _take(times: deque[int], limit: Limit, now: int) -> int | None:
    while times and times[0] <= now - limit.window:
        times.popleft()
    if len(times) >= limit.most:
        return times[0] + limit.window - now
    times.append(now)
    return None
