"""Players come in, come back and are put out, over real sockets."""

from tests.quiz.house import DEPLOYED, OURS, house_of
from tests.quiz.story import abcd


async def test_a_player_joins_and_the_host_hears_of_it() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        player = await house.person()
        assert await player.settles() == ["welcome"]
        player.say("join_game", {"username": "anna", "game_pin": game.pin})
        joined = await player.hears("joined_game")
        assert joined["game_pin"] == game.pin
        assert joined["game_id"] == game.opened.public_id
        assert len(joined["seat"]) >= 22
        told = await host.hears("player_joined")
        assert told == {"username": "anna", "sid": player.client.sid, "seat": 1}
        state = await player.hears("game_state")
        assert state["role"] == "player"
        assert state["username"] == "anna"


async def test_on_the_deployed_namespace_nothing_of_ours_is_said() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await house.person(DEPLOYED)
        assert len((await host.hears("session_id"))["session_id"]) == 32
        host.say("register_as_admin", game.secret)
        assert set(await host.hears("registered_as_admin")) == {"game_id", "game"}
        player = await game.player("anna", DEPLOYED)
        assert set(await host.hears("player_joined")) == {"username", "sid"}
        await player.hears("time_sync")
        await player.hears_nothing()
        await host.hears_nothing()


async def test_an_unknown_pin_is_not_found() -> None:
    async with house_of() as house:
        for namespace in (DEPLOYED, OURS):
            player = await house.person(namespace)
            await player.settles()
            assert await player.asks("join_game", {"username": "x", "game_pin": "000000"}) == ["game_not_found"]
            assert await player.asks("rejoin_game", {"username": "x", "old_sid": "y", "game_pin": "000000"}) == [
                "game_not_found"
            ]
            assert await player.asks("register_as_admin", {"game_pin": "000000", "game_id": "y"}) == ["game_not_found"]


async def test_an_error_has_a_code_on_our_namespace_and_nothing_on_the_deployed_one() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        player = await house.person()
        player.say("join_game", {"game_pin": game.pin})
        assert (await player.hears("error"))["code"] == "bad_username"
        player = await house.person(DEPLOYED)
        player.say("join_game", {"game_pin": game.pin})
        assert await player.hears("error") is None


async def test_a_name_is_taken_however_it_is_written() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        await game.player("Straße")
        for name in ("STRASSE", "  straße ", "\uff33trasse"):
            other = await house.person()
            await other.settles()
            assert await other.asks("join_game", {"username": name, "game_pin": game.pin}) == [
                "username_already_exists"
            ]


async def test_joining_again_under_the_same_name_says_the_same_again() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        player = await game.player("anna")
        await player.settles()
        await host.settles()
        assert await player.asks("join_game", {"username": "anna", "game_pin": game.pin}) == ["joined_game"]
        other = house.game(abcd())
        player.say("join_game", {"username": "berta", "game_pin": game.pin})
        assert (await player.hears("error"))["code"] == "already_joined"
        player.say("join_game", {"username": "anna", "game_pin": other.pin})
        await host.hears_nothing()


async def test_a_started_game_takes_nobody_unless_it_does() -> None:
    async with house_of() as house:
        strict, open_ = house.game(abcd()), house.game(abcd(), late_join=True)
        for game in (strict, open_):
            host = await game.host()
            await host.asks("start_game", "")
        late = await house.person()
        await late.settles()
        assert await late.asks("join_game", {"username": "a", "game_pin": strict.pin}) == ["game_already_started"]
        assert "joined_game" in await late.asks("join_game", {"username": "a", "game_pin": open_.pin})


async def test_who_joins_late_is_shown_the_open_question_with_what_is_left_of_its_time() -> None:
    async with house_of() as house:
        game = house.game(abcd(), late_join=True)
        host = await game.host()
        await host.asks("set_question_number", "0")
        late = await game.player("late")
        shown = await late.hears("set_question_number")
        assert shown["question"]["time"] in ("19", "20")
        assert 0 < shown["remaining"] <= 20_000


async def test_a_player_comes_back_with_any_sid_of_before() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host(DEPLOYED)
        first = await game.player("anna", DEPLOYED)
        await game.player("somebody who thinks")
        await host.asks("set_question_number", "0")
        await first.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        last = first
        for _ in range(3):
            last.cut()
            last = await house.person(DEPLOYED)
            last.say("rejoin_game", {"old_sid": first.client.sid, "username": "anna", "game_pin": game.pin})
            await last.hears("rejoined_game")
            shown = await last.hears("set_question_number")
            assert set(shown) == {"question_index", "question"}
            assert 18 <= int(shown["question"]["time"]) <= 20
            await last.hears("already_replied")
        assert await last.asks("submit_answer", {"question_index": 0, "answer": "no"}) == ["already_replied"]


async def test_nobody_comes_back_with_a_wrong_sid_or_a_wrong_name() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        anna = await game.player("anna")
        await game.player("berta")
        for name, sid in (("anna", "x" * 20), ("berta", anna.client.sid)):
            other = await house.person()
            other.say("rejoin_game", {"old_sid": sid, "username": name, "game_pin": game.pin})
            assert (await other.hears("error"))["code"] == "wrong_seat"


async def test_a_player_comes_back_with_the_token_of_the_seat() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        anna = await game.player("anna")
        anna.cut()
        again = await house.person()
        again.say("rejoin_game", {"seat": anna.seat, "game_pin": game.pin})
        assert (await again.hears("rejoined_game"))["seat"] == anna.seat
        assert (await again.hears("game_state"))["username"] == "anna"


async def test_a_second_tab_replaces_the_first_which_is_never_kicked() -> None:
    async with house_of() as house:
        game = house.game(abcd(), late_join=True)
        host = await game.host()
        for namespace, farewell in ((OURS, ["replaced"]), (DEPLOYED, [])):
            name = f"anna on {namespace}"
            first = await game.player(name, namespace)
            await host.hears("player_joined")
            await first.settles()
            second = await house.person(namespace)
            second.say("rejoin_game", {"old_sid": first.client.sid, "username": name, "game_pin": game.pin})
            await second.hears("rejoined_game")
            await first.is_parted()
            assert first.events() == farewell
            await host.settles()
            await second.settles()
        await host.hears_nothing()


async def test_a_kicked_player_stays_out_until_let_back() -> None:
    async with house_of() as house:
        game = house.game(abcd(), late_join=True)
        host = await game.host()
        anna = await game.player("anna")
        await anna.hears("game_state")
        host.say("kick_player", {"username": "ANNA"})
        assert await anna.hears("kick") is None
        assert await host.hears("player_kicked") == {"username": "anna", "seat": 1}
        await host.asks("set_question_number", 0)
        assert await anna.asks("submit_answer", {"question_index": 0, "answer": "yes"}) == []
        anna.say("join_game", {"username": "anna again", "game_pin": game.pin})
        assert (await anna.hears("error"))["code"] == "kicked"
        other = await house.person()
        other.say("rejoin_game", {"seat": anna.seat, "game_pin": game.pin})
        assert (await other.hears("error"))["code"] == "kicked"
        await host.asks("let_back", {"seat": 1})
        other.say("rejoin_game", {"seat": anna.seat, "game_pin": game.pin})
        await other.hears("rejoined_game")


async def test_a_kick_of_nobody_is_an_error_for_the_host_alone() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        player = await game.player("anna")
        await player.settles()
        host.say("kick_player", {"username": "nobody"})
        assert (await host.hears("error"))["code"] == "unknown_player"
        await player.hears_nothing()


async def test_a_custom_field_is_kept_with_the_player() -> None:
    async with house_of() as house:
        game = house.game(abcd(), custom_field="Phone")
        player = await house.person(DEPLOYED)
        player.say("join_game", {"username": "anna", "game_pin": game.pin, "captcha": None, "custom_field": " 0151 "})
        assert (await player.hears("joined_game"))["custom_field"] == "Phone"
        host = await house.person()
        host.say("register_as_admin", game.secret)
        state = await host.hears("game_state")
        assert [entry["custom_field"] for entry in state["entries"]] == ["0151"]
