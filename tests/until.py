"""Waiting for a condition, with a deadline: for tests over real sockets, files and threads."""

import asyncio
import time
from collections.abc import Callable

PATIENCE = 10.0
"""Seconds after which a test stops waiting."""


async def until(
    condition: Callable[[], object],
    within: float = PATIENCE,
    why: Callable[[], str] = lambda: "it did not come to that in time",
) -> None:
    """Let the loop turn until the condition holds; `why` says what is wrong if it never does."""
    deadline = time.monotonic() + within
    while not condition():
        assert time.monotonic() < deadline, why()
        await asyncio.sleep(0.002)


async def connections_closed() -> None:
    """Wait until the connections of those who were cancelled are closed: SQLAlchemy does that in tasks of its own.

    A loop that ends before leaves one behind, and whatever test runs when it is collected is blamed for it.
    """
    await until(lambda: not any("_terminate_graceful_close" in repr(task.get_coro()) for task in asyncio.all_tasks()))
