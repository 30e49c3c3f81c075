"""Deployed pages in browsers that lose their connection without being reloaded: they go on counting where they were."""

from pathlib import Path

from rumpus.hall.sqlite_journal import SqliteJournal
from rumpus.wire import RecoveryLimits
from tests.quiz.browser import Browser
from tests.quiz.house import OURS, House, Played, house_of
from tests.quiz.story import abcd
from tests.until import until


async def host_page(house: House, game: Played) -> Browser:
    page = await Browser(house.url).connect()
    await page.say("register_as_admin", game.secret)
    await page.hears("registered_as_admin")
    return page


async def test_a_page_that_lost_its_connection_misses_nothing_and_hears_nothing_twice() -> None:
    async with house_of() as house:
        game = house.game(abcd(), abcd())
        page, remote = await host_page(house, game), await house.person(OURS)
        remote.say("register_as_remote", game.secret)
        await remote.hears("game_state")
        await page.hears("control_visibility")
        await page.lose()
        await game.player("anna")
        await remote.asks("set_question_number", 0)
        await page.connect()
        assert page.events() == ["player_joined", "start_game", "set_question_number"]
        await page.lose()


async def test_a_page_that_was_away_for_too_long_is_shown_what_it_missed() -> None:
    async with house_of(recovery=RecoveryLimits(window=0)) as house:
        game = house.game(abcd(), abcd(), abcd(), late_join=True)
        page, remote = await host_page(house, game), await house.person(OURS)
        remote.say("register_as_remote", game.secret)
        await remote.hears("game_state")
        await game.player("anna")
        await remote.asks("set_question_number", 0)
        await page.hears("set_question_number")
        await page.lose()
        await game.player("berta")
        for index in (1, 2):
            await remote.asks("set_question_number", index)
        await remote.asks("get_question_results", {"question_number": 2})
        [table] = house.hall.tables.values()
        await until(lambda: table.data.admin is None)
        page.told.clear()
        await page.connect()
        await until(lambda: "question_results" in page.events())
        missed = ["player_joined", "set_question_number", "set_question_number", "question_results"]
        assert page.events() == ["session_id", "registered_as_admin", *missed]
        page.told.clear()
        await page.say("get_final_results", {})
        await page.hears("final_results")
        assert page.events() == []
        await page.lose()


async def test_a_page_on_a_restarted_server_has_its_place_and_is_told_nothing_again(tmp_path: Path) -> None:
    journal = tmp_path / "journal.sqlite3"
    async with house_of(SqliteJournal(journal)) as house:
        game = house.game(abcd(), abcd())
        page = await host_page(house, game)
        players = [await Browser(house.url).connect() for _ in range(2)]
        for number, player in enumerate(players):
            await player.say("join_game", {"username": f"player {number}", "game_pin": game.pin})
            await player.hears("joined_game")
        await page.say("set_question_number", "0")
        for browser in (*players, page):
            await browser.hears("set_question_number")
        await players[0].say("submit_answer", {"question_index": 0, "answer": "yes"})
        await players[0].hears("player_answer")
        await page.hears("player_answer")
        for browser in (page, *players):
            await browser.lose()
    async with house_of(SqliteJournal(journal)) as house:
        for browser in (page, *players):
            browser.url = house.url
            browser.told.clear()
            await browser.connect()
        await page.hears("registered_as_admin")
        for player in players:
            await player.hears("rejoined_game")
            assert 18 <= int((await player.hears("set_question_number"))["question"]["time"]) <= 20
        await players[0].hears("already_replied")
        await players[1].say("submit_answer", {"question_index": 0, "answer": "no"})
        assert await page.hears("player_answer") == {"answered": 2, "players": 2}
        await page.hears("everyone_answered")
        await page.say("set_question_number", "1")
        assert (await page.hears("set_question_number"))["question_index"] == 1
        for browser in (page, *players):
            await browser.lose()
