"""Whatever clients send: nothing raises out of the wire, and other sockets never notice."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import structlog
from hypothesis import example, given, settings
from hypothesis import strategies as st

from rumpus.wire import Connection, Request, Server, Socket
from rumpus.wire.engineio.config import TransportName
from tests.wire.socketio.owner import Owner

REQUEST = Request("GET", "/socket.io/", b"EIO=4&transport=websocket", b"user-agent:Mozilla/5.0", "127.0.0.1", False)


class Line:
    """A transport that keeps what leaves."""

    name: TransportName = "websocket"

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def flush(self, connection: Connection, now: int) -> None:
        if connection.is_stuck:
            return
        connection.settle()
        for out in connection.queue:
            self.sent.append(out.websocket)
            if out.on_sent is not None:
                out.on_sent(connection, now)
        connection.queue.clear()

    def pending(self) -> int:
        return 0

    def round_trip(self) -> float | None:
        return None

    def close(self, connection: Connection, *, restart: bool) -> None:
        pass

    def left(self) -> None:
        pass

    def abort(self) -> None:
        pass


class Owners(Owner):
    """Does to every event what a careless owner might."""

    def event(self, socket: Socket, name: str, args: list[Any], ack: Any) -> None:
        socket.emit("back", *args, latest=name)
        socket.join(name)
        socket.namespace.room("everybody").emit(f".{name}", *args)
        if ack is not None:
            ack(*args)
        if len(args) == 3:
            socket.leave(name)


def new_server() -> Server:
    server = Server()
    server.namespace("/", Owners(connect=lambda socket, auth: socket.join("everybody")), recovery="browsers")
    server.namespace("/quiz", Owners())
    return server


def new_connection(server: Server) -> tuple[Connection, Line]:
    line = Line()
    connection = server.engine.open(REQUEST, line)
    server.engine.start(connection)
    return connection, line


json_text = st.sampled_from(
    ['["a"]', '["a",1,"x"]', '["connect"]', "{}", "[]", '{"pid":"x","offset":"y"}', '["\\ud83d"]', "["]
)
packets = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from("0123456789"),
    st.sampled_from(["", "1-", "2-", "0-", "11-", "-"]),
    st.sampled_from(["", "/,", "/quiz,", "/quiz", "/nowhere,"]),
    st.sampled_from(["", "0", "12", "-1", "9" * 16]),
    st.one_of(json_text, st.text(max_size=10)),
)
messages = st.one_of(packets, st.text(), st.binary(max_size=10))


@settings(deadline=None)
@given(st.lists(messages, max_size=12))
@example(['0{"pid":"x"}', '251-["a",{"_placeholder":true,"num":0}]', b"x", "1", "0", "0/quiz,", '2/quiz,1["a"]'])
def test_any_messages(sent: list[str | bytes]) -> None:
    asyncio.run(_any_messages(sent))


async def _any_messages(sent: list[str | bytes]) -> None:
    server = new_server()
    witness, line = new_connection(server)
    witness.deliver("0")
    witness.deliver("0/quiz,")
    with structlog.testing.capture_logs() as logs:
        connection, _ = new_connection(server)
        for message in sent:
            connection.handler.on_message(message)
            await asyncio.sleep(0)
        again, _ = new_connection(server)
        again.deliver("0")
        connection.abort()
    # Names that are reserved, and acknowledgements of what cannot be said, are for the owner to mind.
    assert not [log for log in logs if log["event"] != "handling an event failed"]
    await asyncio.sleep(0)
    assert witness.is_open
    line.sent.clear()
    witness.deliver('2/quiz,7["a"]')
    await asyncio.sleep(0)
    assert any(frame.endswith(b"43/quiz,7[]") for frame in line.sent)
    assert connection.handler is not witness.handler
    server.close()


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.integers(0, 2), packets), max_size=30))
def test_any_order_of_several_clients(steps: list[tuple[int, str]]) -> None:
    asyncio.run(_several(steps))


async def _several(steps: list[tuple[int, str]]) -> None:
    """Nobody is left behind anywhere, whatever clients did."""
    server = new_server()
    connections = [new_connection(server)[0] for _ in range(3)]
    for number, packet in steps:
        if not connections[number].is_open:
            connections[number] = new_connection(server)[0]
        connections[number].deliver(packet)
    for connection in connections:
        connection.abort()
    server.close()
    for namespace in server.namespaces.values():
        assert not namespace.sockets
        assert not list(namespace._rooms.values())
        assert not namespace.is_awaiting
        if namespace.recovery is not None:
            assert not namespace.recovery._by_pid
    assert not server.timeouts
    assert not server.engine.connections


async def test_nothing_is_left_to_the_garbage_collector() -> None:
    """It runs rarely once it is frozen: what is gone must go by itself."""
    server = new_server()
    gc.collect()
    gc.disable()
    try:
        for _ in range(50):
            _come_and_go(server)
        await asyncio.sleep(0)
        server.close()
        assert gc.collect() == 0
    finally:
        gc.enable()


def _come_and_go(server: Server) -> None:
    connection, line = new_connection(server)
    for message in (
        "0",
        "0/quiz,",
        '21["a",1]',
        '2/quiz,["b",1,2,3]',
        "0/nowhere,",
        '51-["c",{"_placeholder":true,"num":0}]',
    ):
        connection.deliver(message)
    connection.deliver(b"x")
    for namespace in server.namespaces.values():
        for socket in namespace.sockets.values():
            socket.emit("d", on_sent=lambda *_: None)
            socket.emit("e", ack=lambda *_: None)
    line.flush(connection, 0)
    connection.abort()
    for namespace in server.namespaces.values():
        namespace.close()
        assert isinstance(namespace._events, Owner)
        namespace._events.sockets.clear()
