"""A server whose phases begin and end when a test says so."""

import json
import sys
import time
from dataclasses import dataclass, field

from tests.browser.server_process import PATIENCE, ServerProcess

HELD = 200
"""Seconds that a phase lasts which a test ends: longer than it needs, and fewer than a zombie-delta can tell (255)."""


@dataclass
class SteeredServer(ServerProcess):
    """A server that plays by the rules, with times of a test's own.

    Until told otherwise it is like any other, but that a seat waits for a minute.
    """

    _orders: int = field(default=0, init=False)

    def hold(self, mode: str, *phases: str) -> None:
        """From now on these phases of a mode last until `go_on`, or until everybody has done what there is to do."""
        self.last(mode, dict.fromkeys(phases, HELD))

    def last(self, mode: str, phases: dict[str, float]) -> None:
        """From now on these phases of a mode last so many seconds."""
        self._order(mode=mode, lasts={phase: int(seconds * 1000) for phase, seconds in phases.items()})

    def go_on(self, phase: str, *, or_over: bool = False) -> None:
        """The phase, which runs now (`or_over`: if it still does), is over; a lobby is whose time runs."""
        self._order(ends=phase, **{"in": 0}, or_over=or_over)

    def end_in(self, phase: str, seconds: float) -> None:
        """The phase, which runs now, ends in so many seconds. A page that is loaded anew then knows that."""
        self._order(ends=phase, **{"in": int(seconds * 1000)}, or_over=False)

    def supply(self, every: float) -> None:
        """From now on something new appears in arenas every so many seconds."""
        self._order(things_every=int(every * 1000))

    def start(self) -> None:
        """Start it; nothing is held."""
        self._orders = 0
        super().start()

    def _command(self) -> list[str]:
        return [sys.executable, "-m", "tests.browser.pixel.steering"]

    def _order(self, **order: object) -> None:
        assert self._process is not None
        assert self._process.stdin is not None
        self._orders += 1
        self._process.stdin.write(json.dumps(order).encode() + b"\n")
        self._process.stdin.flush()
        deadline = time.monotonic() + PATIENCE
        while f"steered {self._orders}\n" not in self.printed:
            assert time.monotonic() < deadline, (order, self.printed)
            time.sleep(0.01)
