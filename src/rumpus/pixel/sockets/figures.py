"""Figures of which only the latest counts: gathered for each room, and told on one timer (pixel.md 0.5)."""

import asyncio
from collections.abc import Callable
from typing import Final

from structlog import get_logger

EVERY: Final = 100
"""Milliseconds between two figures of one kind in one room."""

_log = get_logger(__name__)


class Figures:
    """Gathers what is to be told, by room and kind; what comes later replaces what came before."""

    __slots__ = ("_due", "_every", "_timer")

    def __init__(self, every: int = EVERY) -> None:
        self._every = every
        self._due: dict[tuple[str, str], Callable[[], None]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def note(self, room: str, kind: str, tell: Callable[[], None]) -> None:
        """This is to be told at the next time."""
        self._due[room, kind] = tell
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(self._every / 1000, self._tell)

    def drop(self, room: str) -> None:
        """What is due for a room is out of date."""
        for key in [key for key in self._due if key[0] == room]:
            del self._due[key]

    def _tell(self) -> None:
        self._timer = None
        due, self._due = self._due, {}
        for tell in due.values():
            try:
                tell()
            except Exception:  # noqa: BLE001 - one room's figure must not silence the others
                _log.exception("telling a figure failed")
