"""The door: how many sockets there may be, in all and from one address (pixel.md 0.4, 1.6)."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.limits import PixelLimits
from rumpus.wire import Refused
from rumpus.wire.engineio.limits import WINDOW, address_key
from rumpus.wire.engineio.networks import Networks

FULL: Final = "SERVER_FULL"
TOO_MANY: Final = "TOO_MANY_CONNECTIONS"


class Door:
    """Counts the sockets that are here.

    Args:
        limits: how many there may be.
        unlimited: networks whose addresses count only in all.
    """

    __slots__ = ("_counted", "_limits", "_new", "_per_address", "_unlimited", "_window_ends")

    def __init__(self, limits: PixelLimits, unlimited: Iterable[str] = ()) -> None:
        self._limits = limits
        self._unlimited = Networks(unlimited)
        self._counted: dict[Guest, str] = {}
        self._per_address: Counter[str] = Counter()
        self._new: Counter[str] = Counter()
        self._window_ends = 0

    def __len__(self) -> int:
        return len(self._counted)

    def admit(self, guest: Guest, now: int) -> None:
        """Count a new socket.

        Raises:
            Refused: it is one too many.
        """
        address = address_key(guest.socket.request.address)
        if len(self._counted) >= self._limits.sockets:
            raise Refused(FULL)
        if guest.socket.request.address not in self._unlimited:
            if now >= self._window_ends:
                self._new.clear()
                self._window_ends = now + WINDOW
            self._new[address] += 1
            if (
                self._new[address] > self._limits.new_sockets_per_address
                or self._per_address[address] >= self._limits.sockets_per_address
            ):
                raise Refused(TOO_MANY)
        self.count(guest)

    def count(self, guest: Guest) -> None:
        """Count a socket that is here already, or again: it is not turned away."""
        if guest not in self._counted:
            address = address_key(guest.socket.request.address)
            self._counted[guest] = address
            self._per_address[address] += 1

    def release(self, guest: Guest) -> None:
        """A socket is here no more."""
        address = self._counted.pop(guest, None)
        if address is not None:
            self._per_address[address] -= 1
            if not self._per_address[address]:
                del self._per_address[address]
