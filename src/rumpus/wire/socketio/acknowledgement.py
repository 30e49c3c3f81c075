"""Acknowledgements in both directions: the answer we owe a client, and the answer we wait for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.socketio.packet import PacketType, encode_array

if TYPE_CHECKING:
    from collections.abc import Callable

    from rumpus.wire.socketio.client import Client
    from rumpus.wire.socketio.socket import Socket


class Acknowledgement:
    """The answer to an event: the first call sends it, later ones do nothing.

    Nor does the first once the connection on which the event came is lost: the client has stopped waiting.
    """

    __slots__ = ("_client", "_id", "_socket")

    def __init__(self, socket: Socket, client: Client, packet_id: int) -> None:
        self._socket: Socket | None = socket
        self._client = client
        self._id = packet_id

    def __call__(self, *args: Any) -> None:
        """Answer with these arguments.

        Raises:
            TypeError, ValueError: they cannot be said in JSON.
        """
        socket = self._socket
        if socket is None:
            return
        if socket.is_connected and socket.client is self._client:
            socket.send(Outgoing(*encode_array(PacketType.ACK, socket.namespace.place, self._id, args)))
        self._socket = None


class Awaited:
    """An answer that a client owes us. Its callback is called once: with the arguments, or with None if none came."""

    __slots__ = ("_callback", "_socket", "id", "slot")

    def __init__(self, socket: Socket, packet_id: int, callback: Callable[[list[Any] | None], None]) -> None:
        self._socket = socket
        self._callback = callback
        self.id = packet_id
        self.slot = 0

    def answer(self, args: list[Any] | None) -> None:
        """Give the answer to who waits for it."""
        self._socket.namespace.guard(self._callback, args)

    def end(self) -> None:
        """Nothing came in time."""
        self._socket.unanswered(self)
