"""Connection state recovery, packet by packet: what comes back, and what does not."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rumpus.wire.socketio.recovery import SWEEP_INTERVAL
from tests.until import until
from tests.wire.socketio.conftest import Open
from tests.wire.socketio.pupils import MINUTE, Class


async def test_cut_and_back(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    socket = pupil.socket
    socket.data = "a seat"
    socket.join("a")
    socket.emit("welcome", 0)
    assert await pupil.hear() == ["welcome", 0]
    await room.lose(pupil)
    for number in range(1, 5):
        socket.emit("mine", number)
        room.namespace.room("a").emit("ours", number, "text")
    missed = await room.come_back(pupil)
    assert pupil.recovered
    assert missed == [event for n in range(1, 5) for event in (["mine", n], ["ours", n, "text"])]
    assert room.owner.sockets == [socket]
    assert (socket.sid, socket.pid, socket.data, socket.rooms) == (pupil.sid, pupil.pid, "a seat", ("a",))
    assert socket.is_connected
    assert socket.recovered
    assert [entry[0] for entry in room.owner.log] == ["connect", "disconnect", "recovered"]
    room.namespace.room("a").emit("ours", 5)
    assert await pupil.hear() == ["ours", 5]
    await room.lose(pupil)
    assert await room.come_back(pupil) == []
    assert pupil.recovered


async def test_what_recovered_emits_comes_after_the_reply(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    room.owner.on["recovered"] = lambda socket: socket.emit("again")
    pupil = await room.enter()
    await room.lose(pupil)
    assert await room.come_back(pupil) == []
    assert await pupil.hear() == ["again"]


async def test_half_open_socket_is_taken_over(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    pupil.socket.join("a")
    room.namespace.room("a").emit("seen", 1)
    await pupil.hear()
    room.namespace.room("a").emit("lost on the way", 2)
    old = pupil.client
    assert await room.come_back(pupil) == [["lost on the way", 2]]
    assert pupil.recovered
    await old.closed()
    assert room.owner.log[1:] == [("disconnect", "transport close"), ("recovered",)]
    assert pupil.socket.is_connected
    await pupil.client.send('2["echo",1]')
    assert await pupil.hear() == ["echo", 1]
    assert list(room.namespace.sockets) == [pupil.sid]


async def test_two_quiet_minutes_before_it_is_lost(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    pupil.socket.join("a")
    room.namespace.room("a").emit("last", 1)
    pupil.socket.emit("count", 1, latest="count")
    assert [await pupil.hear(), await pupil.hear()] == [["last", 1], ["count", 1]]
    for _ in range(6):
        room.clock.ahead += 2 * MINUTE
        room.namespace.tick()
    ring = room.namespace.room("a").ring
    assert ring is not None
    assert len(ring) == 0
    await room.lose(pupil)
    room.clock.ahead += 2 * MINUTE - 5_000
    room.namespace.tick()
    assert await room.come_back(pupil) == []
    assert pupil.recovered


async def test_before_any_event_was_received(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    other = await room.enter()
    other.socket.join("a")
    room.namespace.room("a").emit("before it came", 0)
    pupil = await room.enter()
    pupil.socket.join("a")
    await room.lose(pupil)
    room.namespace.room("a").emit("missed", 1)
    assert pupil.offset is None
    assert await room.come_back(pupil) == [["missed", 1]]
    assert pupil.recovered


@pytest.mark.parametrize("of_this_process", [True, False])
async def test_offset_of_an_earlier_session(open_raw: Open, transport: str, of_this_process: bool) -> None:
    """The client goes on saying it until it has received an event of the new session."""
    room = Class(open_raw, transport)
    earlier = await room.enter()
    earlier.socket.emit("earlier")
    await earlier.hear()
    pupil = await room.enter()
    pupil.offset = earlier.offset if of_this_process else "abcdefgh.999"
    await room.lose(pupil)
    pupil.socket.emit("missed", 1)
    assert await room.come_back(pupil) == [["missed", 1]]
    assert pupil.recovered


async def test_rooms_joined_and_left_while_away(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil, other = await room.enter(), await room.enter()
    hall = room.namespace.room
    other.socket.join("old")
    other.socket.join("new")
    pupil.socket.join("old")
    hall("old").emit("old", 1)
    await pupil.hear()
    await room.lose(pupil)
    hall("old").emit("old", 2)
    hall("new").emit("new", 1)
    pupil.socket.leave("old")
    pupil.socket.join("new")
    hall("old").emit("old", 3)
    hall("new").emit("new", 2)
    assert await room.come_back(pupil) == [["old", 2], ["new", 2]]
    assert pupil.recovered
    assert pupil.socket.rooms == ("new",)


async def test_room_joined_while_others_were_away(open_raw: Open, transport: str) -> None:
    """Positions are those of the namespace: what others were told meanwhile does not shift them."""
    room = Class(open_raw, transport)
    pupil, other = await room.enter(), await room.enter()
    pupil.socket.join("a")
    await room.lose(pupil)
    other.socket.join("a")
    for number in range(3):
        other.socket.emit("not for you", number)
        room.namespace.room("a").emit("for all", number)
    assert await room.come_back(pupil) == [["for all", number] for number in range(3)]


async def test_excepted_stays_excepted(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil, other = await room.enter(), await room.enter()
    for socket in room.owner.sockets:
        socket.join("a")
    await room.lose(pupil)
    room.namespace.room("a").emit("but you", except_=[pupil.socket])
    room.namespace.room("a").emit("but another", except_=[other.socket])
    assert await room.come_back(pupil) == [["but another"]]


async def test_binary_is_recovered(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    await room.lose(pupil)
    pupil.socket.emit("picture", b"\x89PNG")
    assert await room.come_back(pupil) == [["picture", {"_placeholder": True, "num": 0}], b"\x89PNG"]
    assert pupil.recovered


async def test_no_last_string_but_an_offset(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    socket = pupil.socket
    socket.join("a")
    hall = room.namespace.room("a")
    answers: list[Any] = []
    for emit in (socket.emit, hall.emit):
        emit("bare")
        emit("text", "text")
        emit("bare", volatile=True)
        emit("text", "text", volatile=True)
        emit("number", 1, volatile=True)
    socket.emit("asked", "text", ack=answers.append)
    socket.emit("late", "text", latest="late")
    said = [await pupil.client.receive() for _ in range(12)]
    assert all(isinstance(message, str) for message in said)
    events = [json.loads(str(message).lstrip("12")) for message in said]
    assert [event[:-1] for event in events if event[-1] is None] == [["bare"], ["text", "text"]] * 2 + [
        ["late", "text"]
    ]
    assert events.count(["number", 1]) == 2
    assert events[10] == ["asked", "text"]
    assert str(said[10]).startswith("21[")
    offsets = [event[-1] for event in events if event[-1] not in (None, 1, "text")]
    assert len(set(offsets)) == 4
    await room.lose(pupil)
    assert answers == [None]


async def test_volatile_and_asked_are_not_recovered_but_latest_is(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    pupil = await room.enter()
    socket = pupil.socket
    socket.join("a")
    await room.lose(pupil)
    answers: list[Any] = []
    for number in range(5):
        socket.emit("volatile", number, volatile=True)
        socket.emit("asked", number, ack=answers.append)
        room.namespace.room("a").emit("count", number, latest="count")
    room.namespace.room("a").emit("volatile", volatile=True)
    socket.emit("after", 1)
    await until(lambda: answers == [None] * 5)
    assert await room.come_back(pupil) == [["count", 4], ["after", 1]]


async def test_what_nobody_can_have_missed_is_dropped(open_raw: Open) -> None:
    room = Class(open_raw, "websocket")
    pupils = [await room.enter() for _ in range(3)]
    for pupil in pupils:
        pupil.socket.join("a")
        pupil.socket.emit("welcome")
    room.namespace.room("a").emit("news")
    for pupil in pupils:
        pupil.socket.leave("a")
    room.clock.ahead += SWEEP_INTERVAL + 1
    room.namespace.tick()
    trails = [socket.trail for socket in room.owner.sockets]
    assert [len(trail.ring) for trail in trails if trail is not None] == [1, 1, 1]
    room.clock.ahead += 3 * MINUTE
    room.namespace.tick()
    assert [len(trail.ring) for trail in trails if trail is not None] == [0, 0, 0]
    assert [trail._stays for trail in trails if trail is not None] == [(), (), ()]
