"""Limits wrong passwords, by account and by address. In memory only: no address is ever stored."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Final

from rumpus.library.clock import MINUTE, SECOND, Clock
from rumpus.library.errors import TooManyAttemptsError

REMEMBERED: Final = 20_000
"""Accounts and addresses that are remembered; who was quiet longest is forgotten first."""


class _Bucket:
    """Allows `room` attempts at once; each comes back after `refill` milliseconds."""

    __slots__ = ("_levels", "_refill", "_room")

    def __init__(self, room: int, refill: int) -> None:
        self._room = room
        self._refill = refill
        self._levels: OrderedDict[Hashable, tuple[float, int]] = OrderedDict()

    def wait(self, who: Hashable, now: int) -> int:
        """Milliseconds until there is room for an attempt."""
        return max(0, round((self._level(who, now) - self._room + 1) * self._refill))

    def add(self, who: Hashable, now: int, count: int) -> None:
        """An attempt was made (1), or taken back (-1)."""
        level = max(0.0, self._level(who, now) + count)
        self._levels.pop(who, None)
        if level > 0:
            self._levels[who] = (level, now)
        if len(self._levels) > REMEMBERED:
            self._levels.popitem(last=False)

    def forget(self, who: Hashable) -> None:
        """All attempts are forgiven."""
        self._levels.pop(who, None)

    def _level(self, who: Hashable, now: int) -> float:
        level, since = self._levels.get(who, (0.0, now))
        return max(0.0, level - max(0, now - since) / self._refill)


class Attempts:
    """Attempts to sign in.

    Ten for an account from one address, then one in 90 s. A hundred for an account from all addresses together, so
    that a stranger who guesses does not lock a teacher out soon; a hundred from an address, for a school may sit
    behind one.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._both = _Bucket(10, 90 * SECOND)
        self._account = _Bucket(100, 9 * SECOND)
        self._address = _Bucket(100, MINUTE // 4)

    def begin(self, account: str, address: str | None) -> None:
        """Somebody tries: counted at once, so that many at the same moment do not slip through.

        Args:
            account: whose password it should be.
            address: where it comes from; None for who is signed in, and guesses at one account only.

        Raises:
            TooManyAttemptsError: not now.
        """
        now = self._clock()
        wait = max(bucket.wait(who, now) for bucket, who in self._all(account, address))
        if wait > 0:
            raise TooManyAttemptsError(wait)
        for bucket, who in self._all(account, address):
            bucket.add(who, now, 1)

    def succeeded(self, account: str, address: str | None) -> None:
        """It was the right password, so it does not count."""
        now = self._clock()
        self._both.forget((account, address))
        for bucket, who in self._wide(account, address):
            bucket.add(who, now, -1)

    def _all(self, account: str, address: str | None) -> list[tuple[_Bucket, Hashable]]:
        return [(self._both, (account, address)), *self._wide(account, address)]

    def _wide(self, account: str, address: str | None) -> list[tuple[_Bucket, Hashable]]:
        """All addresses of the account, and all accounts of the address."""
        of_address: list[tuple[_Bucket, Hashable]] = [] if address is None else [(self._address, address)]
        return [(self._account, account), *of_address]
