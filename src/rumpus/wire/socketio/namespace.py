"""A namespace: who is in it, its rooms, and who hears what they say."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ParamSpec
from weakref import WeakValueDictionary

import structlog

from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.socketio.client import Client
from rumpus.wire.socketio.namespace_events import NamespaceEvents, Refused
from rumpus.wire.socketio.packet import RESERVED_EVENTS, PacketType, encode_array, encode_object, place_of
from rumpus.wire.socketio.room import Room
from rumpus.wire.socketio.socket import Socket, SocketState

if TYPE_CHECKING:
    from collections.abc import Callable

    from rumpus.wire.engineio.connection import Connection
    from rumpus.wire.socketio.recovery import Recovery
    from rumpus.wire.socketio.server import Server
    from rumpus.wire.socketio.trail import Ring

_log = structlog.get_logger(__name__)
_P = ParamSpec("_P")

_MAX_PID_LENGTH = 64
_ID_LENGTH = 20
_GOLDEN = 0.618033988749895


class Namespace:
    """One namespace of a server. Get one from `Server.namespace`.

    Attributes:
        name: "/" or "/something".
        sockets: everybody who is connected now, by sid.
    """

    __slots__ = (
        "_ack_id",
        "_events",
        "_rooms",
        "_turn",
        "event_start",
        "name",
        "place",
        "recovery",
        "server",
        "sockets",
    )

    def __init__(self, server: Server, name: str, events: NamespaceEvents, recovery: Recovery | None) -> None:
        self.server = server
        self.name = name
        self.sockets: dict[str, Socket] = {}
        self.place = place_of(name)
        self.event_start = f"{int(PacketType.EVENT)}{self.place.decode()}"
        self.recovery = recovery
        self._events = events
        # Weak: a room is held by the sockets in it, and by whoever wants to tell it something.
        self._rooms: WeakValueDictionary[str, Room] = WeakValueDictionary()
        self._ack_id = 0
        self._turn = 0.0

    def room(self, name: str) -> Room:
        """The room of this name; an empty one if nobody is in it yet."""
        room = self._rooms.get(name)
        if room is None:
            room = self._rooms[name] = Room(self, name)
        return room

    # What follows is for the wire.

    def connect(self, client: Client, auth: dict[str, Any]) -> None:
        """A client sent CONNECT."""
        previous_pid = None
        recovery = self.recovery
        if recovery is not None:
            # Taken out, so that the secret does not end up in somebody's log of `auth`.
            pid, offset = auth.pop("pid", None), auth.pop("offset", None)
            if type(pid) is str and len(pid) <= _MAX_PID_LENGTH:
                if self._recover(client, pid, offset):
                    return
                previous_pid = pid
        secret = secrets.token_urlsafe(30)  # 40 characters: sid and pid, which say nothing about each other
        socket = Socket(self, client, secret[:_ID_LENGTH], previous_pid)
        if recovery is not None and recovery.offers(client.connection.request):
            socket.trail = recovery.begin(socket, secret[_ID_LENGTH:])
        held: list[Outgoing] = []
        socket.send = held.append
        refused = self._ask(socket, auth)
        if refused is None:
            self._welcome(socket, held)
        else:
            self._turn_away(socket, refused)

    def _ask(self, socket: Socket, auth: dict[str, Any]) -> Refused | None:
        # By itself, so that the variables of `connect` are in no traceback.
        try:
            self._events.connect(socket, auth)
        except Refused as refused:
            return refused
        except Exception:  # noqa: BLE001 - a bug of the owner, and the client has to be told something
            _log.exception("connecting failed", namespace=self.name)
            return Refused("Internal error")
        return None

    def _turn_away(self, socket: Socket, refused: Refused) -> None:
        socket.lost(SocketState.GONE)
        self._forget(socket)
        error = {"message": refused.message}
        if refused.data is not None:
            error["data"] = refused.data
        socket.connection.send(Outgoing(encode_object(PacketType.CONNECT_ERROR, self.place, error)))

    def _welcome(self, socket: Socket, held: list[Outgoing]) -> None:
        client = socket.client
        socket.begin(client)
        self.sockets[socket.sid] = socket
        client.add(socket)
        socket.send(self._connected(socket))
        for packet in held:
            socket.send(packet)
        socket.end_if_asked()
        if not client.connection.is_open and socket.is_connected:
            self.lose(socket, client.connection.close_reason or "transport close")

    def _connected(self, socket: Socket) -> Outgoing:
        ids = {"sid": socket.sid}
        if socket.trail is not None:
            ids["pid"] = socket.trail.pid
        return Outgoing(encode_object(PacketType.CONNECT, self.place, ids))

    def _recover(self, client: Client, pid: str, offset: object) -> bool:
        recovery = self.recovery
        assert recovery is not None
        socket = recovery.find(pid)
        if socket is None or socket.state is SocketState.CONNECTING:
            return False
        before = socket.client
        if socket.is_connected:
            # It changed networks, and nobody has told us that the old way is dead.
            before.remove(socket)
            self.lose(socket, "transport close")
            before.connection.close("transport close")
        bound = max(client.connection.outgoing_bound, before.connection.outgoing_bound)
        missed = recovery.missed(socket, offset, bound // 4) if socket.away else None
        if missed is None:
            self.give_up(socket)
            return False
        recovery.back(socket)
        client.connection.outgoing_bound = bound
        socket.begin(client)
        socket.recovered = True
        self.sockets[socket.sid] = socket
        client.add(socket)
        for packet in missed:
            socket.send(packet)
        # Last: the client keeps what comes before it and hands it out in order, after it knows that it is recovered.
        socket.send(self._connected(socket))
        self.guard(self._events.recovered, socket)
        return True

    def lose(self, socket: Socket, reason: str, *, forever: bool = False) -> None:
        """A connected socket lost its client.

        Args:
            socket: it is no longer among those of its client.
            reason: as the reference server names it.
            forever: nothing can be recovered, since one side wanted it to end.
        """
        self.sockets.pop(socket.sid, None)
        recovery = self.recovery
        if forever or recovery is None or socket.trail is None:
            socket.lost(SocketState.GONE)
            self._forget(socket)
            self.guard(self._events.disconnect, socket, reason)
            self.guard(self._events.gone, socket)
            return
        socket.lost(SocketState.AWAY)
        crowded_out = recovery.lost(socket)
        self.guard(self._events.disconnect, socket, reason)
        if crowded_out is not None:
            self.give_up(crowded_out)

    def give_up(self, socket: Socket) -> None:
        """A socket that is away will not come back."""
        if socket.away:
            socket.lost(SocketState.GONE)
            self._forget(socket)
            self.guard(self._events.gone, socket)

    def _forget(self, socket: Socket) -> None:
        socket.leave_all()
        if self.recovery is not None:
            self.recovery.forget(socket)

    def heard(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        """A client sent an event."""
        try:
            self._events.event(socket, name, args, ack)
        except Exception:  # noqa: BLE001 - see NamespaceEvents
            _log.exception("handling an event failed", namespace=self.name, event_name=name[:64])

    def guard(self, function: Callable[_P, object], *args: _P.args, **kwargs: _P.kwargs) -> None:
        """Call what belongs to the owner, whose bugs must not harm others."""
        try:
            function(*args, **kwargs)
        except Exception:  # noqa: BLE001 - see NamespaceEvents
            _log.exception("a handler failed", namespace=self.name)

    def encode(self, event: str, args: tuple[Any, ...], ack_id: int | None = None) -> tuple[bytes, tuple[bytes, ...]]:
        """Encode an event: the text of its packet, and its attachments."""
        if event in RESERVED_EVENTS:
            raise ValueError(f"{event!r} is a reserved event name")
        return encode_array(PacketType.EVENT, self.place, ack_id, (event, *args))

    def teller(self, on_sent: Callable[[Socket, int], None]) -> Callable[[Connection, int], None]:
        """A function that tells which socket a packet was sent to, given the connection."""

        def tell(connection: Connection, at: int) -> None:
            client = connection.handler
            socket = client.find(self.name) if isinstance(client, Client) else None
            if socket is not None:
                self.guard(on_sent, socket, at)

        return tell

    def start_of(self, sockets: int) -> int:
        """With which of so many sockets to begin this time: steps of the golden ratio come everywhere soon."""
        self._turn = (self._turn + _GOLDEN) % 1.0
        return int(self._turn * sockets)

    def next_ack_id(self) -> int:
        """An id for an event that wants an answer."""
        self._ack_id += 1
        return self._ack_id

    @property
    def is_awaiting(self) -> bool:
        """Whether anybody is away."""
        return self.recovery is not None and self.recovery.is_awaiting

    def close(self) -> None:
        """Give up everybody who is away."""
        if self.recovery is not None:
            for socket in self.recovery.away():
                self.give_up(socket)

    def tick(self) -> None:
        """Give up who has been away for too long, and drop a little of what nobody can miss; called often."""
        recovery = self.recovery
        if recovery is not None:
            for socket in recovery.overdue():
                self.give_up(socket)
            recovery.sweep(self._rings)

    def _rings(self) -> list[Ring]:
        return [room.ring for room in self._rooms.values() if room.ring is not None]
