"""Connection state recovery of one namespace: positions, and who may come back.

Every packet that can be recovered has a position, counted per namespace, and ends in it: the JavaScript client keeps
the last string it received and says it when it comes back. A position is not a key: a client is given back what it
missed if nothing newer than its position was dropped, however long ago that was.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Literal, TypeAlias

from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.socketio.packet import append_element, ends_in_string
from rumpus.wire.socketio.trail import Bounds, Entry, RecoveryLimits, Ring, Trail

if TYPE_CHECKING:
    from collections.abc import Callable

    from rumpus.wire.engineio.connection import Connection
    from rumpus.wire.engineio.request import Request
    from rumpus.wire.socketio.socket import Socket

RecoveryMode: TypeAlias = Literal["off", "browsers", "all"]
"""Which sockets of a namespace can be recovered.

"browsers": those whose User-Agent starts with `Mozilla/`. Clients in other languages take the offset for an argument.
"""

SWEEP_INTERVAL = 30_000
"""Milliseconds between two sweeps for packets that nobody can have missed any more."""

SWEEP_STEP = 500
"""Rings and trails swept in one go, so that no sweep holds up the loop."""

_MAX_OFFSET_LENGTH = 40
_NOBODY: frozenset[str] = frozenset()


class Offsets:
    """Positions as clients see them: a string that names the process and a number.

    Attributes:
        last: the newest position that was given to a packet; 0 before the first.
    """

    __slots__ = ("_epoch", "last")

    def __init__(self) -> None:
        # Positions of another process say nothing here, so they must not look like ours.
        self._epoch = secrets.token_urlsafe(6)
        self.last = 0

    def next(self) -> int:
        """Take the next position."""
        self.last += 1
        return self.last

    def element(self, position: int) -> bytes:
        """The position as the JSON string that is appended to a packet."""
        return f'"{self._epoch}.{position}"'.encode()

    def read(self, offset: object) -> int | None:
        """The position that a client says it has seen.

        None, if it has not seen any of this process: the client says none before it received its first event, and goes
        on saying the last one of an earlier session until then.

        Raises:
            ValueError: it is no position that was ever given out.
        """
        if offset is None:
            return None
        if type(offset) is not str or len(offset) > _MAX_OFFSET_LENGTH:
            raise ValueError("not an offset")
        epoch, dot, digits = offset.rpartition(".")
        if not (dot and digits.isascii() and digits.isdigit()):
            raise ValueError("not an offset")
        if epoch != self._epoch:
            return None
        position = int(digits)
        if position > self.last:
            raise ValueError("an offset that was never given out")
        return position


class Recovery:
    """The sockets of a namespace that can be recovered, here or away.

    Args:
        mode: who is offered it; not "off".
        limits: how much is kept, and for how long.
        unnoticed: milliseconds for which a connection may be dead before that is noticed.
        clock: monotonic milliseconds.
    """

    __slots__ = (
        "_away",
        "_by_pid",
        "_clock",
        "_keep",
        "_limits",
        "_mode",
        "_room",
        "_socket",
        "_swept",
        "_to_sweep",
        "offsets",
    )

    def __init__(self, mode: RecoveryMode, limits: RecoveryLimits, unnoticed: int, clock: Callable[[], int]) -> None:
        self.offsets = Offsets()
        self._mode = mode
        self._limits = limits
        # What is older than this was received by every socket that may still come back.
        self._keep = limits.window + unnoticed
        self._clock = clock
        self._room = Bounds(limits.room_packets, limits.room_bytes)
        self._socket = Bounds(limits.socket_packets, limits.socket_bytes)
        self._by_pid: dict[str, Socket] = {}
        # In the order in which they were lost, with the time. All wait equally long, so the first one is due first.
        self._away: dict[Socket, int] = {}
        self._swept = clock()
        self._to_sweep: list[Ring | Trail] = []

    @property
    def is_awaiting(self) -> bool:
        """Whether anybody is away."""
        return bool(self._away)

    def offers(self, request: Request) -> bool:
        """Whether the client of this request can be recovered."""
        return self._mode == "all" or request.headers.get("user-agent", "").startswith("Mozilla/")

    def begin(self, socket: Socket, pid: str) -> Trail:
        """Start the trail of a new socket."""
        self._by_pid[pid] = socket
        return Trail(pid, self.offsets.last, self._limits, self._socket)

    def ring(self) -> Ring:
        """A ring for a room."""
        return Ring(self._room)

    def keep(
        self,
        ring: Ring,
        text: bytes,
        attachments: tuple[bytes, ...],
        on_sent: Callable[[Connection, int], None] | None,
        *,
        volatile: bool = False,
        latest: str | None = None,
        excepted: frozenset[str] = _NOBODY,
    ) -> Outgoing:
        """Make the packet of an event for sockets that can be recovered, and keep it in a ring unless it is volatile.

        It carries its position, or does not end in a string: the client would take any last string for a position.
        A `latest` packet carries none, since it may arrive behind packets that were sent after it.
        """
        if volatile or latest is not None:
            if ends_in_string(text):
                text = append_element(text, b"null")
            packet = Outgoing(text, attachments, on_sent)
            if not volatile:
                ring.append(Entry(self.offsets.next(), self._clock(), packet, excepted, latest))
            return packet
        position = self.offsets.next()
        packet = Outgoing(append_element(text, self.offsets.element(position)), attachments, on_sent)
        ring.append(Entry(position, self._clock(), packet, excepted))
        return packet

    def find(self, pid: str) -> Socket | None:
        """The socket with this pid, here or away, unless its time is over."""
        socket = self._by_pid.get(pid)
        if socket is not None and self._clock() - self._away.get(socket, self._clock()) > self._limits.window:
            return None
        return socket

    def missed(self, socket: Socket, offset: object, room: int) -> list[Outgoing] | None:
        """What the client of a socket has not received, in order.

        Args:
            socket: one that has a trail.
            offset: what the client says in CONNECT.
            room: bytes that may be sent to make up for it.

        Returns:
            None if it cannot be told, if something was dropped, or if it is too much.
        """
        assert socket.trail is not None
        try:
            position = self.offsets.read(offset)
        except ValueError:
            return None
        entries = socket.trail.missed(socket.sid, position, socket.stays())
        if entries is None or sum(entry.packet.size for entry in entries) > room:
            return None
        return [entry.packet for entry in entries]

    def lost(self, socket: Socket) -> Socket | None:
        """A socket is away from now on. Returns the one that has to be given up for it, if any."""
        self._away[socket] = self._clock()
        return next(iter(self._away)) if len(self._away) > self._limits.away else None

    def back(self, socket: Socket) -> None:
        """A socket is here again."""
        self._away.pop(socket, None)

    def forget(self, socket: Socket) -> None:
        """A socket will not come back."""
        self._away.pop(socket, None)
        if socket.trail is not None:
            self._by_pid.pop(socket.trail.pid, None)
            socket.trail.clear()

    def away(self) -> list[Socket]:
        """Everybody who is away."""
        return list(self._away)

    def overdue(self) -> list[Socket]:
        """The sockets that have been away for too long."""
        latest = self._clock() - self._limits.window
        overdue = []
        for socket, since in self._away.items():
            if since >= latest:
                break
            overdue.append(socket)
        return overdue

    def sweep(self, rings: Callable[[], list[Ring]]) -> None:
        """Drop a little of what nobody can have missed any more; called often.

        Args:
            rings: gives those of all rooms; asked only when a new sweep begins.
        """
        now = self._clock()
        if not self._to_sweep:
            if now - self._swept < SWEEP_INTERVAL:
                return
            self._swept = now
            self._to_sweep.extend(rings())
            self._to_sweep.extend(socket.trail for socket in self._by_pid.values() if socket.trail is not None)
        for swept in self._to_sweep[-SWEEP_STEP:]:
            swept.expire(now - self._keep)
        del self._to_sweep[-SWEEP_STEP:]
