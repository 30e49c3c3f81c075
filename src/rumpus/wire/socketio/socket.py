"""One client in one namespace."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.socketio.acknowledgement import Awaited
from rumpus.wire.socketio.packet import PacketType, encode_object

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rumpus.wire.engineio.connection import Connection
    from rumpus.wire.engineio.request import Request
    from rumpus.wire.socketio.client import Client
    from rumpus.wire.socketio.namespace import Namespace
    from rumpus.wire.socketio.room import Room
    from rumpus.wire.socketio.trail import Ring, Trail


class SocketState(IntEnum):
    """Where a socket is in its life."""

    CONNECTING = 0
    """`NamespaceEvents.connect` is deciding; what is sent waits until the client is told that it is connected."""
    CONNECTED = 1
    AWAY = 2
    """The connection is lost, the client may come back for its socket."""
    GONE = 3


def _nowhere(packet: Outgoing) -> None:
    """Where packets go that nobody receives."""


class Socket:
    """One client in one namespace: the only way to it, besides rooms.

    Attributes:
        sid: id of the socket, which is not a secret among those in the namespace. Never log it.
        namespace: where it is.
        recovered: whether it came back with its state at least once.
        previous_pid: the secret of an earlier socket with which the client came, and which could not be recovered
            (unknown after a restart, or too much was missed).
        data: whatever the namespace's owner wants to remember.
    """

    __slots__ = (
        "_acks",
        "_end",
        "_rooms",
        "client",
        "data",
        "namespace",
        "previous_pid",
        "recovered",
        "send",
        "sid",
        "state",
        "trail",
    )

    def __init__(self, namespace: Namespace, client: Client, sid: str, previous_pid: str | None) -> None:
        self.namespace = namespace
        self.client = client
        self.sid = sid
        self.previous_pid = previous_pid
        self.data: Any = None
        self.recovered = False
        self.state = SocketState.CONNECTING
        # The queue of the connection, by a bound method: a room of thousands calls nothing in between.
        self.send: Callable[[Outgoing], None] = _nowhere
        self.trail: Trail | None = None
        self._rooms: tuple[Room, ...] = ()
        self._acks: dict[int, Awaited] | None = None
        self._end: bool | None = None

    def __repr__(self) -> str:
        # It ends up in logs, where neither sid nor pid belong.
        return f"<Socket in {self.namespace.name}, {self.state.name.lower()}>"

    @property
    def pid(self) -> str | None:
        """The secret by which the client can get this socket back; None if it cannot. Never log it."""
        return None if self.trail is None else self.trail.pid

    @property
    def connection(self) -> Connection:
        """The connection it is on, or was on if it is away."""
        return self.client.connection

    @property
    def request(self) -> Request:
        """The request that opened the connection."""
        return self.client.connection.request

    @property
    def round_trip(self) -> float | None:
        """Milliseconds to the client and back; None if unknown."""
        return self.client.connection.round_trip

    @property
    def is_connected(self) -> bool:
        """Whether packets reach the client now."""
        return self.state is SocketState.CONNECTED

    @property
    def away(self) -> bool:
        """Whether the connection is lost and the client may come back."""
        return self.state is SocketState.AWAY

    @property
    def rooms(self) -> tuple[str, ...]:
        """Names of the rooms it is in."""
        return tuple(room.name for room in self._rooms)

    def emit(
        self,
        event: str,
        *args: Any,
        volatile: bool = False,
        latest: str | None = None,
        ack: Callable[[list[Any] | None], None] | None = None,
        timeout: int = 10_000,
        on_sent: Callable[[Socket, int], None] | None = None,
    ) -> None:
        """Send an event to this client.

        Args:
            event: its name.
            args: JSON values, msgspec Structs, `msgspec.Raw`, and bytes (in lists, tuples and dicts, not in Structs).
            volatile: skip it if something is still unsent, or the client is away.
            latest: a key; while the packet could not leave it is replaced by the next one with this key.
            ack: called once with the arguments of the client's answer, or with None if there was none in time or the
                connection was lost. Events that want an answer are not recovered.
            timeout: milliseconds to wait for the answer.
            on_sent: called with (socket, monotonic milliseconds) when the bytes went to the kernel; again when they
                had to be sent again after a recovery.

        Raises:
            ValueError: the name is reserved, or the packet is to be volatile and latest at once.
            TypeError: an argument cannot be encoded.
        """
        namespace = self.namespace
        if volatile and latest is not None:
            raise ValueError("either volatile or latest")
        ack_id = None if ack is None else namespace.next_ack_id()
        text, attachments = namespace.encode(event, args, ack_id)
        tell = None if on_sent is None else self._teller(on_sent)
        if ack is not None and ack_id is not None:
            self._await(ack_id, ack, timeout)
        if self.state is SocketState.GONE:
            return
        if self.trail is None or namespace.recovery is None or ack is not None:
            packet = Outgoing(text, attachments, tell)
        else:
            packet = namespace.recovery.keep(self.trail.ring, text, attachments, tell, volatile=volatile, latest=latest)
        if volatile or latest is not None:
            self.send_passing(packet, latest)
        else:
            self.send(packet)

    def join(self, room: str) -> None:
        """Join a room. A socket that is gone joins nothing."""
        if self.state is SocketState.GONE:
            return
        joined = self.namespace.room(room)
        if joined not in self._rooms:
            joined.add(self)
            self._rooms = (*self._rooms, joined)

    def leave(self, room: str) -> None:
        """Leave a room; nothing happens if it is not in it."""
        for left in self._rooms:
            if left.name == room:
                self._rooms = tuple(other for other in self._rooms if other is not left)
                left.remove(self)

    def disconnect(self, close: bool = False) -> None:
        """Disconnect the client from this namespace; it does not come back by itself and nothing is recovered.

        Args:
            close: disconnect it from all namespaces and close the connection.
        """
        if self.state is SocketState.CONNECTED:
            if close:
                self.client.disconnect()
            else:
                self.send(Outgoing(encode_object(PacketType.DISCONNECT, self.namespace.place)))
                self.client.remove(self, ended=True)
                self.namespace.lose(self, "server namespace disconnect", forever=True)
        elif self.state is SocketState.CONNECTING:
            self._end = close
        elif self.state is SocketState.AWAY:
            self.namespace.give_up(self)

    # What follows is for the wire.

    def send_passing(self, packet: Outgoing, latest: str | None) -> None:
        """Send a `latest` packet, or without a key a volatile one."""
        if self.state is SocketState.CONNECTED:
            if latest is None:
                self.client.connection.send_volatile(packet)
            else:
                self.client.connection.send_latest(f"{self.namespace.name},{latest}", packet)
        else:
            self.send(packet)

    def begin(self, client: Client) -> None:
        """Packets reach this client from now on."""
        self.client = client
        self.send = client.connection.send
        self.state = SocketState.CONNECTED

    def end_if_asked(self) -> None:
        """Do now what `disconnect` was asked for while the socket was connecting."""
        if self._end is not None:
            self.disconnect(self._end)

    def lost(self, state: SocketState) -> None:
        """Packets do not reach the client any more, and no answer will come."""
        self.state = state
        self.send = _nowhere
        acks, self._acks = self._acks, None
        if acks:
            for awaited in acks.values():
                self.namespace.server.timeouts.cancel(awaited.slot, awaited)
                awaited.answer(None)

    def leave_all(self) -> None:
        """Leave all rooms."""
        rooms, self._rooms = self._rooms, ()
        for room in rooms:
            room.remove(self)

    def stays(self) -> Iterator[tuple[Ring, int]]:
        """What was kept of the rooms it is in, and the position at which it joined each."""
        for room in self._rooms:
            if room.ring is not None:
                yield room.ring, room.joined(self)

    def answered(self, ack_id: int, args: list[Any]) -> None:
        """An acknowledgement came. One that nobody waits for is late, or made up."""
        awaited = None if self._acks is None else self._acks.pop(ack_id, None)
        if awaited is not None:
            self.namespace.server.timeouts.cancel(awaited.slot, awaited)
            awaited.answer(args)

    def unanswered(self, awaited: Awaited) -> None:
        """The time for an acknowledgement is over."""
        if self._acks is not None:
            self._acks.pop(awaited.id, None)
        awaited.answer(None)

    def _teller(self, on_sent: Callable[[Socket, int], None]) -> Callable[[Connection, int], None]:
        return lambda _, at: self.namespace.guard(on_sent, self, at)

    def _await(self, ack_id: int, callback: Callable[[list[Any] | None], None], timeout: int) -> None:
        awaited = Awaited(self, ack_id, callback)
        if self.state >= SocketState.AWAY:
            timeout = 0
        else:
            if self._acks is None:
                self._acks = {}
            self._acks[ack_id] = awaited
        awaited.slot = self.namespace.server.after(timeout, awaited)
