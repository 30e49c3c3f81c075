from collections.abc import Iterator

import pytest

from rumpus.hall import NoFreeCodeError
from tests.hall.guessing import Begin, Crash, Stop
from tests.hall.house import House

DAY = 24 * 60 * 60 * 1000


async def test_a_code_leads_to_its_table_also_after_a_restart() -> None:
    house = await House().open()
    id_ = house.hall.new_id()
    assert house.hall.directory.claim("123456", id_)
    table = house.hall.open_table("guessing", Begin(1), house.stage, table_id=id_)
    assert house.hall.directory.find("123456") is table
    house.clock.settle()
    house = await house.restart()
    found = house.hall.directory.find("123456")
    assert found is not None
    assert found.id == id_


async def test_a_code_belongs_to_one_table() -> None:
    house = await House().open()
    one, two = house.open_table(), house.open_table()
    directory = house.hall.directory
    assert directory.claim("code", one.id)
    assert directory.claim("code", one.id)
    assert not directory.claim("code", two.id)
    assert directory.find("code") is one
    assert directory.find("other") is None


async def test_a_released_code_is_held_for_a_while() -> None:
    house = await House().open()
    one, two = house.open_table(), house.open_table()
    directory = house.hall.directory
    directory.claim("code", one.id, hold=DAY)
    directory.release("code")
    assert directory.find("code") is None
    assert not directory.claim("code", two.id)
    house.clock.settle()
    house = await house.restart(down=DAY // 2)
    two = house.hall.tables[two.id]
    assert not house.hall.directory.claim("code", two.id)
    house.clock.skip(DAY // 2)
    assert house.hall.directory.claim("code", two.id)
    assert house.hall.directory.find("code") is two


async def test_the_codes_of_a_game_that_is_over_are_released_with_their_hold() -> None:
    house = await House().open()
    table = house.open_table()
    house.hall.directory.claim("held", table.id, hold=DAY)
    house.hall.directory.claim("free", table.id)
    table.handle(Stop())
    assert house.hall.directory.find("held") is table, "who asks now must hear it after the end is told"
    house.clock.settle()
    for life in (house, await house.restart()):
        assert life.hall.directory.find("held") is None
        assert life.hall.directory.is_taken("held")
        assert not life.hall.directory.is_taken("free")


async def test_a_claim_without_a_table_does_not_last() -> None:
    house = await House().open()
    house.hall.directory.claim("code", house.hall.new_id())
    house.clock.settle()
    house = await house.restart()
    assert not house.hall.directory.is_taken("code")


async def test_a_table_that_cannot_be_opened_leaves_no_code() -> None:
    house = await House().open()
    id_ = house.hall.new_id()
    house.hall.directory.claim("code", id_)
    with pytest.raises(RuntimeError):
        house.hall.open_table("guessing", Crash(), house.stage, table_id=id_)
    assert house.hall.tables == {}
    assert not house.hall.directory.is_taken("code")


async def test_a_free_code_is_found() -> None:
    house = await House().open()
    one, two = house.open_table(), house.open_table()
    directory = house.hall.directory
    directory.claim("1", one.id)
    codes: Iterator[str] = iter(["1", "1", "2"])
    assert directory.claim_free(lambda: next(codes), two.id) == "2"
    assert directory.find("2") is two
    with pytest.raises(NoFreeCodeError):
        directory.claim_free(lambda: "1", two.id)


async def test_codes_that_nobody_holds_any_more_are_forgotten() -> None:
    house = await House().open()
    table = house.open_table()
    house.hall.directory.claim("code", table.id, hold=DAY)
    house.hall.directory.release("code")
    house.clock.settle()
    house = await house.restart(down=2 * DAY)
    house.clock.settle()
    contents = await house.journal.open(lambda _count, _error: None)
    assert contents.codes == {}
