"""Who is there: connections lost and found again, on the same server and on one that was restarted."""

from pathlib import Path
from typing import Any

import pytest

from rumpus.hall import HallLimits
from rumpus.hall.sqlite_journal import SqliteJournal
from tests.quiz.house import DEPLOYED, OURS, House, Person, Played, house_of
from tests.quiz.story import abcd
from tests.until import until


async def back(house: House, person: Person) -> Person:
    """The same client on a new connection, as socket.io-client comes back by itself."""
    return await house.person(OURS, person.client.recovery_auth())


def is_paused(house: House) -> bool:
    [table] = house.hall.tables.values()
    return table.paused


async def test_a_short_loss_is_noticed_by_nobody_and_nothing_is_missed() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        anna, _ = await game.player("anna"), await game.player("berta")
        await anna.settles()
        await host.settles()
        anna.cut()
        await host.asks("set_question_number", "0")
        again = await back(house, anna)
        assert again.client.recovered
        assert [event for event in again.forget() if event != "time_sync"] == ["start_game", "set_question_number"]
        assert await again.asks("submit_answer", {"question_index": 0, "answer": "yes"}) == ["player_answer"]
        await host.hears("answer_count")
        assert "player_left" not in host.events()


async def test_the_host_hears_who_left_and_who_is_back() -> None:
    async with house_of() as house:
        game = house.game(abcd(time=60))
        host = await game.host()
        anna, berta = await game.player("anna"), await game.player("berta")
        await host.asks("set_question_number", "0")
        await berta.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        anna.cut()
        assert await host.hears("player_left") == {"username": "anna", "seat": 1}
        await host.hears("everyone_answered")
        again = await back(house, anna)
        assert again.client.recovered
        assert await host.hears("player_back") == {"username": "anna", "seat": 1}


async def test_a_host_whose_connection_is_lost_recovers_or_is_replaced_without_asking() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        host.cut()
        again = await back(house, host)
        assert again.client.recovered
        await again.asks("start_game")
        again.cut()
        other = await house.person(OURS)
        other.say("register_as_admin", game.secret)
        await other.hears("registered_as_admin")
        late = await back(house, again)
        assert not late.client.recovered
        assert await late.asks("end_game") == ["welcome"]
        await other.asks("set_question_number", 0)


async def test_a_new_phone_on_the_seat_of_one_that_is_away_keeps_it() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        anna = await game.player("anna")
        anna.cut()
        other = await house.person()
        other.say("rejoin_game", {"seat": anna.seat, "game_pin": game.pin})
        await other.hears("rejoined_game")
        late = await back(house, anna)
        assert not late.client.recovered
        assert await late.settles() == ["welcome"]
        assert await other.settles() is not None
        assert other.client.is_connected


async def test_a_game_goes_on_when_its_host_and_most_players_are_back(tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite3"
    async with house_of(SqliteJournal(journal)) as house:
        game = house.game(abcd(time=30), abcd())
        host, remote = await game.host(), await house.person(OURS)
        remote.say("register_as_remote", game.secret)
        await remote.hears("game_state")
        players = [await game.player(f"player {number}") for number in range(10)]
        kicked = await game.player("unwanted")
        await host.asks("kick_player", {"username": "unwanted"})
        await host.asks("set_question_number", "0")
        for player in players[:5]:
            await player.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        pins = game.pin
    async with house_of(SqliteJournal(journal)) as house:
        assert is_paused(house)
        hosts = [await back(house, person) for person in (host, remote)]
        assert not hosts[0].client.recovered
        await hosts[0].hears("registered_as_admin")
        state = await hosts[0].hears("game_state")
        assert (state["answered"], state["players"], state["question_index"]) == (5, 10, 0)
        await hosts[1].hears("registered_as_admin")
        returned = []
        for number, player in enumerate(players[:9]):
            assert is_paused(house)
            again = await back(house, player)
            returned.append(again)
            joined = await again.hears("rejoined_game")
            assert joined["game_pin"] == pins
            assert joined["seat"]
            state = await again.hears("game_state")
            assert state["answer"] == ("yes" if number < 5 else None)
            assert 25_000 < state["remaining"] <= 30_000
        assert not is_paused(house)
        shown = await returned[8].hears("set_question_number")
        assert 25_000 < shown["remaining"] <= 30_000
        out = await back(house, kicked)
        assert await out.settles() == ["welcome"]
        for player in returned[5:]:
            assert "player_answer" in await player.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        # The tenth did not come back: nobody waits for longer than for anybody who has left.
        await hosts[1].settles()
        assert await hosts[1].asks("start_game") == ["start_game"]
        await hosts[0].hears("everyone_answered")
        hosts[0].say("get_question_results", {"question_number": 0})
        assert len(await hosts[0].hears("question_results")) == 9


async def test_a_game_goes_on_without_those_who_do_not_come_back(tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite3"
    async with house_of(SqliteJournal(journal)) as house:
        game = house.game(abcd())
        await game.host()
        anna = await game.player("anna")
        secret = game.secret
    async with house_of(SqliteJournal(journal), HallLimits(resume_after=300)) as house:
        [table] = house.hall.tables.values()
        await until(lambda: not table.paused)
        host = await house.person(DEPLOYED)
        host.say("register_as_admin", secret)
        await host.hears("player_joined", lambda it: it == {"username": "anna", "sid": None})
        again = await house.person(OURS)
        again.say("rejoin_game", {"game_pin": secret["game_pin"], "username": "anna", "old_sid": anna.client.sid})
        await again.hears("rejoined_game")


async def test_a_restart_reopens_what_a_host_was_shown_in_the_deployed_dialect(tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite3"
    async with house_of(SqliteJournal(journal)) as house:
        game = house.game(abcd(), abcd())
        host = await game.host(DEPLOYED)
        anna, berta = await game.player("anna", DEPLOYED), await game.player("berta", DEPLOYED)
        await host.asks("set_question_number", "0")
        await anna.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        secret = game.secret
    async with house_of(SqliteJournal(journal)) as house:
        answers: dict[str, Any] = {}
        for name, person in (("anna", anna), ("berta", berta)):
            again = answers[name] = await house.person(DEPLOYED)
            again.say("rejoin_game", {"game_pin": secret["game_pin"], "username": name, "old_sid": person.client.sid})
            await again.hears("rejoined_game")
            await again.hears("set_question_number")
        await answers["anna"].hears("already_replied")
        host = await house.person(DEPLOYED)
        host.say("register_as_admin", secret)
        # Who has the question open still is told what time is left, now that the clock goes on.
        await answers["berta"].hears("set_question_number")
        await host.hears("set_question_number")
        await host.settles()
        assert "set_question_number" not in await answers["anna"].settles()
        berta = answers["berta"]
        berta.say("submit_answer", {"question_index": 0, "answer": "no"})
        assert (await berta.hears("player_answer")) == {"answered": 2, "players": 2}
        await host.hears("everyone_answered")


@pytest.mark.parametrize("namespace", [DEPLOYED, OURS])
async def test_leaving_for_good_empties_the_seat(namespace: str) -> None:
    async with house_of() as house:
        game: Played = house.game(abcd())
        anna = await game.player("anna", namespace)
        [table] = house.hall.tables.values()
        assert table.data.players
        anna.client.disconnect()
        await until(lambda: not table.data.players)
