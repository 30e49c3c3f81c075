"""Rooms: who is told, in which order, and that a broadcast is made once however many it is for."""

import asyncio
import gc
from typing import Any

import pytest

from rumpus.wire import Namespace, Outgoing, Server, Socket
from rumpus.wire.socketio.recovery import RecoveryMode
from tests.until import until
from tests.wire.socketio.conftest import Open
from tests.wire.socketio.owner import Owner
from tests.wire.socketio.raw_client import RawClient

BROWSER = {"User-Agent": "Mozilla/5.0 (test)"}


class Hall:
    """A namespace with some clients in a room."""

    def __init__(self, open_raw: Open, transport: str, recovery: RecoveryMode = "off", name: str = "/") -> None:
        self._open = open_raw
        self._transport = transport
        self._name = name
        self.owner = Owner()
        self.server = Server()
        self.namespace: Namespace = self.server.namespace(name, self.owner, recovery=recovery)
        self.clients: list[RawClient] = []

    async def enter(self, *rooms: str, headers: dict[str, str] | None = None) -> tuple[RawClient, Socket]:
        client = await self._open(self.server, self._transport, headers)
        await client.connect({}, self._name)
        socket = self.owner.sockets[-1]
        for room in rooms:
            socket.join(room)
        self.clients.append(client)
        return client, socket


async def test_only_the_room_is_told(open_raw: Open, transport: str) -> None:
    hall = Hall(open_raw, transport)
    one, first = await hall.enter("a")
    two, second = await hall.enter("a", "b")
    three, third = await hall.enter("b")
    hall.namespace.room("a").emit("to a", 1)
    hall.namespace.room("b").emit("to b", 2, except_=[third])
    hall.namespace.room("c").emit("to nobody")
    first.leave("a")
    first.leave("a")
    first.leave("b")
    hall.namespace.room("a").emit("to a", 3)
    for socket in hall.owner.sockets:
        socket.emit("end")
    assert [await one.event() for _ in range(2)] == [["to a", 1], ["end"]]
    assert [await two.event() for _ in range(4)] == [["to a", 1], ["to b", 2], ["to a", 3], ["end"]]
    assert await three.event() == ["end"]
    assert second.rooms == ("a", "b")
    second.join("a")
    assert second.rooms == ("a", "b")


async def test_who_is_in_a_room(open_raw: Open, transport: str) -> None:
    hall = Hall(open_raw, transport, "browsers")
    _, first = await hall.enter("a")
    client, second = await hall.enter("a", headers=BROWSER)
    room = hall.namespace.room("a")
    assert (len(room), set(room), first in room) == (2, {first, second}, True)
    first.leave("a")
    assert (set(room), first in room) == ({second}, False)
    await client.cut()
    await until(lambda: second.away)
    assert set(room) == {second}
    second.disconnect()
    assert set(room) == set()


async def test_empty_rooms_vanish_unless_somebody_holds_them(open_raw: Open, transport: str) -> None:
    hall = Hall(open_raw, transport)
    held = hall.namespace.room("held")
    client, socket = await hall.enter("held", "dropped")
    held.emit("here")
    assert await client.event() == ["here"]
    socket.leave("held")
    socket.leave("dropped")
    gc.collect()
    assert list(hall.namespace._rooms) == ["held"]


@pytest.mark.parametrize(("recovery", "most"), [("off", 1), ("all", 1), ("browsers", 2)])
async def test_broadcast_is_made_once(open_raw: Open, transport: str, recovery: RecoveryMode, most: int) -> None:
    hall = Hall(open_raw, transport, recovery)
    for number in range(4):
        await hall.enter("a", headers=BROWSER if number % 2 else None)
    made: set[Outgoing] = set()
    for socket in hall.owner.sockets:
        send = socket.send

        def watched(packet: Outgoing, send: Any = send) -> None:
            made.add(packet)
            send(packet)

        socket.send = watched
    hall.namespace.room("a").emit("news", {"n": 1})
    said = [(await client.event())[:2] for client in hall.clients]
    assert said == [["news", {"n": 1}]] * 4
    assert len(made) == most


async def test_binary_broadcast(open_raw: Open, transport: str) -> None:
    hall = Hall(open_raw, transport, name="/pixel")
    await hall.enter("a")
    await hall.enter("a")
    hall.namespace.room("a").emit("picture", b"\x89PNG", latest="picture")
    for client in hall.clients:
        assert await client.receive() == '51-/pixel,["picture",{"_placeholder":true,"num":0}]'
        assert await client.receive() == b"\x89PNG"


async def test_everybody_is_first_sometimes(open_raw: Open) -> None:
    hall = Hall(open_raw, "websocket")
    order: list[Socket] = []
    for _ in range(5):
        _, socket = await hall.enter("a")
        socket.send = lambda packet, socket=socket: order.append(socket)  # type: ignore[misc]
    firsts = set()
    for _ in range(10):
        order.clear()
        hall.namespace.room("a").emit("news")
        assert set(order) == set(hall.owner.sockets)
        firsts.add(order[0])
    assert firsts == set(hall.owner.sockets)


async def test_order_of_room_and_socket_holds(open_raw: Open, transport: str) -> None:
    hall = Hall(open_raw, transport)
    client, socket = await hall.enter("a")
    for number in range(100):
        socket.emit("n", 2 * number)
        hall.namespace.room("a").emit("n", 2 * number + 1)
        if number % 10 == 0:
            await asyncio.sleep(0)
    assert [(await client.event())[1] for _ in range(200)] == list(range(200))


async def test_latest_replaces_what_could_not_leave(open_raw: Open, transport: str) -> None:
    hall = Hall(open_raw, transport)
    client, socket = await hall.enter("a")
    room = hall.namespace.room("a")
    for number in range(50):
        room.emit("count", number, latest="count")
        socket.emit("mine", number, latest="mine")
    assert sorted([await client.event(), await client.event()]) == [["count", 49], ["mine", 49]]
    assert await client.silent()


async def test_sent_is_told_for_each_socket(open_raw: Open, transport: str) -> None:
    hall = Hall(open_raw, transport, "browsers", "/quiz")
    for number in range(4):
        await hall.enter("a", headers=BROWSER if number % 2 else None)
    told: list[Socket] = []
    hall.namespace.room("a").emit(
        "news", on_sent=lambda socket, at: told.append(socket), except_=hall.owner.sockets[:1]
    )
    await until(lambda: len(told) == 3)
    assert set(told) == set(hall.owner.sockets[1:])


async def test_socket_that_ends_during_a_broadcast(open_raw: Open, transport: str) -> None:
    hall = Hall(open_raw, transport)
    for _ in range(3):
        await hall.enter("a")
    sockets = hall.owner.sockets

    def end_all(_: Outgoing) -> None:
        for socket in sockets[1:]:
            socket.disconnect()

    sockets[0].send = end_all
    for _ in range(3):
        hall.namespace.room("a").emit("news")
    assert set(hall.namespace.room("a")) == {sockets[0]}
