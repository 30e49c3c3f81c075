"""What games that ended left behind: results that wait to be saved or to be forgotten."""

from rumpus.hall.clock import Clock
from rumpus.hall.committer import Committer
from rumpus.hall.journal import Journal
from rumpus.hall.turn import Kept


class KeptGames:
    """Bytes of games that are over, by table id; each game's own format. They expire."""

    __slots__ = ("_clock", "_committer", "_journal", "_keep")

    def __init__(self, journal: Journal, committer: Committer, clock: Clock, keep: int) -> None:
        self._journal = journal
        self._committer = committer
        self._clock = clock
        self._keep = keep

    async def get(self, table: str) -> Kept | None:
        """What the game of this table left, unless it expired. What is put in this loop turn is seen.

        Raises:
            JournalError: the journal cannot be read.
        """
        self._committer.flush()
        kept = await self._journal.kept(table)
        return kept if kept is not None and kept.until > self._clock.epoch_ms() else None

    async def of(self, kind: str) -> list[str]:
        """The tables of this kind whose games left something behind, in the order in which they were opened.

        Raises:
            JournalError: the journal cannot be read.
        """
        self._committer.flush()
        return await self._journal.kept_of(kind)

    def put(self, table: str, kind: str, data: bytes, keep: int | None = None) -> None:
        """Keep this of a game for `keep` milliseconds (30 days unless said), in place of what was kept before."""
        until = self._clock.epoch_ms() + (self._keep if keep is None else keep)
        self._committer.turn().kept[table] = Kept(kind, data, until)

    def drop(self, table: str) -> None:
        """Erase it now."""
        self._committer.turn().kept[table] = None

    def expire(self) -> None:
        """Erase what expired. The hall does so when it opens and once an hour."""
        self._committer.turn().expired = self._clock.epoch_ms()
