"""Things that must be done within the same time, with one timer for all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

import structlog

T = TypeVar("T")

logger = structlog.get_logger(__name__)


class Deadlines(Generic[T]):
    """Items that expire a fixed time after they were added; those added first expire first.

    Args:
        delay: milliseconds.
        expired: called with an item whose time is over.
    """

    __slots__ = ("_at", "_delay", "_expired", "_timer")

    def __init__(self, delay: int, expired: Callable[[T], None]) -> None:
        self._delay = delay / 1000
        self._expired = expired
        self._at: dict[T, float] = {}
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return len(self._at)

    def add(self, item: T) -> None:
        """Start the time of an item, anew if it is known."""
        loop = asyncio.get_running_loop()
        self._at.pop(item, None)
        self._at[item] = loop.time() + self._delay
        if self._timer is None:
            self._timer = loop.call_later(self._delay, self._sweep)

    def discard(self, item: T) -> None:
        """It is done, or given up."""
        self._at.pop(item, None)

    def stop(self) -> None:
        """Forget all."""
        self._at.clear()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _sweep(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        self._timer = None
        while self._at:
            item, at = next(iter(self._at.items()))
            if at > now:
                self._timer = loop.call_later(at - now, self._sweep)
                return
            del self._at[item]
            try:
                self._expired(item)
            except Exception:  # one item must not keep the others
                logger.exception("a deadline could not be enforced")
