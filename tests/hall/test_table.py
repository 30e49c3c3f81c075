from rumpus.hall import MemoryJournal
from tests.hall.guessing import Ask, Guess, Join, Joined, RoundClosed
from tests.hall.house import House


async def test_what_is_told_waits_for_the_commit() -> None:
    journal = MemoryJournal(held=True)
    house = await House(journal).open()
    table = house.open_table()
    table.handle(Join("ada"))
    house.clock.settle()
    assert house.stage.facts == []
    journal.commit()
    assert house.stage.facts == [Joined(1, "ada")]


async def test_wakes_happen_at_their_very_time() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Join("ada"))
    table.handle(Ask(1))
    house.clock.skip(12_000)
    table.handle(Guess(1, 1, 5, arrived=12_000))
    house.clock.settle()
    assert [type(fact).__name__ for fact in house.stage.facts][-2:] == ["RoundClosed", "Refused"]


async def test_a_round_closes_by_the_clock() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Ask(1))
    house.clock.advance(9_999)
    assert not any(isinstance(fact, RoundClosed) for fact in house.stage.facts)
    house.clock.advance(1)
    assert isinstance(house.stage.facts[-1], RoundClosed)
