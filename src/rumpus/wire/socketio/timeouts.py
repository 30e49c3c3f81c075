"""What ends by itself in the Socket.IO layer, on one wheel: no timer per client, and nothing of the clock."""

from __future__ import annotations

from typing import Protocol

TICK = 100
"""Milliseconds between two looks at the wheel: nothing ends later than that after its time, and nothing before."""


class Ending(Protocol):
    """Something that ends at its time unless that was cancelled."""

    def end(self) -> None:
        """The time is over."""


class Timeouts:
    """A wheel of times in milliseconds of a monotonic clock. Adding and cancelling cost the same however many wait."""

    __slots__ = ("_next", "_slots")

    def __init__(self) -> None:
        self._slots: dict[int, dict[Ending, None]] = {}
        self._next = 0

    def __bool__(self) -> bool:
        return bool(self._slots)

    def add(self, at: int, ending: Ending) -> int:
        """Let something end at a time, and return its slot, which `cancel` wants to know."""
        slot = -(-at // TICK)
        if not self._slots or slot < self._next:
            self._next = slot
        self._slots.setdefault(slot, {})[ending] = None
        return slot

    def cancel(self, slot: int, ending: Ending) -> None:
        """Let it not end; nothing happens if it has ended."""
        endings = self._slots.get(slot)
        if endings is not None:
            endings.pop(ending, None)
            if not endings:
                del self._slots[slot]

    def due(self, now: int) -> list[Ending]:
        """Take out everything whose time has come, in order."""
        due: list[Ending] = []
        while self._slots and self._next * TICK <= now:
            due.extend(self._slots.pop(self._next, ()))
            self._next += 1
        return due
