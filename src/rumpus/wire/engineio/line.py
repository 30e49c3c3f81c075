"""The loop's transport as picows gets to see it, without the questions to the kernel that nobody wants answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Iterable


class Line:
    """A transport in front of the loop's.

    picows sets options of the socket that the loop has set already and asks for others only to log them. In uvloop
    each of these calls makes a new socket object, and together they cost as much as half the handshake.

    Args:
        transport: the loop's.

    Attributes:
        transport: the loop's; what is hot uses it directly.
    """

    __slots__ = ("transport",)

    def __init__(self, transport: asyncio.Transport) -> None:
        self.transport = transport

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        """What the loop knows; we stand in for the socket ourselves."""
        if name == "socket":
            return self
        return default if name in ("peername", "sockname") else self.transport.get_extra_info(name, default)

    def write(self, data: bytes) -> None:
        """Send."""
        self.transport.write(data)

    def writelines(self, data: Iterable[bytes]) -> None:
        """Send."""
        self.transport.writelines(data)

    def get_write_buffer_size(self) -> int:
        """Bytes that the kernel has not taken."""
        return self.transport.get_write_buffer_size()

    def close(self) -> None:
        """Close when everything is sent."""
        self.transport.close()

    def abort(self) -> None:
        """Close now."""
        self.transport.abort()

    # As a socket.

    def fileno(self) -> int:
        """The number of the socket."""
        number: int = self.transport.get_extra_info("socket").fileno()
        return number

    def setsockopt(self, *_: object) -> None:
        """All is set."""

    def getsockopt(self, *_: object) -> int:
        """Asked for a log that nobody keeps."""
        return 0
