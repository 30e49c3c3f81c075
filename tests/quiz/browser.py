"""A browser on the deployed namespace: only a User-Agent that begins like theirs is offered recovery there."""

import asyncio
import json
from typing import Any, Self

import aiohttp

from tests.until import until


class Browser:
    """A page of the deployed client, on whatever connection it has at the moment.

    Attributes:
        told: events with their arguments, in order, over all its connections.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.told: list[tuple[str, list[Any]]] = []
        self.is_connected = False
        self.sid = ""
        self._pid: str | None = None
        self._offset: str | None = None
        self._session: aiohttp.ClientSession | None = None
        self._socket: aiohttp.ClientWebSocketResponse | None = None
        self._task: asyncio.Task[None] | None = None

    async def connect(self) -> Self:
        self._session = aiohttp.ClientSession(headers={"User-Agent": "Mozilla/5.0 (of a test)"})
        self._socket = await self._session.ws_connect(f"{self.url}/socket.io/?EIO=4&transport=websocket")
        auth = {"pid": self._pid, "offset": self._offset} if self._pid is not None else None
        await self._socket.receive_str()
        await self._socket.send_str("40" + (json.dumps(auth) if auth else ""))
        self._task = asyncio.create_task(self._listen(self._socket))
        await until(lambda: self.is_connected)
        return self

    async def _listen(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        async for message in socket:
            packet = str(message.data)
            if packet == "2":
                await socket.send_str("3")
            elif packet.startswith("40"):
                ids = json.loads(packet[2:])
                self.sid, self._pid = ids["sid"], ids.get("pid")
                self.is_connected = True
            elif packet.startswith("42["):
                event, *args = json.loads(packet[2:])
                if args and isinstance(args[-1], str):
                    self._offset = args.pop()
                self.told.append((event, args))
            elif packet.startswith("41"):
                self.is_connected = False

    async def say(self, event: str, *args: Any) -> None:
        assert self._socket is not None
        await self._socket.send_str("42" + json.dumps([event, *args]))

    async def hears(self, event: str) -> Any:
        """The first argument of the first such event; it and all before it are forgotten."""
        await until(lambda: event in self.events())
        place = self.events().index(event)
        args = self.told[place][1]
        del self.told[: place + 1]
        return args[0] if args else None

    def events(self) -> list[str]:
        return [event for event, _ in self.told]

    async def lose(self) -> None:
        """Lose the connection, and know nothing of it."""
        assert self._socket is not None
        assert self._session is not None
        assert self._task is not None
        self.is_connected = False
        self._task.cancel()
        await self._socket.close()
        await self._session.close()
