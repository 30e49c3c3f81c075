"""Makes a table's game anew from its records, after its rules failed and may have left it half changed."""

from collections import deque
from typing import Any

from structlog import get_logger

from rumpus.hall.floor import Floor
from rumpus.hall.game import Game, GameKind, GameTime
from rumpus.hall.replay import replay

_log = get_logger(__name__)


class Repair:
    """Repairs of one table. Each costs a replay, so there is a bound on how many in a while."""

    __slots__ = ("_floor", "_kind", "_table", "_times")

    def __init__(self, table: str, kind: GameKind[Any], floor: Floor) -> None:
        self._table = table
        self._kind = kind
        self._floor = floor
        self._times: deque[int] = deque(maxlen=floor.limits.rebuilds)

    def game_at(self, at: GameTime) -> Game[Any] | None:
        """The game from all its records, committed or not, with everything done that was due by `at`.

        Returns:
            None if it cannot be had: the journal cannot be read, rules fail again, there were too many repairs.
        """
        limits, clock, times = self._floor.limits, self._floor.clock, self._times
        now = clock.monotonic_ms()
        if not self._kind.durable:
            return None
        if len(times) == limits.rebuilds and now - times[0] < limits.rebuilds_in:
            _log.error("too many repairs", table=self._table, kind=self._kind.name)
            return None
        times.append(now)
        try:
            rows = self._floor.journal.read(self._table, timeout=limits.reread)
            rows += self._floor.committer.uncommitted(self._table)
            return replay(self._kind, rows, until=at, wakes_at_once=limits.wakes_at_once).game
        except Exception:  # noqa: BLE001 - whatever it is, the game as it stands cannot be trusted
            _log.exception("a game could not be repaired", table=self._table, kind=self._kind.name)
            return None
