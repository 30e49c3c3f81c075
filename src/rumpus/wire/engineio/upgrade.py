"""The HTTP request that asks for a WebSocket: whether it is a proper one (RFC 6455, 4.2), and the answer."""

from __future__ import annotations

import binascii
from http import HTTPStatus
from typing import TYPE_CHECKING

from rumpus.wire.engineio.errors import Refusal, bad_request

if TYPE_CHECKING:
    from rumpus.wire.engineio.request import Headers

_KEY_BYTES = 16


def check_upgrade(method: str, http_version: str, headers: Headers) -> bytes:
    """The key of a proper upgrade request.

    Raises:
        Refusal: what is wrong with it.
    """
    key = version = b""
    for name, value in headers:
        if name == b"sec-websocket-key":
            key = value.strip()
        elif name == b"sec-websocket-version":
            version = value.strip()
        elif name == b"transfer-encoding" or (name == b"content-length" and value.strip(b" 0")):
            raise bad_request()
    if method != "GET" or http_version != "1.1":
        raise bad_request()
    if version != b"13":
        raise bad_request(426, ((b"sec-websocket-version", b"13"),))
    try:
        decoded = binascii.a2b_base64(key, strict_mode=True)
    except (binascii.Error, ValueError):
        raise bad_request() from None
    if len(decoded) != _KEY_BYTES:
        raise bad_request()
    return key


def plain_request(key: bytes) -> bytes:
    """The request that picows is given in place of the one we have read and checked already.

    picows refuses what Firefox sends ("keep-alive, Upgrade") and would read all headers a second time.
    """
    return (
        b"GET / HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
        b"Sec-WebSocket-Key: %b\r\n\r\n" % key
    )


def refusal_response(refusal: Refusal) -> bytes:
    """A whole HTTP response, for where no ASGI application answers."""
    body = refusal.body
    lines = [
        f"HTTP/1.1 {refusal.status} {HTTPStatus(refusal.status).phrase}".encode(),
        b"content-type: application/json",
        b"content-length: %d" % len(body),
        b"connection: close",
        *[b"%b: %b" % header for header in refusal.headers],
    ]
    return b"\r\n".join(lines) + b"\r\n\r\n" + body


class SwitchingProtocols:
    """The response to an upgrade in the shape picows wants: with the first frame of ours behind it in one write."""

    __slots__ = ("_first_frame", "body", "headers", "status", "version")

    def __init__(self, first_frame: bytes = b"") -> None:
        self.version = b"HTTP/1.1"
        self.status = HTTPStatus.SWITCHING_PROTOCOLS
        self.headers: dict[str, str] = {}
        self.body = None
        self._first_frame = first_frame

    def to_bytes(self) -> bytearray:
        """The bytes; picows has added Sec-WebSocket-Accept by now."""
        accept = self.headers["Sec-WebSocket-Accept"].encode()
        first_frame, self._first_frame = self._first_frame, b""
        self.headers = {}
        return bytearray(
            b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            b"Sec-WebSocket-Accept: %b\r\n\r\n%b" % (accept, first_frame)
        )
