"""A namespace with recovery, whose clock can be moved on, and clients that remember what a browser's client would."""

from __future__ import annotations

import json
from typing import Any

from rumpus.wire import RecoveryLimits, Server, Socket
from rumpus.wire.engineio.slices import monotonic_ms
from rumpus.wire.socketio.recovery import RecoveryMode
from tests.until import until
from tests.wire.socketio.conftest import Open
from tests.wire.socketio.owner import Owner
from tests.wire.socketio.raw_client import RawClient

MINUTE = 60_000


class Clock:
    """The monotonic clock, which can be moved on."""

    def __init__(self) -> None:
        self.ahead = 0

    def __call__(self) -> int:
        return monotonic_ms() + self.ahead


class Class:
    """A namespace with recovery; clients that remember what a browser's client would."""

    def __init__(self, open_raw: Open, transport: str, recovery: RecoveryMode = "all", **limits: Any) -> None:
        self._open = open_raw
        self._transport = transport
        self.clock = Clock()
        self.owner = Owner()
        self.server = Server(recovery_limits=RecoveryLimits(**limits), clock=self.clock)
        self.namespace = self.server.namespace("/", self.owner, recovery=recovery)

    async def enter(self, auth: dict[str, Any] | None = None, headers: dict[str, str] | None = None) -> Pupil:
        client = await self._open(self.server, self._transport, headers)
        return Pupil(client, await client.connect(auth or {}), self.owner.sockets[-1])

    async def come_back(self, pupil: Pupil) -> list[Any]:
        """A new connection with what the client remembers. Returns what came before the reply."""
        pupil.client = await self._open(self.server, self._transport)
        auth = {"pid": pupil.pid} if pupil.offset is None else {"pid": pupil.pid, "offset": pupil.offset}
        await pupil.client.send("0" + json.dumps(auth))
        missed: list[Any] = []
        while True:
            message = await pupil.client.receive()
            if isinstance(message, str) and message.startswith("0"):
                break
            missed.append(pupil.take(message))
        reply = json.loads(message[1:])
        pupil.recovered = reply == {"sid": pupil.sid, "pid": pupil.pid}
        pupil.sid, pupil.pid = reply["sid"], reply["pid"]
        return missed

    async def lose(self, pupil: Pupil) -> None:
        await pupil.client.cut()
        await until(lambda: pupil.socket.away)


class Pupil:
    """What a browser's client knows."""

    def __init__(self, client: RawClient, reply: dict[str, str], socket: Socket) -> None:
        self.client = client
        self.sid = reply["sid"]
        self.pid = reply.get("pid")
        self.offset: str | None = None
        self.recovered = False
        self.socket = socket

    def take(self, message: str | bytes) -> Any:
        """An event as its handlers are given it, but without the offset."""
        if isinstance(message, bytes):
            return message
        array = json.loads(message[message.index("[") :])
        if isinstance(array[-1], str):
            self.offset = array.pop()
        return array

    async def hear(self) -> Any:
        return self.take(await self.client.receive())
