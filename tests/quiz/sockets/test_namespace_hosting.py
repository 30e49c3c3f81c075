"""Hosts and remotes: who may, who comes back, what they are shown, what they may say twice."""

import asyncio
import time

import msgspec
import pytest

from rumpus.rehearse.frame_client import Transport
from rumpus.wire import Server
from tests.quiz.house import DEPLOYED, OURS, Person, house_of
from tests.quiz.story import abcd, slide, slider, text
from tests.until import until


async def test_only_who_has_the_secret_hosts_the_game() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        for event in ("register_as_admin", "register_as_remote"):
            stranger = await house.person(OURS)
            stranger.say(event, {"game_pin": game.pin, "game_id": game.opened.public_id})
            assert (await stranger.hears("error"))["code"] == "wrong_game_id"
            stranger = await house.person(DEPLOYED)
            stranger.say(event, {"game_pin": game.pin, "game_id": ""})
            assert await stranger.hears("error") is None


async def test_the_host_is_told_the_whole_game_as_a_json_string() -> None:
    async with house_of() as house:
        game = house.game(abcd(), slider())
        host = await house.person(DEPLOYED)
        host.say("register_as_admin", game.secret)
        told = await host.hears("registered_as_admin")
        assert told["game_id"] == game.opened.game_id
        whole = msgspec.json.decode(told["game"])
        assert whole["game_pin"] == game.pin
        assert [question["type"] for question in whole["questions"]] == ["ABCD", "RANGE"]
        assert whole["questions"][0]["time"] == "20"
        assert whole["questions"][0]["image"] is None


async def test_what_only_a_host_may_say_is_ignored_from_others() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        player = await game.player("anna")
        await player.settles()
        await host.settles()
        for event, *args in (
            ("start_game", ""), ("set_question_number", "0"), ("show_solutions", {}), ("get_final_results", {}),
            ("get_question_results", {"question_number": 0}), ("kick_player", {"username": "anna"}), ("save_quiz",),
            ("get_export_token",), ("set_control_visibility", {"visible": False}), ("let_back", {"seat": 1}),
            ("end_game",), ("kick_player",),
        ):  # fmt: skip
            assert await player.asks(event, *args) == []
        assert await host.settles() == []


@pytest.mark.parametrize("transport", ["websocket", "polling", "upgrade"])
async def test_a_second_host_is_told_that_there_is_one_as_long_as_it_answers(transport: Transport) -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await house.person(DEPLOYED, transport=transport)
        host.say("register_as_admin", game.secret)
        await host.hears("registered_as_admin")
        await host.settles()
        second = await house.person(DEPLOYED)
        begin = time.monotonic()
        second.say("register_as_admin", game.secret)
        await second.hears("already_registered_as_admin")
        assert time.monotonic() - begin < 1.5
        assert await host.settles() == []
        assert await second.asks("start_game", "") == []


async def test_a_host_that_does_not_answer_is_replaced() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        for namespace in (DEPLOYED, OURS):
            deaf = await game.host(namespace)
            deaf.client.asleep = True
            second = await house.person(namespace)
            begin = time.monotonic()
            second.say("register_as_admin", game.secret)
            await second.hears("registered_as_admin")
            assert 1.8 < time.monotonic() - begin < 4
            second.client.disconnect()
            await second.is_parted()


async def test_taking_over_replaces_the_host_at_once() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        first = await game.host()
        second = await house.person()
        second.say("take_over", game.secret)
        await second.hears("registered_as_admin")
        await first.hears("replaced")
        await first.is_parted()
        await second.asks("start_game", {})


async def test_a_deployed_host_who_reloads_is_shown_how_far_the_game_has_come() -> None:
    async with house_of() as house:
        game = house.game(abcd(), slide(), text(), abcd())
        host = await game.host(DEPLOYED)
        anna = await game.player("anna", DEPLOYED)
        await game.player("berta", DEPLOYED)
        await host.asks("start_game", "")
        for index in range(3):
            await host.asks("set_question_number", str(index))
        await anna.asks("submit_answer", {"question_index": 2, "answer": "Berlin"})
        host.cut()
        again = await house.person(DEPLOYED)
        await again.settles()
        again.say("register_as_admin", game.secret)
        await again.hears("set_question_number", lambda it: it["question_index"] == 2)
        assert again.events() == []

        # Questions wait for the next packet, which the page sends when it is ready, or for a quarter of a second.
        again.cut()
        third = await house.person(DEPLOYED)
        await third.settles()
        begin = time.monotonic()
        third.say("register_as_admin", game.secret)
        await third.hears("start_game")
        assert third.events() == []
        await third.hears("set_question_number")
        assert time.monotonic() - begin > 0.2
        await third.settles()

        third.cut()
        fourth = await house.person(DEPLOYED)
        await fourth.settles()
        fourth.say("register_as_admin", game.secret)
        await fourth.hears("start_game")
        begin = time.monotonic()
        events = await fourth.asks("get_question_results", {"question_number": 2})
        assert time.monotonic() - begin < 0.2
        assert events == ["set_question_number"] * 3 + ["question_results"]


async def test_the_replay_is_complete_and_in_order() -> None:
    async with house_of() as house:
        game = house.game(abcd(), slide(), text())
        host = await game.host(DEPLOYED)
        await game.player("anna", DEPLOYED)
        await host.asks("start_game", "")
        await host.asks("set_question_number", "0")
        await host.asks("set_question_number", "1")
        await host.asks("set_question_number", "2")
        await host.asks("show_solutions", {})
        for namespace in (DEPLOYED, OURS):
            remote = await house.person(namespace)
            await remote.settles()
            remote.say("register_as_remote", game.secret)
            await remote.comes_to("question_results")
            expected = [
                "registered_as_admin", "control_visibility", "player_joined", "start_game",
                "set_question_number", "set_question_number", "set_question_number", "question_results",
            ]  # fmt: skip
            assert remote.events()[:8] == expected
            questions = [args[0] for event, args in remote.told if event == "set_question_number"]
            assert [question["question_index"] for question in questions] == [0, 1, 2]
            assert "question" not in questions[1]
            await remote.settles()
            assert await remote.asks("get_question_results", {"question_number": 2}) == ["question_results"]


async def test_what_happens_while_a_host_is_shown_the_game_is_told_once() -> None:
    async with house_of() as house:
        game = house.game(abcd(), abcd(), abcd(), late_join=True)
        remote = await game.host(OURS)
        await remote.asks("set_question_number", "0")
        host = await house.person(DEPLOYED)
        remote.client.disconnect()
        await remote.is_parted()
        await host.settles()
        host.say("register_as_admin", game.secret)
        await host.hears("registered_as_admin")
        control = await house.person(OURS)
        control.say("register_as_remote", game.secret)
        await control.hears("game_state")
        await game.player("late")
        await control.asks("set_question_number", "1")
        await host.hears("player_joined")
        await until(lambda: len(host.told) >= 2)
        await asyncio.sleep(0.3)
        indexes = [args[0]["question_index"] for event, args in host.told if event == "set_question_number"]
        assert indexes == [0, 1]
        assert "player_joined" not in host.events()


async def test_a_remote_controls_the_game_and_hides_the_controls() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host(DEPLOYED)
        player = await game.player("anna", DEPLOYED)
        await player.settles()
        await host.settles()
        remote = await house.person(DEPLOYED)
        remote.say("register_as_remote", game.secret)
        await remote.hears("registered_as_admin")
        assert await remote.hears("control_visibility") == {"visible": False}
        assert await host.hears("control_visibility") == {"visible": False}
        await remote.asks("set_control_visibility", {"visible": True})
        assert await host.hears("control_visibility") == {"visible": True}
        await remote.asks("set_question_number", "0")
        await player.hears("set_question_number")
        await remote.asks("kick_player", {"username": "anna"})
        await player.hears("kick")


async def test_the_ranking_so_far_is_shown_on_pages_of_ours_and_found_again_by_them() -> None:
    async with house_of() as house:
        game = house.game(abcd(), abcd())
        host, remote = await game.host(OURS), await house.person(DEPLOYED)
        remote.say("register_as_remote", game.secret)
        await remote.hears("registered_as_admin")
        player = await game.player("anna", OURS)
        host.say("set_question_number", "0")
        await player.hears("set_question_number")
        await player.asks("show_ranking")
        host.say("show_ranking")
        assert await host.hears("ranking_shown") == {"question_index": 0}
        host.say("resync")
        state = await host.hears("game_state")
        assert (state["phase"], state["ranking"]) == ("closed", True)
        assert "ranking_shown" not in [*await remote.settles(), *await player.settles()]


async def test_a_slide_reaches_every_admin_and_players_of_ours_without_its_content() -> None:
    async with house_of() as house:
        game = house.game(slide())
        host = await game.host(DEPLOYED)
        remote = await house.person(DEPLOYED)
        remote.say("register_as_remote", game.secret)
        await remote.hears("registered_as_admin")
        deployed, ours = await game.player("anna", DEPLOYED), await game.player("berta", OURS)
        await remote.settles()
        await deployed.settles()
        await ours.settles()
        await host.asks("start_game", "")
        host.say("set_question_number", "0")
        assert await host.hears("set_question_number") == {"question_index": 0}
        assert await remote.hears("set_question_number") == {"question_index": 0}
        assert await ours.hears("slide_shown") is None
        assert await deployed.settles() == ["start_game"]


async def test_arguments_that_are_ignored_may_be_anything() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        for namespace in (DEPLOYED, OURS):
            host = await house.person(namespace)
            host.say("register_as_admin", game.secret)
            await host.hears("registered_as_admin")
            await host.settles()
            nothings: list[list[object]] = [[], [{}], [""], [None], [{}, 1]]
            for args in nothings:
                assert await host.asks("start_game", *args) == ["start_game"]
                assert await host.asks("save_quiz", *args) == ["results_saved_successfully"]
                assert await host.asks("get_export_token", *args) == ["export_token"]
            for number in ["0", 0, 0.0, "0.0", 0.5]:
                assert await host.asks("set_question_number", number) == ["set_question_number"]
            for number in ["99", "-1", "x", None, {}, -1]:
                assert await host.asks("set_question_number", number) == []
            host.client.disconnect()
            await host.is_parted()


async def test_a_host_command_with_a_request_id_is_carried_out_once() -> None:
    async with house_of() as house:
        game = house.game(abcd(), abcd())
        host = await game.host()
        first = {"question_number": 0, "request_id": "one"}
        assert "set_question_number" in await host.asks("set_question_number", first)
        assert await host.asks("set_question_number", first) == []
        assert "set_question_number" in await host.asks("set_question_number", first | {"request_id": "two"})


async def test_an_export_token_gives_the_results_during_the_game_and_after_it() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        player = await game.player("anna")
        await host.asks("set_question_number", "0")
        await player.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        host.say("get_export_token")
        token = await host.hears("export_token")
        assert len(bytes.fromhex(token)) == 32
        for _ in range(2):
            results = msgspec.json.decode(await house.quizzes.export(token) or b"")
            assert [player["username"] for player in results["players"]] == ["anna"]
        assert await house.quizzes.export(token[:-1] + ("0" if token[-1] != "0" else "1")) is None
        assert await house.quizzes.export("0" * 64) is None
        assert await house.quizzes.export("x") is None
        host.say("end_game")
        assert await host.hears("game_ended") == {"reason": "host"}
        after = msgspec.json.decode(await house.quizzes.export(token) or b"")
        assert after["players"] == results["players"]


async def test_a_game_that_ends_is_over_for_everybody() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        ours, deployed = await game.player("anna"), await game.player("berta", DEPLOYED)
        await ours.settles()
        await deployed.settles()
        host.say("end_game", {"request_id": "the end"})
        for person in (host, ours):
            assert await person.hears("game_ended") == {"reason": "host"}
        await until(lambda: not house.hall.tables)
        assert deployed.events() == []
        assert await ours.asks("submit_answer", {"question_index": 0, "answer": "yes"}) == []
        late = await house.person()
        await late.settles()
        assert await late.asks("join_game", {"username": "x", "game_pin": game.pin}) == ["game_not_found"]
        assert house.hall.directory.is_taken(game.pin)
        assert all(not room for person in house.people for room in rooms_of(house.server, person))
        # The sockets are free for another game.
        other = house.game(abcd())
        assert "joined_game" in await ours.asks("join_game", {"username": "x", "game_pin": other.pin})


def rooms_of(server: Server, person: Person) -> list[str]:
    for namespace in server.namespaces.values():
        if person.client.sid in namespace.sockets:
            return list(namespace.sockets[person.client.sid].rooms)
    return []
