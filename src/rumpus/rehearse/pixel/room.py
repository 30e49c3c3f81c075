"""What is known of one room while it is played: who is in it, what they were told, what went wrong."""

import time
from collections import Counter
from random import Random
from typing import Any, Final

import msgspec

from rumpus.rehearse.countdown import Countdown
from rumpus.rehearse.figures import Measured

QUIET = 170.0
"""Seconds after which a room in which nothing happens is given up; the longest phase is that of zombies, 150 s."""


MOVING: Final = frozenset({"endsAt", "submitTime"})
"""Times of the game's clock: a restart of the server moves them on that of the wall."""


class Room:
    """One room, as its players share it.

    Attributes:
        mode: its id.
        size: how many are to play in it.
        private: whether it has a code; else its players come in by matchmaking.
        code: None until its host has it.
        seated: how many have a seat.
        ended: counts players who have seen the end.
        over: whether all is over, so that nobody comes back.
        problems: what went wrong, in words, and how often.
        disagreements: what was told in two ways, or is not what follows from what was done.
        phases: how long after the first player the others heard of a new phase.
        figures: further times, by what was measured.
        reconnects: how often somebody came back.
        told: by event and occasion, what all were told alike.
    """

    def __init__(self, mode: str, size: int, *, private: bool, think: float, dice: Random) -> None:
        self.mode = mode
        self.size = size
        self.private = private
        self.dice = dice
        self.code: str | None = None
        self.seated = 0
        self.ended = Countdown(size)
        self.over = False
        self.problems: Counter[str] = Counter()
        self.disagreements: Counter[str] = Counter()
        self.phases = Measured()
        self.figures: dict[str, Measured] = {}
        self.reconnects = 0
        self.told: dict[tuple[str, object], Any] = {}
        self.active_at = time.monotonic()
        self._encoded: dict[tuple[str, object], bytes] = {}
        self._first: dict[tuple[str, int], float] = {}
        self._think = think

    def thought(self, longest: float) -> float:
        """Seconds after which a player does something that must be done within `longest` seconds."""
        return self.dice.uniform(0.1, max(0.2, min(self._think, longest)))

    def entered(self, phase: str, occasion: int, now: float) -> None:
        """A player heard of a phase; `occasion` counts how often it has been in this phase."""
        first = self._first.setdefault((phase, occasion), now)
        if first == now:
            self.active_at = now
        else:
            self.phases.add(first, now)

    def agree(self, event: str, occasion: object, payload: dict[str, Any]) -> None:
        """A player was told something that all must be told alike."""
        key = (event, occasion)
        encoded = msgspec.json.encode(_timeless(payload))
        if key not in self._encoded:
            self._encoded[key] = encoded
            self.told[key] = payload
        elif self._encoded[key] != encoded:
            self.disagreements[f"{event} was not the same for all"] += 1

    def measure(self, what: str, begin: float, end: float) -> None:
        """Something took from `begin` to `end`."""
        self.figures.setdefault(what, Measured()).add(begin, end)

    def events(self, event: str) -> list[Any]:
        """What was told by all such events, in order."""
        return [payload for (name, _), payload in self.told.items() if name == event]

    async def play(self) -> None:
        """Wait until everybody has seen the end, or nothing happens any more."""
        while await self.ended.wait(1.0):
            if time.monotonic() - self.active_at > QUIET:
                self.problems["players did not see the end of a game"] += self.ended.left
                return


def _timeless(told: Any) -> Any:
    if isinstance(told, dict):
        return {name: _timeless(value) for name, value in told.items() if name not in MOVING}
    return [_timeless(value) for value in told] if isinstance(told, list) else told
