"""Connection state recovery, packet by packet: what comes back, what does not, and who is told."""

from __future__ import annotations

import json
from typing import Any

import pytest

from rumpus.wire import RecoveryLimits, Server, Socket
from rumpus.wire.engineio.slices import monotonic_ms
from rumpus.wire.socketio.recovery import SWEEP_INTERVAL, RecoveryMode
from tests.until import until
from tests.wire.socketio.conftest import Open
from tests.wire.socketio.owner import Owner
from tests.wire.socketio.raw_client import RawClient

BROWSER = {"User-Agent": "Mozilla/5.0 (test)"}
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


async def test_taken_over_but_the_owner_gives_it_up(open_raw: Open, transport: str) -> None:
    room = Class(open_raw, transport)
    room.owner.on["disconnect"] = lambda socket, reason: socket.disconnect()
    pupil = await room.enter()
    pid = pupil.pid
    await room.come_back(pupil)
    assert not pupil.recovered
    assert room.owner.sockets[1].previous_pid == pid
    assert [entry[0] for entry in room.owner.log] == ["connect", "disconnect", "gone", "connect"]


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
