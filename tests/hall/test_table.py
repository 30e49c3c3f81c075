from typing import Any

import msgspec
import pytest

from rumpus.hall import HallLimits, MemoryJournal, Table
from rumpus.hall.game import Effects, GameKind, GameTime, Tell
from tests.hall.guessing import (
    KIND,
    Ask,
    Away,
    Begin,
    Command,
    Crash,
    Ended,
    Guess,
    Guessing,
    Join,
    Joined,
    Refused,
    RoundClosed,
    Spin,
    Stop,
)
from tests.hall.house import House


async def test_what_is_told_waits_for_the_commit() -> None:
    journal = MemoryJournal(held=True)
    house = await House(journal).open()
    table = house.open_table()
    table.handle(Join("ada"))
    table.after(lambda: house.stage.ended.append(("after", "")))
    house.clock.settle()
    assert house.stage.facts == []
    assert house.stage.ended == []
    journal.commit()
    assert house.stage.facts == [Joined(1, "ada")]
    assert house.stage.ended == [("after", "")]


async def test_a_refusal_is_not_journaled_but_waits_for_what_was_handled_before_it() -> None:
    journal = MemoryJournal(held=True)
    house = await House(journal).open()
    table = house.open_table()
    house.clock.settle()
    journal.commit()
    records = house.hall.figures.records
    table.handle(Ask(9))
    assert house.stage.facts == [Refused("round")], "nothing to wait for: said in the same turn"
    table.handle(Join("ada"))
    table.handle(Join("ada"))
    assert house.hall.figures.records == records + 1
    assert house.stage.facts == [Refused("round")]
    house.clock.settle()
    journal.commit()
    assert house.stage.facts == [Refused("round"), Joined(1, "ada"), Refused("name")]


async def test_the_caller_is_handed_to_the_stage() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Ask(9), caller="a socket")
    assert house.stage.told == [(table.id, "a socket", Tell("caller", Refused("round")))]


async def test_wakes_come_before_the_command_with_their_very_time() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Join("ada"))
    table.handle(Ask(1))
    house.clock.skip(12_000)
    table.handle(Guess(1, 1, 5, arrived=12_000))  # the game asserts that it is woken at 10,000
    house.clock.settle()
    assert [type(fact).__name__ for fact in house.stage.facts][-2:] == ["RoundClosed", "Refused"]


async def test_a_wake_comes_by_itself() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Ask(1))
    house.clock.advance(9_999)
    assert not any(isinstance(fact, RoundClosed) for fact in house.stage.facts)
    house.clock.advance(1)
    assert isinstance(house.stage.facts[-1], RoundClosed)
    assert house.hall.figures.wakes == 1


async def test_what_a_wake_says_waits_until_its_time_is_committed() -> None:
    journal = MemoryJournal()
    house = await House(journal).open()
    table = house.open_table()
    table.handle(Ask(1))
    house.clock.settle()
    journal.held = True
    house.clock.advance(10_000)
    assert not any(isinstance(fact, RoundClosed) for fact in house.stage.facts)
    assert journal.copy()._clock(table.id) < 10_000
    journal.commit()
    assert isinstance(house.stage.facts[-1], RoundClosed)
    assert journal.copy()._clock(table.id) >= 10_000


async def test_a_silent_wake_too_is_covered_before_anything_that_shows_it() -> None:
    class Silent(Guessing):
        def wake(self, at: GameTime) -> Effects:
            super().wake(at)
            return Effects()

    journal = MemoryJournal()
    house = await House(journal, kinds=(GameKind("guessing", 2, Command, Silent),)).open()
    table = house.open_table()
    table.handle(Ask(1))
    house.clock.settle()
    journal.held = True
    house.clock.advance(10_000)
    said: list[str] = []
    table.after(lambda: said.append("a view"))
    assert said == []
    journal.commit()
    assert said == ["a view"]


async def test_a_running_table_writes_its_clock_every_second() -> None:
    journal = MemoryJournal()
    house = await House(journal).open()
    table = house.open_table()
    house.clock.advance(7_300)
    assert 6_000 < journal.copy()._clock(table.id) <= 7_300
    assert house.hall.figures.records == 1, "in its place, not as a record"


async def test_a_game_that_is_over_leaves_what_it_keeps_and_nothing_else() -> None:
    journal = MemoryJournal()
    house = await House(journal).open()
    table = house.open_table()
    table.handle(Join("ada"))
    house.clock.settle()
    table.handle(Stop())
    assert not table.is_open
    assert house.hall.tables == {table.id: table}
    house.clock.settle()
    assert house.stage.facts[-1] == Ended({1: 0})
    assert house.stage.ended == [(table.id, "done")]
    assert house.stage.shut == []
    assert house.hall.tables == {}
    assert journal.read(table.id, timeout=0) == []
    kept = await house.hall.kept.get(table.id)
    assert kept is not None
    assert (kept.kind, msgspec.msgpack.decode(kept.data)) == ("guessing", {1: 0})
    assert kept.until == house.clock.epoch_ms() + 30 * 24 * 3_600_000


async def test_a_game_that_is_over_by_a_wake_ends_in_the_same_commit() -> None:
    journal = MemoryJournal()
    house = await House(journal).open()
    table = house.open_table()
    for number in (1, 2, 3):
        table.handle(Ask(number))
        house.clock.advance(10_000)
    assert house.stage.ended == [(table.id, "done")]
    assert house.hall.tables == {}


async def test_nothing_is_handled_after_the_end() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Stop())
    table.handle(Join("late"))
    table.bind("pid", 1)
    house.clock.advance(20_000)
    assert [type(fact) for fact in house.stage.facts] == [Ended]


async def test_a_command_that_fails_has_no_effect(logs: list[Any]) -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Join("ada"))
    house.clock.settle()
    table.handle(Join("bob"))  # not committed yet when the next one fails
    table.handle(Crash())
    table.handle(Join("cleo"))
    house.clock.settle()
    assert table.is_open
    assert points(table) == {1: 0, 2: 0, 3: 0}, "half of the crash was undone"
    assert house.stage.facts == [Joined(1, "ada"), Joined(2, "bob"), Joined(3, "cleo")]
    (entry,) = [entry for entry in logs if entry["log_level"] == "error"]
    assert (entry["table"], entry["command"]) == (table.id, "Crash")
    house = await house.restart()
    assert points(house.hall.tables[table.id]) == {1: 0, 2: 0, 3: 0}


def points(table: Table) -> dict[int, int]:
    assert isinstance(table.game, Guessing)
    return table.game.points


async def test_after_a_failure_the_game_is_where_its_clock_had_taken_it() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Ask(1))
    house.clock.skip(10_500)
    table.handle(Crash())
    assert table.game.wake_at is None
    house.clock.settle()
    assert isinstance(house.stage.facts[-1], RoundClosed)
    table.handle(Ask(2))
    house.clock.advance(10_000)
    assert house.hall.figures.wakes == 2


async def test_a_command_that_cannot_be_journaled_has_no_effect() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Join(object()))  # type: ignore[arg-type]
    house.clock.settle()
    assert table.is_open
    assert house.stage.facts == []
    assert isinstance(table.game, Guessing)
    assert table.game.names == {}


async def test_a_table_whose_rules_fail_all_the_time_is_closed() -> None:
    house = await House(limits=HallLimits(rebuilds=3)).open()
    table, other = house.open_table(), house.open_table()
    for _ in range(3):
        table.handle(Crash())
        house.clock.advance(1_000)
    assert table.is_open
    house.clock.advance(60_000)
    for _ in range(4):
        assert table.is_open
        table.handle(Crash())
    house.clock.settle()
    assert house.stage.shut == [(table.id, "rules")]
    assert list(house.hall.tables) == [other.id]


async def test_a_table_whose_wake_fails_is_closed(logs: list[Any]) -> None:
    house = await House().open()
    table, other = house.open_table(), house.open_table()
    table.handle(Crash("wake"))
    table.handle(Ask(1))
    house.clock.advance(10_000)
    assert house.stage.shut == [(table.id, "rules")]
    assert other.is_open
    assert any(entry["event"] == "a wake failed" and entry["table"] == table.id for entry in logs)


@pytest.mark.parametrize("later", [0, 500])
async def test_a_game_that_wants_to_be_woken_all_the_time_is_closed(later: int) -> None:
    house = await House().open()
    table, other = house.open_table(), house.open_table()
    table.handle(Spin())
    house.clock.advance(later)
    house.clock.settle()
    assert house.stage.shut == [(table.id, "rules")]
    assert house.hall.figures.wakes < 2_000
    other.handle(Join("ada"))
    house.clock.settle()
    assert house.stage.facts == [Joined(1, "ada")]


@pytest.mark.parametrize("where", ["render", "thunk"])
async def test_a_stage_that_fails_harms_nobody(where: str) -> None:
    house = await House().open()
    table = house.open_table()
    house.stage.failing = where
    table.handle(Join("ada"))
    house.stage.failing = None
    table.handle(Join("bob"))
    house.clock.settle()
    assert house.stage.facts == [Joined(2, "bob")]
    assert points(table) == {1: 0, 2: 0}
    assert house.hall.figures.stage_errors == 1


async def test_a_table_with_too_many_records_is_closed() -> None:
    house = await House(limits=HallLimits(records_per_table=10)).open()
    table = house.open_table()
    for n in range(20):
        table.handle(Join(f"player {n}"))
    house.clock.settle()
    assert house.stage.shut == [(table.id, "records")]
    assert len(house.stage.facts) == 9, "what was accepted is told first"
    house = await house.restart()
    assert house.hall.tables == {}


async def test_times_are_those_of_the_table() -> None:
    house = await House().open()
    house.clock.advance(5_000)
    table = house.open_table()
    house.clock.advance(2_000)
    assert table.now == 2_000
    assert table.to_epoch(3_000) == house.clock.epoch_ms() + 1_000
    assert table.from_monotonic(house.clock.monotonic_ms() - 500) == 1_500
    assert table.opened_at == house.clock.epoch_ms() - 2_000


async def test_a_kind_that_is_not_durable_writes_no_records() -> None:
    kind = GameKind("guessing", KIND.version, Command, Guessing, durable=False)
    house = await House(kinds=(kind,)).open()
    table = house.open_table()
    table.handle(Join("ada"))
    assert house.stage.facts == [Joined(1, "ada")], "nothing to wait for"
    table.bind("pid", 1)
    table.handle(Ask(1))
    house.clock.advance(10_000)
    assert house.hall.figures.records == 0
    house = await house.restart()
    assert house.stage.shut == [(table.id, "restart")]
    assert house.hall.tables == {}
    house = await house.restart()
    assert house.stage.shut == [], "once"


async def test_many_tables_share_commits() -> None:
    house = await House().open()
    tables = [house.hall.open_table("guessing", Begin(n), house.stage) for n in range(50)]
    for table in tables:
        table.handle(Join("ada"))
        table.handle(Away(1))
    before = house.hall.figures.commits
    house.clock.settle()
    assert house.hall.figures.commits == before + 1
    assert len(house.stage.facts) == 100
