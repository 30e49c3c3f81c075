"""What one socket, one address and one message may cost."""

import asyncio
from typing import Any

import msgspec
import pytest

from rumpus.quiz.sockets.allowance import BURST, EVENTS_PER_SECOND, Allowance
from rumpus.quiz.sockets.pin_guesses import IN_ALL, MOST_ADDRESSES, PER_ADDRESS, WINDOW_MS, PinGuesses
from rumpus.quiz.sockets.weight import LARGEST, is_too_large
from tests.quiz.house import DEPLOYED, OURS, Person, house_of
from tests.quiz.story import abcd
from tests.until import until


def test_an_allowance_is_a_burst_and_then_a_rate() -> None:
    allowance = Allowance(0)
    assert sum(allowance.takes_event(0) for _ in range(100)) == BURST
    assert sum(allowance.takes_event(1_000) for _ in range(100)) == EVENTS_PER_SECOND
    assert sum(allowance.takes_event(60_000) for _ in range(100)) == BURST
    assert [allowance.takes_error(at) for at in (0, 1, 999, 1_000, 1_001)] == [True, False, False, True, False]


def test_wrong_pins_are_counted_by_address() -> None:
    guesses = PinGuesses()
    for _ in range(PER_ADDRESS):
        assert guesses.may_try("a school", 0)
        guesses.was_wrong("a school", 0)
    assert not guesses.may_try("a school", WINDOW_MS - 1)
    assert guesses.may_try("somebody else", 0)
    assert guesses.may_try("a school", WINDOW_MS)


def test_many_wrong_pins_from_everywhere_stop_only_those_who_were_wrong() -> None:
    guesses = PinGuesses()
    for number in range(IN_ALL):
        guesses.was_wrong(f"address {number}", 0)
    assert not guesses.may_try("address 1", 0)
    assert guesses.may_try("a class", 0)
    guesses.was_wrong("one too many", 0)
    assert not guesses.may_try("one too many", 0)
    assert guesses.may_try("address 1", WINDOW_MS)


def test_wrong_pins_from_very_many_addresses_stop_everybody_for_a_while() -> None:
    guesses = PinGuesses()
    for number in range(2 * MOST_ADDRESSES):
        guesses.was_wrong(f"address {number}", 0)
    assert not guesses.may_try("a class", 0)
    assert guesses.may_try("a class", WINDOW_MS)


def test_the_addresses_of_an_ipv6_household_are_one() -> None:
    guesses = PinGuesses()
    for number in range(PER_ADDRESS):
        guesses.was_wrong(f"2001:db8::{number:x}", 0)
    assert not guesses.may_try("2001:db8::ffff", 0)
    assert guesses.may_try("2001:db8:0:1::1", 0)


@pytest.mark.parametrize(
    ("arguments", "too_large"),
    [
        ([{"question_index": 0, "answer": "yes"}], False),
        (["x" * LARGEST], True),
        (["ä" * (LARGEST // 2 + 1)], True),
        ([{"x" * LARGEST: 1}], True),
        ([b"x" * (LARGEST + 1)], True),
        ([[[["x" * 1000] * 3] * 3]], True),
        ([1] * 2_000, True),
    ],
)
def test_the_size_of_an_event_is_that_of_its_arguments(arguments: list[Any], too_large: bool) -> None:
    assert is_too_large(arguments) is too_large


def test_the_size_is_about_that_of_the_json() -> None:
    for length in (100, 7_000, 8_100):
        arguments = [{"answer": "a" * length, "numbers": [1.5, True, None]}]
        assert is_too_large(arguments) is (len(msgspec.json.encode(arguments)) > LARGEST)


async def test_too_many_events_of_a_socket_are_dropped_with_one_error() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        noisy, calm = await game.player("noisy"), await game.player("calm")
        await noisy.settles()
        await calm.settles()
        for _ in range(3 * BURST):
            noisy.say("resync")
        events = await noisy.settles()
        assert BURST - 5 < events.count("game_state") < BURST + 25
        assert events.count("error") == 1
        assert "game_state" in await calm.asks("resync")


async def test_what_a_seat_may_ask_for_is_not_more_with_more_sockets() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        anna = await game.player("anna")
        back = {"game_pin": game.pin, "username": "anna", "old_sid": anna.client.sid}
        sockets = [await house.person() for _ in range(3 * BURST)]
        records = house.hall.figures.records
        for socket in sockets:
            socket.say("rejoin_game", back)
            await until(lambda socket=socket: {"rejoined_game", "error"} & set(socket.events()))  # type: ignore[misc]
        refused = [args[0]["code"] for socket in sockets for event, args in socket.told if event == "error"]
        assert set(refused) == {"too_many_events"}
        assert len(refused) > BURST
        assert house.hall.figures.records - records <= 2 * (len(sockets) - len(refused))

        await asyncio.sleep(0.2)
        again = await house.person()
        again.say("rejoin_game", back)
        await again.hears("rejoined_game")


async def test_a_connection_that_is_lost_all_the_time_is_not_recovered_all_the_time() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        anna = await game.player("anna")
        records = house.hall.figures.records
        recovered = 0
        for _ in range(3 * BURST):
            anna.cut()
            anna = Person(house.url, OURS, anna.client.recovery_auth())
            anna.echoes = False
            await anna.connect()
            recovered += anna.client.recovered
            if anna.client.lost is not None or not anna.client.recovered:
                break
        anna.cut()
        assert BURST - 5 <= recovered < 3 * BURST
        assert house.hall.figures.records - records <= 2 * recovered


async def test_echoes_are_free() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        player = await game.player("anna")
        await player.settles()
        for _ in range(3 * BURST):
            player.say("echo_time_sync", "of something")
        await player.settles()
        assert await player.asks("resync") == ["game_state"]


async def test_a_large_event_is_refused() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        player = await game.player("anna")
        player.say("submit_answer", {"question_index": 0, "answer": "yes", "padding": "x" * 9_000})
        assert (await player.hears("error"))["code"] == "payload_too_large"


async def test_an_address_that_tries_pins_is_told_nothing_any_more() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        host, inside = await game.host(), await game.player("inside")
        told: list[str] = []
        for number in range(PER_ADDRESS // 20 + 1):
            guesser = await house.person(DEPLOYED)
            for guess in range(20):
                guesser.say("join_game", {"username": "x", "game_pin": f"{number:02}{guess:02}xx"})
            told += await guesser.settles()
            guesser.client.abort()
        assert told.count("game_not_found") == PER_ADDRESS
        late = await house.person(OURS)
        late.say("join_game", {"username": "x", "game_pin": game.pin})
        assert (await late.hears("error"))["code"] == "too_many_wrong_pins"
        assert "game_state" in await inside.asks("resync")
        # A class that somebody of its own disturbs plays on: who was here before comes back.
        inside.cut()
        again = await house.person(DEPLOYED)
        again.say("rejoin_game", {"username": "inside", "game_pin": game.pin, "old_sid": inside.client.sid})
        await again.hears("rejoined_game")
        host.client.disconnect()
        reloaded = await house.person(DEPLOYED)
        reloaded.say("register_as_admin", game.secret)
        await reloaded.hears("registered_as_admin")
        wrong = {"rejoin_game": {"username": "x", "old_sid": "x"}, "register_as_admin": {"game_id": "x"}}
        for event, secret in wrong.items():
            for pin in (game.pin, "000000"):
                other = await house.person(OURS)
                other.say(event, {"game_pin": pin, **secret})
                assert (await other.hears("error"))["code"] == "too_many_wrong_pins"


async def test_wrong_secrets_of_hosts_count_as_wrong_pins() -> None:
    async with house_of() as house:
        game = house.game(abcd())
        for _ in range(0, PER_ADDRESS, BURST):
            stranger = await house.person()
            for event in ("register_as_admin", "register_as_remote") * (BURST // 2):
                stranger.say(event, game.secret | {"game_id": "a guess"})
            await stranger.passes()
        late = await house.person()
        await late.settles()
        late.say("join_game", {"username": "anna", "game_pin": game.pin})
        assert (await late.hears("error"))["code"] == "too_many_wrong_pins"
