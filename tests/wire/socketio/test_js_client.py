"""The JavaScript client against our server: what browsers will do."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from rumpus.wire import RecoveryLimits, Refused, Server, Socket
from tests.until import until
from tests.wire.socketio.conftest import Serve
from tests.wire.socketio.js_clients import JsClient, JsClients, Network
from tests.wire.socketio.owner import Owner
from tests.wire.socketio.pupils import MINUTE, Clock

WAYS: dict[str, dict[str, Any]] = {
    "polling": {"transports": ["polling"]},
    "websocket": {"transports": ["websocket"]},
    "upgrade": {},
}


@pytest.fixture(scope="module")
def js() -> Iterator[JsClients]:
    clients = JsClients()
    yield clients
    clients.stop()


@pytest.fixture(params=list(WAYS))
def way(request: pytest.FixtureRequest) -> dict[str, Any]:
    return WAYS[request.param]


@pytest.fixture
async def network() -> AsyncIterator[Network]:
    network = Network()
    yield network
    await network.stop()


class School:
    """A server that echoes, with a namespace that can be recovered from, and one that wants a key."""

    def __init__(self, **limits: Any) -> None:
        self.clock = Clock()
        self.server = Server(recovery_limits=RecoveryLimits(**limits), clock=self.clock)
        self.yard, self.lesson, self.staff = Owner(), Owner(), Owner(connect=self._wants_key)
        self.server.namespace("/", self.yard)
        self.lessons = self.server.namespace("/lesson", self.lesson, recovery="all")
        self.server.namespace("/staff", self.staff)

    @staticmethod
    def _wants_key(socket: Socket, auth: dict[str, Any]) -> None:
        if auth.get("key") != "right":
            raise Refused("wrong key", {"tries": 3})
        socket.emit("welcome")

    @property
    def pupil(self) -> Socket:
        return self.lesson.sockets[-1]


async def lesson(school: School, js: JsClients, serve: Serve, network: Network, **way: Any) -> tuple[JsClient, Socket]:
    """A client in the lesson, by way of the network, and its socket."""
    await network.start((await serve(school.server)).port)
    client = js.open(f"{network.url}/lesson", **way)
    await client.some("connect")
    return client, school.pupil


async def network_lost(network: Network, socket: Socket) -> None:
    """The network is down, and the server has noticed."""
    network.is_down = True
    network.cut()
    await until(lambda: socket.away)


async def test_events_and_answers_in_both_directions(js: JsClients, serve: Serve, way: dict[str, Any]) -> None:
    school = School()
    wire = await serve(school.server)
    client = js.open(f"http://127.0.0.1:{wire.port}/", **way)
    for number in range(20):
        client.emit("echo", number, b"\x00\xff" if number % 5 == 0 else "ä🎲", {"deep": [None, True]})
    client.ask("echo", 1, b"ask", [b"deep"])
    await client.some("connect")
    if not way:
        assert await client.some("upgrade") == [("websocket",)]
    for number in range(20, 40):
        client.emit("echo", number, "x", {})
    answers: list[Any] = []
    socket = school.yard.sockets[0]
    socket.emit("question", b"\x01", {"a": 1}, ack=answers.append)
    events = await client.some("event", 41)
    assert [event[1] for event in events if event[0] == "echo"] == list(range(40))
    assert ("echo", 5, b"\x00\xff", {"deep": [None, True]}) in events
    assert ("echo", 6, "ä🎲", {"deep": [None, True]}) in events
    assert ("question", b"\x01", {"a": 1}) in events
    await until(lambda: answers == [["answer to", "question", b"\x01", {"a": 1}]])
    assert await client.some("answer") == [(None, 1, b"ask", [b"deep"])]
    assert school.yard.log[-1] != ("gone",)
    client.do("close")
    await school.yard.told("gone")
    assert await client.some("disconnect") == [("io client disconnect",)]
    # The client says that it leaves, or it is just gone: it does both at once.
    assert school.yard.log[-2][1] in ("client namespace disconnect", "transport close")


async def test_nothing_is_lost_or_reordered_during_the_upgrade(js: JsClients, serve: Serve) -> None:
    school = School()
    wire = await serve(school.server)
    said = 0

    async def talk(socket: Socket) -> None:
        nonlocal said
        while socket.connection.transport_name == "polling" or said < 200:
            socket.emit("n", said)
            said += 1
            await asyncio.sleep(0.0005)

    talks: list[asyncio.Task[None]] = []
    school.yard.on["connect"] = lambda socket, auth: talks.append(asyncio.create_task(talk(socket)))
    client = js.open(f"http://127.0.0.1:{wire.port}/")
    for number in range(100):
        client.emit("from client", number)
    assert await client.some("upgrade") == [("websocket",)]
    await talks[0]
    events = await client.some("event", said)
    assert [event[1] for event in events] == list(range(said))
    assert [entry[1] for entry in school.yard.log if entry[0] == "from client"] == list(range(100))


async def test_namespaces_on_one_connection(js: JsClients, serve: Serve, way: dict[str, Any]) -> None:
    school = School()
    wire = await serve(school.server)
    yard = js.open(f"http://127.0.0.1:{wire.port}/", **way)
    await yard.some("connect")
    staff = js.open("/staff", of=yard, auth={"key": "right"})
    thief = js.open("/nowhere", of=yard)
    lesson = js.open("/lesson", of=yard)
    assert await thief.some("connect_error") == [("Invalid namespace", None)]
    assert await staff.some("event") == [("welcome",)]
    await lesson.some("connect")
    assert len(school.server.engine.connections) == 1
    staff.ask("echo", "staff")
    yard.ask("echo", "yard")
    assert await staff.some("answer") == [(None, "staff")]
    assert await yard.some("answer") == [(None, "yard")]
    staff.do("close")
    await school.staff.told("disconnect", "client namespace disconnect")
    school.pupil.disconnect()
    assert await lesson.some("disconnect") == [("io server disconnect",)]
    yard.ask("echo", "still here")
    assert (await yard.some("answer", 2))[1] == (None, "still here")


async def test_refused_until_the_key_is_right(js: JsClients, serve: Serve, way: dict[str, Any]) -> None:
    school = School()
    wire = await serve(school.server)
    client = js.open(f"http://127.0.0.1:{wire.port}/staff", auth={"key": "wrong"}, **way)
    assert await client.some("connect_error") == [("wrong key", {"tries": 3})]
    assert not client.all("connect")
    assert school.staff.log == [("connect", {"key": "wrong"})]


async def test_malformed_closes_and_the_client_comes_back(js: JsClients, serve: Serve, way: dict[str, Any]) -> None:
    school = School()
    wire = await serve(school.server)
    client = js.open(f"http://127.0.0.1:{wire.port}/", **way)
    await client.some("connect")
    client.emit("too many", *[b"x"] * 11)
    assert (await client.some("disconnect"))[0][0] in ("transport close", "transport error")
    await client.some("connect", 2)
    assert ("disconnect", "parse error") in school.yard.log


async def test_server_restarts(js: JsClients, serve: Serve, network: Network, way: dict[str, Any]) -> None:
    before, after = School(), School()
    wire = await serve(before.server)
    await network.start(wire.port)
    client = js.open(f"{network.url}/lesson", **way)
    await client.some("connect")
    pid = before.pupil.pid
    before.pupil.emit("seen", "in the last life")
    await client.some("event")
    network.target = (await serve(after.server)).port
    await wire.stop()
    assert (await client.some("disconnect"))[0][0] in ("transport close", "transport error")
    assert (await client.some("connect", 2))[1] == (after.pupil.sid, False)
    assert after.pupil.previous_pid == pid
    # It says the offset of the last life until it has another one. (Between two polls there is nothing to cut.)
    await until(lambda: not after.pupil.connection.is_stuck)
    network.cut()
    assert (await client.some("connect", 3))[2] == (after.pupil.sid, True)
    assert [entry[0] for entry in after.lesson.log] == ["connect", "disconnect", "recovered"]


async def test_cut_and_back(js: JsClients, serve: Serve, network: Network, way: dict[str, Any]) -> None:
    school = School()
    client, socket = await lesson(school, js, serve, network, **way)
    socket.join("a")
    expected: list[tuple[Any, ...]] = []

    def say(number: int) -> None:
        socket.emit("mine", number)
        school.lessons.room("a").emit("ours", number, b"\x01" if number % 2 else "text")
        socket.emit("noise", "a string", volatile=True)
        expected.extend([("mine", number), ("ours", number, b"\x01" if number % 2 else "text")])

    for cut in range(3):
        say(10 * cut)
        await client.some("event", 1)
        network.is_down = True
        network.cut()
        # Between two polls the server does not notice: then the socket that comes back takes over a live one.
        await client.some("disconnect", cut + 1)
        for number in range(1, 5):
            say(10 * cut + number)
        client.emit("echo", "said while away", cut)
        network.is_down = False
        assert (await client.some("connect", cut + 2))[-1] == (socket.sid, True)
        expected.append(("echo", "said while away", cut))
        await until(lambda: len(heard(client.all("event"))) >= len(expected))
        assert heard(client.all("event")) == expected
    assert len(school.lesson.sockets) == 1


def heard(events: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Events without their offsets, and without volatile ones."""
    return [event[:-1] for event in events if event[0] != "noise"]


async def test_half_open_old_socket(js: JsClients, serve: Serve, network: Network, way: dict[str, Any]) -> None:
    school = School()
    client, socket = await lesson(school, js, serve, network, **way)
    if not way:
        await client.some("upgrade")
    socket.join("a")
    school.lessons.room("a").emit("n", 0)
    await client.some("event")
    network.is_down = True
    network.half_cut()
    await client.some("disconnect")
    assert socket.is_connected
    for number in range(1, 5):
        school.lessons.room("a").emit("n", number)
    network.is_down = False
    assert (await client.some("connect", 2))[1] == (socket.sid, True)
    school.lessons.room("a").emit("n", 5)
    assert heard(await client.some("event", 6)) == [("n", number) for number in range(6)]
    assert [entry[0] for entry in school.lesson.log] == ["connect", "disconnect", "recovered"]
    await until(lambda: len(school.server.engine.connections) == 1)


async def test_two_quiet_minutes(js: JsClients, serve: Serve, network: Network) -> None:
    school = School()
    client, socket = await lesson(school, js, serve, network, transports=["websocket"])
    socket.emit("last", 1)
    await client.some("event")
    for _ in range(3):
        school.clock.ahead += 2 * MINUTE
        school.lessons.tick()
    await network_lost(network, socket)
    school.clock.ahead += 2 * MINUTE - 5_000
    socket.emit("missed", 2)
    network.is_down = False
    assert (await client.some("connect", 2))[1] == (socket.sid, True)
    assert heard(await client.some("event", 2)) == [("last", 1), ("missed", 2)]


async def test_before_any_event(js: JsClients, serve: Serve, network: Network) -> None:
    school = School()
    client, socket = await lesson(school, js, serve, network, transports=["websocket"])
    await network_lost(network, socket)
    socket.emit("first", 1)
    network.is_down = False
    assert (await client.some("connect", 2))[1] == (socket.sid, True)
    assert heard(await client.some("event")) == [("first", 1)]


async def test_room_joined_while_others_were_away(js: JsClients, serve: Serve, network: Network) -> None:
    school = School()
    wire = await serve(school.server)
    await network.start(wire.port)
    client = js.open(f"{network.url}/lesson", transports=["websocket"])
    await client.some("connect")
    socket = school.pupil
    socket.join("a")
    await network_lost(network, socket)
    other = js.open(f"http://127.0.0.1:{wire.port}/lesson", transports=["websocket"])
    await other.some("connect")
    school.lessons.room("a").emit("n", 0)
    school.pupil.join("a")
    socket.join("b")
    school.pupil.join("b")
    school.lessons.room("a").emit("n", 1)
    school.lessons.room("b").emit("n", 2)
    network.is_down = False
    assert (await client.some("connect", 2))[1] == (socket.sid, True)
    assert heard(await client.some("event", 3)) == [("n", 0), ("n", 1), ("n", 2)]
    assert heard(await other.some("event", 2)) == [("n", 1), ("n", 2)]


async def test_too_much_missed(js: JsClients, serve: Serve, network: Network) -> None:
    school = School(socket_bytes=10_000_000)
    client, socket = await lesson(school, js, serve, network, transports=["websocket"])
    await network_lost(network, socket)
    for number in range(10):
        socket.emit("page", number, "x" * 30_000)
    network.is_down = False
    sid, recovered = (await client.some("connect", 2))[1]
    assert (sid != socket.sid, recovered) == (True, False)
    assert school.pupil.previous_pid == socket.pid
    assert client.all("event") == []
    # The new session can be recovered like any other.
    network.cut()
    assert (await client.some("connect", 3))[2] == (sid, True)
