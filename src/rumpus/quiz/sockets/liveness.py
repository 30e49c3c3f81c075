"""Is somebody still there? A ping now, and the pong within two seconds, whatever the heartbeat is doing."""

import asyncio
from collections.abc import Callable

from rumpus.wire import Connection

PATIENCE_MS = 2_000
"""How long a client may take to answer (quiz.md 0.3)."""

_LOOK_EVERY_MS = 50


def ask_whether_there(connection: Connection, answer: Callable[[bool], None]) -> None:
    """Ping the client of a connection; `answer` is called once, later, with whether it is there."""
    if not connection.is_open:
        asyncio.get_running_loop().call_soon(answer, False)
        return
    connection.session.awaits_pong = True
    connection.ping()
    _look(connection, answer, PATIENCE_MS)


def _look(connection: Connection, answer: Callable[[bool], None], left: int) -> None:
    if not connection.is_open or left <= 0:
        answer(False)
    elif not connection.session.awaits_pong:
        answer(True)
    else:
        later = asyncio.get_running_loop().call_later
        later(_LOOK_EVERY_MS / 1000, _look, connection, answer, left - _LOOK_EVERY_MS)
