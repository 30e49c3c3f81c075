"""WebSocket as a transport, over picows: what of RFC 6455 picows leaves to us, and the way of the bytes in and out."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, Literal

import structlog
from picows import WSFrame, WSListener, WSMsgType, WSTransport

from rumpus.wire.engineio import round_trip
from rumpus.wire.engineio.errors import ProtocolError
from rumpus.wire.engineio.packet import Packet, PacketType, decode_packet
from rumpus.wire.engineio.polling import Polling, tell_sent
from rumpus.wire.engineio.session import Event
from rumpus.wire.engineio.slices import monotonic_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from rumpus.wire.engineio.connection import Connection
    from rumpus.wire.engineio.engine import Engine

# Messages are joined for one write up to this many bytes; larger ones are handed over as the shared bytes they are.
_JOIN = 16_384

_NORMAL = 1000
_PROTOCOL_ERROR = 1002
_NO_CODE = 1005
_ABNORMAL = 1006
_INVALID_TEXT = 1007
_POLICY = 1008
_TOO_BIG = 1009
_RESTART = 1012

_TEXT = WSMsgType.TEXT
_BINARY = WSMsgType.BINARY
_PING = WSMsgType.PING
_PONG = WSMsgType.PONG
_CLOSE = WSMsgType.CLOSE
_CONTINUATION = WSMsgType.CONTINUATION

logger = structlog.get_logger(__name__)


class WebSocket(WSListener):
    """A WebSocket, from the end of its handshake to the end of its line.

    It carries a connection, or probes whether it may take one over from polling, or does neither and is about to go.

    Args:
        engine: it belongs to.
        probed: the connection that it wants to take over.

    Attributes:
        connection: the one it carries.
        is_paused: the kernel takes no more bytes for now.
    """

    __slots__ = (
        "_fragments",
        "_is_probing",
        "_is_text",
        "_joined",
        "_line",
        "_measured",
        "_ping",
        "_pinger",
        "_pong",
        "_probed",
        "_timer",
        "_write",
        "connection",
        "engine",
        "is_paused",
    )

    name: Literal["websocket"] = "websocket"

    def __init__(self, engine: Engine, probed: Connection | None = None) -> None:
        self.engine = engine
        self.connection: Connection | None = None
        self.is_paused = False
        self._probed = probed
        self._line: WSTransport | None = None
        self._write: Callable[[bytes], Any] | None = None
        self._joined: bytearray | None = None
        self._is_probing = False
        self._is_text = False
        self._fragments = 0
        self._pong: bytes | None = None
        self._ping = 0.0
        self._measured: float | None = None
        self._pinger: round_trip.Pinger | None = None
        self._timer: asyncio.TimerHandle | None = None

    # What picows calls.

    def on_ws_connected(self, transport: WSTransport) -> None:
        """The handshake is done."""
        self._line = transport
        anything: Any = transport.underlying_transport  # a `Line`, which the stub does not know
        line: asyncio.Transport = anything.transport
        self._write = line.write
        # Paused means: the kernel has not taken everything. That is all we need to know of the transport's buffer.
        # Not 0: a TLS transport compares with >=, and would be paused for good with nothing to write.
        line.set_write_buffer_limits(1, 0)
        connection = self.connection
        if connection is not None:
            if not connection.request.direct:
                self._measure_from_now()
            self.engine.start(connection)
        elif self._probed is None:
            self._goodbye(_NORMAL)
        else:
            timeout = self.engine.config.upgrade_timeout / 1000
            self._timer = asyncio.get_running_loop().call_later(timeout, self._goodbye, _POLICY)

    def on_ws_frame(self, transport: WSTransport, frame: WSFrame) -> None:
        """A frame. Messages of one text frame go straight to the handler: this is the path that must be fast."""
        if transport.is_close_frame_sent:
            # picows goes on with the frames of a read whatever has happened.
            if frame.msg_type is _CLOSE:
                transport.disconnect()
            return
        if frame.rsv1 or frame.rsv2 or frame.rsv3:
            self._fail(_PROTOCOL_ERROR)
        elif frame.msg_type is _TEXT and frame.fin and self._joined is None:
            try:
                text = frame.get_payload_as_utf8_text()
            except UnicodeDecodeError:
                self._fail(_INVALID_TEXT)
                return
            connection = self.connection
            if connection is not None and text[:1] == "4":
                try:
                    connection.handler.on_message(text[1:])
                except Exception:  # a bug above must not cost the client its connection
                    logger.exception("handling a message failed")
            else:
                self._receive_text(text)
        else:
            self._unusual(transport, frame)

    def on_ws_disconnected(self, transport: WSTransport) -> None:
        """The line is gone."""
        self.engine.cutoffs.discard(transport)
        connection = self._let_go()
        self._line = None
        self._write = None
        if connection is not None:
            # A CLOSE of ours that we know nothing of is picows' answer to a frame that breaks the protocol.
            connection.end("transport error" if transport.is_close_frame_sent else "transport close")

    def pause_writing(self) -> None:
        """The kernel takes no more."""
        self.is_paused = True
        if self.connection is not None:
            self.connection.stuck()

    def resume_writing(self) -> None:
        """It has taken everything."""
        self.is_paused = False
        pong, self._pong = self._pong, None
        if pong is not None:
            self._answer_ping(pong)
        if self.connection is not None and not self.is_paused:
            self.connection.unstuck()

    # What a connection calls.

    def flush(self, connection: Connection, now: int) -> None:
        """Write everything queued, in as few writes as sensible."""
        write = self._write
        if connection.is_stuck or write is None:
            return
        if connection.latest:
            connection.settle()
        queue = connection.queue
        if len(queue) == 1:
            out = queue.pop()
            write(out.websocket)
            if out.on_sent is not None:
                tell_sent([out], connection, now)
            return
        while queue and not connection.is_stuck:
            size = count = 0
            for out in queue:
                size += out.size
                if count and size > _JOIN:
                    break
                count += 1
            sent = queue[:count]
            del queue[:count]
            write(sent[0].websocket if count == 1 else b"".join([out.websocket for out in sent]))
            tell_sent(sent, connection, now)

    def pending(self) -> int:
        """Bytes that the kernel has not taken."""
        return 0 if self._line is None else self._line.underlying_transport.get_write_buffer_size()

    def round_trip(self) -> float | None:
        """The kernel's figure where our peer is the client, else that of our pings."""
        if self._pinger is not None or self._line is None:
            return self._measured
        line: Any = self._line.underlying_transport
        return round_trip.of_socket(line.transport.get_extra_info("socket"))

    def close(self, connection: Connection, *, restart: bool) -> None:
        """Write what is queued, then CLOSE."""
        if self._write is not None and connection.queue:
            self._write(b"".join([out.websocket for out in connection.queue]))
            tell_sent(connection.queue, connection, monotonic_ms())
        self._goodbye(_RESTART if restart else _NORMAL)

    def left(self) -> None:
        """The client sent a CLOSE packet."""
        self._goodbye(_NORMAL)

    def abort(self) -> None:
        """Cut the line."""
        self._let_go()
        if self._line is not None:
            self._line.disconnect(False)

    def fail(self) -> None:
        """The client broke the protocol of Engine.IO."""
        self._goodbye(_PROTOCOL_ERROR)

    def shut_down(self) -> None:
        """The server stops; whoever is still here is told."""
        connection = self.connection
        if connection is not None:
            connection.close_restart()
        elif self._line is not None and not self._line.is_close_frame_sent:
            self._goodbye(_RESTART)

    def measure(self) -> bool:
        """Send a PING to measure the round trip. Returns whether to go on with that."""
        if self.connection is None or self._write is None:
            return False
        if not self.is_paused:
            self._ping = time.monotonic()
            self._write(b"\x89\x02rt")
        return True

    # Frames that are not a whole text message.

    def _unusual(self, transport: WSTransport, frame: WSFrame) -> None:
        kind = frame.msg_type
        if kind is _PING:
            self._answer_ping(frame.get_payload_as_bytes())
        elif kind is _PONG:
            if self._ping and frame.get_payload_as_bytes() == b"rt":
                self._measured = (time.monotonic() - self._ping) * 1000
                self._ping = 0.0
        elif kind is _CLOSE:
            self._closed_by_client(transport, frame.get_payload_as_bytes())
        elif kind is _BINARY and frame.fin and self._joined is None:
            self._receive_binary(frame.get_payload_as_bytes())
        else:
            self._fragment(frame)

    def _fragment(self, frame: WSFrame) -> None:
        joined = self._joined
        if (frame.msg_type is _CONTINUATION) is (joined is None):
            self._fail(_PROTOCOL_ERROR)
            return
        if joined is None:
            joined = self._joined = bytearray()
            self._is_text = frame.msg_type is _TEXT
            self._fragments = 0
        joined += frame.get_payload_as_bytes()
        self._fragments += 1
        config = self.engine.config
        if len(joined) > config.max_payload:
            self._fail(_TOO_BIG)
        elif self._fragments > config.max_fragments:
            self._fail(_POLICY)
        elif frame.fin:
            self._joined = None
            if not self._is_text:
                self._receive_binary(bytes(joined))
                return
            try:
                text = joined.decode()
            except UnicodeDecodeError:
                self._fail(_INVALID_TEXT)
            else:
                self._receive_text(text)

    def _closed_by_client(self, transport: WSTransport, payload: bytes) -> None:
        """Answer a CLOSE with its own code and end the line."""
        code = int.from_bytes(payload[:2]) if payload else _NORMAL
        if code in (0, _NO_CODE, _ABNORMAL):  # picows lets 0 and 1006 pass; none of them may be on the wire
            self._fail(_PROTOCOL_ERROR)
            return
        connection = self._let_go(flush=True)
        self._send_close(transport, code)
        transport.disconnect()
        self.engine.cutoffs.add(transport)
        if connection is not None:
            connection.end("transport close")

    def _answer_ping(self, payload: bytes) -> None:
        if self.is_paused:
            self._pong = payload  # only the newest needs an answer, so a client that does not read costs no memory
        elif self._write is not None:
            self._write(bytes((0x8A, len(payload))) + payload)

    # Packets that are not a text message.

    def _receive_text(self, text: str) -> None:
        connection = self.connection
        try:
            packet = decode_packet(text)
            if connection is not None:
                connection.receive(packet)
            elif self._probed is not None:
                self._probe(self._probed, packet)
        except ProtocolError:
            if connection is None:
                self._goodbye(_PROTOCOL_ERROR)
            else:
                self._let_go(flush=True)
                self._goodbye(_PROTOCOL_ERROR)
                connection.end("parse error")

    def _receive_binary(self, data: bytes) -> None:
        if self.connection is not None:
            self.connection.deliver(data)
        elif self._probed is not None:
            self._goodbye(_PROTOCOL_ERROR)

    # The upgrade.

    def _probe(self, connection: Connection, packet: Packet) -> None:
        """Take the two packets with which a client moves its session over here.

        Raises:
            ProtocolError: it is neither, or comes at the wrong time.
        """
        polling = connection.transport
        if not isinstance(polling, Polling):
            raise ProtocolError("the session is on a WebSocket already")
        if packet == (PacketType.PING, "probe") and not self._is_probing:
            connection.session.step(Event.PROBE)
            self._is_probing = True
            if self._write is not None:
                self._write(b"\x81\x063probe")
            polling.release(connection)
        elif packet == (PacketType.UPGRADE, "") and self._is_probing:
            connection.session.step(Event.UPGRADE)
            self._is_probing = False
            self._let_go()
            polling.release(connection)
            self.connection = connection
            connection.transport = self
            if not connection.request.direct:
                self._measure_from_now()
            if self.is_paused:
                connection.stuck()
            else:
                connection.unstuck()
        else:
            raise ProtocolError("not the packet of an upgrade")

    # The end.

    def _let_go(self, *, flush: bool = False) -> Connection | None:
        """Carry and probe nothing any more (`flush`: after what is queued); returns what was carried."""
        connection = self.connection
        if flush and connection is not None:
            self.flush(connection, monotonic_ms())
        self.connection = None
        probed, self._probed = self._probed, None
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._is_probing:
            self._is_probing = False
            if probed is not None and probed.session.may(Event.PROBE_LOST):
                probed.session.step(Event.PROBE_LOST)
        if self._pinger is not None:
            self._pinger.websocket = None
        self._joined = None
        return connection

    def _fail(self, code: int) -> None:
        """The client broke RFC 6455."""
        connection = self._let_go(flush=True)
        self._goodbye(code)
        if connection is not None:
            connection.end("transport error")

    def _goodbye(self, code: int) -> None:
        """Send CLOSE and wait a second for the client's own, so that it surely reads ours."""
        self._let_go()
        line = self._line
        if line is not None:
            self._send_close(line, code)
            self.engine.cutoffs.add(line)

    def _send_close(self, line: WSTransport, code: int) -> None:
        anything: Any = line  # the stub asks for the enum, the code takes any number
        anything.send_close(code)

    def _measure_from_now(self) -> None:
        self._pinger = round_trip.Pinger(self)
        self.measure()
        self.engine.wheel.add(self._pinger, round_trip.EVERY)
