"""Passwords of rooms: hashed outside of the loop, and guessed by nobody (pixel.md 4.3, 0.4)."""

import asyncio
import hmac
import secrets
from collections.abc import Hashable
from hashlib import scrypt
from typing import Final

from rumpus.pixel.sockets.limits import PixelLimits

AT_ONCE: Final = 2
"""Hashes that are made at the same time: each takes 16 MiB and a processor."""

MOST_WAITING: Final = 200

N, R, P, LENGTH, SALT = 16_384, 8, 1, 64, 32


class BusyError(Exception):
    """Too many passwords wait to be hashed."""


class Passwords:
    """Makes and compares what is kept of passwords."""

    __slots__ = ("_room", "_waiting")

    def __init__(self) -> None:
        self._room = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def made(self, password: str) -> str:
        """What is kept: salt and hash in hexadecimal.

        Raises:
            BusyError: too much waits already.
        """
        salt = secrets.token_bytes(SALT)
        return f"{salt.hex()}:{(await self._hash(password, salt)).hex()}"

    async def is_right(self, kept: str, password: str) -> bool:
        """Whether this is the password.

        Raises:
            BusyError: too much waits already.
        """
        salt, _, wanted = kept.partition(":")
        return hmac.compare_digest(await self._hash(password, bytes.fromhex(salt)), bytes.fromhex(wanted))

    async def _hash(self, password: str, salt: bytes) -> bytes:
        if self._waiting >= MOST_WAITING:
            raise BusyError
        self._waiting += 1
        try:
            async with self._room:
                return await asyncio.to_thread(
                    scrypt, password.encode(), salt=salt, n=N, r=R, p=P, dklen=LENGTH, maxmem=64 << 20
                )
        finally:
            self._waiting -= 1


class Guesses:
    """Counts guesses in windows. All times are monotonic milliseconds.

    Args:
        most: guesses within a window.
        window: milliseconds, from the first guess.
    """

    __slots__ = ("_counts", "_most", "_window")

    REMEMBERED: Final = 50_000

    def __init__(self, most: int, window: int) -> None:
        self._most = most
        self._window = window
        self._counts: dict[Hashable, tuple[int, int]] = {}

    def blocked_for(self, who: Hashable, now: int) -> int | None:
        """For how many milliseconds no guess is looked at; None if one is."""
        count, ends = self._counts.get(who, (0, now))
        return ends - now if ends > now and count >= self._most else None

    def guessed(self, who: Hashable, now: int) -> None:
        """A guess: wrong until `was_right`, so that many at the same time are no way around."""
        count, ends = self._counts.pop(who, (0, 0))
        self._counts[who] = (count + 1, ends) if ends > now else (1, now + self._window)
        if len(self._counts) > self.REMEMBERED:
            del self._counts[next(iter(self._counts))]

    def was_right(self, who: Hashable) -> None:
        """It was no guess."""
        self._counts.pop(who, None)

    def forgive(self, who: Hashable) -> None:
        """Take one guess back."""
        count, ends = self._counts.get(who, (0, 0))
        if count:
            self._counts[who] = (count - 1, ends)


class PasswordGuard:
    """How often a browser, and an address, may be wrong about the password of a room."""

    __slots__ = ("_address", "_browser")

    def __init__(self, limits: PixelLimits) -> None:
        self._browser = Guesses(limits.wrong_passwords, limits.password_window)
        self._address = Guesses(limits.wrong_passwords_per_address, limits.password_window)

    def blocked_for(self, address: str, browser: Hashable, code: str, now: int) -> int | None:
        """For how many milliseconds no password is looked at; None if one is."""
        waits = (
            self._browser.blocked_for((address, browser, code), now),
            self._address.blocked_for((address, code), now),
        )
        return max((wait for wait in waits if wait is not None), default=None)

    def guessed(self, address: str, browser: Hashable, code: str, now: int) -> None:
        """A password is about to be looked at."""
        self._browser.guessed((address, browser, code), now)
        self._address.guessed((address, code), now)

    def was_right(self, address: str, browser: Hashable, code: str) -> None:
        """It was right."""
        self._browser.was_right((address, browser, code))
        self._address.forgive((address, code))
