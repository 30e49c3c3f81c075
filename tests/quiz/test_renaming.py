"""A player gets another name in the middle of a game: in the rules, and as everybody hears of it."""

import pytest

from rumpus.quiz.rules import commands as c
from rumpus.quiz.rules import facts as f
from rumpus.quiz.rules.facts import Fact, PlayerRenamed, Refused
from rumpus.quiz.rules.kept import export_of, kept_of
from tests.quiz.house import DEPLOYED, OURS, House, Played, house_of
from tests.quiz.story import Story, abcd, facts


def told(story: Story, seat: int, name: str, *, keep: bool = True) -> list[Fact]:
    return facts(story.do(c.Rename(seat, name, keep)))


def test_answers_and_seat_stay() -> None:
    story = Story.of(abcd(), abcd()).host().join("anna", "bert")
    story.do(c.Start())
    story.show(0)
    story.answer("anna", "yes")
    assert told(story, 1, "  Änne ") == [PlayerRenamed(1)]
    assert (story.game.seat_named("ÄNNE"), story.game.seat_named("anna")) == (1, None)
    story.do(c.ShowResults(0))
    export = export_of(kept_of(story.game, story.now))
    assert [answer.username for answer in export.questions[0].answers] == ["Änne"]
    assert {player.username for player in export.players} == {"Änne", "bert"}


def test_name_is_free_again_and_the_new_one_taken() -> None:
    story = Story.of().host().join("anna", "bert")
    told(story, 1, "carl")
    assert facts(story.do(c.Join("CARL", None, []))) == [Refused("username_already_exists", "username_already_exists")]
    assert isinstance(facts(story.do(c.Join("anna", None, [])))[0], f.Joined)
    assert told(story, 2, "Anna") == [Refused("error", "name_taken")]
    assert not story.changed()
    assert story.game.players[2].username == "bert"


def test_same_name_written_differently() -> None:
    story = Story.of().host().join("anna")
    assert told(story, 1, "ANNA") == [PlayerRenamed(1)]
    assert told(story, 1, "ANNA") == []
    assert not story.changed()


@pytest.mark.parametrize(
    ("name", "code"), [("", "name_empty"), ("x" * 41, "name_too_long"), ("a\x00", "name_not_allowed")]
)
def test_names_that_nobody_can_have(name: str, code: str) -> None:
    story = Story.of().host().join("anna")
    assert told(story, 1, name) == [Refused("error", code)]
    assert told(story, 9, "carl") == [Refused("error", "unknown_player")]


def test_who_was_removed_is_renamed_too_and_comes_back_so() -> None:
    story = Story.of().host().join("anna", "bert")
    story.do(c.Kick("anna"))
    assert told(story, 1, "bert") == [PlayerRenamed(1)], "it holds no name, so none is taken"
    assert facts(story.do(c.LetBack(1))) == [Refused("error", "name_taken")]
    told(story, 1, "carl")
    story.do(c.LetBack(1))
    assert story.totals() == {"carl": 0, "bert": 0}


def test_extra_field_goes_if_wanted() -> None:
    story = Story.of(custom_field="Class").host()
    story.do(c.Join("anna", "Anna B., 4b", []))
    told(story, 1, "Ente")
    assert story.game.players[1].custom_field == "Anna B., 4b"
    assert told(story, 1, "Ente", keep=False) == [PlayerRenamed(1)]
    assert story.game.players[1].custom_field is None


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
