"""A loop beside that of the browser, in a thread of its own, for what a test does without a page."""

import asyncio
from collections.abc import Callable, Coroutine
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")

PATIENCE = 15.0
"""Seconds for one thing."""


class Beside:
    """Runs from when it is made until `close`."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something there, and wait until it is done."""
        return asyncio.run_coroutine_threadsafe(work, self._loop).result(PATIENCE)

    def soon(self, act: Callable[..., object], *arguments: object) -> None:
        """Do something there, and do not wait for it."""
        self._loop.call_soon_threadsafe(act, *arguments)

    def close(self) -> None:
        """End it, after what was asked for."""
        # Transports close a turn of the loop later.
        self.do(asyncio.sleep(0))
        self.soon(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()
