"""Wrong pins, counted: six digits are no secret from somebody who may try them all."""

from collections import Counter

PER_ADDRESS = 100
"""Wrong pins (and wrong host secrets) of one address within a window, over all doors together."""

IN_ALL = 5_000
"""Wrong pins of everybody within a window. Then addresses that were wrong before wait for the next one."""

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
        wrong = self._wrong.get(address, 0)
        return wrong < PER_ADDRESS and (self._count < IN_ALL or wrong == 0)

    def was_wrong(self, address: str, now: float) -> None:
        """A pin from this address led nowhere."""
        if now >= self._window_ends:
            self._wrong.clear()
            self._count = 0
            self._window_ends = now + WINDOW_MS
        # Beyond the limit nobody is told anything, so nothing is gained by remembering more addresses.
        if self._count < IN_ALL or address in self._wrong:
            self._wrong[address] += 1
            self._count += 1
