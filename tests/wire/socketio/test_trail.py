"""What a socket has missed: rings, stays in rooms, and positions; against a model that remembers everything."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.socketio.recovery import Offsets
from rumpus.wire.socketio.trail import Bounds, Entry, RecoveryLimits, Ring, Stay, Trail

LIMITS = RecoveryLimits(former_rooms=2)
WIDE = Bounds(100, 100_000)
NONE: frozenset[str] = frozenset()


def entry(
    position: int, time: int = 0, size: int = 10, excepted: frozenset[str] = NONE, key: str | None = None
) -> Entry:
    return Entry(position, time, Outgoing(b"x" * (size - 3)), excepted, key)


def ring_of(*positions: int, bounds: Bounds = WIDE) -> Ring:
    ring = Ring(bounds)
    for position in positions:
        ring.append(entry(position))
    return ring


def positions(entries: list[Entry] | None) -> list[int] | None:
    return None if entries is None else [entry.position for entry in entries]


def test_own_packets_and_those_of_rooms_come_in_order() -> None:
    trail = Trail("pid", 0, LIMITS, WIDE)
    for position in (1, 4, 7):
        trail.ring.append(entry(position))
    room = ring_of(2, 3, 6, 8)
    assert positions(trail.missed("me", 2, [(room, 0)])) == [3, 4, 6, 7, 8]
    assert positions(trail.missed("me", 8, [(room, 0)])) == []


def test_nothing_from_before_it_connected_or_joined() -> None:
    trail = Trail("pid", 5, LIMITS, WIDE)
    room = ring_of(3, 6, 9, 12)
    assert positions(trail.missed("me", None, [(room, 9)])) == [12]
    assert positions(trail.missed("me", None, [(room, 0)])) == [6, 9, 12]
    assert positions(trail.missed("me", 3, [(room, 0)])) == [6, 9, 12]


def test_what_was_not_for_it_was_not_missed() -> None:
    trail = Trail("pid", 0, LIMITS, WIDE)
    room = Ring(WIDE)
    room.append(entry(1, excepted=frozenset({"me"})))
    room.append(entry(2, excepted=frozenset({"you"})))
    assert positions(trail.missed("me", 0, [(room, 0)])) == [2]


def test_room_it_left_while_away() -> None:
    trail = Trail("pid", 0, LIMITS, WIDE)
    room = ring_of(2, 3)
    trail.left(Stay(room, 1, 3))
    room.append(entry(4))
    assert positions(trail.missed("me", 2, [])) == [3]
    assert positions(trail.missed("me", 2, [(room, 3)])) == [3, 4]


def test_too_many_rooms_left_to_remember() -> None:
    trail = Trail("pid", 0, LIMITS, WIDE)
    for position in (1, 2, 3):
        trail.left(Stay(ring_of(position), 0, position))
    assert trail.missed("me", 0, []) is None
    assert positions(trail.missed("me", 1, [])) == [2, 3]


def test_dropped_by_bounds_is_noticed_only_by_who_needs_it() -> None:
    trail = Trail("pid", 0, LIMITS, WIDE)
    room = ring_of(1, 2, 3, 4, bounds=Bounds(2, 1000))
    assert trail.missed("me", 1, [(room, 0)]) is None
    assert positions(trail.missed("me", 2, [(room, 0)])) == [3, 4]
    assert positions(trail.missed("me", 1, [(room, 2)])) == [3, 4]


def test_bytes_are_bounded_and_a_huge_packet_is_not_kept() -> None:
    ring = Ring(Bounds(100, 25))
    for position in (1, 2, 3):
        ring.append(entry(position))
    assert (len(ring), ring.floor) == (2, 1)
    ring.append(entry(4, size=26))
    assert (len(ring), ring.floor) == (0, 4)
    ring.append(entry(5))
    assert positions(ring.between(4, 10, "me")) == [5]


def test_expired_is_not_counted_as_missed() -> None:
    trail = Trail("pid", 0, LIMITS, WIDE)
    trail.ring.append(entry(1, time=10))
    room = Ring(WIDE)
    room.append(entry(2, time=20))
    room.append(entry(3, time=30))
    trail.left(Stay(room, 0, 3))
    trail.expire(25)
    assert positions(trail.missed("me", 1, [])) == [3]
    trail.expire(31)
    assert positions(trail.missed("me", 1, [])) == []


def test_latest_replaces_its_predecessor() -> None:
    ring = Ring(Bounds(3, 1000))
    for position in range(1, 20):
        ring.append(entry(position, key="score"))
    ring.append(entry(20, key="time"))
    ring.append(entry(21))
    assert positions(ring.between(0, 100, "me")) == [19, 20, 21]
    assert ring.floor == 0


def test_offsets() -> None:
    offsets, others = Offsets(), Offsets()
    assert [offsets.next(), offsets.next(), offsets.last] == [1, 2, 2]
    text = offsets.element(2).decode().strip('"')
    assert offsets.read(text) == 2
    assert offsets.read(None) is None
    assert offsets.read(others.element(1).decode().strip('"')) is None
    epoch = text.partition(".")[0]
    never: list[object] = [
        f"{epoch}.3",
        f"{epoch}.",
        f"{epoch}.-1",
        f"{epoch}.²",
        "",
        "2",
        "hi",
        2,
        [],
        "x." + "1" * 99,
    ]
    for wrong in never:
        with pytest.raises(ValueError, match="offset"):
            offsets.read(wrong)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("say"), st.integers(0, 2)),
            st.tuples(st.just("join"), st.integers(0, 1)),
            st.tuples(st.just("leave"), st.integers(0, 1)),
        ),
        max_size=40,
    ),
    st.integers(0, 40),
)
def test_missed_is_what_was_sent_after_it_or_unknown(steps: list[tuple[str, int]], seen: int) -> None:
    """Rings of two rooms and one of its own (2), with tight bounds, against everything that was ever sent."""
    offsets = Offsets()
    trail = Trail("pid", 0, LIMITS, Bounds(4, 1000))
    rings = [Ring(Bounds(4, 1000)), Ring(Bounds(4, 1000))]
    joined: dict[int, int] = {}
    sent: list[int] = []
    for step, number in steps:
        if step == "say":
            position = offsets.next()
            (trail.ring if number == 2 else rings[number]).append(entry(position))
            if number == 2 or number in joined:
                sent.append(position)
        elif step == "join":
            joined.setdefault(number, offsets.last)
        elif number in joined:
            trail.left(Stay(rings[number], joined.pop(number), offsets.last))
    missed = positions(trail.missed("me", seen, [(rings[number], at) for number, at in joined.items()]))
    assert missed is None or missed == [position for position in sent if position > seen]
    if len(sent) <= 2 and len(steps) <= 4:
        assert missed is not None
