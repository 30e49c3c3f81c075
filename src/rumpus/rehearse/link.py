"""What carries Engine.IO packets for a frame client, and who takes them."""

from typing import Protocol

from rumpus.rehearse.errors import NoConnectionError


class Receiver(Protocol):
    """Takes what a link brings."""

    def on_packet(self, packet: bytes) -> None:
        """One Engine.IO packet, its type digit first."""

    def on_binary(self, payload: bytes) -> None:
        """One binary message."""

    def on_lost(self, error: NoConnectionError) -> None:
        """The link is gone, or never came to be. Called exactly once."""


class Link(Protocol):
    """A transport of Engine.IO: WebSocket or long-polling."""

    received_at: float
    """`time.monotonic()` of the last bytes that came."""

    bytes_in: int
    bytes_out: int

    async def open(self) -> None:
        """Connect. The session is open when its receiver gets the first packet."""

    def opened(self, sid: str) -> None:
        """The receiver has read the first packet, which told the session's id."""

    def send(self, packet: bytes) -> None:
        """Send one Engine.IO packet, its type digit first."""

    def send_binary(self, payload: bytes) -> None:
        """Send one binary message."""

    def close(self) -> None:
        """Leave politely; the receiver is told when it is done."""

    def abort(self) -> None:
        """Cut the connection, as if the network had."""
