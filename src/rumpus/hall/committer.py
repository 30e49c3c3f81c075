"""Gathers what a loop turn wants committed, hands it to the journal, and lets the outboxes speak when it is done."""

from collections import deque
from time import perf_counter

from structlog import get_logger

from rumpus.hall.clock import Clock, Timer
from rumpus.hall.figures import Figures
from rumpus.hall.journal import Journal
from rumpus.hall.limits import HallLimits
from rumpus.hall.outbox import Outbox
from rumpus.hall.turn import Packed, Turn

_log = get_logger(__name__)


class _Flight:
    """A turn on its way: who waits for it, and since when (monotonic milliseconds; seconds for the figures)."""

    __slots__ = ("number", "outboxes", "since", "started", "turn")

    def __init__(self, number: int, turn: Turn, outboxes: list[Outbox], since: int) -> None:
        self.number = number
        self.turn = turn
        self.outboxes = outboxes
        self.since = since
        self.started = perf_counter()


class Committer:
    """The one way into the journal for all tables of a hall.

    Attributes:
        number: of the turn that is being gathered; turns count from 1.
        committed: number of the last turn that is committed.
        is_failing: whether the last commit failed; it is tried again all the time.
    """

    __slots__ = (
        "_clock",
        "_failing_since",
        "_figures",
        "_flights",
        "_gathering",
        "_journal",
        "_limits",
        "_outboxes",
        "_retry",
        "_retry_wait",
        "_scheduled",
        "committed",
        "number",
    )

    def __init__(self, journal: Journal, clock: Clock, limits: HallLimits, figures: Figures) -> None:
        self._journal = journal
        self._clock = clock
        self._limits = limits
        self._figures = figures
        self._gathering = Turn()
        self._outboxes: list[Outbox] = []
        self._flights: deque[_Flight] = deque()
        self._scheduled = False
        self._failing_since: int | None = None
        self._retry: Timer | None = None
        self._retry_wait = limits.retry_first
        self.number = 1
        self.committed = 0

    @property
    def is_failing(self) -> bool:
        """Whether the last commit failed."""
        return self._failing_since is not None

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits for a commit."""
        return not self._flights and not self._scheduled

    def turn(self) -> Turn:
        """The turn that is being gathered. Call it anew for every write; it goes to the journal by itself."""
        if not self._scheduled:
            self._scheduled = True
            self._clock.call_soon(self.flush)
        return self._gathering

    def wait(self, outbox: Outbox) -> None:
        """Whatever is put into this outbox from now on needs the turn that is being gathered."""
        if outbox.needs != self.number:
            outbox.needs = self.number
            self._outboxes.append(outbox)

    def flush(self) -> None:
        """The loop turn is over: hand over what was gathered. While commits fail it goes on gathering instead."""
        if not self._scheduled or self.is_failing:
            return
        self._hand_over()
        self._journal.submit(self._flights[-1].turn)

    def _hand_over(self) -> None:
        self._scheduled = False
        self._flights.append(_Flight(self.number, self._gathering, self._outboxes, self._clock.monotonic_ms()))
        self._figures.in_flight = len(self._flights)
        self._gathering = Turn()
        self._outboxes = []
        self.number += 1

    def done(self, count: int, error: Exception | None) -> None:
        """The journal's answer: the oldest `count` turns are committed, or none is."""
        if error is not None:
            self._failed(error)
            return
        failing_since, self._failing_since = self._failing_since, None
        self._retry_wait = self._limits.retry_first
        figures = self._figures
        figures.commits += 1
        figures.turns += count
        ended = perf_counter()
        flights = [self._flights.popleft() for _ in range(count)]
        figures.in_flight = len(self._flights)
        self.committed = flights[-1].number
        for flight in flights:
            figures.commit_ms.append((ended - flight.started) * 1000)
            for outbox in flight.outboxes:
                outbox.leave()
        if failing_since is not None:
            _log.warning("journal works again", failed_for_ms=self._clock.monotonic_ms() - failing_since)
            # What was gathered while commits failed has had no flush of its own.
            self.flush()

    def _failed(self, error: Exception) -> None:
        self._figures.failures += 1
        now = self._clock.monotonic_ms()
        if self._failing_since is None:
            self._failing_since = now
            _log.error("journal cannot be written, trying again", error=repr(error))
        if self._retry is None:
            self._retry = self._clock.call_at(now + self._retry_wait, self._try_again)
            self._retry_wait = min(2 * self._retry_wait, self._limits.retry_most)

    def _try_again(self) -> None:
        self._retry = None
        self.give_up_overdue()
        if self._scheduled:
            self._hand_over()
        self._journal.retry([flight.turn for flight in self._flights])

    def give_up_overdue(self) -> None:
        """Tell the tables that have waited for too long that they are lost. Also notices a journal that hangs."""
        too_old = self._clock.monotonic_ms() - self._limits.journal_patience
        overdue = [outbox for flight in self._flights if flight.since <= too_old for outbox in flight.outboxes]
        for outbox in dict.fromkeys(overdue):
            outbox.lost()

    def forget(self, table: str) -> None:
        """Take the records of a table out of everything that is not committed."""
        for flight in self._flights:
            if table in flight.turn.records or table in flight.turn.clocks:
                # The journal may be reading the turn this very moment, so it gets another one instead.
                flight.turn = flight.turn.without(table)
            flight.outboxes = [outbox for outbox in flight.outboxes if outbox.table != table]
        self._gathering = self._gathering.without(table)
        self._outboxes = [outbox for outbox in self._outboxes if outbox.table != table]

    def uncommitted(self, table: str) -> list[Packed]:
        """The records of a table that are not known to be committed, in order."""
        turns = [*(flight.turn for flight in self._flights), self._gathering]
        return [turn.records[table] for turn in turns if table in turn.records]

    def stop(self) -> None:
        """No more retries."""
        if self._retry is not None:
            self._retry.cancel()
            self._retry = None
