"""One connection as Socket.IO sees it: its packets, and its sockets in however many namespaces."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rumpus.wire.engineio.connection import NOBODY
from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.socketio.acknowledgement import Acknowledgement
from rumpus.wire.socketio.assembly import Assembly
from rumpus.wire.socketio.packet import MAX_ID_DIGITS, Packet, PacketType, decode_event, encode_object, parse, place_of
from rumpus.wire.socketio.payload import PacketError

if TYPE_CHECKING:
    from rumpus.wire.engineio.connection import Connection
    from rumpus.wire.socketio.server import Server
    from rumpus.wire.socketio.socket import Socket

_INVALID_NAMESPACE = {"message": "Invalid namespace"}

CONNECTS = 20
"""How often one connection may enter namespaces at once; each time is a socket with an allowance of its own above."""

CONNECT_EVERY = 1_000
"""Milliseconds after which it may once more."""


class Client:
    """The handler of a connection: takes packets apart and gives them to the sockets of their namespaces.

    Attributes:
        connection: the connection.
    """

    __slots__ = ("_assembly", "_connects_from", "_ended", "_server", "_slot", "_sockets", "connection")

    def __init__(self, server: Server, connection: Connection) -> None:
        self.connection = connection
        self._server = server
        self._sockets: tuple[Socket, ...] = ()
        self._assembly: Assembly | None = None
        # When all the CONNECTs it may send at once are there again, in milliseconds.
        self._connects_from = 0
        # Namespaces that we ended: what the client said there before it knew is no offence.
        self._ended: tuple[str, ...] = ()
        self._slot = server.after(server.connect_timeout, self)

    def find(self, namespace: str) -> Socket | None:
        """The socket in a namespace, if it is connected there."""
        for socket in self._sockets:
            if socket.namespace.name == namespace:
                return socket
        return None

    def add(self, socket: Socket) -> None:
        """A socket is connected."""
        self._server.timeouts.cancel(self._slot, self)
        self._sockets = (*self._sockets, socket)
        if self._ended:
            self._ended = tuple(name for name in self._ended if name != socket.namespace.name)

    def remove(self, socket: Socket, *, ended: bool = False) -> None:
        """A socket is not connected any more; `ended` by us."""
        self._sockets = tuple(other for other in self._sockets if other is not socket)
        if ended:
            self._ended = (*self._ended, socket.namespace.name)

    def disconnect(self) -> None:
        """Disconnect all sockets and close the connection."""
        for socket in self._sockets:
            socket.disconnect()
        self.connection.close("forced close")

    def end(self) -> None:
        """The time to connect to a namespace is over."""
        if not self._sockets:
            self.connection.close("forced close")

    def on_close(self, reason: str) -> None:
        """The connection is gone."""
        self._server.timeouts.cancel(self._slot, self)
        self._assembly = None
        self.connection.handler = NOBODY  # each held the other
        sockets, self._sockets = self._sockets, ()
        for socket in sockets:
            socket.namespace.lose(socket, reason)

    def on_message(self, data: str | bytes) -> None:
        """A message came."""
        try:
            if self._sockets and self._assembly is None and type(data) is str and self._hear(self._sockets[0], data):
                return
            packet = self._packet(data)
            if packet is not None:
                self._receive(packet)
        except PacketError:
            self.connection.close("parse error")

    def _hear(self, socket: Socket, data: str) -> bool:
        """Take a text event the short way: nearly every message is one. False if it has to go the long way."""
        namespace = socket.namespace
        if not data.startswith(namespace.event_start):
            return False
        start = len(namespace.event_start)
        bracket = data.find("[", start, start + MAX_ID_DIGITS + 1)
        if bracket == start:
            ack = None
        else:
            digits = data[start:bracket]
            if bracket < 0 or not (digits.isdigit() and digits.isascii()):
                return False
            ack = Acknowledgement(socket, self, int(digits))
        args = decode_event(data[bracket:])
        namespace.heard(socket, args.pop(0), args, ack)
        return True

    def _packet(self, data: str | bytes) -> Packet | None:
        assembly = self._assembly
        if assembly is None:
            if not isinstance(data, str):
                raise PacketError("binary without a packet")
            packet = parse(data, self._server.max_attachments)
            if not packet.attachments:
                return packet
            self._assembly = Assembly(packet, self._server.max_attachment_bytes)
            return None
        if isinstance(data, str):
            raise PacketError("text in place of an attachment")
        whole = assembly.add(data)
        if whole is not None:
            self._assembly = None
        return whole

    def _receive(self, packet: Packet) -> None:
        socket = self.find(packet.namespace)
        kind = packet.type
        if socket is None:
            if kind is PacketType.CONNECT:
                self._connect(packet)
            elif kind is PacketType.CONNECT_ERROR or packet.namespace not in self._ended:
                self.connection.close("forced server close")
        elif kind is PacketType.EVENT or kind is PacketType.BINARY_EVENT:
            ack = None if packet.id is None else Acknowledgement(socket, self, packet.id)
            socket.namespace.heard(socket, packet.data.pop(0), packet.data, ack)
        elif kind is PacketType.ACK or kind is PacketType.BINARY_ACK:
            assert packet.id is not None
            socket.answered(packet.id, packet.data)
        elif kind is PacketType.DISCONNECT:
            self.remove(socket)
            socket.namespace.lose(socket, "client namespace disconnect", forever=True)
        else:
            self.connection.close("forced server close")

    def _connect(self, packet: Packet) -> None:
        now = self._server.clock()
        self._connects_from = max(self._connects_from, now) + CONNECT_EVERY
        if self._connects_from > now + CONNECTS * CONNECT_EVERY:
            self.connection.close("forced server close")
            return
        namespace = self._server.namespaces.get(packet.namespace)
        if namespace is None:
            place = place_of(packet.namespace)
            self.connection.send(Outgoing(encode_object(PacketType.CONNECT_ERROR, place, _INVALID_NAMESPACE)))
        else:
            namespace.connect(self, packet.data)
