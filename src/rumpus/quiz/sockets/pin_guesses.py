"""Wrong pins, counted: six digits are no secret from somebody who may try them all."""

from collections import Counter

from rumpus.wire.engineio.limits import address_key

PER_ADDRESS = 100
"""Wrong pins (and wrong host secrets) of one address within a window, over all doors together."""

IN_ALL = 5_000
"""Wrong pins of everybody within a window. Then addresses that were wrong before wait for the next one."""

MOST_ADDRESSES = 50_000
"""Addresses that are remembered within a window. When so many were wrong, everybody waits for the next one."""

WINDOW_MS = 60_000


class PinGuesses:
    """Counts wrong pins in windows of a minute. All times are monotonic milliseconds.

    An address over its limit is not even told whether its next pin is right; others never notice, so that a
    class behind one address is not locked out by somebody elsewhere.
    """

    __slots__ = ("_count", "_window_ends", "_wrong")

    def __init__(self) -> None:
        self._wrong: Counter[str] = Counter()
        self._count = 0
        self._window_ends = 0.0

    def may_try(self, address: str, now: float) -> bool:
        """Whether a pin from this address is looked up at all."""
        if now >= self._window_ends:
            return True
        wrong = self._wrong.get(address_key(address), 0)
        if self._count < IN_ALL:
            return wrong < PER_ADDRESS
        return wrong == 0 and len(self._wrong) < MOST_ADDRESSES

    def was_wrong(self, address: str, now: float) -> None:
        """A pin from this address led nowhere."""
        if now >= self._window_ends:
            self._wrong.clear()
            self._count = 0
            self._window_ends = now + WINDOW_MS
        key = address_key(address)
        if key in self._wrong or len(self._wrong) < MOST_ADDRESSES:
            self._wrong[key] += 1
            self._count += 1
