"""The session of Engine.IO: what may happen when, as a table, and when a ping is due. No I/O, no clock."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final, Protocol

from rumpus.wire.engineio.errors import ProtocolError
from rumpus.wire.engineio.packet import PacketType


class State(StrEnum):
    """Where a session stands."""

    POLLING = "polling"
    PROBING = "probing"
    WEBSOCKET = "websocket"
    CLOSED = "closed"


class Event(StrEnum):
    """What happens to a session."""

    MESSAGE = "message"
    PONG = "pong"
    NOOP = "noop"
    PROBE = "probe"
    UPGRADE = "upgrade"
    PROBE_LOST = "probe lost"
    CLOSE = "close"


TRANSITIONS: Final[Mapping[State, Mapping[Event, State]]] = MappingProxyType(
    {
        State.POLLING: {
            Event.MESSAGE: State.POLLING,
            Event.PONG: State.POLLING,
            Event.NOOP: State.POLLING,
            Event.PROBE: State.PROBING,
            Event.CLOSE: State.CLOSED,
        },
        State.PROBING: {
            Event.MESSAGE: State.PROBING,
            Event.PONG: State.PROBING,
            Event.NOOP: State.PROBING,
            Event.UPGRADE: State.WEBSOCKET,
            Event.PROBE_LOST: State.POLLING,
            Event.CLOSE: State.CLOSED,
        },
        State.WEBSOCKET: {
            Event.MESSAGE: State.WEBSOCKET,
            Event.PONG: State.WEBSOCKET,
            Event.NOOP: State.WEBSOCKET,
            Event.CLOSE: State.CLOSED,
        },
        State.CLOSED: {},
    }
)
"""What is not in the table breaks the protocol."""

# What a client may say on the transport that carries its session; the probe and the upgrade come on another one.
_EVENTS: Final[Mapping[PacketType, Event]] = MappingProxyType(
    {
        PacketType.MESSAGE: Event.MESSAGE,
        PacketType.PONG: Event.PONG,
        PacketType.NOOP: Event.NOOP,
        PacketType.CLOSE: Event.CLOSE,
    }
)


class Beat(Enum):
    """What the heartbeat asks for."""

    NOTHING = "nothing"
    PING = "ping"
    TIMEOUT = "timeout"


class Owner(Protocol):
    """Whoever does the I/O of a session."""

    def ping(self) -> None:
        """Send a ping."""

    def abort(self, reason: str) -> None:
        """Close; the client did not answer."""


class Session:
    """One session: its state and its heartbeat.

    It is small and knows its owner only while it is open, because the heartbeat wheel finds it once more after that.

    Args:
        state: POLLING or WEBSOCKET, by the transport it is opened on.
        interval: milliseconds between pings.
        timeout: milliseconds until a ping must be answered.
    """

    __slots__ = ("_interval", "_pinged", "_timeout", "awaits_pong", "owner", "state")

    def __init__(self, state: State, interval: int, timeout: int) -> None:
        self.state = state
        self.owner: Owner | None = None
        self.awaits_pong = False
        self._pinged = False
        self._interval = interval
        self._timeout = timeout

    def step(self, event: Event) -> None:
        """Let an event happen.

        Raises:
            ProtocolError: it must not happen in this state, which stays as it is.
        """
        state = TRANSITIONS[self.state].get(event)
        if state is None:
            raise ProtocolError(f"{event} while {self.state}")
        self.state = state

    def may(self, event: Event) -> bool:
        """Whether an event may happen now."""
        return event in TRANSITIONS[self.state]

    def receive(self, kind: PacketType) -> Event:
        """Take a packet that came on the transport of the session.

        Returns:
            What it means for the session.

        Raises:
            ProtocolError: a client never sends such a packet now.
        """
        event = _EVENTS.get(kind)
        if event is None:
            raise ProtocolError(f"a {kind.name.lower()} packet while {self.state}")
        self.step(event)
        if event is Event.PONG:
            self.awaits_pong = False
        return event

    def beat(self) -> tuple[Beat, int]:
        """What the heartbeat asks for now, and in how many milliseconds to ask again (0: never)."""
        if self.state is State.CLOSED:
            return Beat.NOTHING, 0
        if not self._pinged:
            self._pinged = self.awaits_pong = True
            return Beat.PING, self._timeout
        if self.awaits_pong:
            return Beat.TIMEOUT, 0
        self._pinged = False
        return Beat.NOTHING, max(self._interval - self._timeout, 1)

    def wake(self) -> int:
        """The wheel has come round: let the owner do what is due. Returns the milliseconds until the next time."""
        beat, delay = self.beat()
        if self.owner is not None:
            if beat is Beat.PING:
                self.owner.ping()
            elif beat is Beat.TIMEOUT:
                self.owner.abort("ping timeout")
        return delay


def diagram() -> str:
    """The table above as a Mermaid state diagram, for the documentation."""
    lines = ["stateDiagram-v2", "    [*] --> polling: GET", "    [*] --> websocket: WebSocket without sid"]
    for state, row in TRANSITIONS.items():
        loops = [event for event, target in row.items() if target is state]
        if loops:
            lines.append(f"    {state} --> {state}: {', '.join(loops)}")
        lines.extend(f"    {state} --> {target}: {event}" for event, target in row.items() if target is not state)
    lines.append("    closed --> [*]")
    return "\n".join(lines) + "\n"
