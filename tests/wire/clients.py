"""A raw HTTP client and a raw WebSocket client on asyncio streams, that send whatever bytes a test wants.

Nothing is checked or answered on its own: a test says every byte. `PATIENCE` is the deadline for whatever must come.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import hashlib
import json
import os
import ssl
import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

PATIENCE = 5.0

CONTINUATION, TEXT, BINARY, CLOSE, PING, PONG = 0, 1, 2, 8, 9, 10

_GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"


@dataclass(frozen=True)
class Response:
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def json(self) -> Any:
        return json.loads(self.body)


class Refused(Exception):  # noqa: N818
    """The server answered an upgrade with this response."""

    def __init__(self, response: Response) -> None:
        super().__init__(response.status, response.body)
        self.response = response


_open: list[HttpClient] = []


async def cut_all() -> None:
    """Drop the lines that tests have left open; for a fixture that runs after every test."""
    left = [client for client in _open if not client.reader.at_eof() or not client.writer.is_closing()]
    _open.clear()
    for client in left:
        client.cut()
    for client in left:
        with contextlib.suppress(OSError, TimeoutError):
            await asyncio.wait_for(client.writer.wait_closed(), PATIENCE)


class HttpClient:
    """One TCP connection that speaks HTTP/1.1."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader = reader
        self.writer = writer

    @classmethod
    async def connect(cls, port: int, *, tls: ssl.SSLContext | None = None, receive_buffer: int = 0) -> Self:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, ssl=tls, limit=receive_buffer or 1 << 20)
        client = cls(reader, writer)
        _open.append(client)
        return client

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.cut()
        with contextlib.suppress(OSError, TimeoutError):
            await asyncio.wait_for(self.writer.wait_closed(), PATIENCE)

    def cut(self) -> None:
        """Drop the line."""
        self.writer.transport.abort()

    def write(self, data: bytes) -> None:
        """Send bytes, unless the line is gone."""
        if not self.writer.is_closing():
            self.writer.write(data)

    def ask(self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b"") -> None:
        """Send a request."""
        lines = {"Host": "server", **(headers or {})}
        if body or method == "POST":
            lines.setdefault("Content-Length", str(len(body)))
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.write(f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1") + body)

    async def answer(self) -> Response:
        """Read a response."""
        async with asyncio.timeout(PATIENCE):
            status, headers = await self._head()
            length = int(headers.get("content-length", 0))
            body = await self.reader.readexactly(length)
            return Response(status, headers, body)

    async def request(
        self, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> Response:
        self.ask(method, target, headers, body)
        return await self.answer()

    async def ended(self) -> bytes:
        """What comes until the server closes the line."""
        async with asyncio.timeout(PATIENCE):
            with contextlib.suppress(ConnectionError):
                return await self.reader.read()
            return b""

    async def _head(self) -> tuple[int, dict[str, str]]:
        lines = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {}
        for line in lines[1:-2]:
            name, _, value = line.partition(": ")
            headers[name.lower()] = value
        return int(lines[0].split(" ")[1]), headers


async def request(
    port: int, method: str, target: str, headers: Mapping[str, str] | None = None, body: bytes = b""
) -> Response:
    """One request on a line of its own."""
    async with await HttpClient.connect(port) as client:
        return await client.request(method, target, headers, body)


@dataclass(frozen=True)
class Frame:
    opcode: int
    payload: bytes
    fin: bool = True

    @property
    def text(self) -> str:
        return self.payload.decode()

    @property
    def code(self) -> int | None:
        """The code of a CLOSE frame."""
        return int.from_bytes(self.payload[:2]) if self.payload else None


def frame(
    opcode: int, payload: bytes = b"", *, fin: bool = True, rsv: int = 0, mask: bytes | None = b"\x01\x02\x03\x04"
) -> bytes:
    """The bytes of a client's frame; `mask=None` for an unmasked one."""
    head = bytearray([(0x80 if fin else 0) | rsv << 4 | opcode])
    bit = 0 if mask is None else 0x80
    if len(payload) < 126:
        head.append(bit | len(payload))
    elif len(payload) < 1 << 16:
        head += bytes((bit | 126,)) + struct.pack("!H", len(payload))
    else:
        head += bytes((bit | 127,)) + struct.pack("!Q", len(payload))
    if mask is None:
        return bytes(head) + payload
    pad = mask * (len(payload) // 4 + 1)
    masked = int.from_bytes(payload) ^ int.from_bytes(pad[: len(payload)])
    return bytes(head) + mask + masked.to_bytes(len(payload))


def upgrade_request(target: str, headers: Mapping[str, str | None] | None = None, key: str | None = None) -> bytes:
    """The request for a WebSocket; a header of None is left out."""
    lines: dict[str, str | None] = {
        "Host": "server",
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": key or base64.b64encode(os.urandom(16)).decode(),
        **(headers or {}),
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in lines.items() if value is not None)
    return f"GET {target} HTTP/1.1\r\n{head}\r\n".encode("latin-1")


class WebSocketClient(HttpClient):
    """A WebSocket that answers nothing by itself, not even a ping."""

    @classmethod
    async def open(
        cls,
        port: int,
        target: str,
        headers: Mapping[str, str | None] | None = None,
        *,
        tail: bytes = b"",
        tls: ssl.SSLContext | None = None,
        receive_buffer: int = 0,
    ) -> Self:
        """Upgrade, with bytes right behind the request.

        Raises:
            Refused: the server did not switch protocols.
        """
        client = await cls.connect(port, tls=tls, receive_buffer=receive_buffer)
        key = base64.b64encode(os.urandom(16))
        client.write(upgrade_request(target, headers, key.decode()) + tail)
        try:
            async with asyncio.timeout(PATIENCE):
                status, answered = await client._head()
                if status == 101:
                    body = None
                else:
                    body = await client.reader.readexactly(int(answered.get("content-length", 0)))
        except BaseException:
            client.cut()
            raise
        if body is not None:
            client.cut()
            raise Refused(Response(status, answered, body))
        assert answered["sec-websocket-accept"] == base64.b64encode(hashlib.sha1(key + _GUID).digest()).decode()
        return client

    def send(self, *messages: str | bytes) -> None:
        """Send whole messages: text for str, binary for bytes."""
        for message in messages:
            self.write(frame(TEXT, message.encode()) if isinstance(message, str) else frame(BINARY, message))

    def send_frame(self, opcode: int, payload: bytes = b"", **options: Any) -> None:
        self.write(frame(opcode, payload, **options))

    async def receive(self) -> Frame | None:
        """The next frame; None when the line is closed."""
        async with asyncio.timeout(PATIENCE):
            try:
                first, second = await self.reader.readexactly(2)
                assert second < 0x80, "a server must not mask"
                length = second
                if second == 126:
                    length = int.from_bytes(await self.reader.readexactly(2))
                elif second == 127:
                    length = int.from_bytes(await self.reader.readexactly(8))
                payload = await self.reader.readexactly(length)
            except (asyncio.IncompleteReadError, ConnectionError):
                return None
        assert not first & 0x70, "reserved bits"
        return Frame(first & 0x0F, payload, bool(first & 0x80))

    async def text(self) -> str:
        """The next frame, which must be text."""
        got = await self.receive()
        assert got is not None
        assert got.opcode == TEXT, got
        return got.text

    async def closing(self) -> int | None:
        """The code of the next CLOSE frame, whatever comes before it; None when the line ends without one.

        The CLOSE is answered and the line is read to its end.
        """
        while (got := await self.receive()) is not None:
            if got.opcode == CLOSE:
                with contextlib.suppress(ConnectionError):
                    self.send_frame(CLOSE, got.payload)
                    assert await self.ended() == b""
                return got.code
        return None
