"""The session of Engine.IO, without I/O."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rumpus.wire.engineio.errors import ProtocolError
from rumpus.wire.engineio.packet import PacketType
from rumpus.wire.engineio.session import TRANSITIONS, Beat, Event, Session, State, diagram


def session(state: State = State.POLLING) -> Session:
    return Session(state, interval=25_000, timeout=20_000)


def test_every_state_and_only_they_are_in_the_table() -> None:
    assert set(TRANSITIONS) == set(State)
    assert all(target in State for row in TRANSITIONS.values() for target in row.values())


def test_every_open_state_can_be_closed_and_closed_is_the_end() -> None:
    for state in State:
        assert (Event.CLOSE in TRANSITIONS[state]) is (state is not State.CLOSED)
    assert not TRANSITIONS[State.CLOSED]


def test_the_way_of_an_upgrade() -> None:
    s = session()
    states = []
    for event in (Event.PROBE, Event.MESSAGE, Event.UPGRADE):
        s.step(event)
        states.append(s.state)
    assert states == [State.PROBING, State.PROBING, State.WEBSOCKET]
    for event in (Event.PROBE, Event.UPGRADE, Event.PROBE_LOST):
        with pytest.raises(ProtocolError):
            s.step(event)
    assert s.state is State.WEBSOCKET


def test_a_probe_may_fail_and_be_tried_again() -> None:
    s = session()
    for event in (Event.PROBE, Event.PROBE_LOST, Event.PROBE, Event.UPGRADE, Event.CLOSE):
        s.step(event)
    assert s.state is State.CLOSED


@pytest.mark.parametrize("state", [State.POLLING, State.PROBING, State.WEBSOCKET])
@pytest.mark.parametrize("kind", [PacketType.OPEN, PacketType.PING, PacketType.UPGRADE])
def test_packets_of_servers_break_the_protocol(state: State, kind: PacketType) -> None:
    s = session(state)
    with pytest.raises(ProtocolError):
        s.receive(kind)
    assert s.state is state


def test_nothing_comes_after_the_end() -> None:
    s = session()
    assert s.receive(PacketType.CLOSE) is Event.CLOSE
    for kind in PacketType:
        with pytest.raises(ProtocolError):
            s.receive(kind)


@given(st.sampled_from(list(State)), st.lists(st.sampled_from(list(Event))))
def test_a_state_changes_by_the_table_only(state: State, events: list[Event]) -> None:
    s = session(state)
    for event in events:
        before, allowed = s.state, s.may(event)
        try:
            s.step(event)
        except ProtocolError:
            assert not allowed
            assert s.state is before
        else:
            assert allowed
            assert s.state is TRANSITIONS[before][event]


class Owner:
    """Writes down what the session wants."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def ping(self) -> None:
        self.asked.append("ping")

    def abort(self, reason: str) -> None:
        self.asked.append(reason)


def test_the_heartbeat_of_a_client_that_answers() -> None:
    s = session()
    s.owner = owner = Owner()
    assert s.wake() == 20_000
    s.receive(PacketType.PONG)
    assert s.wake() == 5_000
    assert s.wake() == 20_000
    assert owner.asked == ["ping", "ping"]


def test_the_heartbeat_of_a_client_that_does_not() -> None:
    s = session()
    s.owner = owner = Owner()
    s.wake()
    s.receive(PacketType.MESSAGE)
    assert s.wake() == 0
    assert owner.asked == ["ping", "ping timeout"]


def test_a_pong_that_nobody_asked_for_does_not_count_for_later() -> None:
    s = session()
    s.receive(PacketType.PONG)
    assert s.beat() == (Beat.PING, 20_000)
    assert s.beat() == (Beat.TIMEOUT, 0)


def test_a_timeout_longer_than_the_interval() -> None:
    s = Session(State.WEBSOCKET, interval=10, timeout=50)
    assert s.beat() == (Beat.PING, 50)
    s.receive(PacketType.PONG)
    assert s.beat() == (Beat.NOTHING, 1)


def test_a_closed_session_sleeps_for_ever() -> None:
    s = session()
    s.step(Event.CLOSE)
    assert s.wake() == 0


def test_the_diagram_shows_the_table() -> None:
    drawn = diagram()
    assert drawn.startswith("stateDiagram-v2\n")
    assert "    polling --> probing: probe\n" in drawn
    assert "    probing --> websocket: upgrade\n" in drawn
    assert "    websocket --> websocket: message, pong, noop\n" in drawn
    arrows = [line for line in drawn.splitlines() if "-->" in line]
    changes = {(state, event) for state, row in TRANSITIONS.items() for event, to in row.items() if to is not state}
    assert len(arrows) == len(changes) + 3 + 3  # loops of the three open states; two ways in, one out
