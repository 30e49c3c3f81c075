"""A hall for tests: sample games at its tables, a stage that writes down what is told, a clock that the test moves."""

from collections.abc import Callable
from typing import Any

from rumpus.hall import CloseReason, Hall, HallLimits, MemoryJournal, Table
from rumpus.hall.game import Effects, GameKind, Seat, Tell
from rumpus.hall.journal import Journal
from tests.hall.guessing import KIND, Begin
from tests.hall.manual_clock import ManualClock


class NotingStage:
    """Notes what leaves: (table id, caller, tell)."""

    def __init__(self) -> None:
        self.told: list[tuple[str, Any, Tell]] = []
        self.ended: list[tuple[str, str]] = []
        self.back: list[tuple[str, frozenset[Seat]]] = []
        self.shut: list[tuple[str, CloseReason]] = []
        self.failing: str | None = None

    @property
    def facts(self) -> list[Any]:
        return [tell.fact for _, _, tell in self.told]

    def render(self, table: Table, effects: Effects, caller: Any | None) -> Callable[[], None]:
        if self.failing == "render":
            raise RuntimeError("a bug of the namespace")
        tells = [(table.id, caller, tell) for tell in effects.tells]
        failing = self.failing == "thunk"

        def leave() -> None:
            if failing:
                raise RuntimeError("a bug of the namespace")
            self.told.extend(tells)
            if effects.over is not None:
                self.ended.append((table.id, effects.over))

        return leave

    def resumed(self, table: Table, missing: frozenset[Seat]) -> None:
        self.back.append((table.id, missing))

    def closed(self, table: Table, reason: CloseReason) -> None:
        self.shut.append((table.id, reason))


class House:
    """One life of a server. `restart` is the next one, on what is committed now."""

    def __init__(
        self,
        journal: Journal | None = None,
        *,
        clock: ManualClock | None = None,
        kinds: tuple[GameKind[Any], ...] = (KIND,),
        limits: HallLimits | None = None,
    ) -> None:
        self.journal: Journal = journal if journal is not None else MemoryJournal()
        self.clock = clock if clock is not None else ManualClock()
        self.stage = NotingStage()
        self.kinds = kinds
        self.limits = limits
        self.hall = Hall(self.journal, kinds, clock=self.clock, limits=limits)
        for kind in kinds:
            self.hall.stage_for(kind.name, self.stage)

    async def open(self) -> "House":
        await self.hall.open()
        self.clock.settle()
        return self

    def open_table(self, seed: int = 1, *, kind: str = "guessing") -> Table:
        table = self.hall.open_table(kind, Begin(seed), self.stage)
        self.clock.settle()
        return table

    async def restart(self, *, down: int = 60_000, **changes: Any) -> "House":
        """Kill this server, and start another after so many milliseconds."""
        assert isinstance(self.journal, MemoryJournal)
        clock = ManualClock(monotonic=777, epoch=self.clock.epoch_ms() + down)
        house = House(self.journal.copy(), clock=clock, **{"kinds": self.kinds, "limits": self.limits} | changes)
        return await house.open()
