"""The queue of a full server: honest places, and a place that is called is kept (pixel.md 0.4, 4.9)."""

from collections import deque
from statistics import median
from typing import Final, Literal

from rumpus.hall import Clock
from rumpus.hall.clock import Timer
from rumpus.pixel.messages.server_messages import Queued, QueueReady, QueueRemoved, QueueUpdate, ServerStatus
from rumpus.pixel.sockets.companies import Companies
from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.limits import PixelLimits

LOOK_EVERY: Final = 1_000
TELL_EVERY: Final = 100
"""Milliseconds."""

FIRST_WAIT: Final = 30_000
"""How long a place is thought to take before anybody has waited."""

WAITS_REMEMBERED: Final = 20
WARNING: Final = 0.7
CRITICAL: Final = 0.85
"""Shares of the places that are taken."""


class WaitingRoom:
    """Who waits for a place in a public game."""

    __slots__ = ("_clock", "_companies", "_held", "_limits", "_looking", "_since", "_telling", "_told", "_waits")

    def __init__(self, companies: Companies, clock: Clock, limits: PixelLimits) -> None:
        self._companies = companies
        self._clock = clock
        self._limits = limits
        self._since: dict[Guest, int] = {}
        self._held: dict[Guest, int] = {}
        self._told: dict[Guest, int] = {}
        self._waits: deque[int] = deque(maxlen=WAITS_REMEMBERED)
        self._looking: Timer | None = None
        self._telling: Timer | None = None

    def __len__(self) -> int:
        return len(self._since)

    def __contains__(self, guest: Guest) -> bool:
        return guest in self._since

    def admits(self, guest: Guest) -> bool:
        """Whether a socket may join now; a place that was held for it is taken then."""
        now = self._clock.monotonic_ms()
        if self._held.pop(guest, 0) > now:
            return True
        return not self._since and self._free(now) > 0

    def add(self, guest: Guest) -> None:
        """A socket waits from now on."""
        self._since[guest] = self._clock.monotonic_ms()
        place = self._told[guest] = len(self._since)
        self._companies.tell(guest, Queued(place, self._estimate(place)))
        self._companies.tell(guest, self.status())
        self._arm()

    def remove(self, guest: Guest, reason: Literal["manual", "timeout"] | None = None) -> None:
        """A socket waits no more; with a reason it is told so."""
        self._held.pop(guest, None)
        if self._since.pop(guest, None) is not None:
            self._told.pop(guest, None)
            if reason is not None:
                self._companies.tell(guest, QueueRemoved(reason))
            self._update()

    def status(self) -> ServerStatus:
        """How full the server is."""
        players, most = self._companies.seated, self._limits.players
        share = players / most
        status: Literal["ok", "warning", "critical"] = "ok"
        if share >= CRITICAL:
            status = "critical"
        elif share >= WARNING:
            status = "warning"
        return ServerStatus(status, players, most)

    @property
    def oldest_wait(self) -> int | None:
        """Milliseconds, None if nobody waits."""
        return self._clock.monotonic_ms() - next(iter(self._since.values())) if self._since else None

    @property
    def average_wait(self) -> float | None:
        """Median of the last waits, milliseconds; None if nobody has waited."""
        return median(self._waits) if self._waits else None

    def _free(self, now: int) -> int:
        for guest in [guest for guest, until in self._held.items() if until <= now]:
            del self._held[guest]
        return self._limits.players - self._companies.seated - len(self._held)

    def _estimate(self, place: int) -> int:
        return round((median(self._waits) if self._waits else FIRST_WAIT) * place)

    def _arm(self) -> None:
        if self._looking is None and self._since:
            self._looking = self._clock.call_at(self._clock.monotonic_ms() + LOOK_EVERY, self._look)

    def _look(self) -> None:
        self._looking = None
        now = self._clock.monotonic_ms()
        for guest in [guest for guest, since in self._since.items() if now - since > self._limits.queue_patience]:
            self.remove(guest, "timeout")
        free = self._free(now)
        for guest in list(self._since)[: max(0, free)]:
            self._waits.append(now - self._since[guest])
            self.remove(guest)
            self._held[guest] = now + self._limits.place_held
            self._companies.tell(guest, QueueReady())
        self._arm()

    def _update(self) -> None:
        """Tell everybody who moved up, at most every 100 ms."""
        if self._telling is None:
            self._telling = self._clock.call_at(self._clock.monotonic_ms() + TELL_EVERY, self._tell)

    def _tell(self) -> None:
        self._telling = None
        for place, guest in enumerate(self._since, start=1):
            if self._told.get(guest) != place:
                self._told[guest] = place
                message = QueueUpdate(place, self._estimate(place))
                guest.socket.emit(message.event, *message.args(), latest="queue")
