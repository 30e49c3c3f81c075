"""The HTTP side of a connection: uvicorn's protocol with limits, and with upgrades that lose nothing."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import httptools
import structlog
from uvicorn.config import Config
from uvicorn.protocols.http.flow_control import FlowControl
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from rumpus.wire.engineio.errors import Refusal, bad_request
from rumpus.wire.engineio.line import Line
from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.engineio.request import Request, head_of
from rumpus.wire.engineio.upgrade import check_upgrade, plain_request, refusal_response
from rumpus.wire.engineio.websocket import WebSocket
from rumpus.wire.engineio.websocket_protocol import WebSocketProtocol

if TYPE_CHECKING:
    from uvicorn.server import ServerState

    from rumpus.wire.engineio.door import Door

logger = structlog.get_logger(__name__)


class WireConfig(Config):
    """uvicorn's settings and the door that the protocols of the server share."""

    door: Door


class HttpProtocol(HttpToolsProtocol):
    """HTTP on one TCP connection until it is closed or becomes a WebSocket."""

    config: WireConfig

    def __init__(
        self,
        config: WireConfig,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self._door = config.door
        self._most_head = config.door.engine.config.header_bytes
        self._peer = ""
        self._is_counted = False
        self._is_done = False  # refused; what else comes is not read
        self._reads_head = True
        self._is_timed = False
        self._wants_websocket = False
        self._head_size = 0  # bytes of the request line and the headers that are complete
        self._raw_size = 0  # bytes read since the head began
        self._tail: bytes | None = None  # what came behind an upgrade request that waits for its turn

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """A client has connected. As in uvicorn, but with one question to the kernel instead of seven."""
        self.connections.add(self)
        self.transport = transport
        self.flow = FlowControl(transport)
        self.server = self._door.address
        self.scheme = "http" if transport.get_extra_info("sslcontext") is None else "https"
        peer = transport.get_extra_info("peername")
        if isinstance(peer, tuple):
            self._peer = peer[0]
            self.client = (peer[0], peer[1])
        try:
            self._door.sockets.admit(self._peer, 0)
        except Refusal:
            transport.abort()
            return
        self._is_counted = True
        self._expect_head()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._let_go()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Bytes of requests."""
        if self._tail is not None:
            self._tail += data
            return
        if self._is_done:
            return
        self._unset_keepalive_if_required()
        if self._reads_head:
            self._expect_head()
            self._raw_size += len(data)
        try:
            self.parser.feed_data(data)
        except httptools.HttpParserUpgrade as upgrade:
            if self._should_upgrade():
                self._upgrade(data[upgrade.args[0] :])
            elif self.cycle is not None:
                # Some other protocol is offered (h2c). The request is answered; what follows would not be HTTP.
                self.cycle.keep_alive = False
            return
        except httptools.HttpParserError as error:
            too_large = isinstance(error.__context__, Refusal)
            self._refuse(bad_request(431 if too_large else 400))
            return
        if self._reads_head and self._raw_size > self._most_head:
            self._refuse(bad_request(431))

    def on_message_begin(self) -> None:
        """A request begins."""
        super().on_message_begin()
        self._head_size = 0

    def on_url(self, url: bytes) -> None:
        """A piece of the request's target."""
        self._count(len(url))
        self.url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """A header."""
        # Four more for the colon, a space and the line's end; empty headers are not free either.
        self._head_size += len(name) + len(value) + 4
        if self._head_size > self._most_head:
            raise bad_request(431)
        name = name.lower()
        if name == b"expect" and value.lower() == b"100-continue":
            self.expect_100_continue = True
        self.headers.append((name, value))

    def on_headers_complete(self) -> None:
        """The head of a request has come."""
        self._reads_head = False
        self._is_timed = False
        self._door.heads.discard(self)
        self._wants_websocket = self.parser.should_upgrade() and self._get_upgrade() == b"websocket"
        super().on_headers_complete()

    def on_message_complete(self) -> None:
        """A request has come in full; the next byte begins another one."""
        self._reads_head = True
        self._raw_size = 0
        super().on_message_complete()

    def too_slow(self) -> None:
        """The head of a request did not come in time, or the client does not hang up after a refusal."""
        transport = self.transport
        if self._is_done:
            transport.abort()
        elif not transport.is_closing():
            self._refuse(bad_request(408))

    def come_in(self) -> None:
        """Become a WebSocket."""
        tail, self._tail = self._tail, None
        if tail is None or self.transport is None or self.transport.is_closing():
            return
        try:
            request, key = self._request()
            self._switch(request, key, tail)
        except Refusal as refusal:
            self._refuse(refusal)
        except Exception:  # others wait behind us for their turn
            logger.exception("opening a WebSocket failed")
            if self.transport is not None:
                self.transport.abort()

    def shutdown(self) -> None:
        """The server stops. An exception here would end its whole shutdown."""
        try:
            super().shutdown()
        except Exception:
            logger.exception("closing a connection failed")

    def _should_upgrade(self) -> bool:
        return self._wants_websocket

    def _expect_head(self) -> None:
        if not self._is_timed:
            self._is_timed = True
            self._door.heads.add(self)

    def _count(self, size: int) -> None:
        self._head_size += size
        if self._head_size > self._most_head:
            raise bad_request(431)

    def _upgrade(self, tail: bytes) -> None:
        if (self.cycle is not None and not self.cycle.response_complete) or self.pipeline:
            # The late response would be written into the stream of frames.
            self.transport.abort()
            return
        self._tail = tail
        if not self._door.enter(self):
            self.transport.pause_reading()

    def _request(self) -> tuple[Request, bytes]:
        """The request for a WebSocket and its key.

        Raises:
            Refusal: it is no proper one.
        """
        engine = self._door.engine
        url = httptools.parse_url(self.url)
        path = (url.path or b"").decode("latin-1")
        if path.rstrip("/") + "/" not in engine.config.paths:
            raise bad_request(404)
        method = self.scope["method"]
        key = check_upgrade(method, self.parser.get_http_version(), self.headers)
        address, secure, direct = self._peer, self.scheme == "https", True
        if self._peer in engine.proxies:
            address, secure = engine.proxies.client(self._peer, secure, self.headers)
            direct = False
        request = Request(method, path, url.query or b"", head_of(self.headers), address, secure, direct)
        return request, key

    def _switch(self, request: Request, key: bytes, tail: bytes) -> None:
        """Hand the line over to a WebSocket.

        Raises:
            Refusal: the session is unknown, the page is not allowed to connect, or there are too many connections.
        """
        engine = self._door.engine
        known = engine.check(request, websocket=True)
        websocket = WebSocket(engine)
        first_frame = b""
        if known is None:
            connection = engine.open(request, websocket)
            websocket.connection = connection
            first_frame = Outgoing.control(engine.handshake(connection)).websocket
        elif known.transport_name == "polling":
            websocket = WebSocket(engine, known)
        transport = self.transport
        protocol = WebSocketProtocol(websocket, self.connections, first_frame)
        try:
            line: Any = Line(transport)
            protocol.connection_made(line)
        except OSError:  # the client is gone already
            transport.abort()
            if websocket.connection is not None:
                websocket.connection.abort("transport close")
            return
        self.connections.discard(self)
        connections: set[Any] = self.connections
        connections.add(protocol)
        self._let_go()
        self._unset_keepalive_if_required()
        transport.set_protocol(protocol)
        transport.resume_reading()
        protocol.data_received(plain_request(key) + tail)
        # Parser, flow and transport form cycles with us; nobody needs any of them now.
        self.parser = None  # type: ignore[assignment]
        self.transport = None  # type: ignore[assignment]
        self.flow = None  # type: ignore[assignment]
        self.cycle = None  # type: ignore[assignment]

    def _refuse(self, refusal: Refusal) -> None:
        """Answer with an error and close; a response that is on its way is cut off.

        What the client still sends is read and dropped for a while: closing at once would reset the line, and the
        client might never see the answer.
        """
        transport = self.transport
        self._is_done = True
        if self.cycle is not None and not self.cycle.response_complete:
            transport.abort()
            return
        transport.write(refusal_response(refusal))
        if transport.can_write_eof():
            transport.resume_reading()
            transport.write_eof()
            self._door.heads.add(self)
        else:
            transport.close()

    def _let_go(self) -> None:
        """Be counted no more."""
        self._door.heads.discard(self)
        if self._is_counted:
            self._is_counted = False
            self._door.sockets.release(self._peer)
