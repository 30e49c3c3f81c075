"""Questions, answers and results on the wire: who is told what, in which dialect, and when."""

import asyncio
import time
from typing import Any, get_args

from rumpus.quiz.rules.facts import Fact
from rumpus.quiz.sockets.saying import SAYING
from tests.quiz.house import DEPLOYED, OURS, Person, Played, house_of
from tests.quiz.story import abcd, check, order, slider, text, voting
from tests.until import until


async def playing(game: Played, *names: str, namespace: str = OURS) -> list[Person]:
    players = [await game.player(name, namespace) for name in names]
    for player in players:
        await player.settles()
    return players


def test_every_fact_can_be_said() -> None:
    assert set(SAYING) == set(get_args(Fact))


async def test_an_answer_is_acknowledged_to_its_sender_and_told_to_admins() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        ours, deployed = await game.host(OURS), await house.person(DEPLOYED)
        deployed.say("register_as_remote", game.secret)
        await deployed.hears("registered_as_admin")
        [anna] = await playing(game, "anna")
        [berta, carl] = await playing(game, "berta", "carl", namespace=DEPLOYED)
        await ours.asks("set_question_number", "0")
        for player in (anna, berta, carl):
            await player.hears("set_question_number")
        await deployed.settles()
        await ours.settles()

        assert await anna.asks("submit_answer", {"question_index": 0, "answer": "yes"}) == ["player_answer"]
        assert await deployed.hears("player_answer") == {"answered": 1, "players": 3}
        assert await berta.asks("submit_answer", {"question_index": 0, "answer": "no"}) == ["player_answer"]
        assert await deployed.hears("player_answer") == {"answered": 2, "players": 3}
        assert carl.events() == []
        assert await ours.hears("answer_count", lambda it: it["answered"] == 2) == {"answered": 2, "players": 3}
        assert await berta.asks("submit_answer", {"question_index": 0, "answer": "no"}) == ["already_replied"]
        assert await carl.asks("submit_answer", {"question_index": 1, "answer": "no"}) == ["question_not_active"]
        carl.say("submit_answer", {"question_index": 0, "answer": "no"})
        for person in (ours, deployed, anna, berta, carl):
            assert await person.hears("everyone_answered") == {}
        assert await carl.asks("submit_answer", {"question_index": 0, "answer": "yes"}) == ["already_replied"]


async def test_what_is_no_answer_is_an_error() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        anna, _ = await playing(game, "anna", "berta")
        await host.asks("set_question_number", "0")
        await anna.hears("set_question_number")
        for payload, code in (
            ({"question_index": 0, "answer": "perhaps"}, "no_option"),
            ({"question_index": 0}, "bad_answer"),
            ({"question_index": "x", "answer": "yes"}, "bad_question_index"),
            ("yes", "bad_payload"),
        ):
            anna.say("submit_answer", payload)
            assert (await anna.hears("error"))["code"] == code
            await asyncio.sleep(1.01)  # an error a second
        assert await anna.asks("submit_answer", {"question_index": 0.0, "answer": "yes", "x": 1}) == ["player_answer"]


async def test_every_kind_of_question_is_shown_without_and_solved_with_its_solution() -> None:
    async with house_of() as house:
        asked = [abcd(), slider(), text(), order(), check(), voting()]
        game = house.game(*asked)
        host = await game.host(DEPLOYED)
        [anna] = await playing(game, "anna", namespace=DEPLOYED)
        await host.asks("start_game", "")
        answers: list[dict[str, Any]] = [
            {"answer": "yes"}, {"answer": 50}, {"answer": "berlin"},
            {"answer": "a", "complex_answer": [{"answer": "one"}, {"answer": "two"}, {"answer": "three"}]},
            {"answer": "02"}, {"answer": "cats"},
        ]  # fmt: skip
        for index, answer in enumerate(answers):
            await host.asks("set_question_number", str(index))
            shown = (await anna.hears("set_question_number"))["question"]
            assert list(shown) == ["question", "time", "type", "answers", "image", "hide_results"]
            assert "right" not in str(shown)
            assert shown["answers"] == [] if shown["type"] == "TEXT" else shown["answers"]
            await anna.asks("submit_answer", {"question_index": index, **answer})
            host.say("show_solutions", {})
            solution = await anna.hears("solutions")
            assert solution["type"] == shown["type"]
            host.say("get_question_results", {"question_number": index})
            [result] = await anna.hears("question_results")
            assert list(result) == ["username", "answer", "right", "time_taken", "score"]
            assert result["right"] is (shown["type"] != "VOTING")
            assert isinstance(result["time_taken"], float)
        host.say("get_final_results", {})
        final = await anna.hears("final_results")
        assert list(final) == ["0", "1", "2", "3", "4", "5"]
        assert final["3"][0]["answer"] == "one, two, three"
        host.say("save_quiz")
        await host.hears("results_saved_successfully")
        assert await anna.settles() == []


async def test_players_of_ours_hear_their_own_result_and_the_host_everything() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        anna, berta = await playing(game, "anna", "berta")
        await host.asks("set_question_number", "0")
        await anna.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        berta.say("submit_answer", {"question_index": 0, "answer": "no"})
        first = await anna.hears("own_result")
        second = await berta.hears("own_result")
        assert (first["right"], first["rank"], first["players"], first["behind"]) == (True, 1, 2, None)
        assert second["behind"] == {"username": "anna", "points": first["total"]}
        assert second["total"] == 0
        host.say("get_question_results", {"question_number": 0})
        assert len(await host.hears("question_results")) == 2
        host.say("get_final_results", {})
        assert list(await host.hears("final_results")) == ["0"]
        state = await anna.hears("game_state")
        assert (state["phase"], state["total"], state["rank"]) == ("final", first["total"], 1)
        assert await anna.settles() == []


async def test_a_question_told_again_is_told_to_the_caller_only() -> None:
    async with house_of() as house:
        game = house.game(abcd(), abcd())
        host = await game.host()
        [anna] = await playing(game, "anna")
        await host.asks("set_question_number", "0")
        await anna.settles()
        assert await host.asks("set_question_number", "0") == ["set_question_number"]
        assert await anna.settles() == []
        host.say("get_question_results", {"question_number": 0})
        await anna.hears("own_result")
        await host.hears("question_results")
        assert await host.asks("get_question_results", {"question_number": 0}) == ["question_results"]
        assert await host.asks("get_question_results", {"question_number": 1}) == ["question_results"]
        assert await anna.settles() == []


async def test_time_is_synchronised_after_the_question_with_one_token_for_all() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        players = [await game.player(name, namespace) for name, namespace in (("a", OURS), ("b", DEPLOYED))]
        at_joining = {await player.hears("time_sync") for player in players}
        await host.asks("set_question_number", "0")
        for player in players:
            await player.hears("set_question_number")
        begin = time.monotonic()
        for_question = {await player.hears("time_sync") for player in players}
        assert 0.3 < time.monotonic() - begin < 1.5
        assert len(for_question) == len(at_joining) == 1
        assert for_question != at_joining
        assert "time_sync" not in host.events()


async def test_nobody_waits_for_a_phone_that_used_to_echo_and_does_not() -> None:
    async with house_of() as house:
        game = house.game(abcd(time=60))
        host = await game.host()
        anna, berta = await playing(game, "anna", "berta")
        await host.asks("set_question_number", "0")
        await anna.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        berta.client.asleep = True
        begin = time.monotonic()
        await host.hears("everyone_answered")
        assert 4.0 < time.monotonic() - begin < 8.0
        assert anna.events().count("everyone_answered") == 1


async def test_an_open_slider_is_called_in_before_the_solution_is_told() -> None:
    async with house_of() as house:
        game = house.game(slider())
        host = await game.host(DEPLOYED)
        anna, _ = await playing(game, "anna", "berta", namespace=DEPLOYED)
        await host.asks("set_question_number", "0")
        await anna.hears("set_question_number")
        host.say("show_solutions", {})
        assert await anna.hears("everyone_answered") == {}
        assert await anna.asks("submit_answer", {"question_index": 0, "answer": "50"}) == ["player_answer"]
        begin = time.monotonic()
        await anna.hears("solutions")
        assert 0.5 < time.monotonic() - begin < 2.0


async def test_scores_fall_with_the_time_and_a_tap_counts_within_what_was_measured() -> None:
    async with house_of() as house:
        game = house.game(abcd(time=10))
        host = await game.host()
        quick, honest, liar = await playing(game, "quick", "honest", "liar")
        await host.asks("set_question_number", "0")
        await quick.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        await asyncio.sleep(1.0)
        await honest.asks("submit_answer", {"question_index": 0, "answer": "yes", "tapped_after": 950})
        await liar.asks("submit_answer", {"question_index": 0, "answer": "yes", "tapped_after": 0})
        host.say("get_question_results", {"question_number": 0})
        results = {answer["username"]: answer for answer in await host.hears("question_results")}
        assert results["quick"]["score"] > 985
        assert 885 <= results["honest"]["score"] <= 910
        assert 0 < results["liar"]["score"] - results["honest"]["score"] < 50


async def test_acknowledgements_follow_what_they_acknowledge() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        heard: list[Any] = []
        host.client.on_any(lambda event, _: heard.append(event))
        host.client.emit("start_game", "", ack=heard.append)
        await until(lambda: len(heard) == 2)
        assert heard == ["start_game", []]


async def test_the_view_of_a_player_holds_no_solution_and_no_secret() -> None:
    async with house_of() as house:
        game = house.game(text("the secret word"))
        host = await game.host()
        for namespace in (DEPLOYED, OURS):
            [player] = await playing(game, f"player on {namespace}", namespace=namespace)
            player.told.clear()
        everybody = [person for person in house.people if person.client is not host.client]
        await host.asks("set_question_number", "0")
        for person in everybody:
            if person.client.pid is not None:
                await person.asks("resync")
        for person in everybody:
            await person.settles() if person.client.pid is None else None
            heard = str(person.told)
            assert "the secret word" not in heard
            assert game.opened.game_id not in heard


async def test_a_question_that_is_sent_again_after_a_recovery_is_no_new_start() -> None:
    async with house_of() as house:
        game = house.game(abcd(time=20))
        host = await game.host()
        anna = await game.player("anna")
        await game.player("berta")
        await anna.settles()
        anna.client.asleep = True
        await host.asks("set_question_number", "0")
        await asyncio.sleep(1.0)
        anna.cut()
        again = await house.person(OURS, anna.client.recovery_auth())
        assert again.client.recovered
        await again.hears("set_question_number")
        await again.asks("submit_answer", {"question_index": 0, "answer": "yes"})
        host.say("get_question_results", {"question_number": 0})
        [answer] = await host.hears("question_results")
        assert answer["time_taken"] >= 900
