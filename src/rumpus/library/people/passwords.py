"""Passwords: hashed with Argon2id, off the loop, a few at a time."""

import asyncio
import unicodedata
from typing import Final

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from rumpus.library.errors import RefusedError

SHORTEST: Final = 8
LONGEST: Final = 200
"""Characters of a password."""


class PasswordCost(msgspec.Struct, frozen=True, kw_only=True):
    """What a hash costs: RFC 9106's second recommendation. Hashes of another cost are renewed at the next sign-in.

    Attributes:
        memory: KiB for each hash that is being made.
        rounds: passes over the memory.
        lanes: threads.
        at_once: hashes made at the same time; others wait.
    """

    memory: int = 64 * 1024
    rounds: int = 3
    lanes: int = 4
    at_once: int = 2


class Passwords:
    """Makes and checks hashes."""

    def __init__(self, cost: PasswordCost) -> None:
        self._hasher = PasswordHasher(time_cost=cost.rounds, memory_cost=cost.memory, parallelism=cost.lanes)
        self._room = asyncio.Semaphore(cost.at_once)
        self._nobody: str | None = None

    async def hash(self, password: str) -> str:
        """The hash of a new password.

        Raises:
            RefusedError: it is too short or too long.
        """
        if not SHORTEST <= len(password) <= LONGEST:
            raise RefusedError("password", f"A password has {SHORTEST} to {LONGEST} characters.")
        return await self._made(_spelled(password))

    async def matches(self, password: str, kept: str | None) -> bool:
        """Whether this is the password of a hash. Without a hash it takes as long, and is not."""
        if len(password) > LONGEST:
            return False
        if kept is None:
            if self._nobody is None:
                self._nobody = await self._made("nobody has this")
            kept = self._nobody
            password = "not this"  # noqa: S105 - nobody's
        async with self._room:
            return await asyncio.to_thread(self._verify, kept, _spelled(password))

    def is_outdated(self, kept: str) -> bool:
        """Whether a hash was made with another cost than today's."""
        return self._hasher.check_needs_rehash(kept)

    async def _made(self, password: str) -> str:
        async with self._room:
            return await asyncio.to_thread(self._hasher.hash, password)

    def _verify(self, kept: str, password: str) -> bool:
        try:
            return self._hasher.verify(kept, password)
        except (VerificationError, InvalidHashError):
            return False


def _spelled(password: str) -> str:
    # The same password typed on another keyboard may come as other code points. A lone surrogate is nobody's letter.
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()
