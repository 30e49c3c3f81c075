"""Strokes of artists on their way to the rules: of quick ones only the last counts (pixel.md 0.5, 0.11)."""

from typing import Final

from rumpus.hall import Clock
from rumpus.pixel.rules.commands import Draw
from rumpus.pixel.sockets.company import Company
from rumpus.pixel.sockets.guest import Guest

EVERY: Final = 50
"""Milliseconds between two strokes of one socket that the rules, the journal and the others hear of."""


class Strokes:
    """The first stroke is handed over at once, and `EVERY` ms later the last one of those that came since.

    A journal is that much smaller, and clients that send a whole canvas for every pixel cost the others nothing.
    """

    __slots__ = ("_clock", "_waiting")

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._waiting: dict[Guest, tuple[Company, Draw] | None] = {}

    def draw(self, guest: Guest, company: Company, stroke: Draw) -> None:
        """A socket draws in the game where it sits."""
        if guest in self._waiting:
            self._waiting[guest] = company, stroke
            return
        self._hand_over(guest, company, stroke)

    def _hand_over(self, guest: Guest, company: Company, stroke: Draw) -> None:
        self._waiting[guest] = None
        self._clock.call_at(self._clock.monotonic_ms() + EVERY, lambda: self._next(guest))
        company.handle(stroke, caller=guest)

    def _next(self, guest: Guest) -> None:
        waiting = self._waiting.pop(guest)
        if waiting is None:
            return
        company, stroke = waiting
        # It may sit somewhere else by now.
        if guest.company is company and guest.seat == stroke.seat:
            self._hand_over(guest, company, stroke)
