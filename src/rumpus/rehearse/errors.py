"""What can go wrong for a client that plays; every message is a sentence that a person can act on."""

from typing import Any

ADVICE = {
    429: " (all players of a rehearsal come from one address: raise --connections-per-address and "
    "--new-connections-per-address of `rumpus serve`)",
    503: " (it has as many connections as it may: raise --max-connections of `rumpus serve`)",
}
"""What to do, by HTTP status."""


class RehearsalError(Exception):
    """The rehearsal could not be played. The text says why and what to do."""


class NoConnectionError(RehearsalError):
    """No connection to the server, or it was lost while something was awaited."""


class HandshakeError(NoConnectionError):
    """The server answered the opening of a connection with something else than a session.

    Attributes:
        status: HTTP status, e.g. 403 or 429.
        body: what the server said, at most the first kilobytes.
    """

    def __init__(self, status: int, body: str) -> None:
        said = body[:200].strip() or "no text"
        super().__init__(f"the server refused the connection with HTTP status {status}: {said}{ADVICE.get(status, '')}")
        self.status = status
        self.body = body


class RefusedError(NoConnectionError):
    """The namespace refused the CONNECT.

    Attributes:
        message: what the server said.
        data: what it added, if anything.
    """

    def __init__(self, message: str, data: Any = None) -> None:
        super().__init__(f"the server refused the namespace: {message}")
        self.message = message
        self.data = data


class ProtocolError(NoConnectionError):
    """The server sent what the protocol does not allow."""
