"""The Socket.IO server: namespaces on top of an Engine.IO engine."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

from rumpus.wire.engineio.config import EngineConfig
from rumpus.wire.engineio.engine import Engine
from rumpus.wire.engineio.slices import monotonic_ms
from rumpus.wire.socketio.client import Client
from rumpus.wire.socketio.namespace import Namespace
from rumpus.wire.socketio.namespace_events import NamespaceEvents
from rumpus.wire.socketio.packet import MAX_NAMESPACE_LENGTH
from rumpus.wire.socketio.recovery import Recovery, RecoveryMode
from rumpus.wire.socketio.timeouts import TICK, Ending, Timeouts
from rumpus.wire.socketio.trail import RecoveryLimits

if TYPE_CHECKING:
    from collections.abc import Callable

    from rumpus.wire.engineio.connection import Connection

_log = structlog.get_logger(__name__)


class Server:
    """A Socket.IO server (protocol 5). Serve it with `WireServer(server.engine, app)`.

    Args:
        engine_config: settings of the layer underneath.
        connect_timeout: milliseconds in which a connection must enter a namespace, or it is closed.
        max_attachments: of one event or acknowledgement of a client.
        max_attachment_bytes: of all attachments of one event or acknowledgement of a client together.
        recovery_limits: what namespaces with recovery keep for those who come back.
        clock: monotonic milliseconds.

    Attributes:
        engine: the layer underneath.
        namespaces: by name.
        clock: monotonic milliseconds.
    """

    def __init__(
        self,
        engine_config: EngineConfig | None = None,
        *,
        connect_timeout: int = 45_000,
        max_attachments: int = 10,
        max_attachment_bytes: int = 1_000_000,
        recovery_limits: RecoveryLimits | None = None,
        clock: Callable[[], int] = monotonic_ms,
    ) -> None:
        self.engine = Engine(engine_config or EngineConfig(), self._opened)
        self.namespaces: dict[str, Namespace] = {}
        self.connect_timeout = connect_timeout
        self.max_attachments = max_attachments
        self.max_attachment_bytes = max_attachment_bytes
        self.timeouts = Timeouts()
        self._recovery_limits = recovery_limits or RecoveryLimits()
        self.clock = clock
        self._timer: asyncio.TimerHandle | None = None

    def namespace(self, name: str, events: NamespaceEvents, *, recovery: RecoveryMode = "off") -> Namespace:
        """Open a namespace.

        Args:
            name: "/" or "/something".
            events: who hears what happens there.
            recovery: for whom the state of a lost connection is kept, see `RecoveryMode`.

        Raises:
            ValueError: the name is not one, or is taken.
        """
        if not name.startswith("/") or "," in name or len(name) > MAX_NAMESPACE_LENGTH:
            raise ValueError(f"{name!r} cannot be the name of a namespace")
        if name in self.namespaces:
            raise ValueError(f"there is a namespace {name!r} already")
        kept = None
        if recovery != "off":
            config = self.engine.config
            kept = Recovery(recovery, self._recovery_limits, config.ping_interval + config.ping_timeout, self.clock)
        namespace = self.namespaces[name] = Namespace(self, name, events, kept)
        return namespace

    def close(self) -> None:
        """Give up who is away, and stop the clock. Connections are the engine's to close."""
        for namespace in self.namespaces.values():
            namespace.close()
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    # What follows is for the wire.

    def after(self, delay: int, ending: Ending) -> int:
        """Let something end after so many milliseconds; returns its slot on the wheel."""
        self._wind()
        return self.timeouts.add(self.clock() + delay, ending)

    def _opened(self, connection: Connection) -> Client:
        return Client(self, connection)

    def _wind(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(TICK / 1000, self._tick)

    def _tick(self) -> None:
        self._timer = None
        for ending in self.timeouts.due(self.clock()):
            try:
                ending.end()
            except Exception:  # noqa: BLE001 - one of them must not keep the others
                _log.exception("ending something failed")
        is_needed = bool(self.timeouts or self.engine.connections)
        for namespace in self.namespaces.values():
            namespace.tick()
            is_needed = is_needed or namespace.is_awaiting
        if is_needed:
            self._wind()
