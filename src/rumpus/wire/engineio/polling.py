"""Long-polling as a transport: packets wait for the next poll of the client."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Literal

import structlog

from rumpus.wire.engineio.outgoing import CLOSE, NOOP, Outgoing
from rumpus.wire.engineio.packet import SEPARATOR
from rumpus.wire.engineio.session import State
from rumpus.wire.engineio.slices import monotonic_ms

if TYPE_CHECKING:
    from rumpus.wire.engineio.connection import Connection

# While a WebSocket is probed a poll is held only so many milliseconds: the client waits for its end to upgrade.
_PROBING_POLL = 0.1

logger = structlog.get_logger(__name__)


def payload_of(queue: list[Outgoing]) -> bytes:
    """The payload of a poll."""
    return queue[0].polling if len(queue) == 1 else SEPARATOR.join([out.polling for out in queue])


def tell_sent(sent: list[Outgoing], connection: Connection, now: int) -> None:
    """Tell messages that they left at a time in monotonic milliseconds."""
    for out in sent:
        if out.on_sent is not None:
            try:
                out.on_sent(connection, now)
            except Exception:  # a bug above must not cost the other messages their times
                logger.exception("on_sent failed")


class Polling:
    """The polling side of a connection.

    Attributes:
        poll: resolved with the payload of the poll that waits; None when none waits.
        is_posting: a POST is being read.
    """

    __slots__ = ("is_posting", "poll")

    name: Literal["polling"] = "polling"

    def __init__(self) -> None:
        self.poll: asyncio.Future[bytes | None] | None = None
        self.is_posting = False

    def begin_poll(self, connection: Connection) -> asyncio.Future[bytes | None]:
        """A poll has come; the future is resolved with its payload, at once if something waits."""
        loop = asyncio.get_running_loop()
        poll = self.poll = loop.create_future()
        connection.is_stuck = False
        if connection.queue or connection.latest:
            self.flush(connection, monotonic_ms())
        elif connection.session.state is State.PROBING:
            loop.call_later(_PROBING_POLL, self.release, connection)
        return poll

    def release(self, connection: Connection) -> None:
        """End the poll that waits, if any, with a noop."""
        if self.poll is not None and connection.is_open:
            if not connection.queue and not connection.latest:
                connection.queue.append(NOOP)
            self.flush(connection, monotonic_ms())

    def flush(self, connection: Connection, now: int) -> None:
        """Answer the poll that waits with everything queued."""
        poll = self.poll
        if poll is None:
            return
        connection.settle()
        sent, connection.queue = connection.queue, []
        if not sent:
            return
        self.poll = None
        connection.stuck()
        if not poll.done():
            poll.set_result(payload_of(sent))
        tell_sent(sent, connection, now)

    def pending(self) -> int:
        """Nothing is handed over but to a poll that takes it."""
        return 0

    def round_trip(self) -> float | None:
        """Not measured."""
        return None

    def close(self, connection: Connection, *, restart: bool) -> None:  # noqa: ARG002 - polling knows one goodbye
        """Answer the poll that waits, or the next one, with what is queued and a CLOSE packet."""
        sent = [*connection.queue, CLOSE]
        if self.poll is None:
            connection.engine.keep_last_words(connection.sid, payload_of(sent))
        else:
            self._answer(payload_of(sent))
        tell_sent(sent, connection, monotonic_ms())

    def abort(self) -> None:
        """End the poll that waits."""
        self._answer(CLOSE.polling)

    def left(self) -> None:
        """The client closed the session: it wants no CLOSE, only its poll back."""
        self._answer(NOOP.polling)

    def _answer(self, payload: bytes | None) -> None:
        poll, self.poll = self.poll, None
        if poll is not None and not poll.done():
            poll.set_result(payload)
