"""A journal that cannot be written: nothing uncommitted is told, it goes on in order, or the table closes."""

from typing import Any

from rumpus.hall import HallLimits, MemoryJournal, Table
from rumpus.hall.game import Tell
from tests.hall.guessing import Ask, Guessing, Join, Joined, RoundClosed
from tests.hall.house import House

FULL = OSError("No space left on device")


async def failing_house(**limits: int) -> tuple[House, MemoryJournal, Table]:
    journal = MemoryJournal()
    house = await House(journal, limits=HallLimits(**limits)).open()
    table = house.open_table()
    house.clock.settle()
    journal.failure = FULL
    return house, journal, table


async def test_nothing_is_told_until_it_works_again_and_then_in_order(logs: list[Any]) -> None:
    house, journal, table = await failing_house()
    said: list[str] = []
    for n in range(5):
        table.handle(Join(f"player {n}"))
        table.after(lambda n=n: said.append(f"after {n}, {len(house.stage.facts)} told"))  # type: ignore[misc]
        house.clock.advance(500)
    assert (house.stage.facts, said) == ([], [])
    journal.failure = None
    house.clock.advance(1_000)
    assert house.stage.facts == [Joined(n + 1, f"player {n}") for n in range(5)]
    assert said == [f"after {n}, {n + 1} told" for n in range(5)]
    assert table.is_open
    again = await house.restart()
    game = again.hall.tables[table.id].game
    assert isinstance(game, Guessing)
    assert len(game.names) == 5
    assert [entry["event"] for entry in logs if entry["log_level"] in ("error", "warning")] == [
        "journal cannot be written, trying again",
        "journal works again",
    ]


async def test_it_is_tried_again_with_growing_waits() -> None:
    house, _, table = await failing_house(retry_first=100, retry_most=400)
    table.handle(Join("ada"))
    house.clock.settle()
    failures = []
    for _ in range(20):
        house.clock.advance(100)
        failures.append(house.hall.figures.failures)
    assert failures == [2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 6, 6, 6, 6, 7, 7]


async def test_time_goes_on_meanwhile() -> None:
    house, journal, table = await failing_house(journal_patience=60_000)
    table.handle(Ask(1))
    house.clock.advance(10_500)
    assert table.game.wake_at is None
    assert house.stage.facts == []
    journal.failure = None
    house.clock.advance(1_000)
    assert isinstance(house.stage.facts[-1], RoundClosed)


async def test_after_ten_seconds_the_table_closes_and_what_waited_is_told_to_nobody() -> None:
    house, journal, table = await failing_house()
    quiet = house.open_table()
    house.clock.settle()
    table.handle(Join("ada"))
    house.clock.advance(9_900)
    assert table.is_open
    house.clock.advance(1_200)
    assert house.stage.shut == [(quiet.id, "journal"), (table.id, "journal")]
    assert house.stage.facts == []
    assert house.hall.tables == {}
    journal.failure = None
    house.clock.advance(2_000)
    assert house.stage.facts == []
    house = await house.restart()
    assert house.hall.tables == {}, "it was told to be closed"


async def test_a_table_that_has_nothing_waiting_stays_open() -> None:
    house, journal, table = await failing_house()
    journal.failure = None
    quiet = house.open_table()
    house.clock.settle()
    journal.failure = FULL
    table.handle(Join("ada"))
    house.clock.advance(12_000)
    assert house.stage.shut == [(table.id, "journal")]
    assert quiet.is_open
    journal.failure = None
    quiet.handle(Join("bob"))
    house.clock.advance(2_000)
    assert house.stage.facts == [Joined(1, "bob")]


async def test_a_journal_that_hangs_closes_tables_too() -> None:
    house, journal, table = await failing_house()
    journal.failure = None
    journal.held = True
    table.handle(Join("ada"))
    house.clock.advance(12_000)
    assert house.stage.shut == [(table.id, "journal")]
    journal.held = False
    journal.commit()
    house.clock.advance(2_000)
    assert house.stage.facts == []
    house = await house.restart()
    assert house.hall.tables == {}


async def test_what_waits_is_bounded() -> None:
    house, journal, table = await failing_house(waiting=10)
    for n in range(50):
        table.handle(Join(f"player {n}"))
        house.clock.settle()
    assert house.hall.figures.dropped == 40
    journal.failure = None
    house.clock.advance(1_000)
    assert len(house.stage.facts) == 10
    table.handle(Join("late"))
    house.clock.settle()
    assert house.stage.told[-1] == (table.id, None, Tell("all", Joined(11, "late")))


async def test_a_game_is_repaired_from_what_is_not_committed_too() -> None:
    house, journal, table = await failing_house()
    table.handle(Join("ada"))
    house.clock.settle()
    table.handle(Join("bob"))
    house.clock.settle()
    reading, journal.failure = journal.failure, None
    table.handle(Join(object()))  # type: ignore[arg-type]
    journal.failure = reading
    game = table.game
    assert isinstance(game, Guessing)
    assert list(game.names.values()) == ["ada", "bob"]
    journal.failure = None
    house.clock.advance(1_000)
    assert len(house.stage.facts) == 2


async def test_a_game_that_cannot_be_repaired_closes() -> None:
    house, journal, table = await failing_house()
    table.handle(Join(object()))  # type: ignore[arg-type]
    assert not table.is_open
    journal.failure = None
    house.clock.advance(1_000)
    assert house.stage.shut == [(table.id, "rules")]


async def test_closing_the_hall_does_not_wait_for_a_journal_that_fails() -> None:
    house, _, table = await failing_house()
    table.handle(Join("ada"))
    house.clock.settle()
    await house.hall.close()
    assert house.stage.facts == []
