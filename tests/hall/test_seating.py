from rumpus.hall import HallLimits
from tests.hall.guessing import Join
from tests.hall.house import House


async def test_a_pid_finds_its_seat_also_after_a_restart() -> None:
    house = await House().open()
    table = house.open_table()
    table.handle(Join("ada"))
    table.bind("secret", 1)
    house.clock.settle()
    assert house.hall.seat_of("secret") == (table, 1)
    house = await house.restart()
    found = house.hall.seat_of("secret")
    assert found is not None
    assert (found[0].id, found[1]) == (table.id, 1)
    assert house.hall.seat_of("another") is None


async def test_the_journal_does_not_hold_a_pid() -> None:
    house = await House().open()
    table = house.open_table()
    table.bind("secret", 1)
    house.clock.settle()
    rows = house.journal.read(table.id, timeout=0)
    assert rows
    assert all(b"secret" not in row.data for row in rows)


async def test_a_seat_remembers_its_latest_pids() -> None:
    house = await House(limits=HallLimits(pids_per_seat=3)).open()
    table = house.open_table()
    for n in range(5):
        table.bind(f"pid{n}", 1)
    house.clock.settle()
    for life in (house, await house.restart()):
        assert [life.hall.seat_of(f"pid{n}") is not None for n in range(5)] == [False, False, True, True, True]


async def test_the_same_pid_again_is_not_written_again() -> None:
    house = await House().open()
    table = house.open_table()
    table.bind("secret", 1)
    before = house.hall.figures.records
    table.bind("secret", 1)
    assert house.hall.figures.records == before


async def test_a_socket_that_goes_to_another_table_sits_there() -> None:
    house = await House().open()
    first, second = house.open_table(), house.open_table()
    second.bind("other", 1)
    first.bind("secret", 1)
    second.bind("secret", 2)
    second.bind("moved", 1)
    first.bind("moved", 2)
    house.clock.settle()
    for life in (house, await house.restart()):
        seats = {pid: life.hall.seat_of(pid) for pid in ("other", "secret", "moved")}
        assert {pid: (place[0].id, place[1]) for pid, place in seats.items() if place} == {
            "other": (second.id, 1),
            "secret": (second.id, 2),
            "moved": (first.id, 2),
        }


async def test_a_seat_that_is_taken_back_is_not_found() -> None:
    house = await House().open()
    table = house.open_table()
    table.bind("old", 1)
    table.bind("new", 1)
    table.bind("other", 2)
    table.unbind(1)
    house.clock.settle()
    for life in (house, await house.restart()):
        assert [life.hall.seat_of(pid) is None for pid in ("old", "new", "other")] == [True, True, False]
