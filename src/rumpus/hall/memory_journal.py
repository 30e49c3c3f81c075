"""A journal that lives as long as the object: for tests, and for servers that need not survive a restart."""

from collections.abc import Sequence

from rumpus.hall.journal import Contents, Done, JournalError, StoredTable
from rumpus.hall.turn import Claim, Closed, Kept, Opened, Packed, Turn


class MemoryJournal:
    """Keeps turns in dictionaries. Opened again by another hall, it holds what was committed, as a file would.

    Attributes:
        held: while True, submitted turns wait until `commit`; by default they are committed at once.
        failure: while set, commits fail with it.
    """

    def __init__(self, *, held: bool = False) -> None:
        self.held = held
        self.failure: Exception | None = None
        self._done: Done | None = None
        self._failed = False
        self._waiting: list[Turn] = []
        self._opened: dict[str, Opened] = {}
        self._records: dict[str, dict[int, Packed]] = {}
        self._clocks: dict[str, int] = {}
        self._codes: dict[str, Claim] = {}
        self._closed: dict[str, Closed] = {}
        self._kept: dict[str, Kept] = {}

    def copy(self) -> "MemoryJournal":
        """What is committed now, as another journal: what a killed server would leave behind."""
        other = MemoryJournal()
        other._opened = dict(self._opened)
        other._records = {table: dict(rows) for table, rows in self._records.items()}
        other._clocks = dict(self._clocks)
        other._codes = dict(self._codes)
        other._closed = dict(self._closed)
        other._kept = dict(self._kept)
        return other

    async def open(self, done: Done) -> Contents:
        """Give what is committed; whoever had it open before is not told anything any more."""
        self._done = done
        self._failed = False
        self._waiting.clear()
        tables = [
            StoredTable(id_, opened, self._clock(id_))
            for id_, opened in sorted(self._opened.items())
            if id_ not in self._closed
        ]
        return Contents(tables, dict(self._codes))

    def _clock(self, table: str) -> int:
        last = max((packed.at for packed in self._records.get(table, {}).values()), default=0)
        return max(last, self._clocks.get(table, 0))

    def submit(self, turn: Turn) -> None:
        """Commit, or keep waiting while `held`."""
        if self._failed:
            return
        self._waiting.append(turn)
        if not self.held:
            self.commit()

    def retry(self, turns: Sequence[Turn]) -> None:
        """Try these again."""
        self._failed = False
        self._waiting = list(turns)
        if not self.held:
            self.commit()

    def commit(self) -> None:
        """Commit everything that waits, as one group."""
        turns, self._waiting = self._waiting, []
        if not turns or self._done is None:
            return
        if self.failure is not None:
            self._failed = True
            self._done(len(turns), self.failure)
            return
        for turn in turns:
            self._apply(turn)
        self._done(len(turns), None)

    def _apply(self, turn: Turn) -> None:
        self._opened |= turn.opened
        for table, packed in turn.records.items():
            self._records.setdefault(table, {})[packed.first] = packed
        for table, at in turn.clocks.items():
            self._clocks[table] = max(at, self._clocks.get(table, 0))
        for code, claim in turn.codes.items():
            if claim is None:
                self._codes.pop(code, None)
            else:
                self._codes[code] = claim
        for table, closed in turn.closed.items():
            self._closed[table] = closed
            if closed.erase_at == 0:
                self._erase(table)
        for table, kept in turn.kept.items():
            if kept is None:
                self._kept.pop(table, None)
            else:
                self._kept[table] = kept
        if turn.expired is not None:
            for table in [id_ for id_, kept in self._kept.items() if kept.until <= turn.expired]:
                del self._kept[table]
            for table in [id_ for id_, closed in self._closed.items() if closed.erase_at <= turn.expired]:
                self._erase(table)

    def _erase(self, table: str) -> None:
        self._opened.pop(table, None)
        self._records.pop(table, None)
        self._clocks.pop(table, None)
        self._closed.pop(table, None)

    def read(self, table: str, *, timeout: int) -> list[Packed]:  # noqa: ARG002 - nothing here takes time
        """The committed records of a table, in order.

        Raises:
            JournalError: while `failure` is set, as on a disk that is gone.
        """
        if self.failure is not None:
            raise JournalError(str(self.failure))
        return [packed for _, packed in sorted(self._records.get(table, {}).items())]

    async def kept(self, table: str) -> Kept | None:
        """What the game of this table left behind."""
        return self._kept.get(table)

    async def kept_of(self, kind: str) -> list[str]:
        """The tables of this kind whose games left something behind."""
        return sorted(id_ for id_, kept in self._kept.items() if kept.kind == kind)

    async def close(self) -> None:
        """Commit what waits. What is committed stays in the object."""
        self.commit()
        self._done = None
