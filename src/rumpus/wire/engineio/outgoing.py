"""One message encoded once for however many connections it goes to."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

from rumpus.wire.engineio.packet import SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable

    from rumpus.wire.engineio.connection import Connection

_TEXT = 0x81
_BINARY = 0x82
# The first bytes of the frame of a short text message, by the length of its payload: most messages are short.
_SHORT_HEADS = tuple(bytes((_TEXT, length, 0x34)) for length in range(126))


def frame_head(first: int, length: int) -> bytes:
    """The head of an unmasked, unfragmented WebSocket frame (RFC 6455, 5.2): first byte and payload length in bytes."""
    if length < 126:
        return bytes((first, length))
    if length < 1 << 16:
        return bytes((first, 126)) + length.to_bytes(2)
    return bytes((first, 127)) + length.to_bytes(8)


class Outgoing:
    """One Engine.IO message, with its attachments, as the bytes of either transport.

    A header and its attachments leave in one write. The object is immutable in effect and is shared by every
    connection it is queued for, so a broadcast costs the bytes once.

    Args:
        text: content of the text message in UTF-8, without the packet type; None for a message that is only binary.
        attachments: binary messages that follow at once.
        on_sent: called with (connection, monotonic milliseconds) when the bytes went to the kernel or into an HTTP
            response; all connections flushed in the same slice are given the same time.

    Attributes:
        websocket: complete frames.
        size: bytes of these frames; what counts against the bound of a connection.
    """

    __slots__ = ("_head", "_polling", "_text_end", "attachments", "on_sent", "size", "websocket")

    def __init__(
        self,
        text: bytes | None,
        attachments: tuple[bytes, ...] = (),
        on_sent: Callable[[Connection, int], None] | None = None,
    ) -> None:
        frames = b""
        head = end = 0
        if text is not None:
            length = len(text) + 1
            if length < 126:
                frames = _SHORT_HEADS[length] + text
                head = 2
            else:
                start = frame_head(_TEXT, length)
                frames = b"".join((start, b"4", text))
                head = len(start)
            end = len(frames)
        if attachments:
            pieces = [frames]
            for attachment in attachments:
                pieces.append(frame_head(_BINARY, len(attachment)))
                pieces.append(attachment)
            frames = b"".join(pieces)
        self.websocket = frames
        self.size = len(frames)
        self.attachments = attachments
        self.on_sent = on_sent
        self._head = head
        self._text_end = end
        self._polling: bytes | None = None

    @property
    def polling(self) -> bytes:
        """Packets of a long-polling payload, joined by the record separator, binary as base64 after a `b`."""
        payload = self._polling
        if payload is None:
            # The frame holds the text already: keeping a second copy would double what a recovery log weighs.
            packets = [self.websocket[self._head : self._text_end]] if self._text_end else []
            packets.extend(b"b" + b64encode(attachment) for attachment in self.attachments)
            payload = self._polling = SEPARATOR.join(packets)
        return payload

    @classmethod
    def control(cls, packet: bytes) -> Outgoing:
        """A packet that is not a message (open, close, ping, pong, noop), type digit included."""
        self = cls.__new__(cls)
        head = frame_head(_TEXT, len(packet))
        self.websocket = head + packet
        self.size = len(self.websocket)
        self.attachments = ()
        self.on_sent = None
        self._head = len(head)
        self._text_end = self.size
        self._polling = packet
        return self


PING = Outgoing.control(b"2")
NOOP = Outgoing.control(b"6")
CLOSE = Outgoing.control(b"1")
