"""One wheel for the heartbeats of all sessions: no timer, task or future per client."""

from __future__ import annotations

import asyncio
from typing import Protocol

import structlog

logger = structlog.get_logger(__name__)

# After a stall the wheel does not catch up at once: answers of clients may lie unread in their sockets.
_MOST_STEPS = 5


class Sleeper(Protocol):
    """Something to be woken."""

    def wake(self) -> int:
        """Do what is due; return milliseconds until the next time, 0 for never."""


class Wheel:
    """Slots of sleepers that come round, one slot a tick. It turns only while somebody sleeps.

    Args:
        tick: milliseconds; wakings are late by up to one tick and never early.
        span: the longest delay in milliseconds.
    """

    __slots__ = ("_asleep", "_last", "_position", "_slots", "_tick", "_timer")

    def __init__(self, tick: int, span: int) -> None:
        self._tick = tick
        self._slots: list[list[Sleeper]] = [[] for _ in range(span // tick + 3)]
        self._position = 0
        self._asleep = 0
        self._last = 0.0
        self._timer: asyncio.TimerHandle | None = None

    def __len__(self) -> int:
        return self._asleep

    def add(self, sleeper: Sleeper, delay: int) -> None:
        """Wake it after so many milliseconds (at most the span; more is cut down to it)."""
        ahead = min(delay // self._tick + 2, len(self._slots) - 1)
        self._slots[(self._position + ahead) % len(self._slots)].append(sleeper)
        self._asleep += 1
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._last = loop.time()
            self._timer = loop.call_later(self._tick / 1000, self._turn)

    def stop(self) -> None:
        """Forget everybody."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        for slot in self._slots:
            slot.clear()
        self._asleep = 0

    def step(self) -> None:
        """Go on by one slot and wake who is in it."""
        self._position = (self._position + 1) % len(self._slots)
        slot = self._slots[self._position]
        if not slot:
            return
        self._slots[self._position] = []
        self._asleep -= len(slot)
        for sleeper in slot:
            try:
                delay = sleeper.wake()
            except Exception:  # one sleeper must not stop the wheel for all
                logger.exception("waking a sleeper failed")
                continue
            if delay:
                self.add(sleeper, delay)

    def _turn(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        tick = self._tick / 1000
        steps = int((now - self._last) / tick)
        self._last = now if steps > _MOST_STEPS else self._last + steps * tick
        for _ in range(min(steps, _MOST_STEPS)):
            self.step()
        self._timer = loop.call_later(tick, self._turn) if self._asleep else None
