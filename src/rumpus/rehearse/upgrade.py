"""The way from long-polling to a WebSocket without losing a packet, as browsers go it."""

import asyncio
import base64

from rumpus.rehearse.address import Address
from rumpus.rehearse.errors import NoConnectionError, ProtocolError
from rumpus.rehearse.link import Receiver
from rumpus.rehearse.polling_link import PollingLink
from rumpus.rehearse.websocket_link import WebSocketLink


class _Probe:
    """Takes the packets of the WebSocket: the answer to the probe first, everything else goes on to the client."""

    __slots__ = ("_answered", "_receiver")

    def __init__(self, receiver: Receiver, answered: "asyncio.Future[None]") -> None:
        self._receiver = receiver
        self._answered = answered

    def on_packet(self, packet: bytes) -> None:
        if self._answered.done():
            self._receiver.on_packet(packet)
        elif packet == b"3probe":
            self._answered.set_result(None)
        else:
            raise ProtocolError(f"the server answered the probe with {packet[:80]!r}")

    def on_binary(self, payload: bytes) -> None:
        self._receiver.on_binary(payload)

    def on_lost(self, error: NoConnectionError) -> None:
        if not self._answered.done():
            self._answered.set_exception(error)
        self._receiver.on_lost(error)


async def upgrade(polling: PollingLink, address: Address, target: str, receiver: Receiver) -> WebSocketLink:
    """Take the session of `polling` over to a WebSocket.

    Raises:
        NoConnectionError: the server did not go along.
    """
    loop = asyncio.get_running_loop()
    answered: asyncio.Future[None] = loop.create_future()
    websocket = WebSocketLink(address, target, _Probe(receiver, answered))
    await websocket.open()
    await websocket.accepted()
    websocket.send(b"2probe")
    await answered
    quiet: asyncio.Future[None] = loop.create_future()
    polling.pause(lambda: None if quiet.done() else quiet.set_result(None))
    await quiet
    polling.retire()
    websocket.send(b"5")
    for packet in polling.take_due():
        if packet.startswith(b"b"):
            websocket.send_binary(base64.b64decode(packet[1:]))
        else:
            websocket.send(packet)
    return websocket
