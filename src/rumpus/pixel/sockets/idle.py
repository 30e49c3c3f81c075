"""Silent sockets: warned after a while, closed a while later (pixel.md 1.7)."""

from collections import deque
from typing import Final

from rumpus.hall import Clock
from rumpus.hall.clock import Timer
from rumpus.pixel.messages.server_messages import IdleDisconnect, IdleWarning
from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.limits import PixelLimits

SECOND: Final = 1_000


class Idle:
    """Looks at every socket from time to time, counted from when it came."""

    __slots__ = ("_clock", "_due", "_limits", "_timer", "_watched")

    def __init__(self, clock: Clock, limits: PixelLimits) -> None:
        self._clock = clock
        self._limits = limits
        self._watched: set[Guest] = set()
        # All wait equally long, so the one that was looked at first is the first that is due again.
        self._due: deque[tuple[int, Guest]] = deque()
        self._timer: Timer | None = None

    def watch(self, guest: Guest) -> None:
        """Look at a socket from now on."""
        if guest not in self._watched:
            self._watched.add(guest)
            self._due.append((self._clock.monotonic_ms() + self._limits.idle_check, guest))
            self._arm()

    def forget(self, guest: Guest) -> None:
        """It will not come back."""
        self._watched.discard(guest)

    def _arm(self) -> None:
        if self._timer is None and self._due:
            self._timer = self._clock.call_at(self._due[0][0], self._look)

    def _look(self) -> None:
        self._timer = None
        now = self._clock.monotonic_ms()
        while self._due and self._due[0][0] <= now:
            due, guest = self._due.popleft()
            if guest in self._watched:
                self._due.append((due + self._limits.idle_check, guest))
                if guest.is_here:
                    self._look_at(guest, now)
        self._arm()

    def _look_at(self, guest: Guest, now: int) -> None:
        idle = now - guest.active_at
        if idle >= self._limits.idle_end:
            self.forget(guest)
            guest.dialect.tell(guest.socket, IdleDisconnect())
            guest.socket.disconnect(close=True)
        elif idle >= self._limits.idle_warning and not guest.is_warned:
            guest.is_warned = True
            guest.dialect.tell(guest.socket, IdleWarning(-((idle - self._limits.idle_end) // SECOND)))
