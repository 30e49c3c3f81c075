"""One client as the layer above sees it: send, close, and who it is. The transport underneath may change."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Protocol

import structlog

from rumpus.wire.engineio.gone import GONE, NOBODY
from rumpus.wire.engineio.outgoing import PING, Outgoing
from rumpus.wire.engineio.packet import Packet
from rumpus.wire.engineio.session import Event, Session

if TYPE_CHECKING:
    from rumpus.wire.engineio.config import TransportName
    from rumpus.wire.engineio.engine import Engine
    from rumpus.wire.engineio.request import Request

__all__ = ["NOBODY", "Connection", "ConnectionHandler", "Transport"]

logger = structlog.get_logger(__name__)


class ConnectionHandler(Protocol):
    """What the layer above does with a connection. Exceptions are logged and harm nobody."""

    def on_message(self, data: str | bytes) -> None:
        """A message came: text, or bytes for a binary one."""

    def on_close(self, reason: str) -> None:
        """The connection is gone; called exactly once.

        The reason is one of "transport close", "transport error", "ping timeout", "forced close",
        "server shutting down", "parse error", or what `close` or `abort` was given.
        """


class Transport(Protocol):
    """What carries the bytes of a connection."""

    @property
    def name(self) -> TransportName:
        """As clients call it."""

    def flush(self, connection: Connection, now: int) -> None:
        """Let everything queued leave that can leave; `now` is what the messages' `on_sent` is told."""

    def pending(self) -> int:
        """Bytes handed over that the kernel has not taken yet."""

    def round_trip(self) -> float | None:
        """Milliseconds, None if unknown."""

    def close(self, connection: Connection, *, restart: bool) -> None:
        """Send what is queued and say goodbye; a client that does not listen is cut off after a second."""

    def left(self) -> None:
        """The client said goodbye."""

    def abort(self) -> None:
        """Cut the line."""


class Connection:
    """A client, whatever transport it is on.

    Attributes:
        sid: the secret id of the session; never log it.
        request: the request that opened it.
        handler: the layer above.
        is_open: False from the moment it is closed, `on_close` comes after that.
        close_reason: why it was closed.
        outgoing_bound: bytes that may wait for this client (see `EngineConfig.outgoing_bound`).

    For transports only:
        queue: what has not left yet, in order.
        latest: what leaves with the next flush unless something newer replaces it.
        is_stuck: nothing can leave now (no poll is waiting, or the client is slow to read). A connection that is not
            stuck and has something queued is marked for the next slice.
    """

    __slots__ = (
        "_largest",
        "_waiting",
        "close_reason",
        "engine",
        "handler",
        "is_open",
        "is_stuck",
        "latest",
        "outgoing_bound",
        "queue",
        "request",
        "session",
        "sid",
        "transport",
    )

    def __init__(self, engine: Engine, sid: str, request: Request, session: Session, transport: Transport) -> None:
        self.engine = engine
        self.sid = sid
        self.request = request
        self.session = session
        self.transport = transport
        self.handler: ConnectionHandler = NOBODY
        self.is_open = True
        self.close_reason: str | None = None
        self.outgoing_bound = engine.config.outgoing_bound
        self.queue: list[Outgoing] = []
        self.latest: dict[str, Outgoing] | None = None
        self.is_stuck = False
        self._waiting = 0
        self._largest = 0

    @property
    def transport_name(self) -> TransportName:
        """The transport it is on now."""
        return self.transport.name

    @property
    def unsent(self) -> int:
        """Bytes queued here and in the transport."""
        waiting = sum(out.size for out in self.queue)
        if self.latest:
            waiting += sum(out.size for out in self.latest.values())
        return waiting + (self.transport.pending() if self.is_open else 0)

    @property
    def round_trip(self) -> float | None:
        """Milliseconds to the client and back as last measured; None if unknown (always so on polling)."""
        return self.transport.round_trip() if self.is_open else None

    def send(self, out: Outgoing) -> None:
        """Queue a message. All that is queued in this turn of the loop leaves in one write; order holds.

        Does nothing on a closed connection. A client for whom too much waits is closed in the next turn.
        """
        if not self.is_open:
            return
        if self.is_stuck:
            self._wait(out.size)
        elif self.latest:
            self.settle()
        elif not self.queue:
            self.engine.slices.mark(self)
        self.queue.append(out)

    def send_volatile(self, out: Outgoing) -> bool:
        """Queue a message unless bytes of earlier turns still wait for this client. Returns whether it was queued."""
        if not self.is_open or (self.is_stuck and (self.queue or self.transport.pending())):
            return False
        self.send(out)
        return True

    def send_latest(self, key: str, out: Outgoing) -> None:
        """Queue a message that replaces the one with the same key if that could not leave yet."""
        if not self.is_open:
            return
        latest = self.latest
        if latest is None:
            latest = self.latest = {}
        if not latest and not self.queue and not self.is_stuck:
            self.engine.slices.mark(self)
        latest.pop(key, None)  # its place is behind what was queued since
        latest[key] = out

    def close(self, reason: str = "forced close") -> None:
        """Close politely: what is queued leaves first, then a close frame (1000) or packet."""
        self._close(reason, restart=False)

    def close_restart(self) -> None:
        """Close because the server restarts: WebSocket close code 1012, after which clients come back."""
        self._close("server shutting down", restart=True)

    def abort(self, reason: str = "transport close") -> None:
        """Cut the line at once."""
        if self.is_open:
            self.transport.abort()
            self.end(reason)

    def settle(self) -> None:
        """Let what is latest now keep its place in the queue."""
        if self.latest:
            self.queue.extend(self.latest.values())
            self.latest.clear()

    def stuck(self) -> None:
        """Nothing can leave any more for now: count what stays behind."""
        self.is_stuck = True
        self._waiting = self._largest = 0
        for out in self.queue:
            self._wait(out.size)

    def unstuck(self) -> None:
        """Something can leave again."""
        self.is_stuck = False
        if self.queue or self.latest:
            self.engine.slices.mark(self)

    def receive(self, packet: Packet) -> None:
        """Take a packet that came on the transport of this connection.

        Raises:
            ProtocolError: it must not come now.
        """
        event = self.session.receive(packet.type)
        if event is Event.MESSAGE:
            self.deliver(packet.data)
        elif event is Event.CLOSE:
            self.transport.left()
            self.end("transport close")

    def receive_all(self, packets: list[Packet]) -> None:
        """Take several packets, unless one of them closes the connection.

        Raises:
            ProtocolError: one of them must not come now.
        """
        for packet in packets:
            if not self.is_open:
                return
            self.receive(packet)

    def deliver(self, data: str | bytes) -> None:
        """Give a message to the handler."""
        try:
            self.handler.on_message(data)
        except Exception:  # a bug above must not cost the client its connection
            logger.exception("handling a message failed")

    def ping(self) -> None:
        """Send a heartbeat."""
        self.send(PING)

    def end(self, reason: str) -> None:
        """The connection is gone: tell the handler. The transport has been dealt with."""
        if self.close_reason is not None:
            return
        self.close_reason = reason
        self.is_open = False
        session = self.session
        session.owner = None
        if session.may(Event.CLOSE):
            session.step(Event.CLOSE)
        self.engine.forget(self)
        self.queue = []
        self.latest = None
        # Transport and handler know us: without this, every connection would leave its cycles to the collector.
        self.transport = GONE[self.transport.name]
        handler, self.handler = self.handler, NOBODY
        try:
            handler.on_close(reason)
        except Exception:  # see deliver
            logger.exception("handling a close failed")

    def _close(self, reason: str, *, restart: bool) -> None:
        if self.is_open:
            self.is_open = False
            self.settle()
            self.transport.close(self, restart=restart)
            self.end(reason)

    def _wait(self, size: int) -> None:
        """Count what waits for a client that does not read now. One large message of ours is never too much."""
        self._waiting += size
        self._largest = max(self._largest, size)
        if self._waiting > self.outgoing_bound + self._largest and self.is_open:
            # Not here and now: whoever sends may be walking over a room.
            self.is_open = False
            asyncio.get_running_loop().call_soon(self._overflow)

    def _overflow(self) -> None:
        if self.close_reason is None:
            self.transport.abort()
            self.end("transport error")
