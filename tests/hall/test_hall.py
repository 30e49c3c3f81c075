import uuid

import pytest

from rumpus.hall.game import HOST
from tests.hall.guessing import Ask, Away, Begin, Crash, Guessing, Join, Joined, Stop
from tests.hall.house import House


async def test_tables_are_found_by_their_id() -> None:
    house = await House().open()
    table, other = house.open_table(), house.open_table()
    assert house.hall.tables == {table.id: table, other.id: other}
    assert uuid.UUID(table.id).version == 7
    assert house.hall.figures.opened == 2


async def test_two_tables_have_nothing_in_common() -> None:
    house = await House().open()
    one, two = house.open_table(1), house.open_table(2)
    one.handle(Join("ada"))
    two.handle(Join("bob"))
    house.clock.settle()
    assert [(id_, tell.fact) for id_, _, tell in house.stage.told] == [
        (one.id, Joined(1, "ada")),
        (two.id, Joined(1, "bob")),
    ]


async def test_a_kind_that_is_not_there_cannot_be_opened() -> None:
    house = await House().open()
    with pytest.raises(KeyError):
        house.hall.open_table("chess", Begin(1), house.stage)


async def test_a_first_command_that_fails_leaves_nothing_behind() -> None:
    house = await House().open()
    with pytest.raises(RuntimeError):
        house.hall.open_table("guessing", Crash(), house.stage)
    house.clock.settle()
    assert house.hall.tables == {}
    assert (await house.restart()).hall.tables == {}


async def test_a_game_may_be_over_with_its_first_command() -> None:
    house = await House().open()
    table = house.hall.open_table("guessing", Stop(), house.stage)
    house.clock.settle()
    assert house.stage.ended == [(table.id, "done")]
    assert (await house.restart()).hall.tables == {}


async def test_a_server_that_stops_leaves_its_players_present() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Join("ada"))
    table.handle(Ask(1))
    house.clock.advance(4_321)
    house.hall.suspend()
    table.handle(Away(1))  # its socket is closed by the server itself
    table.handle(Away(HOST))
    table.unbind(1)
    table.bind("pid", 1)
    house.clock.advance(60_000)
    assert table.is_open
    await house.hall.close()
    house = await house.restart()
    (again,) = house.hall.tables.values()
    assert again.now == 4_321
    assert again.paused
    assert isinstance(again.game, Guessing)
    assert again.game.presence() == (True, {1})


async def test_figures_count_what_happens() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Join("ada"))
    table.handle(Join("ada"))
    house.clock.settle()
    figures = house.hall.figures
    assert (figures.commands, figures.records, figures.in_flight) == (2, 2, 0)
    assert figures.commits == figures.turns == len(figures.commit_ms)
    table.handle(Stop())
    house.clock.settle()
    assert (figures.ended, figures.closed) == (1, 0)
