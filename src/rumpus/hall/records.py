"""What a table writes into the journal: records that are numbered from 1, and how late it is."""

from typing import Any

from rumpus.hall.committer import Committer
from rumpus.hall.figures import Figures
from rumpus.hall.game import GameTime
from rumpus.hall.outbox import Outbox
from rumpus.hall.record import pack
from rumpus.hall.turn import Packed


class Records:
    """The records of one table. What it says later waits for them.

    Attributes:
        count: how many there are, committed or not.
    """

    __slots__ = ("_committer", "_figures", "_outbox", "_packed", "_packed_in", "_table", "count")

    def __init__(self, table: str, committer: Committer, outbox: Outbox, figures: Figures) -> None:
        self.count = 0
        self._table = table
        self._committer = committer
        self._outbox = outbox
        self._figures = figures
        self._packed = Packed(1)
        self._packed_in = 0

    def write(self, sort: int, at: GameTime, version: int, body: Any) -> None:
        """Append a record to what this loop turn wants committed (see `rumpus.hall.record`).

        Raises:
            TypeError: the body holds something that MessagePack has no form for; nothing is written.
        """
        data = pack(sort, at, version, body)
        committer = self._committer
        turn = committer.turn()
        if self._packed_in != committer.number:
            self._packed_in = committer.number
            self._packed = turn.records[self._table] = Packed(self.count + 1)
            committer.wait(self._outbox)
        packed = self._packed
        packed.data += data
        packed.count += 1
        packed.at = at
        self.count += 1
        self._figures.records += 1

    def write_clock(self, at: GameTime) -> None:
        """Write how late it is; nothing waits for it."""
        self._committer.turn().clocks[self._table] = at

    def cover(self, at: GameTime) -> None:
        """What is said from now on shows the wakes up to `at`, so it waits until the journal knows how late it is."""
        self.write_clock(at)
        self._committer.wait(self._outbox)
