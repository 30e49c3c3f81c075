"""python-socketio's client against our server: what other languages' clients do."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
import socketio

from rumpus.wire import Refused, Server, Socket
from tests.until import until
from tests.wire.socketio.conftest import Serve
from tests.wire.socketio.owner import Owner

# The client does not always close what it opened.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

Connect = Callable[..., Awaitable[tuple[Any, list[tuple[Any, ...]]]]]


@pytest.fixture(params=[["polling"], ["websocket"], None], ids=["polling", "websocket", "upgrade"])
async def connect(request: pytest.FixtureRequest) -> AsyncIterator[Connect]:
    """Connect a client; returns it and the list of what it hears."""
    clients: list[Any] = []

    async def connect_to(
        port: int, heard: list[tuple[Any, ...]] | None = None, **settings: Any
    ) -> tuple[Any, list[tuple[Any, ...]]]:
        client = socketio.AsyncClient(reconnection_delay=0.02, reconnection_delay_max=0.05)
        clients.append(client)
        heard = [] if heard is None else heard
        for namespace in settings.get("namespaces", ["/"]):
            client.on("*", lambda *args: _answer(heard, args), namespace=namespace)
            client.on("disconnect", lambda reason: heard.append(("disconnect", reason)), namespace=namespace)
            client.on("connect_error", lambda data: heard.append(("connect_error", data)), namespace=namespace)
        await client.connect(f"http://127.0.0.1:{port}", transports=request.param, **settings)
        return client, heard

    yield connect_to
    for client in clients:
        await client.shutdown()
        if client.eio.http is not None:
            await client.eio.http.close()
    clients.clear()
    gc.collect()


def _answer(heard: list[tuple[Any, ...]], args: tuple[Any, ...]) -> Any:
    heard.append(args)
    return "answer", args[-1]


async def test_events_and_answers_in_both_directions(serve: Serve, connect: Connect) -> None:
    owner = Owner()
    server = Server()
    server.namespace("/", owner, recovery="browsers")
    client, heard = await connect((await serve(server)).port, auth={"token": 1})
    assert owner.log == [("connect", {"token": 1})]
    for number in range(20):
        await client.emit("echo", (number, b"\x00\xff", {"ä": [None, "🎲"]}))
        # It refuses more than 16 packets in one answer to a poll.
        await until(lambda number=number: len(heard) >= number - 4)  # type: ignore[misc]
    await until(lambda: len(heard) == 20)
    assert heard == [("echo", number, b"\x00\xff", {"ä": [None, "🎲"]}) for number in range(20)]
    assert await client.call("echo", "one", timeout=5) == "one"
    assert await client.call("echo", (1, b"2"), timeout=5) == (1, b"2")
    answers: list[Any] = []
    owner.sockets[0].emit("question", {"a": 1}, b"\x01", ack=answers.append)
    await until(lambda: answers == [["answer", b"\x01"]])
    # No offset: this client would take it for an argument.
    owner.sockets[0].join("a")
    owner.sockets[0].namespace.room("a").emit("all", "text")
    await until(lambda: heard[-1] == ("all", "text"))


async def test_namespaces(serve: Serve, connect: Connect) -> None:
    first, second = Owner(), Owner()
    server = Server()
    server.namespace("/one", first)
    server.namespace("/two", second)
    client, heard = await connect((await serve(server)).port, namespaces=["/one", "/two"])
    assert await client.call("echo", 1, namespace="/one", timeout=5) == 1
    assert await client.call("echo", 2, namespace="/two", timeout=5) == 2
    assert len(server.engine.connections) == 1
    first.sockets[0].disconnect()
    await until(lambda: ("disconnect", "server disconnect") in heard)
    assert await client.call("echo", 3, namespace="/two", timeout=5) == 3
    await client.disconnect()
    await second.told("gone")
    # It says that it leaves, and is gone before that has left its own queue.
    assert second.log[-2][1] in ("client namespace disconnect", "transport close")


async def test_refused(serve: Serve, connect: Connect) -> None:
    def refuse(socket: Socket, auth: dict[str, Any]) -> None:
        raise Refused("wrong key", {"tries": 3})

    server = Server()
    server.namespace("/", Owner(connect=refuse))
    wire = await serve(server)
    heard: list[tuple[Any, ...]] = []
    with pytest.raises(socketio.exceptions.ConnectionError):
        await connect(wire.port, heard)
    with pytest.raises(socketio.exceptions.ConnectionError):
        await connect(wire.port, heard, namespaces=["/nowhere"])
    assert heard == [
        ("connect_error", {"message": "wrong key", "data": {"tries": 3}}),
        ("connect_error", {"message": "Invalid namespace"}),
    ]
    await until(lambda: not server.engine.connections)


@pytest.mark.parametrize("connect", [["websocket"], None], ids=["websocket", "upgrade"], indirect=True)
async def test_comes_back_after_a_restart(serve: Serve, connect: Connect) -> None:
    """On polling it takes our goodbye for good."""
    before, after = Owner(), Owner()
    server = Server()
    server.namespace("/", before)
    wire = await serve(server)
    client, heard = await connect(wire.port)
    port = wire.port
    await wire.stop()
    await until(lambda: bool(heard))
    assert before.log[1:] == [("disconnect", "server shutting down"), ("gone",)]
    server = Server()
    server.namespace("/", after)
    wire = await serve(server, port)
    await until(lambda: "/" in client.namespaces)
    assert len(after.sockets) == 1
    await asyncio.wait_for(client.call("echo", 1), 5)
