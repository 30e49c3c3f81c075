"""A room: sockets that are told the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.socketio.trail import Ring, Stay

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from rumpus.wire.socketio.namespace import Namespace
    from rumpus.wire.socketio.socket import Socket


class Room:
    """Sockets of one namespace that are told the same. Get one from `Namespace.room`; sockets join by themselves.

    Sockets that are away stay in their rooms: they count, and are told what they missed when they come back.
    A room vanishes when nobody is in it and nobody holds it.

    Attributes:
        name: as `Namespace.room` and `Socket.join` know it.
    """

    __slots__ = ("__weakref__", "_joined", "_namespace", "_others", "name", "ring")

    def __init__(self, namespace: Namespace, name: str) -> None:
        self.name = name
        self._namespace = namespace
        # Two groups, since packets for sockets that can be recovered have an offset: each with its own bytes.
        self._joined: dict[Socket, int] = {}
        self._others: dict[Socket, None] = {}
        self.ring: Ring | None = None

    def __len__(self) -> int:
        return len(self._joined) + len(self._others)

    def __iter__(self) -> Iterator[Socket]:
        yield from tuple(self._joined)
        yield from tuple(self._others)

    def __contains__(self, socket: object) -> bool:
        return socket in self._joined or socket in self._others

    def emit(
        self,
        event: str,
        *args: Any,
        except_: Collection[Socket] = (),
        volatile: bool = False,
        latest: str | None = None,
        on_sent: Callable[[Socket, int], None] | None = None,
    ) -> None:
        """Send an event to everybody in the room. It is encoded once.

        Args:
            event: its name.
            args: JSON values, msgspec Structs, `msgspec.Raw`, and bytes (in lists, tuples and dicts, not in Structs).
            except_: sockets that are not told.
            volatile: skip sockets that still have something unsent, and those that are away.
            latest: a key; while the packet could not leave it is replaced by the next one with this key.
            on_sent: called with (socket, monotonic milliseconds) when the bytes went to the kernel; again when they
                had to be sent again after a recovery.

        Raises:
            ValueError: the name is reserved, or the packet is to be volatile and latest at once.
            TypeError: an argument cannot be encoded.
        """
        if not self._joined and not self._others:
            return
        namespace = self._namespace
        text, attachments = namespace.encode(event, args)
        tell = None if on_sent is None else namespace.teller(on_sent)
        if volatile and latest is not None:
            raise ValueError("either volatile or latest")
        if self._joined:
            recovery = namespace.recovery
            assert recovery is not None
            if self.ring is None:
                self.ring = recovery.ring()
            excepted = frozenset([socket.sid for socket in except_])
            packet = recovery.keep(
                self.ring, text, attachments, tell, volatile=volatile, latest=latest, excepted=excepted
            )
            self._deliver(self._joined, packet, except_, volatile, latest)
        if self._others:
            self._deliver(self._others, Outgoing(text, attachments, tell), except_, volatile, latest)

    def _deliver(
        self,
        group: Collection[Socket],
        packet: Outgoing,
        except_: Collection[Socket],
        volatile: bool,
        latest: str | None,
    ) -> None:
        sockets = list(group)
        # Somebody is always first, but not always the same: clients are flushed in the order in which they are queued.
        start = self._namespace.start_of(len(sockets))
        if start:
            sockets = sockets[start:] + sockets[:start]
        if except_:
            excepted = frozenset(except_)
            sockets = [socket for socket in sockets if socket not in excepted]
        if volatile or latest is not None:
            for socket in sockets:
                socket.send_passing(packet, latest)
        else:
            for socket in sockets:
                socket.send(packet)

    def add(self, socket: Socket) -> None:
        """For `Socket.join`."""
        recovery = self._namespace.recovery
        if socket.trail is None or recovery is None:
            self._others[socket] = None
        else:
            self._joined[socket] = recovery.offsets.last

    def remove(self, socket: Socket) -> None:
        """For `Socket.leave`."""
        self._others.pop(socket, None)
        joined = self._joined.pop(socket, None)
        recovery = self._namespace.recovery
        if joined is not None and self.ring is not None and socket.trail is not None and recovery is not None:
            socket.trail.left(Stay(self.ring, joined, recovery.offsets.last))

    def joined(self, socket: Socket) -> int:
        """The position at which a socket that can be recovered joined."""
        return self._joined[socket]
