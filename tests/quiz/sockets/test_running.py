"""What the HTTP side may ask about running games, and what it may do with the host's secret."""

import asyncio
from collections.abc import Callable

import pytest

from rumpus.hall import MemoryJournal
from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.quizzes import TooManyWrongPinsError
from rumpus.quiz.rules.commands import Options
from rumpus.quiz.sockets.pin_guesses import PER_ADDRESS
from rumpus.quiz.sockets.running import JoinInfo, SeatedPlayer, WaitingGame
from tests.quiz.house import house_of
from tests.quiz.story import abcd, quiz_of, slide

ADDRESS = "192.0.2.7"


async def test_what_a_page_must_know_before_somebody_joins() -> None:
    async with house_of() as house:
        plain = house.game(abcd(), game_mode="normal", captcha_enabled=True)
        guarded = house.game(abcd(), custom_field="Phone", proof_of_work=True)
        check = house.quizzes.check_captcha
        assert check(plain.pin) == JoinInfo(enabled=False, game_mode="normal", custom_field=None, proof_of_work=False)
        info = check(guarded.pin)
        assert info == JoinInfo(enabled=False, game_mode="kahoot", custom_field="Phone", proof_of_work=True)
        assert info is not None
        assert info.deployed() == {"enabled": False, "game_mode": "kahoot", "custom_field": "Phone"}
        assert check("000000") is None


async def test_a_pin_gives_the_public_id_and_never_the_secret() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        assert house.quizzes.public_id_of(game.pin) == game.opened.public_id
        assert house.quizzes.public_id_of("000000") is None


async def test_every_door_counts_wrong_pins_of_an_address() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        doors: list[Callable[..., object]] = [
            house.quizzes.check_captcha, house.quizzes.captcha_challenge, house.quizzes.public_id_of,
            house.quizzes.nicknames,
        ]  # fmt: skip
        for tried in range(PER_ADDRESS - 1):
            assert doors[tried % len(doors)]("000000", address=ADDRESS) is None
        assert house.quizzes.players_of(game.pin, "a guess", address=ADDRESS) is None
        for door in doors:
            with pytest.raises(TooManyWrongPinsError):
                door(game.pin, address=ADDRESS)
            assert door(game.pin, address="192.0.2.8") is not None
        with pytest.raises(TooManyWrongPinsError):
            house.quizzes.players_of(game.pin, "another guess", address=ADDRESS)
        assert house.quizzes.players_of(game.pin, game.opened.game_id, address=ADDRESS) == [], "who has the secret"


async def test_the_players_are_told_to_who_has_the_secret() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        anna = await game.player("anna")
        await game.player("bert")
        host = await game.host()
        await host.asks("kick_player", {"username": "bert"})
        assert house.quizzes.players_of(game.pin, game.opened.game_id) == [SeatedPlayer("anna", anna.client.sid)]
        assert house.quizzes.players_of(game.pin, game.opened.public_id) is None
        assert house.quizzes.players_of("000000", game.opened.game_id) is None


async def test_the_game_that_waits_is_the_latest_of_this_user_that_was_not_started() -> None:
    async with house_of() as house:
        quizzes, quiz = house.quizzes, parse_document(quiz_of(abcd()))
        assert quizzes.waiting_game("a user") is None
        first = house.game(abcd())
        second = house.game(abcd())
        quizzes.open_game(quiz, Options(), user_id="somebody else")
        assert quizzes.waiting_game("a user") == WaitingGame(second.pin, "A quiz", second.opened.game_id)
        host = await second.host()
        await host.asks("start_game", "")
        waiting = quizzes.waiting_game("a user")
        assert waiting is not None
        assert waiting.game_pin == first.pin


async def test_a_host_sees_all_games_of_their_own_the_latest_first() -> None:
    async with house_of() as house:
        first, second = house.game(abcd(), slide()), house.game(abcd())
        house.quizzes.open_game(parse_document(quiz_of(abcd())), Options(), user_id="somebody else", quiz_id="a quiz")
        host = await first.host()
        await first.player("anna")
        (await first.player("bert")).cut()
        await host.asks("set_question_number", 0)
        games = house.quizzes.games_of("a user")
        assert [game.game_pin for game in games] == [second.pin, first.pin]
        assert [game.phase for game in games] == ["lobby", "question"]
        assert (games[1].players, games[1].questions, games[1].question_index) == (2, 2, 0)
        assert (games[1].game_id, games[1].public_id) == (first.opened.game_id, first.opened.public_id)
        assert not any(game.paused or game.saved for game in games)
        (foreign,) = house.quizzes.games_of("somebody else")
        assert foreign.quiz_id == "a quiz"
        assert house.quizzes.game_with(first.opened.game_id) == games[1]
        assert house.quizzes.game_with(first.opened.public_id) is None


async def test_a_game_ends_for_who_has_the_secret_and_stays_ended() -> None:
    journal = MemoryJournal()
    async with house_of(journal) as house:
        game, other = house.game(abcd()), house.game(abcd())
        player = await game.player("anna")
        assert not await house.quizzes.end(game.opened.public_id)
        assert await house.quizzes.end(game.opened.game_id)
        assert (await player.hears("game_ended"))["reason"] == "host"
        assert house.quizzes.check_captcha(game.pin) is None
        assert not await house.quizzes.end(game.opened.game_id)
        assert [running.game_pin for running in house.quizzes.games_of("a user")] == [other.pin]
    async with house_of(journal) as house:
        assert [running.game_pin for running in house.quizzes.games_of("a user")] == [other.pin]


async def test_a_game_can_end_while_it_is_ended_by_somebody_else() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        ended = await asyncio.gather(*(house.quizzes.end(game.opened.game_id) for _ in range(3)))
        assert ended == [True, False, False]
