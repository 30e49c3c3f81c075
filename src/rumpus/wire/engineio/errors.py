"""What goes wrong on the wire: a client that breaks the protocol, and requests that are refused."""

from __future__ import annotations

import msgspec


class ProtocolError(Exception):
    """The client broke the protocol; its session is closed. Never a bug of ours."""


class Refusal(Exception):  # noqa: N818 - it names what the client gets, not a fault of ours
    """A request that is answered with an HTTP error and the protocol's JSON.

    Attributes:
        status: HTTP status.
        code: Engine.IO error code, 0 to 5.
        headers: further response headers.
    """

    def __init__(self, status: int, code: int, message: str, headers: tuple[tuple[bytes, bytes], ...] = ()) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message
        self.headers = headers

    @property
    def body(self) -> bytes:
        """The JSON object that Engine.IO clients expect."""
        return msgspec.json.encode({"code": self.code, "message": self.message})


def unknown_transport() -> Refusal:
    """The transport is missing, misspelt or not offered."""
    return Refusal(400, 0, "Transport unknown")


def unknown_session() -> Refusal:
    """The session is closed or never was."""
    return Refusal(400, 1, "Session ID unknown")


def bad_handshake_method() -> Refusal:
    """A session is opened by GET only."""
    return Refusal(400, 2, "Bad handshake method")


def bad_request(status: int = 400, headers: tuple[tuple[bytes, bytes], ...] = ()) -> Refusal:
    """Anything else that no proper client sends."""
    return Refusal(status, 3, "Bad request", headers)


def forbidden() -> Refusal:
    """The page is not allowed to talk to us."""
    return Refusal(403, 4, "Forbidden")


def too_many(status: int) -> Refusal:
    """A limit on connections is reached: 429 for one address, 503 for the whole server."""
    return Refusal(status, 4, "Too many connections", ((b"retry-after", b"10"),))


def unsupported_version() -> Refusal:
    """Only Engine.IO protocol 4 is spoken here."""
    return Refusal(400, 5, "Unsupported protocol version")
