"""Recovery against a model: whatever is cut when, a client gets everything once and in order, or a fresh session."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rumpus.wire import Connection, RecoveryLimits, Server, Socket
from tests.wire.socketio.owner import Owner
from tests.wire.socketio.pupils import Clock
from tests.wire.socketio.test_socketio_fuzz import Line, new_connection


class ModelClient:
    """Remembers what the JavaScript client does, and what it should have received."""

    def __init__(self, server: Server, owner: Owner) -> None:
        self._server = server
        self._owner = owner
        self.pid: str | None = None
        self.offset: str | None = None
        self.received: list[int] = []
        self.expected: list[int] = []
        self.fresh_sessions = 0
        self.connection: Connection
        self.line: Line
        self.socket: Socket
        self.is_cut = True
        self.connect()

    def connect(self) -> None:
        """Open a connection, say CONNECT with what is remembered, and read up to the reply."""
        self.connection, self.line = new_connection(self._server)
        self.is_cut = False
        auth = {"pid": self.pid, "offset": self.offset}
        self.connection.deliver("0" + json.dumps({key: value for key, value in auth.items() if value is not None}))
        self.line.flush(self.connection, 0)
        before: list[str] = []
        while not (packet := self._next()).startswith("0"):
            before.append(packet)
        reply = json.loads(packet[1:])
        if reply["pid"] != self.pid:
            assert not before
            self.pid = reply["pid"]
            self.fresh_sessions += 1
            self.received.clear()
            self.expected.clear()
            self.socket = self._owner.sockets[-1]
        for packet in before:
            self._take(packet)

    def read(self, count: int) -> None:
        """Receive so many packets of what was sent."""
        if not self.is_cut:
            self.line.flush(self.connection, 0)
            for _ in range(min(count, len(self.line.sent))):
                self._take(self._next())

    def cut(self, *, noticed: bool) -> None:
        """Lose the connection, and with it what was not read yet."""
        if not self.is_cut:
            self.is_cut = True
            if noticed:
                self.connection.abort()

    def _next(self) -> str:
        frame = self.line.sent.pop(0)
        return frame[4 if frame[1] == 126 else 2 :].decode()[1:]

    def _take(self, packet: str) -> None:
        assert packet.startswith("2")
        event: list[Any] = json.loads(packet[1:])
        if isinstance(event[-1], str):
            self.offset = event[-1]
        if event[0] == "n":
            self.received.append(event[1])


clients = st.integers(0, 1)
rooms = st.sampled_from("ab")
steps = st.one_of(
    st.tuples(st.just("say"), clients),
    st.tuples(st.just("say in"), rooms),
    st.tuples(st.just("say but"), rooms, clients),
    st.tuples(st.just("whisper"), rooms),
    st.tuples(st.just("join"), clients, rooms),
    st.tuples(st.just("leave"), clients, rooms),
    st.tuples(st.just("read"), clients, st.integers(1, 3)),
    st.tuples(st.just("cut"), clients, st.booleans()),
    st.tuples(st.just("cut"), clients, st.booleans()),
    st.tuples(st.just("come back"), clients),
    st.tuples(st.just("come back"), clients),
    st.tuples(st.just("time"), st.integers(1, 40_000)),
)


class Story:
    """Two clients, two rooms, and what happens to them."""

    def __init__(self, limits: RecoveryLimits) -> None:
        self._clock = Clock()
        self._owner = Owner()
        self._server = Server(recovery_limits=limits, clock=self._clock)
        self._namespace = self._server.namespace("/", self._owner, recovery="all")
        self._said = 0
        self.clients = [ModelClient(self._server, self._owner) for _ in range(2)]

    def happens(self, step: str, *details: Any) -> None:
        getattr(self, "_" + step.replace(" ", "_"))(*details)

    def _say(self, number: int) -> None:
        client = self.clients[number]
        self._said += 1
        client.socket.emit("n", self._said)
        if client.socket.is_connected or client.socket.away:
            client.expected.append(self._said)

    def _say_in(self, room: str) -> None:
        self._said += 1
        self._namespace.room(room).emit("n", self._said)
        for client in self.clients:
            if room in client.socket.rooms:
                client.expected.append(self._said)

    def _say_but(self, room: str, number: int) -> None:
        self._said += 1
        but = self.clients[number].socket
        self._namespace.room(room).emit("n", self._said, except_=[but])
        for client in self.clients:
            if room in client.socket.rooms and client.socket is not but:
                client.expected.append(self._said)

    def _whisper(self, room: str) -> None:
        self._namespace.room(room).emit("whisper", "a string", volatile=True)

    def _join(self, number: int, room: str) -> None:
        self.clients[number].socket.join(room)

    def _leave(self, number: int, room: str) -> None:
        self.clients[number].socket.leave(room)

    def _read(self, number: int, count: int) -> None:
        self.clients[number].read(count)

    def _cut(self, number: int, noticed: bool) -> None:
        self.clients[number].cut(noticed=noticed)

    def _come_back(self, number: int) -> None:
        if self.clients[number].is_cut:
            self.clients[number].connect()

    def _time(self, milliseconds: int) -> None:
        """A dead connection is noticed in time; where time passes, clients have answered pings and so have read all."""
        for client in self.clients:
            client.read(1_000_000)
            if client.is_cut:
                client.connection.abort()
        self._clock.ahead += milliseconds
        self._namespace.tick()

    def end(self) -> None:
        """Everybody comes back and reads everything."""
        for client in self.clients:
            if client.is_cut:
                client.connect()
            client.read(1_000_000)
            assert client.received == client.expected
        self._server.close()


@settings(deadline=None, max_examples=200)
@given(st.lists(steps, min_size=20, max_size=60))
def test_everything_once_and_in_order(story: list[tuple[Any, ...]]) -> None:
    """With wide limits and little time, nobody ever needs a fresh session."""

    async def run() -> None:
        told = Story(RecoveryLimits(window=10_000_000))
        for step in story:
            told.happens(*step)
        told.end()
        assert [client.fresh_sessions for client in told.clients] == [1, 1]

    asyncio.run(run())


@settings(deadline=None, max_examples=200)
@given(st.lists(steps, min_size=20, max_size=60))
def test_everything_or_a_fresh_session(story: list[tuple[Any, ...]]) -> None:
    """With narrow limits it may take one, but nothing is ever missing without it."""

    async def run() -> None:
        limits = RecoveryLimits(window=60_000, away=1, room_packets=2, socket_packets=2, former_rooms=1)
        told = Story(limits)
        for step in story:
            told.happens(*step)
        told.end()

    asyncio.run(run())
