"""What a table still has to say, in the order in which it was handled, each waiting for the commit that covers it."""

from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from structlog import get_logger

from rumpus.hall.figures import Figures

if TYPE_CHECKING:
    from rumpus.hall.committer import Committer

_log = get_logger(__name__)

Thunk: TypeAlias = Callable[[], None]
"""Says something; called once, when that may be seen."""


class Outbox:
    """The outbox of one table.

    Attributes:
        table: the table's id.
        needs: number of the last turn that holds something of this table; what is put in now waits for it.
    """

    __slots__ = ("_committer", "_entries", "_figures", "_leaving", "_lost", "needs", "table")

    def __init__(self, table: str, committer: "Committer", figures: Figures, lost: Callable[[], None]) -> None:
        self.table = table
        self.needs = 0
        self._committer = committer
        self._figures = figures
        self._lost = lost
        self._entries: deque[tuple[int, Thunk]] = deque()
        self._leaving = False

    def __len__(self) -> int:
        return len(self._entries)

    def put(self, thunk: Thunk) -> None:
        """Say this after everything put in before; at once if nothing has to be waited for."""
        self._entries.append((self.needs, thunk))
        if not self._leaving:
            self.leave()

    def leave(self) -> None:
        """Say what is committed. What a thunk puts in meanwhile comes after it, never in the middle of it."""
        if self._leaving:
            return
        entries = self._entries
        committed = self._committer.committed
        self._leaving = True
        try:
            while entries and entries[0][0] <= committed:
                thunk = entries.popleft()[1]
                try:
                    thunk()
                except Exception:  # noqa: BLE001 - a message that cannot be said must not silence the others
                    self._figures.stage_errors += 1
                    _log.exception("telling failed", table=self.table)
        finally:
            self._leaving = False

    def forget(self) -> None:
        """Forget what waits, it is told to nobody; and wait for nothing."""
        self._entries.clear()
        self.needs = 0

    def lost(self) -> None:
        """What this table waits for is not going to be committed."""
        self._lost()
