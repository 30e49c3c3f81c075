"""Which socket of the past sat where: pid to seat, so that a socket gets its seat back after a restart."""

from collections import deque
from hashlib import sha256
from typing import TYPE_CHECKING

from rumpus.hall.game import Seat

if TYPE_CHECKING:
    from rumpus.hall.table import Table


def digest(pid: str) -> bytes:
    """What is kept of a pid. It is a secret of its socket, so the journal does not hold it."""
    return sha256(pid.encode("utf-8", "surrogatepass")).digest()


class Seating:
    """All pids that are remembered, of all tables of a hall. A pid has one seat, a seat the latest few pids."""

    __slots__ = ("_most", "_seats", "_tables")

    def __init__(self, most: int) -> None:
        self._most = most
        self._seats: dict[bytes, tuple[Table, Seat]] = {}
        self._tables: dict[Table, dict[Seat, deque[bytes]]] = {}

    def find(self, key: bytes) -> "tuple[Table, Seat] | None":
        """Where the socket with this digest sat."""
        return self._seats.get(key)

    def is_latest(self, key: bytes, table: "Table", seat: Seat) -> bool:
        """Whether binding it would change nothing."""
        keys = self._tables.get(table, {}).get(seat)
        return bool(keys) and keys is not None and keys[-1] == key

    def bind(self, key: bytes, table: "Table", seat: Seat) -> None:
        """Remember; beyond the limit the oldest of the seat is forgotten."""
        self.leave(key)
        keys = self._tables.setdefault(table, {}).setdefault(seat, deque())
        keys.append(key)
        self._seats[key] = (table, seat)
        if len(keys) > self._most:
            self._seats.pop(keys.popleft())

    def unbind(self, table: "Table", seat: Seat) -> None:
        """Forget all pids of a seat."""
        for key in self._tables.get(table, {}).pop(seat, ()):
            self._seats.pop(key)

    def leave(self, key: bytes) -> None:
        """Forget one pid."""
        place = self._seats.pop(key, None)
        if place is not None:
            table, seat = place
            self._tables[table][seat].remove(key)

    def drop(self, table: "Table") -> None:
        """Forget a table."""
        for keys in self._tables.pop(table, {}).values():
            for key in keys:
                self._seats.pop(key)
