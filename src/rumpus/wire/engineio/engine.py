"""The Engine.IO server of one path: who may open a session, and which sessions there are."""

from __future__ import annotations

import binascii
import os
import random
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import structlog

from rumpus.wire.engineio.config import EngineConfig
from rumpus.wire.engineio.connection import Connection, ConnectionHandler, Transport
from rumpus.wire.engineio.deadlines import Deadlines
from rumpus.wire.engineio.errors import (
    bad_handshake_method,
    bad_request,
    forbidden,
    too_many,
    unknown_session,
    unknown_transport,
    unsupported_version,
)
from rumpus.wire.engineio.heartbeat import Wheel
from rumpus.wire.engineio.limits import Limits
from rumpus.wire.engineio.long_polling import LongPolling
from rumpus.wire.engineio.origin import Origins
from rumpus.wire.engineio.request import Proxies, Request
from rumpus.wire.engineio.session import Session, State
from rumpus.wire.engineio.slices import Slices, monotonic_ms

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from picows import WSTransport

__all__ = ["Connection", "ConnectionHandler", "Engine", "EngineConfig"]

_URL_SAFE = bytes.maketrans(b"+/", b"-_")

# A polling client that is between two polls when it is closed hears of it with the next one, up to so many
# milliseconds later.
_LAST_WORDS = 10_000

# Milliseconds that a client has to answer a CLOSE frame of ours.
_CUTOFF = 1_000

logger = structlog.get_logger(__name__)


class Engine:
    """An Engine.IO server; a `WireServer` gives it a network.

    Args:
        config: settings and limits.
        on_open: called with every new connection; returns who handles it. What it sends leaves after the handshake.

    Attributes:
        connections: the open ones, by sid.
    """

    def __init__(self, config: EngineConfig, on_open: Callable[[Connection], ConnectionHandler]) -> None:
        self.config = config
        self.connections: dict[str, Connection] = {}
        self.slices = Slices()
        self.origins = Origins(config)
        self.proxies = Proxies(config.trusted_proxies)
        self.limits = Limits(
            config.max_connections,
            config.connections_per_address,
            config.new_connections_per_address,
            config.unlimited_addresses,
        )
        self.is_closing = False
        shorter = min(config.ping_interval, config.ping_timeout)
        self.wheel = Wheel(max(1, min(100, shorter // 20)), max(config.ping_interval, config.ping_timeout, 10_000))
        # Sockets that have been told goodbye and have a second to go.
        self.cutoffs: Deadlines[WSTransport] = Deadlines(_CUTOFF, _cut)
        self.last_words: dict[str, bytes] = {}
        self._last_words_kept: Deadlines[str] = Deadlines(_LAST_WORDS, self._drop_last_words)
        self._on_open = on_open
        timing = (
            f'"pingInterval":{config.ping_interval},"pingTimeout":{config.ping_timeout},'
            f'"maxPayload":{config.max_payload}}}'
        )
        upgrades = '["websocket"]' if "websocket" in config.transports else "[]"
        self._open_polling = f'","upgrades":{upgrades},{timing}'.encode()
        self._open_websocket = f'","upgrades":[],{timing}'.encode()

    def asgi(self, app: Callable[..., Awaitable[Any]]) -> LongPolling:
        """An ASGI application: long-polling under the path of this engine, `app` for everything else."""
        return LongPolling(self, app)

    def check(self, request: Request, *, websocket: bool) -> Connection | None:
        """Whether a request under our path is a proper one.

        Returns:
            The session it belongs to, None if it opens one.

        Raises:
            Refusal: the answer to give instead.
        """
        query = request.query
        transport = query.get("transport")
        if transport not in self.config.transports:
            raise unknown_transport()
        if (transport == "websocket") is not websocket:
            raise bad_request()
        if not self.allows_origin(request):
            raise forbidden()
        sid = query.get("sid")
        if sid is not None:
            connection = self.connections.get(sid)
            if connection is None:
                raise unknown_session()
            if not websocket and connection.transport_name != "polling":
                raise bad_request()
            return connection
        if request.method != "GET":
            raise bad_handshake_method()
        if query.get("EIO") != "4":
            raise unsupported_version()
        if self.is_closing:
            raise too_many(503)
        return None

    def allows_origin(self, request: Request) -> bool:
        """Whether the page that sent the request, if a page did, may talk to us."""
        host = request.header("host") or ""
        if not request.direct:  # a trusted proxy may have put its own idea of us into Host
            host = (request.header("x-forwarded-host") or host).rpartition(",")[2].strip()
        return self.origins.allows(request.header("origin"), host)

    def open(self, request: Request, transport: Transport) -> Connection:
        """Make a session for a request that `check` let pass. Its transport then calls `start`.

        Raises:
            Refusal: there are too many connections.
        """
        self.limits.admit(request.address, monotonic_ms())
        config = self.config
        sid = binascii.b2a_base64(os.urandom(15), newline=False).translate(_URL_SAFE).decode()
        state = State.POLLING if transport.name == "polling" else State.WEBSOCKET
        session = Session(state, config.ping_interval, config.ping_timeout)
        connection = Connection(self, sid, request, session, transport)
        session.owner = connection
        connection.is_stuck = state is State.POLLING  # until the first poll
        self.connections[sid] = connection
        # Clients that came together shall not be pinged together.
        self.wheel.add(session, int(config.ping_interval * random.uniform(0.25, 1)))
        return connection

    def handshake(self, connection: Connection) -> bytes:
        """The OPEN packet of a session."""
        tail = self._open_polling if connection.transport_name == "polling" else self._open_websocket
        return b'0{"sid":"' + connection.sid.encode() + tail

    def start(self, connection: Connection) -> None:
        """The handshake is on its way: give the connection its handler."""
        try:
            handler = self._on_open(connection)
        except Exception:  # a bug above ends this connection and no other
            logger.exception("opening a connection failed")
            connection.close("transport error")
            return
        connection.handler = handler
        if connection.close_reason is not None:  # closed by on_open itself
            try:
                handler.on_close(connection.close_reason)
            except Exception:  # see above
                logger.exception("handling a close failed")

    def forget(self, connection: Connection) -> None:
        """The connection is closed."""
        if self.connections.pop(connection.sid, None) is not None:
            self.limits.release(connection.request.address)

    def keep_last_words(self, sid: str, payload: bytes) -> None:
        """Keep what a closed polling session is to be told with its next poll."""
        if not self.is_closing:
            self.last_words[sid] = payload
            self._last_words_kept.add(sid)

    def close(self) -> None:
        """Take no new sessions and tell all that the server restarts."""
        self.is_closing = True
        for connection in list(self.connections.values()):
            connection.close_restart()
        self.wheel.stop()
        self._last_words_kept.stop()
        self.last_words.clear()

    def _drop_last_words(self, sid: str) -> None:
        self.last_words.pop(sid, None)


def _cut(line: WSTransport) -> None:
    line.disconnect(False)
