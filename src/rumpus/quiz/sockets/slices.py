"""Many different messages to one table, said in slices, so that other tables run between them."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator
from typing import Final

from structlog import get_logger

SLICE: Final = 250
"""Messages per loop turn: each is encoded for itself, at some ten microseconds."""

_log = get_logger(__name__)


class Slices:
    """What a table still has to say. Whatever is to be said next waits until `finish` has said it all."""

    __slots__ = ("_is_due", "_rest")

    def __init__(self) -> None:
        self._rest: deque[Iterator[Callable[[], object]]] = deque()
        self._is_due = False

    def begin(self, thunks: Iterator[Callable[[], object]]) -> None:
        """Say the first slice now, the rest in the next loop turns."""
        self._rest.append(thunks)
        if not self._is_due:
            self._step()

    def finish(self) -> None:
        """Say everything that is left, because something newer is about to be said."""
        while self._rest:
            self._say(SLICE)

    def _step(self) -> None:
        self._is_due = False
        self._say(SLICE)
        if self._rest:
            self._is_due = True
            asyncio.get_running_loop().call_soon(self._step)

    def _say(self, left: int) -> None:
        while self._rest and left > 0:
            thunk = next(self._rest[0], None)
            if thunk is None:
                self._rest.popleft()
                continue
            left -= 1
            try:
                thunk()
            except Exception:  # noqa: BLE001 - one message that cannot be said must not silence the others
                _log.exception("telling failed")
