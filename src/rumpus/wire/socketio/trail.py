"""What a socket was sent and where it was, so that it can be sent again. No socket, timer or network lives here."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rumpus.wire.engineio.outgoing import Outgoing

_by_position = attrgetter("position")
_NO_END = 1 << 62


@dataclass(frozen=True, slots=True)
class RecoveryLimits:
    """How much is kept for those who come back.

    Attributes:
        window: milliseconds for which the state of a lost socket is kept.
        away: how many lost sockets a namespace keeps; the one that was lost first makes room.
        room_packets: packets that are kept of one room.
        room_bytes: bytes that are kept of one room.
        socket_packets: packets that are kept of what was sent to one socket.
        socket_bytes: bytes that are kept of what was sent to one socket.
        former_rooms: how many left rooms a socket remembers while what they said may still be missing.
    """

    window: int = 120_000
    away: int = 20_000
    room_packets: int = 1024
    room_bytes: int = 256 * 1024
    socket_packets: int = 128
    socket_bytes: int = 16 * 1024
    former_rooms: int = 16


class Entry(NamedTuple):
    """A packet in a ring.

    Attributes:
        position: its place among all packets of the namespace.
        time: when it was sent, in milliseconds.
        packet: as it was sent, with its offset.
        excepted: ids of sockets it was not for.
        key: of a `latest` packet, which replaces the one before.
    """

    position: int
    time: int
    packet: Outgoing
    excepted: frozenset[str]
    key: str | None = None


class Bounds(NamedTuple):
    """What one ring may hold: packets, and their bytes."""

    packets: int
    bytes: int


class Ring:
    """The newest packets of a room or a socket, oldest first.

    Attributes:
        floor: position of the newest packet that was dropped to keep the bounds; 0 if none was.
    """

    __slots__ = ("_bounds", "_bytes", "_entries", "floor")

    def __init__(self, bounds: Bounds) -> None:
        self.floor = 0
        self._entries: list[Entry] = []
        self._bytes = 0
        self._bounds = bounds

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def newest(self) -> int:
        """Position of the newest packet; 0 if there is none."""
        return self._entries[-1].position if self._entries else 0

    def append(self, entry: Entry) -> None:
        """Keep a packet, and drop the oldest ones until the bounds hold."""
        entries = self._entries
        if entry.key is not None:
            self._replace(entry.key)
        entries.append(entry)
        self._bytes += entry.packet.size
        packets, size = self._bounds
        while len(entries) > packets or self._bytes > size:
            self.floor = entries[0].position
            self._bytes -= entries.pop(0).packet.size

    def _replace(self, key: str) -> None:
        for index in range(len(self._entries) - 1, -1, -1):
            if self._entries[index].key == key:
                self._bytes -= self._entries.pop(index).packet.size
                return

    def expire(self, before: int) -> None:
        """Drop what was sent before a time in milliseconds.

        The floor stays: the time is such that a socket which had not received the packet is given up long since.
        """
        entries = self._entries
        old = 0
        for entry in entries:
            if entry.time >= before:
                break
            self._bytes -= entry.packet.size
            old += 1
        del entries[:old]

    def clear(self) -> None:
        """Drop everything."""
        self._entries.clear()
        self._bytes = 0

    def between(self, after: int, until: int, sid: str) -> list[Entry]:
        """Packets for a socket, newer than `after` and not newer than `until`."""
        entries = self._entries
        start = bisect_right(entries, after, key=_by_position)
        return [entry for entry in entries[start:] if entry.position <= until and sid not in entry.excepted]


class Stay(NamedTuple):
    """The time of a socket in a room it has left: it was for this socket what the ring holds between two positions."""

    ring: Ring
    joined: int
    left: int


class Trail:
    """What one socket was sent and where it was: all that is needed to tell what it has missed.

    Attributes:
        pid: the secret by which the client gets its socket back.
        ring: what was sent to this socket alone.
    """

    __slots__ = ("_floor", "_limits", "_since", "_stays", "pid", "ring")

    def __init__(self, pid: str, position: int, limits: RecoveryLimits, bounds: Bounds) -> None:
        self.pid = pid
        self.ring = Ring(bounds)
        self._since = position
        self._floor = 0
        self._stays: tuple[Stay, ...] = ()
        self._limits = limits

    def left(self, stay: Stay) -> None:
        """The socket left a room: what was said there until now may still have to be sent again."""
        if stay.ring.newest <= stay.joined:
            return
        stays = (*self._stays, stay)
        if len(stays) > self._limits.former_rooms:
            self._floor = max(self._floor, stays[0].left)
            stays = stays[1:]
        self._stays = stays

    def expire(self, before: int) -> None:
        """Forget what was sent before a time in milliseconds, and the rooms of which nothing is left."""
        if len(self.ring):
            self.ring.expire(before)
        if self._stays:
            for stay in self._stays:
                stay.ring.expire(before)
            self._stays = tuple(stay for stay in self._stays if len(stay.ring))

    def clear(self) -> None:
        """Forget everything: the socket will not come back."""
        # Packets may hold their socket, by who is told that they were sent.
        self.ring.clear()
        self._stays = ()

    def missed(self, sid: str, position: int | None, rooms: Iterable[tuple[Ring, int]]) -> list[Entry] | None:
        """What the client has not seen, in the order in which it was sent.

        Args:
            sid: of this socket.
            position: the last one that the client has seen; None if it has seen none since it connected.
            rooms: ring of each room it is in, with the position at which it joined.

        Returns:
            None if something newer was dropped.
        """
        seen = self._since if position is None else max(position, self._since)
        if seen < self._floor or seen < self.ring.floor:
            return None
        found = self.ring.between(seen, _NO_END, sid)
        stays = [Stay(ring, joined, _NO_END) for ring, joined in rooms]
        stays.extend(stay for stay in self._stays if stay.left > seen)
        for ring, joined, left in stays:
            start = max(seen, joined)
            if start < ring.floor:
                return None
            found.extend(ring.between(start, left, sid))
        found.sort(key=_by_position)
        return found
