"""How long it takes to a client and back: asked of the kernel, or measured by WebSocket pings through a proxy."""

from __future__ import annotations

import socket
import struct
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rumpus.wire.engineio.websocket import WebSocket

EVERY = 10_000
"""Milliseconds between two measuring pings."""

_TCP_INFO = getattr(socket, "TCP_INFO", None)
_RTT_OFFSET = 68  # tcpi_rtt in Linux' struct tcp_info: the smoothed round trip in microseconds
_RTT = struct.Struct("=I")


def of_socket(sock: Any) -> float | None:
    """The round trip in milliseconds as TCP measures it; None where the kernel does not tell."""
    if _TCP_INFO is None or sock is None:
        return None
    try:
        info = sock.getsockopt(socket.IPPROTO_TCP, _TCP_INFO, _RTT_OFFSET + _RTT.size)
    except OSError:
        return None
    if len(info) < _RTT_OFFSET + _RTT.size:
        return None
    return float(_RTT.unpack_from(info, _RTT_OFFSET)[0]) / 1000 or None


class Pinger:
    """Sleeps in the wheel and pings a WebSocket that comes through a proxy, until it is closed."""

    __slots__ = ("websocket",)

    def __init__(self, websocket: WebSocket) -> None:
        self.websocket: WebSocket | None = websocket

    def wake(self) -> int:
        """Ping. Returns milliseconds until the next one, 0 when the socket is gone."""
        if self.websocket is None or not self.websocket.measure():
            return 0
        return EVERY
