"""The hall: opens tables, finds them again, and takes them over from the journal after a restart."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from structlog import get_logger

from rumpus.hall.clock import Clock, LoopClock, Timer
from rumpus.hall.committer import Committer
from rumpus.hall.directory import Directory
from rumpus.hall.figures import Figures
from rumpus.hall.floor import Floor
from rumpus.hall.game import GameKind, Seat
from rumpus.hall.identifier import new_table_id
from rumpus.hall.journal import Journal, JournalError, StoredTable
from rumpus.hall.kept import KeptGames
from rumpus.hall.limits import HallLimits
from rumpus.hall.record import UnreadableError
from rumpus.hall.seating import Seating, digest
from rumpus.hall.stage import CloseReason, Stage
from rumpus.hall.table import Table
from rumpus.hall.turn import Closed, Opened

_log = get_logger(__name__)

HOUR = 60 * 60 * 1000


class Hall:
    """Where games live. One per process; everything here is called in the loop's thread.

    Attributes:
        tables: by id; those whose game is over stay until that was told.
        directory: codes of tables.
        kept: what ended games left behind.
        figures: counters for metrics.
        limits: the bounds it works within.
    """

    def __init__(
        self,
        journal: Journal,
        kinds: Iterable[GameKind[Any]],
        *,
        clock: Clock | None = None,
        limits: HallLimits | None = None,
    ) -> None:
        self.limits = limits if limits is not None else HallLimits()
        self.figures = Figures()
        self._clock: Clock = clock if clock is not None else LoopClock()
        self._journal = journal
        self._kinds = {kind.name: kind for kind in kinds}
        self._stages: dict[str, Stage] = {}
        self._tables: dict[str, Table] = {}
        self._committer = Committer(journal, self._clock, self.limits, self.figures)
        self._seating = Seating(self.limits.pids_per_seat)
        self._floor = Floor(
            self._clock,
            self._committer,
            journal,
            self.limits,
            self.figures,
            self._seating,
            ending=lambda table: self.directory.write_release(table.id),
            gone=self._on_gone,
        )
        self._tick_timer: Timer | None = None
        self._resume_timer: Timer | None = None
        self._next_expiry = 0
        self.tables: Mapping[str, Table] = MappingProxyType(self._tables)
        self.directory = Directory(self._tables, self._committer, self._clock)
        self.kept = KeptGames(journal, self._committer, self._clock, self.limits.keep)

    def stage_for(self, kind: str, stage: Stage) -> None:
        """Who renders for tables of this kind that come from the journal. Say so before `open`."""
        self._stages[kind] = stage

    async def open(self) -> None:
        """Open the journal and take over what was running; those tables are paused.

        Raises:
            JournalError: the journal cannot be used; its text says why.
        """
        contents = await self._journal.open(self._committer.done)
        self.directory.load(contents.codes)
        for stored in contents.tables:
            self._take_over(stored)
        now = self._clock.monotonic_ms()
        self._next_expiry = now
        self._clock.call_soon(self._resume_unattended)
        self._resume_timer = self._clock.call_at(now + self.limits.resume_after, self._resume_all)
        self._tick()

    def suspend(self) -> None:
        """The server is about to stop: journal the clocks, and let no table do anything more.

        Call it before sockets are closed, so that the players count as present: after the restart they are waited for.
        """
        for timer in (self._tick_timer, self._resume_timer):
            if timer is not None:
                timer.cancel()
        for table in list(self._tables.values()):
            table.sleep()
        self._committer.flush()

    async def close(self) -> None:
        """Commit what is left, and close the journal. Tables stay as they are, for the next start."""
        self.suspend()
        self._committer.stop()
        await self._journal.close()

    def open_table(
        self, kind: str, first: Any, stage: Stage, *, caller: Any | None = None, table_id: str | None = None
    ) -> Table:
        """Open a table and handle its first command at GameTime 0.

        Args:
            kind: name of the kind of game.
            first: the first command; it carries everything the game starts from, the seed of its dice included.
            stage: who renders for this table.
            caller: see `Table.handle`.
            table_id: an id from `new_id`, for those who need it before, to claim a code.

        Raises:
            KeyError: there is no such kind.
            Exception: whatever the rules raise at the first command; nothing is left behind then, codes are released.
        """
        epoch = self._clock.epoch_ms()
        table = Table(table_id or new_table_id(epoch), self._kinds[kind], stage, epoch, self._floor)
        self._tables[table.id] = table
        try:
            table.start(first, caller)
        except Exception:
            self._on_gone(table)
            raise
        self._committer.turn().opened[table.id] = Opened(kind, epoch)
        self.figures.opened += 1
        return table

    def new_id(self) -> str:
        """An id for `open_table`."""
        return new_table_id(self._clock.epoch_ms())

    def seat_of(self, pid: str) -> tuple[Table, Seat] | None:
        """Where the socket with this pid sat last, also before a restart, as long as the table is open."""
        place = self._seating.find(digest(pid))
        return place if place is not None and place[0].is_open else None

    @property
    def is_settled(self) -> bool:
        """Whether everything that was handled is committed and told."""
        return self._committer.is_idle

    def _take_over(self, stored: StoredTable) -> None:
        name = stored.opened.kind
        kind = self._kinds.get(name)
        if kind is None:
            _log.error("table closed: no such kind of game here", table=stored.id, kind=name)
            self._set_aside(stored.id, "version")
            return
        table = Table(stored.id, kind, self._stages.get(name), stored.opened.epoch, self._floor)
        self._tables[stored.id] = table
        if not kind.durable:
            table.close("restart")
            return
        try:
            over = table.restore(self._journal.read(stored.id, timeout=60_000), stored.clock)
        except UnreadableError as error:
            _log.error("the journal of a table cannot be understood", table=stored.id, kind=name, error=str(error))
            table.close("version")
        except JournalError as error:
            _log.error("a table cannot be read", table=stored.id, kind=name, error=str(error))
            table.close("journal")
        except Exception:  # noqa: BLE001 - one table's rules must not keep the others from starting
            self.figures.rule_errors += 1
            _log.exception("the replay of a table failed", table=stored.id, kind=name)
            table.close("rules")
        else:
            self.figures.replayed += 1
            if over is not None:
                _log.warning("the game is over by today's rules", table=stored.id, kind=name, reason=over.over)
                table.end(over)

    def _set_aside(self, table: str, reason: CloseReason) -> None:
        self.figures.closed += 1
        self._committer.turn().closed[table] = Closed(reason, self._clock.epoch_ms() + self.limits.keep)
        self.directory.release_all(table)

    def _resume_unattended(self) -> None:
        for table in list(self._tables.values()):
            table.resume_if_over()

    def _resume_all(self) -> None:
        for table in list(self._tables.values()):
            table.resume()

    def _tick(self) -> None:
        """Once a second: clocks of running tables, and tables that wait for too long."""
        now = self._clock.monotonic_ms()
        self._tick_timer = self._clock.call_at(now + self.limits.clock_every, self._tick)
        for table in list(self._tables.values()):
            table.write_clock()
        self._committer.give_up_overdue()
        if now >= self._next_expiry:
            self._next_expiry = now + HOUR
            self.kept.expire()
            self.directory.forget_past()

    def _on_gone(self, table: Table) -> None:
        self._tables.pop(table.id, None)
        self._seating.drop(table)
        self.directory.release_all(table.id)
