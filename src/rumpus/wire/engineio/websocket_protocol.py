"""Our subclass of picows' protocol: bytes come in here once a request has become a WebSocket."""

from __future__ import annotations

import asyncio
import sys
from typing import TYPE_CHECKING, Any

import structlog
from picows import WSAutoPingStrategy, WSUpgradeResponseWithListener

from rumpus.wire.engineio.upgrade import SwitchingProtocols

if TYPE_CHECKING:
    from rumpus.wire.engineio.websocket import WebSocket

    class WSProtocol(asyncio.BufferedProtocol):
        """What we use of picows' class, which has no stub."""

        def __init__(self, *args: Any) -> None: ...
        def get_buffer(self, sizehint: int) -> memoryview:
            """The free part of the read buffer."""

        def buffer_updated(self, nbytes: int) -> None:
            """So much of it has been filled."""

else:
    from picows.picows import WSProtocol

_READ_BUFFER = 2_048

logger = structlog.get_logger(__name__)


class _QuietLogger:
    """picows logs at error level what any client can cause; only what is a bug of ours is passed on."""

    def isEnabledFor(self, level: int) -> bool:  # noqa: ARG002, N802 - the name is logging's
        return False

    def debug(self, *args: object) -> None:
        pass

    info = warning = log = debug

    def error(self, message: str, *args: object) -> None:
        if "exception from" in message:
            self.exception(message, *args)

    def exception(self, message: str, *args: object) -> None:
        logger.error(message % args if args else message, exc_info=sys.exception())


_QUIET = _QuietLogger()


class WebSocketProtocol(WSProtocol):
    """The protocol object of a WebSocket.

    Args:
        websocket: gets the frames.
        connections: the server's set of what must be gone before it stops.
        first_frame: leaves together with the response to the upgrade.
    """

    __slots__ = ("_connections", "_websocket")

    def __init__(self, websocket: WebSocket, connections: set[Any], first_frame: bytes) -> None:
        answer: Any = SwitchingProtocols(first_frame)
        upgrade = WSUpgradeResponseWithListener(answer, websocket)
        super().__init__(
            None,  # host_port
            None,  # ws_path
            False,  # is_client_side
            lambda _request: upgrade,
            _QUIET,
            True,  # disconnect_on_exception
            None,  # handshake timeout: all of the request is here
            False,  # auto_ping: the heartbeat is Engine.IO's
            20,
            20,
            WSAutoPingStrategy.PING_WHEN_IDLE,
            False,  # auto_pong: it would write to a client that does not read
            websocket.engine.config.max_payload,
            None,  # extra_headers
            _READ_BUFFER,
        )
        self._websocket = websocket
        self._connections = connections

    def connection_lost(self, exc: Exception | None) -> None:
        """The line is gone."""
        self._connections.discard(self)
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take bytes that do not come from the loop: the upgrade request and what came behind it.

        The loops read into our buffer instead; but uvloop lets go of the HTTP protocol before us only if this exists.
        """
        rest = memoryview(data)
        while rest:
            with self.get_buffer(-1) as buffer:
                size = min(len(buffer), len(rest))
                buffer[:size] = rest[:size]
            self.buffer_updated(size)
            rest = rest[size:]

    def shutdown(self) -> None:
        """The server stops. An exception here would end its whole shutdown."""
        try:
            self._websocket.shut_down()
        except Exception:
            logger.exception("telling a socket of the shutdown failed")
