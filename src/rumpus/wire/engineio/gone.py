"""What stands in for a handler that is not there yet, and for the transport and handler of a closed connection."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rumpus.wire.engineio.config import TransportName
    from rumpus.wire.engineio.connection import Connection


class Nobody:
    """A handler that does nothing."""

    __slots__ = ()

    def on_message(self, data: str | bytes) -> None:
        """Nobody listens."""

    def on_close(self, reason: str) -> None:
        """Nobody minds."""


class Gone:
    """A transport that carries nothing any more.

    Args:
        name: of the transport that was here.
    """

    __slots__ = ("name",)

    def __init__(self, name: TransportName) -> None:
        self.name: TransportName = name

    def flush(self, connection: Connection, now: int) -> None:
        """Nothing leaves."""

    def pending(self) -> int:
        """Nothing waits."""
        return 0

    def round_trip(self) -> float | None:
        """Not known."""
        return None

    def close(self, connection: Connection, *, restart: bool) -> None:
        """It is closed."""

    def left(self) -> None:
        """It is closed."""

    def abort(self) -> None:
        """It is closed."""


NOBODY: Final = Nobody()
GONE: Final = MappingProxyType({"polling": Gone("polling"), "websocket": Gone("websocket")})
