"""Waiting for a condition, with a deadline: for tests over real files and threads."""

import asyncio
from collections.abc import Callable


async def until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Let the loop turn until the condition holds.

    Raises:
        TimeoutError: it did not in time.
    """
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - what is waited for has no event of its own
            await asyncio.sleep(0.001)


async def connections_closed() -> None:
    """Wait until the connections of those who were cancelled are closed: SQLAlchemy does that in tasks of its own.

    A loop that ends before leaves one behind, and whatever test runs when it is collected is blamed for it.
    """
    await until(lambda: not any("_terminate_graceful_close" in repr(task.get_coro()) for task in asyncio.all_tasks()))
