"""Who is there: told to everybody every five seconds, counted anew each time so that it cannot drift (pixel.md 1.5)."""

from typing import Final

from rumpus.hall import Clock
from rumpus.hall.clock import Timer
from rumpus.pixel.messages.server_messages import OnlineCount
from rumpus.pixel.sockets.companies import Companies
from rumpus.pixel.sockets.guest import Guest

EVERY: Final = 5_000
"""Milliseconds."""

ROOM: Final = "pixel:online"


class Online:
    """The sockets that are here: of the pixel games, and those that have not shown what they speak."""

    __slots__ = ("_clock", "_companies", "_here", "_timer")

    def __init__(self, companies: Companies, clock: Clock) -> None:
        self._companies = companies
        self._clock = clock
        self._here: set[Guest] = set()
        self._timer: Timer | None = None

    def __len__(self) -> int:
        return len(self._here)

    def come(self, guest: Guest) -> None:
        """A socket is here."""
        self._here.add(guest)
        guest.socket.join(ROOM)
        if self._timer is None:
            self._timer = self._clock.call_at(self._clock.monotonic_ms() + EVERY, self._tell)

    def leave(self, guest: Guest) -> None:
        """A socket is here no more."""
        self._here.discard(guest)

    def dismiss(self, guest: Guest) -> None:
        """A socket turned out to be none of ours."""
        self.leave(guest)
        guest.socket.leave(ROOM)

    def count(self) -> OnlineCount:
        """Everybody who is here, and by mode who plays it or looks at its page."""
        by_mode = dict.fromkeys(self._companies.modes, 0)
        for company in self._companies.running():
            by_mode[company.game.spec.id] += len(company.game.people.players)
        for guest in self._here:
            if guest.viewing is not None and guest.company is None:
                by_mode[guest.viewing] += 1
        return OnlineCount(len(self._here), len(self._here), by_mode)

    def _tell(self) -> None:
        self._timer = None
        if not self._here:
            return
        self._timer = self._clock.call_at(self._clock.monotonic_ms() + EVERY, self._tell)
        count = self.count()
        for dialect in self._companies.dialects:
            dialect.room(ROOM).emit(count.event, *count.args(), volatile=True)
