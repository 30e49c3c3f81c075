"""A layer above the engine that writes down what it is told, and one client of either transport to talk to it."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Self

from rumpus.wire.engineio.connection import Connection
from rumpus.wire.engineio.outgoing import Outgoing
from tests.until import until
from tests.wire.clients import TEXT, HttpClient, Response, WebSocketClient

PATH = "/engine.io/"
POLLING = f"{PATH}?EIO=4&transport=polling"
WEBSOCKET = f"{PATH}?EIO=4&transport=websocket"


def text(message: str) -> Outgoing:
    return Outgoing(message.encode())


def binary(data: bytes) -> Outgoing:
    return Outgoing(None, (data,))


class Recorder:
    """Writes down messages and the end of one connection; echoes if asked to."""

    def __init__(self, connection: Connection, *, echo: bool = False) -> None:
        self.connection = connection
        self.messages: list[str | bytes] = []
        self.closed: list[str] = []
        self._echo = echo

    def on_message(self, data: str | bytes) -> None:
        if data == "raise":
            raise RuntimeError("the layer above has a bug")
        self.messages.append(data)
        if self._echo:
            self.connection.send(text(data) if isinstance(data, str) else binary(data))

    def on_close(self, reason: str) -> None:
        self.closed.append(reason)


class PollingClient:
    """An Engine.IO client on long-polling; polls only when it is told to."""

    transport = "polling"

    def __init__(self, port: int, opened: Response) -> None:
        self.port = port
        self.handshake = opened
        self.sid: str = Response(200, {}, opened.body[1:]).json["sid"]
        self.target = f"{POLLING}&sid={self.sid}"
        self._got: list[str] = []

    @classmethod
    async def open(cls, port: int) -> Self:
        async with await HttpClient.connect(port) as client:
            return cls(port, await client.request("GET", POLLING))

    async def poll(self) -> Response:
        async with await HttpClient.connect(self.port) as client:
            return await client.request("GET", self.target)

    async def post(self, body: bytes) -> Response:
        async with await HttpClient.connect(self.port) as client:
            return await client.request("POST", self.target, body=body)

    async def send(self, packet: str) -> None:
        assert (await self.post(packet.encode())).body == b"ok"

    async def receive(self) -> str:
        """The next packet."""
        while not self._got:
            answer = await self.poll()
            assert answer.status == 200, answer
            self._got = answer.text.split("\x1e")
        return self._got.pop(0)

    async def is_closed(self) -> bool:
        """Whether the session is over for this client."""
        answer = await self.poll()
        while answer.status == 200 and "1" not in answer.text.split("\x1e"):
            answer = await self.poll()
        return True

    async def cut(self) -> None:
        """Go away without a word: a poll that is given up."""
        async with await HttpClient.connect(self.port) as client:
            client.ask("GET", self.target)
            await client.writer.drain()
            await asyncio.sleep(0.05)


class SocketClient:
    """An Engine.IO client on a WebSocket."""

    transport = "websocket"

    def __init__(self, socket: WebSocketClient, opened: str) -> None:
        self.socket = socket
        self.opened = opened
        self.sid: str = Response(200, {}, opened[1:].encode()).json["sid"]

    @classmethod
    async def open(cls, port: int) -> Self:
        socket = await WebSocketClient.open(port, WEBSOCKET)
        return cls(socket, await socket.text())

    async def send(self, packet: str) -> None:
        self.socket.send(packet)

    async def receive(self) -> str:
        """The next packet; binary looks as it does on polling."""
        got = await self.socket.receive()
        assert got is not None
        if got.opcode == TEXT:
            return got.text
        import base64

        return "b" + base64.b64encode(got.payload).decode()

    async def is_closed(self) -> bool:
        await self.socket.closing()
        return True

    async def cut(self) -> None:
        self.socket.cut()


@asynccontextmanager
async def poll_waiting(client: PollingClient, connection: Connection) -> AsyncIterator[HttpClient]:
    """A poll that the server holds; its answer is to be read."""
    async with await HttpClient.connect(client.port) as http:
        http.ask("GET", client.target)
        await until(lambda: not connection.is_stuck)
        yield http


@asynccontextmanager
async def post_begun(client: PollingClient, connection: Connection, length: int) -> AsyncIterator[HttpClient]:
    """A POST of so many bytes, of which the first three have come: `4sl`."""
    async with await HttpClient.connect(client.port) as http:
        http.write(f"POST {client.target} HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n4sl".encode())
        transport = connection.transport
        await until(lambda: transport.is_posting)  # type: ignore[attr-defined]
        yield http
