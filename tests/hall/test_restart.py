"""A server that was killed and started again: what comes back, and when the clocks go on."""

from collections.abc import Callable
from typing import Any

import pytest

from rumpus.hall import MemoryJournal, Table
from rumpus.hall.game import HOST, Effects, GameKind, Seat
from tests.hall.guessing import KIND, Ask, Away, Begin, Command, Crash, Guess, Guessing, Join, RoundClosed, Stop
from tests.hall.house import House, NotingStage


async def house_with_players(number: int, *, host: bool = True) -> tuple[House, Table]:
    house = await House().open()
    table = house.open_table()
    for n in range(number):
        table.handle(Join(f"player {n + 1}"))
    if not host:
        table.handle(Away(HOST))
    house.clock.settle()
    return house, table


def only(house: House) -> Table:
    (table,) = house.hall.tables.values()
    return table


async def test_a_table_comes_back_paused_where_it_was() -> None:
    house, table = await house_with_players(3)
    house.clock.advance(4_200)
    table.handle(Ask(1))
    house.clock.advance(1_300)
    house = await house.restart()
    again = only(house)
    assert (again.id, again.opened_at) == (table.id, table.opened_at)
    assert again.paused
    assert 4_500 < again.now <= 5_500
    assert house.hall.figures.replayed == 1
    stood = again.now
    house.clock.advance(9_000)
    assert again.now == stood


async def test_the_last_record_counts_if_it_is_later_than_the_clock() -> None:
    house, table = await house_with_players(1)
    house.clock.advance(10_700)
    table.handle(Ask(1))
    house.clock.settle()
    assert only(await house.restart()).now == 10_700


async def test_it_goes_on_when_host_and_nine_tenths_are_back() -> None:
    house, _ = await house_with_players(10)
    house = await house.restart()
    table = only(house)
    for seat in range(1, 10):
        table.back(seat)
        table.back(seat)
    assert house.stage.back == []
    table.back(HOST)
    assert not table.paused
    assert house.stage.back == [(table.id, frozenset({10}))]
    table.back(10)
    house.clock.advance(20_000)
    assert len(house.stage.back) == 1


async def test_the_host_alone_is_not_enough() -> None:
    house, _ = await house_with_players(10)
    house = await house.restart()
    table = only(house)
    for seat in range(9):
        table.back(seat)
    assert table.paused


async def test_it_goes_on_after_ten_seconds() -> None:
    house, _ = await house_with_players(3)
    house = await house.restart()
    table = only(house)
    table.back(2)
    house.clock.advance(9_999)
    assert house.stage.back == []
    house.clock.advance(1)
    assert not table.paused
    assert house.stage.back == [(table.id, frozenset({HOST, 1, 3}))]


async def test_who_was_away_is_not_awaited() -> None:
    house, table = await house_with_players(2, host=False)
    table.handle(Away(2))
    house.clock.settle()
    house = await house.restart()
    only(house).back(1)
    assert house.stage.back == [(table.id, frozenset())]


async def test_with_nobody_there_it_goes_on_at_once() -> None:
    house, table = await house_with_players(0, host=False)
    house = await house.restart()
    assert not only(house).paused
    assert house.stage.back == [(table.id, frozenset())]


async def test_a_round_takes_as_long_as_without_the_restart() -> None:
    house, table = await house_with_players(1)
    table.handle(Ask(1))
    house.clock.advance(4_000)
    house = await house.restart()
    again = only(house)
    stood = again.now
    house.clock.advance(8_000)
    again.back(HOST)
    again.back(1)
    house.clock.advance(10_000 - stood - 1)
    assert house.stage.facts == []
    house.clock.advance(1)
    assert isinstance(house.stage.facts[-1], RoundClosed)


async def test_during_the_pause_commands_are_handled_at_the_time_it_stands() -> None:
    house, table = await house_with_players(1)
    table.handle(Ask(1))
    house.clock.advance(3_000)
    house = await house.restart()
    again = only(house)
    stood = again.now
    house.clock.advance(5_000)
    again.handle(Guess(1, 1, 7, arrived=again.now))
    house.clock.settle()
    assert len(house.stage.facts) == 2
    third = await house.restart()
    assert only(third).now == stood
    assert isinstance(only(third).game, Guessing)


async def test_what_was_due_before_the_kill_is_done_and_was_told() -> None:
    house, table = await house_with_players(1)
    table.handle(Ask(1))
    house.clock.advance(10_000)
    assert isinstance(house.stage.facts[-1], RoundClosed)
    house = await house.restart()
    assert only(house).game.wake_at is None
    house.clock.advance(30_000)
    assert house.stage.facts == [], "not told again"


async def test_a_stage_may_act_when_the_clock_goes_on() -> None:
    class Acting(NotingStage):
        def resumed(self, table: Table, missing: frozenset[Seat]) -> None:
            super().resumed(table, missing)
            for seat in missing:
                table.handle(Away(seat))

        def render(self, table: Table, effects: Effects, caller: Any | None) -> Callable[[], None]:
            return super().render(table, effects, caller)

    house, table = await house_with_players(2)
    house = await house.restart()
    stage = Acting()
    only(house).stage = stage
    only(house).back(HOST)
    only(house).back(1)
    house.clock.advance(10_000)
    assert stage.back == [(table.id, frozenset({2}))]
    assert [fact.seat for fact in stage.facts] == [2]


async def test_a_game_that_was_over_does_not_come_back() -> None:
    house, table = await house_with_players(1)
    table.handle(Stop())
    house.clock.settle()
    house = await house.restart()
    assert house.hall.tables == {}
    assert await house.hall.kept.get(table.id) is not None


async def test_a_closed_server_comes_back_at_the_very_time() -> None:
    house, table = await house_with_players(1)
    house.clock.advance(5_678)
    await house.hall.close()
    table.handle(Join("late"))
    again = await house.restart()
    assert only(again).now == 5_678


# Journals that are not understood


def written_by(version: int, command: Any) -> GameKind[Any]:
    return GameKind("guessing", version=version, command=command, new=Guessing)


async def test_commands_of_an_older_version_are_understood(monkeypatch: pytest.MonkeyPatch) -> None:
    house, table = await house_with_players(0)
    old = [["begin", 5], ["join", "ada"], ["ask", 1], ["guess", 1, 1, 20]]
    journal = MemoryJournal()
    first = await House(journal, kinds=(written_by(1, Any),)).open()
    monkeypatch.setattr(Guessing, "handle", lambda _self, _command, _at: Effects())
    table = first.hall.open_table("guessing", old[0], first.stage)
    for command in old[1:]:
        table.handle(command)
    first.clock.settle()
    monkeypatch.undo()
    house = await first.restart(kinds=(KIND,))
    game = only(house).game
    assert isinstance(game, Guessing)
    assert (game.names, game.round, game.guesses) == ({1: "ada"}, 1, {1: 20})


@pytest.mark.parametrize("version", [3, 0])
async def test_a_version_that_is_not_understood_closes_its_table_only(version: int, logs: list[Any]) -> None:
    steady = GameKind("steady", KIND.version, Command, Guessing)
    house = await House(kinds=(written_by(version, Command), steady)).open()
    table = house.open_table()
    other = house.hall.open_table("steady", Begin(1), house.stage)
    house.hall.directory.claim("code", table.id, hold=1_000)
    house.clock.settle()
    house = await house.restart(kinds=(KIND, steady))
    assert house.stage.shut == [(table.id, "version")]
    assert list(house.hall.tables) == [other.id]
    assert house.hall.directory.find("code") is None
    message = next(entry for entry in logs if entry["event"] == "the journal of a table cannot be understood")
    assert message["table"] == table.id
    assert f"guessing in version {version}; this server understands 1, 2" in message["error"]
    house = await house.restart()
    assert house.stage.shut == [], "closed once, not at every start"


async def test_an_upgrade_that_closes_a_table_does_not_lose_its_records_at_once() -> None:
    journal = MemoryJournal()
    house = await House(journal, kinds=(written_by(9, Command),)).open()
    table = house.open_table()
    house = await house.restart(kinds=(KIND,))
    assert house.journal.read(table.id, timeout=0)
    house = await house.restart(down=31 * 24 * 3_600_000)
    assert house.journal.read(table.id, timeout=0) == []


async def test_a_kind_of_game_that_is_not_there_any_more_closes_its_table(logs: list[Any]) -> None:
    house, table = await house_with_players(1)
    house.hall.directory.claim("code", table.id)
    house.clock.settle()
    house = await house.restart(kinds=())
    assert house.hall.tables == {}
    assert not house.hall.directory.is_taken("code")
    assert any(entry.get("kind") == "guessing" and entry["log_level"] == "error" for entry in logs)


async def test_rules_that_fail_at_the_replay_close_their_table_only() -> None:
    class Stricter(Guessing):
        def handle(self, command: Command, at: int) -> Effects:
            if command == Join("player 2"):
                raise ValueError("no such names any more")
            return super().handle(command, at)

    house, table = await house_with_players(2)
    other = house.open_table()
    house = await house.restart(kinds=(GameKind("guessing", 2, Command, Stricter),))
    assert house.stage.shut == [(table.id, "rules")]
    assert list(house.hall.tables) == [other.id]


async def test_rules_that_end_a_game_at_the_replay_end_it() -> None:
    class Shorter(Guessing):
        def handle(self, command: Command, at: int) -> Effects:
            effects = super().handle(command, at)
            return self._end([]) if command == Join("player 2") else effects

    house, table = await house_with_players(3)
    house = await house.restart(kinds=(GameKind("guessing", 2, Command, Shorter),))
    assert house.hall.tables == {}
    assert house.stage.ended == [(table.id, "done")]
    assert await house.hall.kept.get(table.id) is not None


async def test_a_crash_at_the_replay_of_one_table_is_not_told_to_another() -> None:
    house, table = await house_with_players(1)
    table.handle(Crash("wake"))
    table.handle(Ask(1))
    house.clock.advance(4_000)
    house = await house.restart()
    assert house.hall.tables[table.id].paused
    house.clock.advance(30_000)
    assert house.stage.shut == [(table.id, "rules")]
