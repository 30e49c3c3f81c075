"""The clients of the benchmark: WebSocket only, made to cost less than the server."""

import asyncio

from rumpus.rehearse.address import Address
from rumpus.rehearse.countdown import Countdown
from rumpus.rehearse.errors import NoConnectionError
from rumpus.rehearse.frame_client import FrameClient
from rumpus.rehearse.websocket_link import WebSocketLink

IN_FLIGHT = 200
"""Handshakes at the same time."""

PATIENCE = 120.0
"""Seconds for one broadcast to reach everybody, or for all acknowledgements; after that the run is broken."""

NEWS = {"question_index": 3, "question": "x" * 110, "time": "20", "type": "ABCD", "image": None, "hide_results": False}
"""About 200 bytes in JSON: a question without its options."""

COUNT = "c" * 60
"""The payload of an event that wants to be acknowledged."""


async def connect(url: str, count: int) -> list[FrameClient]:
    """Connect so many clients."""
    address = await Address.parse(url).resolved()
    gate = asyncio.Semaphore(IN_FLIGHT)

    async def one() -> FrameClient:
        async with gate:
            return await FrameClient.connect(address, within=60.0, keep=False)

    return list(await asyncio.gather(*(one() for _ in range(count))))


async def broadcast(clients: list[FrameClient], rounds: int) -> None:
    """Have the server tell everybody the news, so often; a round begins when the last client has the one before."""
    arrived = Countdown(len(clients))

    def take(_: bytes) -> None:
        arrived.one()

    for client in clients:
        client.on_raw("news", take)
    for number in range(rounds):
        arrived = Countdown(len(clients))
        clients[number % len(clients)].emit("broadcast", NEWS)
        if missing := await arrived.wait(PATIENCE):
            raise NoConnectionError(f"{missing} clients did not get a broadcast")


class _Asker:
    """Sends an event, and the next one when it is acknowledged: one at a time for each client, all clients at once."""

    __slots__ = ("_client", "_done", "_frame", "_left", "_link")

    def __init__(self, client: FrameClient, count: int, done: Countdown) -> None:
        assert isinstance(client.link, WebSocketLink)
        self._client = client
        self._link = client.link
        self._frame = client.link.frame(b'427["count",7,"%b"]' % COUNT.encode())
        self._left = count
        self._done = done
        self._link.hand_over(self)

    def ask(self) -> None:
        self._link.send_frame(self._frame)

    def on_packet(self, packet: bytes) -> None:
        if not packet.startswith(b"43"):
            self._client.on_packet(packet)
            return
        self._left -= 1
        if self._left:
            self._link.send_frame(self._frame)
        else:
            self._link.hand_over(self._client)
            self._done.one()

    def on_binary(self, payload: bytes) -> None:
        self._client.on_binary(payload)

    def on_lost(self, error: NoConnectionError) -> None:
        self._client.on_lost(error)


async def acknowledged(clients: list[FrameClient], each: int) -> None:
    """Have the server acknowledge so many events of each client; every event is a frame of its own."""
    done = Countdown(len(clients))
    for asker in [_Asker(client, each, done) for client in clients]:
        asker.ask()
    if missing := await done.wait(PATIENCE):
        raise NoConnectionError(f"{missing} clients wait for acknowledgements")


async def cut(clients: list[FrameClient], seconds: float) -> None:
    """Cut all connections, and give the server a moment to notice."""
    for client in clients:
        client.abort()
    await asyncio.sleep(seconds)
