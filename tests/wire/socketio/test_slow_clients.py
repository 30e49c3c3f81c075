"""Many clients, and slow ones: order, fairness, what is skipped, and who is closed and comes back."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest

from rumpus.wire import Connection, Namespace, Server, Socket
from rumpus.wire.engineio.slices import SLICE
from tests.wire.socketio.owner import Owner
from tests.wire.socketio.test_socketio_fuzz import Line, new_connection


class Crowd:
    """So many clients in one room, on lines that keep what leaves."""

    def __init__(self, size: int) -> None:
        self.owner = Owner()
        self.server = Server()
        self.namespace: Namespace = self.server.namespace("/", self.owner, recovery="all")
        self.members: list[tuple[Connection, Line, Socket]] = []
        for _ in range(size):
            connection, line = new_connection(self.server)
            connection.deliver("0")
            socket = self.owner.sockets[-1]
            socket.join("all")
            self.members.append((connection, line, socket))

    async def flushed(self) -> None:
        """Let everything leave."""
        for _ in range(2 + len(self.members) // SLICE):
            await asyncio.sleep(0)
        for _, line, _ in self.members:
            line.sent.clear()


def said(line: Line) -> list[str]:
    """Name and first argument of every event that left."""
    arrays = [json.loads(frame[frame.index(b"[") :]) for frame in line.sent]
    return [f"{array[0]} {array[1]}" for array in arrays]


async def test_large_broadcast_leaves_in_slices_and_in_order() -> None:
    crowd = Crowd(2 * SLICE + 100)
    await crowd.flushed()
    times: list[tuple[Socket, int]] = []
    for number in range(3):
        crowd.namespace.room("all").emit("n", number, on_sent=lambda socket, at: times.append((socket, at)))
    crowd.members[7][2].emit("n", 3)
    sizes: list[int] = []
    for _ in range(3):
        await asyncio.sleep(0)
        sizes.append(sum(bool(line.sent) for _, line, _ in crowd.members))
    assert len(times) == 3 * len(crowd.members)
    assert sizes == [SLICE, 2 * SLICE, 2 * SLICE + 100]
    assert all(said(line)[:3] == ["n 0", "n 1", "n 2"] for _, line, _ in crowd.members)
    assert said(crowd.members[7][1])[3] == "n 3"
    crowd.server.close()


async def test_first_slice_is_not_always_the_same() -> None:
    crowd = Crowd(2 * SLICE)
    firsts: list[set[int]] = []
    for _ in range(3):
        await crowd.flushed()
        crowd.namespace.room("all").emit("n")
        await asyncio.sleep(0)
        firsts.append({number for number, (_, line, _) in enumerate(crowd.members) if line.sent})
    assert set.union(*firsts) == set(range(2 * SLICE))
    assert not set.intersection(*firsts)
    crowd.server.close()


async def test_slow_client_gets_no_volatile_and_only_the_latest() -> None:
    crowd = Crowd(2)
    await crowd.flushed()
    (slow, line, socket), (_, quick_line, _) = crowd.members
    slow.stuck()
    room = crowd.namespace.room("all")
    room.emit("volatile", 1, volatile=True)  # nothing waits yet
    for number in (2, 3):
        room.emit("normal", number)
        room.emit("volatile", number, volatile=True)
        room.emit("latest", number, latest="one")
        socket.emit("latest", number, latest="two")
        await asyncio.sleep(0)
    slow.unstuck()
    await asyncio.sleep(0)
    assert said(quick_line)[:3] == ["volatile 1", "normal 2", "volatile 2"]
    assert said(quick_line)[-3:] == ["normal 3", "volatile 3", "latest 3"]
    assert said(line) == ["volatile 1", "normal 2", "normal 3", "latest 3", "latest 3"]
    crowd.server.close()


async def test_client_that_does_not_read_is_closed_and_comes_back() -> None:
    crowd = Crowd(2)
    await crowd.flushed()
    slow, _, socket = crowd.members[0]
    slow.outgoing_bound = 100_000
    slow.stuck()
    answers: list[Any] = []
    socket.emit("question", ack=answers.append)
    for number in range(5):
        crowd.namespace.room("all").emit("page", number, "x" * 40_000)
    assert socket.is_connected  # not while the room is being told
    await asyncio.sleep(0)
    assert socket.away
    assert answers == [None]
    assert crowd.owner.log[-1] == ("disconnect", "transport error")
    assert crowd.members[1][2].is_connected
    connection, line = new_connection(crowd.server)
    connection.deliver(f'0{{"pid":"{socket.pid}"}}')
    await asyncio.sleep(0)
    assert socket.is_connected
    assert socket.connection is connection
    # Of the 200 KB it had none, and it may be given 250 KB at once.
    assert len(line.sent) == 6
    crowd.server.close()


@pytest.mark.parametrize("pids", [["/", "/quiz"], ["/quiz", "/"]])
async def test_half_open_connection_with_two_namespaces(pids: list[str]) -> None:
    server = Server()
    owners = {"/": Owner(), "/quiz": Owner()}
    for name, owner in owners.items():
        server.namespace(name, owner, recovery="all")
    old, _ = new_connection(server)
    for name in owners:
        old.deliver(f"0{name},")
    secrets = {name: owner.sockets[0].pid for name, owner in owners.items()}
    new, line = new_connection(server)
    for name in pids:
        new.deliver(f'0{name},{{"pid":"{secrets[name]}"}}')
    await asyncio.sleep(0)
    for owner in owners.values():
        assert owner.log == [("connect", {}), ("disconnect", "transport close"), ("recovered",)]
        assert owner.sockets[0].connection is new
    assert not old.is_open
    assert len(line.sent) == 2
    server.close()
