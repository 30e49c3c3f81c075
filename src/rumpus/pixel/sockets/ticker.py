"""The one ticker of all arenas: 20 times a second, on a grid of the monotonic clock that does not drift."""

from typing import Final

from structlog import get_logger

from rumpus.hall import Clock
from rumpus.hall.clock import Timer
from rumpus.pixel.rules.commands import Move, Tick
from rumpus.pixel.sockets.company import Company

EVERY: Final = 50
"""Milliseconds."""

_log = get_logger(__name__)


class Ticker:
    """Hands a `Tick` to every instance that wants it, all at the same times.

    These are multiples of `EVERY` since the ticker was made. What is late is skipped, never made up.
    """

    __slots__ = ("_clock", "_moves", "_passed", "_start", "_timer")

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._start = clock.monotonic_ms()
        self._moves: dict[Company, list[Move]] = {}
        self._passed = 0
        self._timer: Timer | None = None

    def __contains__(self, company: object) -> bool:
        return company in self._moves

    def add(self, company: Company) -> None:
        """Ticks from the next one on."""
        self._moves[company] = []
        if self._timer is None:
            self._arm()

    def remove(self, company: Company) -> None:
        """No more ticks."""
        self._moves.pop(company, None)

    def move(self, company: Company, move: Move) -> None:
        """Hand a player's move over with the next tick; without ticks nobody moves.

        By themselves they would be commands like all others, but a hundred players make a thousand in a second, and
        nothing of them shows before the tick.
        """
        moves = self._moves.get(company)
        if moves is not None:
            moves.append(move)

    def _arm(self) -> None:
        # Never the same one twice, should a loop be a millisecond early.
        self._passed = max(self._passed, (self._clock.monotonic_ms() - self._start) // EVERY) + 1
        self._timer = self._clock.call_at(self._start + self._passed * EVERY, self._tick)

    def _tick(self) -> None:
        self._timer = None
        for company, moves in list(self._moves.items()):
            if not company.table.is_open:
                self.remove(company)
                continue
            self._moves[company] = []
            try:
                company.table.handle(Tick(moves))
            except Exception:  # noqa: BLE001 - what is wrong with one arena must not stop the others
                _log.exception("a tick failed", table=company.table.id)
        if self._moves:
            self._arm()
