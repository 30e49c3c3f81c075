"""Who has something to send, and its leaving in slices, so that one large broadcast does not hold up the loop."""

from __future__ import annotations

import asyncio
import time
from collections import deque
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from rumpus.wire.engineio.connection import Connection

SLICE = 500
"""Connections flushed in one turn of the loop: about 3 ms of it."""

logger = structlog.get_logger(__name__)


def monotonic_ms() -> int:
    """The monotonic clock in whole milliseconds."""
    return time.monotonic_ns() // 1_000_000


class Slices:
    """The connections with something queued, first come first served.

    Everything queued for a connection in one turn of the loop leaves in one write at the end of it.
    """

    __slots__ = ("_due", "_is_scheduled")

    def __init__(self) -> None:
        self._due: deque[Connection] = deque()
        self._is_scheduled = False

    def mark(self, connection: Connection) -> None:
        """Flush this connection soon. Marking it twice does no harm."""
        self._due.append(connection)
        if not self._is_scheduled:
            self._is_scheduled = True
            asyncio.get_running_loop().call_soon(self._flush)

    def _flush(self) -> None:
        due = self._due
        now = monotonic_ms()
        for _ in range(min(len(due), SLICE)):
            connection = due.popleft()
            try:
                connection.transport.flush(connection, now)
            except Exception:  # whatever it is, it must not cost the others their messages
                logger.exception("flushing a connection failed")
                connection.abort("transport error")
        if due:
            asyncio.get_running_loop().call_soon(self._flush)
        else:
            self._is_scheduled = False
