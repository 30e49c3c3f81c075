"""What all connections to one port share before they are sessions: time limits, counts, and their turn to come in."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING, Protocol

from rumpus.wire.engineio.deadlines import Deadlines
from rumpus.wire.engineio.limits import Limits

if TYPE_CHECKING:
    from rumpus.wire.engineio.engine import Engine


class Visitor(Protocol):
    """A TCP connection that speaks HTTP so far."""

    def too_slow(self) -> None:
        """Its request did not come in time."""

    def come_in(self) -> None:
        """It is its turn to become a WebSocket."""


class Door:
    """The door of one port.

    Args:
        engine: its limits count.

    Attributes:
        address: host and port of the listening socket, as applications see it.
        heads: visitors whose request has not come in full.
        sockets: counts TCP connections that are not WebSockets.
    """

    __slots__ = ("_admitted", "_most", "_resets", "_waiting", "address", "engine", "heads", "sockets")

    def __init__(self, engine: Engine) -> None:
        config = engine.config
        self.engine = engine
        self.address: tuple[str, int] | None = None
        self.heads: Deadlines[Visitor] = Deadlines(config.header_timeout, _too_slow)
        unlimited = (*config.unlimited_addresses, *config.trusted_proxies)
        self.sockets = Limits(config.max_connections, config.sockets_per_address, 1 << 60, unlimited)
        self._most = config.handshakes_per_turn
        self._waiting: deque[Visitor] = deque()
        self._admitted = 0
        self._resets = False

    def enter(self, visitor: Visitor) -> bool:
        """Let a visitor become a WebSocket: now, or (False) in a later turn of the loop by its `come_in`."""
        if not self._resets:
            self._resets = True
            asyncio.get_running_loop().call_soon(self._next_turn)
        if self._admitted < self._most and not self._waiting:
            self._admitted += 1
            visitor.come_in()
            return True
        self._waiting.append(visitor)
        return False

    def stop(self) -> None:
        """The port is closed."""
        self.heads.stop()
        self._waiting.clear()

    def _next_turn(self) -> None:
        waiting = self._waiting
        self._admitted = min(len(waiting), self._most)
        for _ in range(self._admitted):
            waiting.popleft().come_in()
        self._resets = bool(self._admitted)
        if self._resets:
            asyncio.get_running_loop().call_soon(self._next_turn)


def _too_slow(visitor: Visitor) -> None:
    visitor.too_slow()
