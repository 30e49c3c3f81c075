"""Joining with a name that is not wanted, with a made-up one, and with a proof of work, over real sockets."""

import pytest
from altcha import Challenge, Payload, solve_challenge

from rumpus.hall import MemoryJournal
from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.content.text import BadName
from rumpus.quiz.rules.commands import Options
from tests.quiz.house import DEPLOYED, OURS, House, Person, Played, house_of
from tests.quiz.story import abcd, quiz_of


async def refusal(person: Person, game: Played, name: str, **more: object) -> str:
    person.say("join_game", {"username": name, "game_pin": game.pin, **more})
    error = await person.hears("error")
    code: str = error["code"]
    return code


def in_german(house: House, **options: object) -> Played:
    quiz = parse_document(quiz_of(abcd()) | {"language": "de-DE"})
    return Played(house, house.quizzes.open_game(quiz, Options(**options), user_id="a user"))  # type: ignore[arg-type]


def solution(house: House, game: Played) -> str:
    challenge = house.quizzes.captcha_challenge(game.pin)
    assert challenge is not None
    asked = Challenge.from_dict(challenge)
    found = solve_challenge(asked)
    assert found is not None
    return Payload(asked, found).to_base64()


# ---- names -----------------------------------------------------------------------------------------------------------


async def test_a_name_that_is_not_wanted_is_refused_and_another_one_is_not() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host = await game.host()
        player = await house.person()
        assert await refusal(player, game, "A$$hole") == "name_refused"
        await host.hears_nothing()
        player.say("join_game", {"username": "Assunta", "game_pin": game.pin})
        await player.hears("joined_game")


async def test_on_the_deployed_namespace_it_is_an_error_like_any_other() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        player = await house.person(DEPLOYED)
        player.say("join_game", {"username": "asshole", "game_pin": game.pin})
        assert await player.hears("error") is None


async def test_the_host_chooses_how_strictly_and_the_quiz_in_which_language() -> None:
    async with house_of() as house:
        off, strict = house.game(abcd(), name_filter="off"), house.game(abcd(), name_filter="strict")
        german = in_german(house)
        assert await refusal(await house.person(), strict, "stupid") == "name_refused"
        await house.game(abcd()).player("stupid")
        await off.player("asshole")
        assert await refusal(await house.person(), german, "Arschloch") == "name_refused"
        await german.player("stupid")


async def test_a_name_that_is_taken_or_comes_too_late_is_told_so_first() -> None:
    async with house_of() as house:
        game = house.game(abcd(), name_filter="off")
        await game.player("asshole")
        late = house.game(abcd())
        host = await late.host()
        await host.asks("start_game", "")
        for at, told in ((game, "username_already_exists"), (late, "game_already_started")):
            player = await house.person()
            player.forget()
            assert await player.asks("join_game", {"username": "asshole", "game_pin": at.pin}) == [told]


async def test_the_host_lets_one_name_through() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        secret = game.opened.game_id
        player, joker = await house.person(), await house.person()
        assert await refusal(player, game, "Dick") == "name_refused"
        assert await refusal(joker, game, "asshole") == "name_refused"
        names = house.quizzes.people.names_of(secret)
        assert names is not None
        assert (names.allowed, names.refused) == ([], ["Dick", "asshole"])
        assert await house.quizzes.people.allow_name(secret, "  Dick ")
        names = house.quizzes.people.names_of(secret)
        assert names is not None
        assert (names.allowed, names.refused) == (["Dick"], ["asshole"])
        player.say("join_game", {"username": "DICK", "game_pin": game.pin})
        await player.hears("joined_game")
        other = house.game(abcd())
        assert await refusal(await house.person(), other, "Dick") == "name_refused", "in that game only"


async def test_an_allowed_name_stays_allowed_after_a_restart() -> None:
    journal = MemoryJournal()
    async with house_of(journal) as house:
        game = house.game(abcd())
        assert await house.quizzes.people.allow_name(game.opened.game_id, "Dick")
    async with house_of(journal) as house:
        player = await house.person()
        player.say("join_game", {"username": "Dick", "game_pin": game.pin})
        await player.hears("joined_game")


async def test_who_sits_there_already_is_never_asked_again() -> None:
    """A list of words that grows throws nobody out: coming back asks no filter."""
    async with house_of() as house:
        game = house.game(abcd())
        await house.quizzes.people.allow_name(game.opened.game_id, "Dick")
        player = await house.person()
        player.say("join_game", {"username": "Dick", "game_pin": game.pin})
        token = (await player.hears("joined_game"))["seat"]
        house.hall.tables[game.opened.table_id].game.allowed_names.clear()  # type: ignore[attr-defined]
        player.cut()
        again = await house.person()
        again.say("rejoin_game", {"seat": token, "game_pin": game.pin})
        await again.hears("rejoined_game")


async def test_a_name_that_nobody_can_have_is_not_allowed_either() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        with pytest.raises(BadName):
            await house.quizzes.people.allow_name(game.opened.game_id, " ")
        assert not await house.quizzes.people.allow_name("no such secret", "Dick")
        assert not await house.quizzes.people.allow_name(game.opened.public_id, "Dick")
        assert house.quizzes.people.names_of(game.opened.public_id) is None


async def test_what_the_host_may_choose_from_is_bounded() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        company = house.quizzes._companies.with_pin(game.pin)
        assert company is not None
        for number in range(60):
            company.name_refused(f"ass {number}")
        names = house.quizzes.people.names_of(game.opened.game_id)
        assert names is not None
        assert names.refused == [f"ass {number}" for number in range(10, 60)]


# ---- made-up nicknames -----------------------------------------------------------------------------------------------


async def test_nicknames_are_made_up_in_the_language_of_the_quiz_and_can_be_taken() -> None:
    async with house_of() as house:
        game = in_german(house, name_filter="strict")
        offered = house.quizzes.nicknames(game.pin)
        assert offered is not None
        assert len(set(offered)) == 3
        assert all(nickname.split(" ")[0].endswith(("er", "e", "es")) for nickname in offered)
        await game.player(offered[0])
        assert house.quizzes.nicknames("000000") is None
        many = house.quizzes.nicknames(game.pin, 1_000)
        assert many is not None
        assert len(many) == 10


# ---- the captcha -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("namespace", [OURS, DEPLOYED])
async def test_a_game_that_wants_a_proof_of_work_lets_in_who_did_it(namespace: str) -> None:
    async with house_of() as house:
        game = house.game(abcd(), proof_of_work=True)
        player = await house.person(namespace)
        for captcha in (None, "", "work", "e30="):
            player = await house.person(namespace)
            player.forget()
            join = {"username": "anna", "game_pin": game.pin, "captcha": captcha}
            assert await player.asks("join_game", join) == ["error"]
        done = solution(house, game)
        await game.player("anna", namespace, captcha=done)
        copycat = await house.person(namespace)
        copycat.forget()
        assert await copycat.asks("join_game", {"username": "bert", "game_pin": game.pin, "captcha": done}) == ["error"]


async def test_the_code_says_that_it_was_the_captcha() -> None:
    async with house_of() as house:
        game, other = house.game(abcd(), proof_of_work=True), house.game(abcd(), proof_of_work=True)
        assert await refusal(await house.person(), game, "anna") == "captcha"
        assert await refusal(await house.person(), game, "anna", captcha=solution(house, other)) == "captcha"


async def test_a_name_that_is_taken_costs_no_second_proof_of_work() -> None:
    async with house_of() as house:
        game = house.game(abcd(), proof_of_work=True)
        await game.player("anna", captcha=solution(house, game))
        late = solution(house, game)
        player = await house.person()
        player.forget()
        join = {"username": "Anna", "game_pin": game.pin, "captcha": late}
        assert await player.asks("join_game", join) == ["username_already_exists"]
        assert await refusal(player, game, "asshole", captcha=late) == "name_refused"
        player.say("join_game", join | {"username": "bert"})
        await player.hears("joined_game")


async def test_coming_back_needs_no_proof_of_work() -> None:
    async with house_of() as house:
        game = house.game(abcd(), proof_of_work=True)
        player = await house.person()
        player.say("join_game", {"username": "anna", "game_pin": game.pin, "captcha": solution(house, game)})
        token = (await player.hears("joined_game"))["seat"]
        player.cut()
        again = await house.person()
        again.say("rejoin_game", {"seat": token, "game_pin": game.pin})
        await again.hears("rejoined_game")


async def test_the_switch_of_the_deployed_original_asks_for_nothing() -> None:
    async with house_of() as house:
        game = house.game(abcd(), captcha_enabled=True)
        player = await house.person()
        player.say("join_game", {"username": "anna", "game_pin": game.pin})
        assert (await player.hears("joined_game"))["captcha_enabled"] is True
