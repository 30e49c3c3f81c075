from rumpus.hall import Kept
from tests.hall.house import House

DAY = 24 * 60 * 60 * 1000


async def test_what_is_put_is_kept_for_thirty_days() -> None:
    house = await House().open()
    house.hall.kept.put("table", "guessing", b"points")
    until = house.clock.epoch_ms() + 30 * DAY
    assert await house.hall.kept.get("table") == Kept("guessing", b"points", until)
    house = await house.restart(down=30 * DAY - 1)
    assert await house.hall.kept.get("table") == Kept("guessing", b"points", until)
    house = await house.restart(down=1)
    assert await house.hall.kept.get("table") is None
    assert await house.journal.kept("table") is None, "erased"


async def test_it_can_be_kept_for_another_time_and_dropped() -> None:
    house = await House().open()
    house.hall.kept.put("table", "guessing", b"points")
    house.hall.kept.put("table", "guessing", b"more points", keep=5 * DAY)
    assert await house.hall.kept.get("table") == Kept("guessing", b"more points", house.clock.epoch_ms() + 5 * DAY)
    house.hall.kept.drop("table")
    assert await house.hall.kept.get("table") is None


async def test_it_is_erased_while_the_server_runs() -> None:
    house = await House().open()
    house.hall.kept.put("table", "guessing", b"points", keep=1_000)
    house.clock.settle()
    house.clock.skip(1_000)
    assert await house.hall.kept.get("table") is None
    house.clock.advance(2 * 60 * 60 * 1000)
    assert await house.journal.kept("table") is None


async def test_what_is_kept_of_a_kind_can_be_found() -> None:
    house = await House().open()
    house.hall.kept.put("b", "guessing", b"points")
    house.hall.kept.put("a", "guessing", b"points")
    house.hall.kept.put("c", "drawing", b"points")
    assert await house.hall.kept.of("guessing") == ["a", "b"]
    house = await house.restart(down=1)
    assert await house.hall.kept.of("guessing") == ["a", "b"]
    assert await house.hall.kept.of("nothing") == []
