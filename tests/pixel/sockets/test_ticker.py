"""The ticker of all arenas: a grid that does not drift, on a clock that the test moves."""

from typing import Any, cast

from rumpus.pixel.rules.commands import Move, Tick
from rumpus.pixel.sockets.company import Company
from rumpus.pixel.sockets.ticker import Ticker
from tests.hall.manual_clock import ManualClock


class Table:
    """What the ticker sees of a table."""

    id = "table"

    def __init__(self, clock: ManualClock) -> None:
        self.clock = clock
        self.is_open = True
        self.ticks: list[int] = []
        self.moves: list[list[Move]] = []
        self.fails = False

    def handle(self, command: Any) -> None:
        assert isinstance(command, Tick)
        self.ticks.append(self.clock.monotonic_ms())
        self.moves.append(command.moves)
        if self.fails:
            raise RuntimeError


class SlowClock(ManualClock):
    def stand_still_for(self, ms: int) -> None:
        """Something holds up the loop."""
        self._monotonic += ms


def company(clock: ManualClock) -> tuple[Company, Table]:
    table = Table(clock)
    return Company(cast("Any", table)), table


def test_all_arenas_tick_together_on_one_grid() -> None:
    clock = ManualClock(monotonic=1_000)
    ticker = Ticker(clock)
    (one, first), (two, second) = company(clock), company(clock)
    ticker.add(one)
    clock.advance(120)
    ticker.add(two)
    clock.advance(100)
    assert first.ticks == [1_050, 1_100, 1_150, 1_200]
    assert second.ticks == [1_150, 1_200]


def test_the_grid_stays_when_nobody_ticked_for_a_while() -> None:
    clock = ManualClock(monotonic=1_000)
    ticker = Ticker(clock)
    one, table = company(clock)
    ticker.add(one)
    clock.advance(60)
    ticker.remove(one)
    clock.advance(1_017)
    ticker.add(one)
    clock.advance(60)
    assert table.ticks == [1_050, 2_100]


def test_late_ticks_are_skipped_and_never_made_up() -> None:
    clock = SlowClock(monotonic=0)
    ticker = Ticker(clock)
    one, table = company(clock)
    ticker.add(one)
    clock.advance(50)
    clock.stand_still_for(180)
    clock.advance(100)
    assert table.ticks == [50, 230, 250, 300]


def test_a_clock_that_calls_too_early_makes_no_two_ticks_of_one() -> None:
    class Early(ManualClock):
        def call_at(self, at: int, callback: Any) -> Any:
            return super().call_at(at - 1, callback)

    clock = Early(monotonic=0)
    ticker = Ticker(clock)
    one, table = company(clock)
    ticker.add(one)
    clock.advance(200)
    assert table.ticks == [49, 99, 149, 199]


def test_what_is_wrong_with_one_arena_stops_no_other() -> None:
    clock = ManualClock(monotonic=0)
    ticker = Ticker(clock)
    (bad, broken), (good, table) = company(clock), company(clock)
    broken.fails = True
    ticker.add(bad)
    ticker.add(good)
    clock.advance(100)
    assert table.ticks == [50, 100]


def test_an_arena_that_is_no_more_is_forgotten() -> None:
    clock = ManualClock(monotonic=0)
    ticker = Ticker(clock)
    one, table = company(clock)
    ticker.add(one)
    clock.advance(50)
    table.is_open = False
    clock.advance(100)
    assert table.ticks == [50]
    assert one not in ticker


def test_moves_come_with_the_next_tick_and_only_then() -> None:
    clock = ManualClock(monotonic=0)
    ticker = Ticker(clock)
    (one, first), (other, second) = company(clock), company(clock)
    ticker.move(one, Move(1, "up", 5))
    ticker.add(one)
    ticker.add(other)
    up, left = Move(1, "up", 10), Move(2, "left", 20)
    ticker.move(one, up)
    ticker.move(one, left)
    clock.advance(100)
    assert first.moves == [[up, left], []]
    assert second.moves == [[], []]
