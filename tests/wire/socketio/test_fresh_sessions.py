"""Who is not recovered and gets a fresh session instead, and who is told."""

from __future__ import annotations

from typing import Any

import pytest

from rumpus.wire import Socket
from tests.until import until
from tests.wire.socketio.conftest import Open
from tests.wire.socketio.pupils import MINUTE, Class

BROWSER = {"User-Agent": "Mozilla/5.0 (test)"}


async def test_taken_over_but_the_owner_gives_it_up(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    room.owner.on["disconnect"] = lambda socket, reason: socket.disconnect()
    pupil = await room.enter()
    pid = pupil.pid
    await room.come_back(pupil)
    assert not pupil.recovered
    assert room.owner.sockets[1].previous_pid == pid
    assert [entry[0] for entry in room.owner.log] == ["connect", "disconnect", "gone", "connect"]


async def test_away_for_too_long(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil, late = await room.enter(), await room.enter()
    await room.lose(pupil)
    await room.lose(late)
    room.clock.ahead += 2 * MINUTE + 1_000
    # One comes before anybody has looked at the clock, one after.
    pid = pupil.pid
    await room.come_back(pupil)
    assert not pupil.recovered
    assert room.owner.sockets[2].previous_pid == pid
    room.namespace.tick()
    await until(lambda: room.owner.log.count(("gone",)) == 2)
    await room.come_back(late)
    assert not late.recovered


@pytest.mark.parametrize("offset", ["hello", "", 7, {"a": 1}, "x" * 1000, "future"])
async def test_offset_that_was_never_given(open_raw: Open, transport: str, offset: Any) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    pupil.socket.emit("one")
    await pupil.hear()
    assert pupil.offset is not None
    pid = pupil.pid
    pupil.offset = pupil.offset.partition(".")[0] + ".2" if offset == "future" else offset
    await room.lose(pupil)
    await room.come_back(pupil)
    assert not pupil.recovered
    assert room.owner.sockets[1].previous_pid == pid
    assert [entry[0] for entry in room.owner.log] == ["connect", "disconnect", "gone", "connect"]


@pytest.mark.parametrize("pid", ["unknown", "", 7, None, {"a": 1}, "x" * 1000])
async def test_pid_that_nobody_has(open_raw: Open, transport: str, pid: Any) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter({"pid": pid, "offset": "x", "key": 1})
    assert pupil.socket.previous_pid == (pid if pid in ("unknown", "") else None)
    assert room.owner.log == [("connect", {"key": 1})]


async def test_too_much_missed(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    few, many = await room.enter(), await room.enter()
    for socket in room.owner.sockets:
        socket.connection.outgoing_bound = 100_000  # of the old connection; a new one has 1 MiB
        socket.join("a")
    few.socket.connection.outgoing_bound = 4 << 20
    await room.lose(few)
    await room.lose(many)
    for number in range(6):
        room.namespace.room("a").emit("page", number, "x" * 40_000)
        many.socket.emit("more", "x" * 5_000)
    pid = many.pid
    assert len(await room.come_back(few)) == 6
    assert few.recovered
    assert few.socket.connection.outgoing_bound == 4 << 20
    await room.come_back(many)
    assert not many.recovered
    assert room.owner.sockets[2].previous_pid == pid
    assert many.client is not None
    assert room.owner.sockets[2].rooms == ()
    assert len(room.namespace.room("a")) == 1


async def test_ring_has_dropped_what_was_missed(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport, room_packets=3)
    pupil, late = await room.enter(), await room.enter()
    for socket in room.owner.sockets:
        socket.join("a")
    await room.lose(pupil)
    await room.lose(late)
    for number in range(3):
        room.namespace.room("a").emit("n", number)
    assert await room.come_back(pupil) == [["n", 0], ["n", 1], ["n", 2]]
    room.namespace.room("a").emit("n", 3)
    assert await pupil.hear() == ["n", 3]
    await room.come_back(late)
    assert not late.recovered


@pytest.mark.parametrize("side", ["client", "server"])
async def test_wanted_end_is_final(open_raw: Open, transport: str, side: str) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    if side == "client":
        await pupil.client.send("1")
    else:
        pupil.socket.disconnect()
    await room.owner.told("gone")
    assert room.owner.log[1] == ("disconnect", f"{side} namespace disconnect")
    await room.come_back(pupil)
    assert not pupil.recovered


async def test_given_up_by_its_owner_while_away(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    await room.lose(pupil)
    pupil.socket.disconnect()
    assert room.owner.log[1:] == [("disconnect", room.owner.log[1][1]), ("gone",)]
    assert not pupil.socket.away
    await room.come_back(pupil)
    assert not pupil.recovered


async def test_only_so_many_are_kept(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport, away=2)
    pupils = [await room.enter() for _ in range(3)]
    for pupil in pupils:
        await pupil.client.cut()
        await until(lambda pupil=pupil: not pupil.socket.is_connected)  # type: ignore[misc]
    assert [pupil.socket.away for pupil in pupils] == [False, True, True]
    assert room.owner.log.count(("gone",)) == 1
    for pupil in pupils:
        await room.come_back(pupil)
    assert [pupil.recovered for pupil in pupils] == [False, True, True]


async def test_only_browsers_if_so_wanted(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport, "browsers")
    browser, other = await room.enter(headers=BROWSER), await room.enter()
    assert browser.pid is not None
    assert other.pid is None
    assert other.socket.pid is None
    for pupil in (browser, other):
        pupil.socket.join("a")
    room.namespace.room("a").emit("all", "text")
    other.socket.emit("you", "text")
    assert await other.client.event() == ["all", "text"]
    assert await other.client.event() == ["you", "text"]
    assert (await browser.client.event())[:2] == ["all", "text"]
    await other.client.cut()
    await room.owner.told("gone")
    await room.lose(browser)


async def test_off_leaves_auth_alone(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport, "off")
    pupil = await room.enter({"pid": "mine", "offset": "too"}, BROWSER)
    assert pupil.pid is None
    assert room.owner.log == [("connect", {"pid": "mine", "offset": "too"})]
    assert pupil.socket.previous_pid is None


async def test_another_process_knows_nothing_but_the_pid(open_raw: Open, transport: str) -> None:
    before, after = Class(open_raw, transport), Class(open_raw, transport)
    pupil = await before.enter()
    pupil.socket.emit("seen")
    await pupil.hear()
    pid = pupil.pid
    await after.come_back(pupil)
    assert not pupil.recovered
    assert after.owner.sockets[0].previous_pid == pid


async def test_refused_socket_cannot_be_recovered(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pids: list[Any] = []

    def connect(socket: Socket, auth: dict[str, Any]) -> None:
        pids.append(socket.pid)
        raise ValueError

    room.owner.on["connect"] = connect
    client = await open_raw(room.server, transport)
    await client.send("0")
    await client.receive()
    del room.owner.on["connect"]
    await client.connect({"pid": pids[0]})
    assert room.owner.sockets[1].previous_pid == pids[0]


async def test_server_that_closes_gives_everybody_up(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    await room.lose(pupil)
    room.server.close()
    assert room.owner.log[-1] == ("gone",)
