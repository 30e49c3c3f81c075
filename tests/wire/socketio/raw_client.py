"""A client that speaks Socket.IO packets as they are, over either transport; by itself it only answers pings."""

from __future__ import annotations

import asyncio
import contextlib
import json
from base64 import b64decode, b64encode
from typing import Any, Self

import aiohttp

PATIENCE = 5.0


class Closed(Exception):  # noqa: N818
    """The server closed the connection."""


class RawClient:
    """Open one with `await RawClient.open(port, "polling" | "websocket")`; it can be an async context manager.

    Attributes:
        is_deaf: set it, and pings are not answered any more.
    """

    def __init__(self, port: int, transport: str, headers: dict[str, str] | None = None) -> None:
        self.transport = transport
        self.is_deaf = False
        self._url = f"http://127.0.0.1:{port}/socket.io/?EIO=4&transport={transport}"
        self._session = aiohttp.ClientSession(headers=headers)
        self._messages: asyncio.Queue[str | bytes | None] = asyncio.Queue()
        self._websocket: aiohttp.ClientWebSocketResponse | None = None
        self._task: asyncio.Task[None] | None = None

    @classmethod
    async def open(cls, port: int, transport: str, headers: dict[str, str] | None = None) -> Self:
        client = cls(port, transport, headers)
        opened = asyncio.get_running_loop().create_future()
        client._task = asyncio.create_task(client._read(opened))
        await asyncio.wait_for(opened, PATIENCE)
        return client

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.cut()

    async def connect_reply(self, namespace: str = "/") -> dict[str, Any]:
        """What the server said to CONNECT."""
        said: dict[str, Any] = json.loads(await self.expect("0" if namespace == "/" else f"0{namespace},"))
        return said

    async def connect(self, auth: Any = None, namespace: str = "/") -> dict[str, Any]:
        """Enter a namespace and return what the server said."""
        place = "" if namespace == "/" else namespace + ","
        await self.send(f"0{place}{'' if auth is None else json.dumps(auth)}")
        return await self.connect_reply(namespace)

    async def send(self, *messages: str | bytes) -> None:
        if self._websocket is not None:
            for message in messages:
                if isinstance(message, str):
                    await self._websocket.send_str("4" + message)
                else:
                    await self._websocket.send_bytes(message)
        else:
            await self._post("\x1e".join(_packet(message) for message in messages))

    async def receive(self) -> str | bytes:
        message = await asyncio.wait_for(self._messages.get(), PATIENCE)
        if message is None:
            self._messages.put_nowait(None)
            raise Closed
        return message

    async def expect(self, start: str) -> str:
        """The next message, which must start so; returns the rest."""
        message = await self.receive()
        assert isinstance(message, str)
        assert message.startswith(start), message
        return message[len(start) :]

    async def event(self) -> list[Any]:
        """The next message, which must be an event without attachments: its name and arguments."""
        array: list[Any] = json.loads(await self.expect("2"))
        return array

    async def closed(self) -> None:
        """Wait until the server closes the connection; what it says before is dropped."""
        with contextlib.suppress(Closed):
            while True:
                await self.receive()

    async def silent(self) -> bool:
        """Whether everything that the server said before now has been received. Needs an event "echo" in "/"."""
        await self.send('2["echo","?"]')
        return await self.event() == ["echo", "?"]

    async def cut(self) -> None:
        """Be gone without a word."""
        if self._websocket is not None and self._websocket._response.connection is not None:
            transport = self._websocket._response.connection.transport
            if transport is not None:
                transport.abort()
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError, aiohttp.ClientError):
                await self._task
        await self._session.close()

    async def _read(self, opened: asyncio.Future[None]) -> None:
        try:
            if self.transport == "websocket":
                await self._read_websocket(opened)
            else:
                await self._read_polls(opened)
        except (aiohttp.ClientError, Closed) as error:
            if not opened.done():
                opened.set_exception(error)
        finally:
            self._messages.put_nowait(None)

    async def _read_websocket(self, opened: asyncio.Future[None]) -> None:
        async with self._session.ws_connect(self._url) as websocket:
            self._websocket = websocket
            async for message in websocket:
                if message.type is aiohttp.WSMsgType.BINARY:
                    self._messages.put_nowait(message.data)
                elif message.type is aiohttp.WSMsgType.TEXT:
                    await self._take(message.data, opened)

    async def _read_polls(self, opened: asyncio.Future[None]) -> None:
        while True:
            async with self._session.get(self._url) as response:
                body = await response.text()
                if response.status != 200:
                    raise Closed
            for packet in body.split("\x1e"):
                await self._take(packet, opened)

    async def _take(self, packet: str, opened: asyncio.Future[None]) -> None:
        kind, content = packet[:1], packet[1:]
        if kind == "0":
            self._url += f"&sid={json.loads(content)['sid']}"
            opened.set_result(None)
        elif kind == "1":
            raise Closed
        elif kind == "2" and not self.is_deaf:
            if self._websocket is not None:
                await self._websocket.send_str("3")
            else:
                await self._post("3")
        elif kind == "4":
            self._messages.put_nowait(content)
        elif kind == "b":
            self._messages.put_nowait(b64decode(content))

    async def _post(self, body: str) -> None:
        with contextlib.suppress(aiohttp.ClientError):
            async with self._session.post(self._url, data=body) as response:
                await response.read()


def _packet(message: str | bytes) -> str:
    return "4" + message if isinstance(message, str) else "b" + b64encode(message).decode()
