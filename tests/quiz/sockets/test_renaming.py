"""A player gets another name in the middle of a game, and everybody hears of it."""

import pytest

from tests.quiz.house import DEPLOYED, OURS, House, Played, house_of
from tests.quiz.story import abcd


async def rename(house: House, game: Played, old: str, new: str) -> None:
    (player,) = house.quizzes.people.called(old)
    assert player.game_id == game.opened.game_id
    await house.quizzes.people.rename(player, new)


async def test_everybody_hears_what_concerns_them() -> None:
    async with house_of() as house:
        game = house.game(abcd(), abcd())
        ours, deployed = await game.host(OURS), await game.house.person(DEPLOYED)
        deployed.say("register_as_remote", game.secret)
        await deployed.hears("registered_as_admin")
        anna, bert = await game.player("anna"), await game.player("bert")
        dora = await game.player("dora", DEPLOYED)
        ours.say("set_question_number", "0")
        for player, answer in ((anna, "yes"), (bert, "no"), (dora, "no")):
            await player.hears("set_question_number")
            player.say("submit_answer", {"question_index": 0, "answer": answer})
            await player.hears("player_answer")
        assert (await bert.hears("own_result"))["behind"]["username"] == "anna"
        for person in (ours, deployed, anna, bert, dora):
            await person.settles()

        await rename(house, game, "anna", "Ente")
        state = await ours.hears("game_state")
        assert [entry["username"] for entry in state["entries"]] == ["Ente", "bert", "dora"]
        assert await deployed.settles() == ["player_joined"]
        assert (await anna.hears("game_state"))["username"] == "Ente"
        assert (await bert.hears("game_state"))["result"]["behind"]["username"] == "Ente"
        for person in (ours, deployed, anna, bert, dora):
            assert await person.settles() == []

        ours.say("kick_player", {"username": "Ente"})
        await anna.hears("kick")


@pytest.mark.parametrize("namespace", [OURS, DEPLOYED])
async def test_a_page_that_knows_the_old_name_comes_back(namespace: str) -> None:
    async with house_of() as house:
        game = house.game(abcd())
        await game.host()
        anna = await game.player("anna", namespace)
        sid = anna.client.sid
        await rename(house, game, "anna", "Ente")
        anna.cut()
        again = await house.person(namespace)
        again.say("rejoin_game", {"old_sid": sid, "game_pin": game.pin, "username": "anna"})
        await again.hears("rejoined_game")
        if namespace == OURS:
            assert (await again.hears("game_state"))["username"] == "Ente"


async def test_deployed_page_of_the_host_that_was_away_learns_the_name() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host(DEPLOYED)
        await game.player("anna")
        await host.hears("player_joined")
        host.cut()
        await rename(house, game, "anna", "Ente")
        again = await house.person(DEPLOYED)
        again.say("register_as_admin", game.secret)
        assert (await again.hears("player_joined"))["username"] == "Ente"


async def test_name_that_is_taken() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        await game.host()
        await game.player("anna")
        await game.player("bert")
        people, game_id = house.quizzes.people, game.opened.game_id
        anna, bert = people.at(game_id, 1), people.at(game_id, 2)
        assert anna is not None
        assert bert is not None
        assert people.at(game_id, 3) is None
        assert people.is_free(anna, "carl")
        assert not people.is_free(anna, "BERT")
        assert people.is_free(bert, "BERT")
        await people.rename(anna, "Bert")
        assert people.called("bert") == [bert]
        await people.remove(bert)
        assert people.called("bert") == [bert._replace(removed=True)]
        await people.rename(anna, "Bert")
        assert [one.seat for one in people.called("bert")] == [1, 2]
        await people.remove(bert)
        assert people.at(game_id, 1) == anna, "who was removed takes nobody along who has the name now"
