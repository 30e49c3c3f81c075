"""How many accounts may be asked for from one address: each costs the making of a hash. In memory only."""

import time
from collections import OrderedDict
from typing import Final

from rumpus.library import TooManyAttemptsError

AT_ONCE: Final = 60
"""A school sits behind one address, and registers its teachers on one afternoon."""

EVERY: Final = 60.0
"""Seconds after which one more may ask."""

REMEMBERED: Final = 10_000


class Registrations:
    """Counts who asks for an account."""

    def __init__(self) -> None:
        self._asked: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def begin(self, address: str) -> None:
        """Somebody at this address asks.

        Raises:
            TooManyAttemptsError: too many did.
        """
        now = time.monotonic()
        level, since = self._asked.pop(address, (0.0, now))
        level = max(0.0, level - (now - since) / EVERY)
        over = level + 1 - AT_ONCE
        self._asked[address] = (level if over > 0 else level + 1, now)
        if len(self._asked) > REMEMBERED:
            self._asked.popitem(last=False)
        if over > 0:
            raise TooManyAttemptsError(round(over * EVERY * 1000))
