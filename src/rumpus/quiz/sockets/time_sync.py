"""Measuring how far away a phone is: one token a table and question, echoed by every player.

The token is opaque to clients (a Fernet token of the server's time, as the deployed original sends it). What counts is
when it left for this very socket and when it came back, by the server's own monotonic clock: nothing in it is believed.
"""

import base64
import hashlib
from datetime import UTC, datetime

from cryptography.fernet import Fernet

AT_JOINING = -1
"""The question index of a token that is sent while no question has been shown."""


class TimeSync:
    """Makes the tokens of all tables. `secret` is at least 32 random bytes that outlive a restart."""

    __slots__ = ("_fernet",)

    def __init__(self, secret: bytes) -> None:
        self._fernet = Fernet(base64.urlsafe_b64encode(hashlib.sha256(secret).digest()))

    def token(self) -> str:
        """A new token. It says what time it is here, to whom it may concern."""
        return self._fernet.encrypt(datetime.now(UTC).isoformat().encode()).decode()


class Echoes:
    """The round trips of one socket, as its echoes show them. All times are monotonic milliseconds."""

    __slots__ = ("_index", "_sent_at", "_token", "smallest")

    def __init__(self) -> None:
        self._token: str | None = None
        self._index = AT_JOINING
        self._sent_at = 0
        self.smallest: int | None = None
        """The smallest round trip seen, None before the first echo."""

    def left(self, token: str, index: int, at: int) -> None:
        """The bytes of a token left for this socket; only the newest one is measured."""
        self._token = token
        self._index = index
        self._sent_at = at

    def came_back(self, token: str, at: int) -> int | None:
        """Measure an echo. Returns the index of the question it belongs to, None for one not expected (any more)."""
        if token != self._token:
            return None
        trip = max(0, at - self._sent_at)
        if self.smallest is None or trip < self.smallest:
            self.smallest = trip
        self._token = None
        return self._index
