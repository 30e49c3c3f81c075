"""Engine.IO over a WebSocket, by hand on an asyncio transport: one read, one slice per frame, no task per client."""

import asyncio
import base64
import hashlib
import secrets
import time
from typing import cast

from rumpus.rehearse.address import Address, open_connection
from rumpus.rehearse.errors import HandshakeError, NoConnectionError, ProtocolError
from rumpus.rehearse.frames import FrameReader, Opcode, masked_frame, new_mask
from rumpus.rehearse.http_client import request_bytes
from rumpus.rehearse.link import Receiver

ACCEPT_SUFFIX = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""RFC 6455, section 1.3."""

LARGEST_HEAD = 65_536
"""Bytes of a response head, or of a refusal with its text, that are taken."""


class WebSocketLink(asyncio.Protocol):
    """One WebSocket. It is open when its receiver gets the first packet."""

    __slots__ = (
        "_accepted", "_address", "_head", "_key", "_mask", "_reader", "_receiver", "_request", "_transport", "bytes_in",
        "bytes_out", "received_at",
    )  # fmt: skip

    def __init__(self, address: Address, target: str, receiver: Receiver) -> None:
        self._address = address
        self._receiver: Receiver | None = receiver
        self._accepted: asyncio.Future[None] | None = None
        self._transport: asyncio.Transport | None = None
        self._mask = new_mask()
        self._key = base64.b64encode(secrets.token_bytes(16))
        self._head: bytes | None = b""
        self._reader = FrameReader()
        self._request = request_bytes(
            address,
            "GET",
            target,
            headers={
                "Upgrade": "websocket",
                "Connection": "Upgrade",
                "Sec-WebSocket-Version": "13",
                "Sec-WebSocket-Key": self._key.decode(),
            },
        )
        self.received_at = 0.0
        self.bytes_in = 0
        self.bytes_out = 0

    async def open(self) -> None:
        """Connect and send the upgrade request; what follows comes to the receiver.

        Raises:
            NoConnectionError: there was no TCP connection at all.
        """
        await open_connection(self._address, lambda: self)

    def opened(self, sid: str) -> None:
        """Nothing to do: the connection is the session."""

    async def accepted(self) -> None:
        """Wait for the server's 101. Only an upgrade must: else the first packet tells.

        Raises:
            NoConnectionError: it refused.
        """
        if self._head is not None:
            self._accepted = asyncio.get_running_loop().create_future()
            await self._accepted

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The TCP connection stands."""
        if self._receiver is None:
            cast("asyncio.Transport", transport).abort()
            return
        self._transport = cast("asyncio.Transport", transport)
        self._write(self._request)

    def data_received(self, data: bytes) -> None:
        """Bytes came."""
        self.received_at = time.monotonic()
        self.bytes_in += len(data)
        if self._head is not None:
            data = self._handshake(self._head + data)
            if not data:
                return
        receiver = self._receiver
        try:
            for opcode, payload in self._reader.feed(data):
                if receiver is None:
                    return
                if opcode == Opcode.TEXT:
                    receiver.on_packet(payload)
                elif opcode == Opcode.BINARY:
                    receiver.on_binary(payload)
                else:
                    self._control(opcode, payload)
                receiver = self._receiver
        except ProtocolError as error:
            self._lose(error)

    def connection_lost(self, exc: Exception | None) -> None:
        """The TCP connection is gone."""
        self._transport = None
        if self._head:
            self._lose(HandshakeError(*_refusal(self._head)))
        else:
            self._lose(
                NoConnectionError(f"the connection was lost ({exc})" if exc else "the server closed the connection")
            )

    def send(self, packet: bytes) -> None:
        """Send one Engine.IO packet."""
        self._write(masked_frame(Opcode.TEXT, packet, self._mask))

    def frame(self, packet: bytes) -> bytes:
        """The frame that `send` sends for this packet: to be made once and sent over and over by `send_frame`."""
        return masked_frame(Opcode.TEXT, packet, self._mask)

    def send_frame(self, frame: bytes) -> None:
        """Send what `frame` gave."""
        self._write(frame)

    def hand_over(self, receiver: Receiver) -> None:
        """From now on somebody else gets the packets."""
        if self._receiver is not None:
            self._receiver = receiver

    def send_binary(self, payload: bytes) -> None:
        """Send one binary message."""
        self._write(masked_frame(Opcode.BINARY, payload, self._mask))

    def close(self) -> None:
        """Send a CLOSE frame; the server closes the TCP connection, as RFC 6455 wants it."""
        self._write(masked_frame(Opcode.CLOSE, (1000).to_bytes(2, "big"), self._mask))

    def abort(self) -> None:
        """Cut the TCP connection."""
        transport = self._transport
        self._lose(NoConnectionError("the connection was cut"))
        if transport is not None:
            transport.abort()

    def _write(self, data: bytes) -> None:
        if self._transport is not None:
            self.bytes_out += len(data)
            self._transport.write(data)

    def _handshake(self, head: bytes) -> bytes:
        """Look at the response to the upgrade; give the bytes after it, which are frames."""
        end = head.find(b"\r\n\r\n")
        if end < 0 or not head.startswith(b"HTTP/1.1 101 "):
            self._head = head[:LARGEST_HEAD]
            if end >= 0 and _body_is_whole(head, end):
                self._lose(HandshakeError(*_refusal(head)))
            return b""
        self._head = None
        accept = base64.b64encode(hashlib.sha1(self._key + ACCEPT_SUFFIX, usedforsecurity=False).digest())
        if accept not in head[:end]:
            self._lose(ProtocolError("the server accepted the WebSocket with a wrong key"))
            return b""
        if self._accepted is not None and not self._accepted.done():
            self._accepted.set_result(None)
        return head[end + 4 :]

    def _control(self, opcode: int, payload: bytes) -> None:
        if opcode == Opcode.PING:
            self._write(masked_frame(Opcode.PONG, payload, self._mask))
        elif opcode == Opcode.CLOSE:
            code = int.from_bytes(payload[:2], "big") or 1005
            self._write(masked_frame(Opcode.CLOSE, payload[:2], self._mask))
            reason = payload[2:].decode(errors="replace")
            self._lose(
                NoConnectionError(f"the server closed the connection (code {code}{', ' if reason else ''}{reason})")
            )

    def _lose(self, error: NoConnectionError) -> None:
        receiver, self._receiver = self._receiver, None
        if self._transport is not None:
            self._transport.close()
        if self._accepted is not None and not self._accepted.done():
            self._accepted.set_exception(error)
        if receiver is not None:
            receiver.on_lost(error)


def _body_is_whole(head: bytes, end: int) -> bool:
    """Whether a refusal has come whole, as far as its head tells; without a length it ends with the connection."""
    for line in head[:end].split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length" and value.strip().isdigit():
            return len(head) - end - 4 >= int(value)
    return False


def _refusal(head: bytes) -> tuple[int, str]:
    """Status and text of a response that is no 101."""
    first, _, rest = head.partition(b"\r\n")
    words = first.split(b" ")
    status = int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    return status, rest.partition(b"\r\n\r\n")[2].decode(errors="replace")
