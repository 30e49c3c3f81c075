"""Entering and leaving namespaces: refusals, several on one connection, reasons, and owners with bugs."""

from typing import Any

import pytest
import structlog

from rumpus.wire import EngineConfig, Refused, Server, Socket
from rumpus.wire.socketio.client import CONNECTS
from tests.until import until
from tests.wire.socketio.conftest import Open, Serve
from tests.wire.socketio.owner import Owner
from tests.wire.socketio.raw_client import Closed, RawClient


def one_namespace(owner: Owner, name: str = "/", **settings: Any) -> Server:
    server = Server(**settings)
    server.namespace(name, owner)
    return server


async def test_acknowledged_before_anything_that_connect_emits(open_raw: Open, transport: str) -> None:
    def connect(socket: Socket, auth: dict[str, Any]) -> None:
        socket.join("hall")
        socket.emit("one")
        socket.namespace.room("hall").emit("two", volatile=True)
        socket.emit("three", latest="three")
        assert not socket.is_connected
        assert socket.sid not in socket.namespace.sockets

    client = await open_raw(one_namespace(Owner(connect=connect)), transport)
    await client.connect()
    assert [await client.event() for _ in range(3)] == [["one"], ["two"], ["three"]]


async def test_refused_with_message_and_data(open_raw: Open, transport: str) -> None:
    def connect(socket: Socket, auth: dict[str, Any]) -> None:
        if auth.get("key") != "right":
            socket.join("hall")
            socket.emit("never seen")
            raise Refused("wrong key", {"tries": 3}) if "key" in auth else Refused("no key")

    owner = Owner(connect=connect)
    server = one_namespace(owner, "/staff")
    client = await open_raw(server, transport)
    await client.send("0/staff,")
    assert await client.receive() == '4/staff,{"message":"no key"}'
    await client.send('0/staff,{"key":"wrong"}')
    assert await client.receive() == '4/staff,{"message":"wrong key","data":{"tries":3}}'
    assert len(server.namespaces["/staff"].room("hall")) == 0
    await client.connect({"key": "right"}, "/staff")
    assert [entry[0] for entry in owner.log] == ["connect"] * 3
    assert len(server.namespaces["/staff"].sockets) == 1


def two_namespaces(first: Owner, second: Owner) -> Server:
    """A server with `/` and `/quiz`."""
    server = Server()
    server.namespace("/", first)
    server.namespace("/quiz", second)
    return server


async def test_several_namespaces_on_one_connection(open_raw: Open, transport: str) -> None:
    first, second = Owner(), Owner()
    server = two_namespaces(first, second)
    client = await open_raw(server, transport)
    ids = [(await client.connect())["sid"], (await client.connect({}, "/quiz"))["sid"]]
    assert ids[0] != ids[1]
    await client.send('2/quiz,["echo",1]', '2["echo",2]', '2/quiz,7["echo",3]', '28["echo",4]')
    said = [await client.receive() for _ in range(4)]
    assert said == ['2/quiz,["echo",1]', '2["echo",2]', "3/quiz,7[3]", "38[4]"]
    await client.send("1/quiz,")
    await second.told("disconnect", "client namespace disconnect")
    assert await client.silent()
    await client.cut()
    await first.told("gone")
    reason = "transport close" if transport == "websocket" else "transport error"
    assert first.log[-2:] == [("disconnect", reason), ("gone",)]
    assert second.log[-2:] == [("disconnect", "client namespace disconnect"), ("gone",)]


async def test_server_disconnects_a_namespace(open_raw: Open, transport: str) -> None:
    first, second = Owner(leave=lambda socket: socket.disconnect()), Owner()
    server = two_namespaces(first, second)
    client = await open_raw(server, transport)
    await client.connect()
    await client.connect({}, "/quiz")
    # What the client says before it knows is no offence, and nobody hears it.
    await client.send('2["leave"]', '2["echo",1]', "31[]", "1", '2/quiz,["echo",2]')
    assert await client.receive() == "1"
    assert await client.receive() == '2/quiz,["echo",2]'
    assert first.log[1:] == [("leave",), ("disconnect", "server namespace disconnect"), ("gone",)]
    await client.connect()
    assert await client.silent()


async def test_server_disconnects_all_and_closes(open_raw: Open, transport: str) -> None:
    first, second = Owner(leave=lambda socket: socket.disconnect(close=True)), Owner()
    server = two_namespaces(first, second)
    client = await open_raw(server, transport)
    await client.connect()
    await client.connect({}, "/quiz")
    await client.send('2["leave"]')
    assert [await client.receive(), await client.receive()] == ["1", "1/quiz,"]
    await client.closed()
    for owner in (first, second):
        assert owner.log[-2:] == [("disconnect", "server namespace disconnect"), ("gone",)]
    assert not server.namespaces["/quiz"].sockets


async def test_disconnected_while_connecting(open_raw: Open, transport: str) -> None:
    def connect(socket: Socket, auth: dict[str, Any]) -> None:
        socket.disconnect()
        socket.emit("goodbye")

    owner = Owner(connect=connect)
    client = await open_raw(one_namespace(owner), transport)
    await client.connect()
    assert [await client.receive(), await client.receive()] == ['2["goodbye"]', "1"]
    assert owner.log == [("connect", {}), ("disconnect", "server namespace disconnect"), ("gone",)]


async def test_connection_closed_while_connecting(open_raw: Open, transport: str) -> None:
    owner = Owner(connect=lambda socket, auth: socket.connection.close())
    server = one_namespace(owner)
    client = await open_raw(server, transport)
    await client.send("0")
    await client.closed()
    assert owner.log == [("connect", {}), ("disconnect", "forced close"), ("gone",)]
    assert not server.namespaces["/"].sockets


async def test_after_the_end_nothing_happens(open_raw: Open, transport: str) -> None:
    answers: list[Any] = []
    owner = Owner(keep=lambda socket, ack: answers.append(ack))
    server = one_namespace(owner)
    client = await open_raw(server, transport)
    await client.connect()
    await client.send('21["keep"]')
    await until(lambda: bool(answers))
    socket = owner.sockets[0]
    ack = answers.pop()
    await client.send("1")
    await owner.told("gone")
    ack("late")
    socket.emit("late", ack=answers.append)
    socket.join("hall")
    socket.disconnect()
    socket.disconnect(close=True)
    assert not socket.is_connected
    assert socket.rooms == ()
    await until(lambda: answers == [None])
    await client.connect()
    assert await client.silent()


async def test_reason_of_a_ping_timeout(open_raw: Open, transport: str) -> None:
    owner = Owner()
    server = one_namespace(owner, engine_config=EngineConfig(ping_interval=150, ping_timeout=100))
    client = await open_raw(server, transport)
    await client.connect()
    client.is_deaf = True
    await owner.told("disconnect", "ping timeout")


async def test_reason_of_a_shutdown(serve: Serve, transport: str) -> None:
    owner = Owner()
    wire = await serve(one_namespace(owner))
    async with await RawClient.open(wire.port, transport) as client:
        await client.connect()
        await wire.stop()
        await client.closed()
    assert owner.log == [("connect", {}), ("disconnect", "server shutting down"), ("gone",)]


async def test_owner_with_bugs_harms_nobody(open_raw: Open, transport: str) -> None:
    def bug(*_: Any) -> None:
        raise ZeroDivisionError

    server = Server()
    broken = Owner(connect=lambda socket, auth: 1 / auth.get("divisor", 1), event=bug, disconnect=bug, gone=bug)
    whole = Owner()
    server.namespace("/broken", broken)
    server.namespace("/", whole)
    client = await open_raw(server, transport)
    with structlog.testing.capture_logs() as logs:
        await client.connect({}, "/broken")
        await client.connect()
        await client.send('2/broken,["event"]')
        assert await client.silent()
        await client.send("1/broken,")
        assert await client.silent()
        await client.send('0/broken,{"divisor":0}')
        assert await client.receive() == '4/broken,{"message":"Internal error"}'
    assert [log["event"] for log in logs] == [
        "handling an event failed",
        "a handler failed",
        "a handler failed",
        "connecting failed",
    ]
    assert ("gone",) not in whole.log


async def test_pid_and_sid_are_not_guessable(open_raw: Open, transport: str) -> None:
    server = Server()
    owner = Owner()
    server.namespace("/", owner, recovery="all")
    ids: set[str] = set()
    for _ in range(3):
        client = await open_raw(server, transport)
        said = await client.connect({"pid": "x", "offset": "y", "name": "z"})
        ids |= {said["sid"], said["pid"]}
    assert len(ids) == 6
    assert all(len(id_) == 20 for id_ in ids)


async def test_pid_and_sid_are_in_no_log(open_raw: Open, capsys: pytest.CaptureFixture[str]) -> None:
    """Not even where a traceback shows variables, as structlog's does by default."""

    def bug(socket: Socket, *_: Any) -> None:
        raise ZeroDivisionError

    server = Server()
    owner = Owner(connect=lambda socket, auth: bug(socket) if auth else None, event=bug, disconnect=bug, gone=bug)
    server.namespace("/", owner, recovery="all")
    client = await open_raw(server, "websocket")
    await client.send('0{"pid":"known","offset":"before","fail":true}')
    assert (await client.expect("4")).startswith('{"message"')
    await client.connect({})
    await client.send('2["event"]', "1")
    await owner.told("gone")
    assert owner.log[0] == ("connect", {"fail": True})
    logged = capsys.readouterr().out
    assert logged.count("ZeroDivisionError") >= 3
    assert not [socket for socket in owner.sockets if socket.sid in logged]
    assert not [socket for socket in owner.sockets if str(socket.pid) in logged]


@pytest.mark.parametrize("name", ["", "quiz", "/a,b", "/" + "a" * 200, "/"])
def test_names_that_no_namespace_can_have(name: str) -> None:
    server = Server()
    server.namespace("/", Owner())
    with pytest.raises(ValueError, match="name"):
        server.namespace(name, Owner())


async def test_unknown_namespaces_of_any_name_are_refused(open_raw: Open, transport: str) -> None:
    client = await open_raw(one_namespace(Owner()), transport)
    for name in ("/quiz?token=1", "/🎲", '/"', "//", "/["):
        await client.send(f"0{name},")
        assert await client.receive() == f'4{name},{{"message":"Invalid namespace"}}'
    await client.send("0/" + "x" * 200)
    with pytest.raises(Closed):
        await client.receive()


async def test_who_enters_again_and_again_is_closed(open_raw: Open, transport: str) -> None:
    owner = Owner()
    client = await open_raw(one_namespace(owner), transport)
    await client.send(*["0", "1"] * (CONNECTS + 5))
    await client.closed()
    assert len([entry for entry in owner.log if entry[0] == "connect"]) <= CONNECTS + 1
