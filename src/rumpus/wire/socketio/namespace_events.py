"""What the owner of a namespace is told, and how it turns somebody away."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from rumpus.wire.socketio.socket import Socket


class Refused(Exception):  # noqa: N818 - it names what the client gets, not a fault of ours
    """Raised by `NamespaceEvents.connect`: the client may not enter, and is told why in CONNECT_ERROR.

    Attributes:
        message: for the client.
        data: more for the client, or None.
    """

    def __init__(self, message: str, data: Any = None) -> None:
        super().__init__(message)
        self.message = message
        self.data = data


class NamespaceEvents(Protocol):
    """What the owner of a namespace is told. Plain functions: what has to wait starts its own task.

    An exception in one of them is logged and concerns nobody else; in `connect` it refuses the client.
    """

    def connect(self, socket: Socket, auth: dict[str, Any]) -> None:
        """A client wants to enter, or raises `Refused`. What is emitted here follows the acknowledgement of CONNECT."""

    def recovered(self, socket: Socket) -> None:
        """A socket that was away is back on another connection; what it missed is on its way."""

    def event(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        """A client said something.

        Args:
            socket: who.
            name: of the event; not a reserved one.
            args: decoded JSON, attachments as bytes.
            ack: answers it, if the client wants an answer.
        """

    def disconnect(self, socket: Socket, reason: str) -> None:
        """The client left or was lost; once after each `connect` or `recovered`.

        While `socket.away` is true it may come back, otherwise it has left its rooms and `gone` follows at once.
        """

    def gone(self, socket: Socket) -> None:
        """The socket will not come back; once after `connect`, and the last that is heard of it."""
