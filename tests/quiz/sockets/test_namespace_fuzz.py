"""Anything that a client can say: nothing breaks, and the others' game goes on as if it had not been said."""

import asyncio
from typing import Any

import pytest
import structlog
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumpus.quiz.messages.client_messages import EVENTS
from tests.quiz.house import DEPLOYED, OURS, House, Person, Played, house_of
from tests.quiz.story import abcd, check, order, slide, slider, text, voting

WORDS = st.sampled_from(
    ["game_pin", "game_id", "username", "old_sid", "seat", "answer", "question_index", "complex_answer", "request_id",
     "question_number", "visible", "custom_field", "captcha", "tapped_after"]
)  # fmt: skip

PLAIN = st.one_of(
    st.none(), st.booleans(), st.integers(-(2**60), 2**60), st.integers(-2, 8), st.floats(), st.text(max_size=20),
    st.sampled_from(["yes", "0", "1,2", "PIN", "SECRET", "anna", "\u202e", "\ud83d", "NaN", "1e400", "x" * 1_001]),
)  # fmt: skip

JSON = st.recursive(
    PLAIN, lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(WORDS | st.text(max_size=5), inner)),
    max_leaves=12,
)  # fmt: skip

MESSAGES = st.lists(
    st.tuples(st.sampled_from(sorted(EVENTS)) | st.text(min_size=1, max_size=12), st.lists(JSON, max_size=3)),
    min_size=1,
    max_size=12,
)


def placed(value: Any, places: dict[str, str]) -> Any:
    """The value with the words for pin and secret replaced, and nothing in it that is not JSON."""
    if isinstance(value, str):
        return places.get(value, value).encode("utf-8", "replace").decode()
    if isinstance(value, float) and (value != value or abs(value) == float("inf")):
        return 0.5
    if isinstance(value, list):
        return [placed(item, places) for item in value]
    if isinstance(value, dict):
        return {placed(key, places): placed(item, places) for key, item in value.items()}
    return value


async def settled(person: Person) -> list[str]:
    await person.passes()
    return [event for event in person.forget() if event not in ("time_sync", "answer_count")]


async def stranger(house: House, namespace: str, messages: list[tuple[str, list[Any]]], places: dict[str, str]) -> None:
    person = await house.person(namespace)
    for event, args in messages:
        if person.client.is_connected:
            person.say(event.encode("utf-8", "replace").decode(), *placed(args, places))
    if person.client.is_connected:
        await person.passes()
        assert await person.client.call("echo_time_sync", "still there") == []
    person.client.abort()
    house.people.remove(person)


@pytest.mark.parametrize("namespace", [DEPLOYED, OURS])
def test_a_stranger_disturbs_nobody(namespace: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(messages=MESSAGES)
    def say(messages: list[tuple[str, list[Any]]]) -> None:
        runner.run(undisturbed(messages))

    async def undisturbed(messages: list[tuple[str, list[Any]]]) -> None:
        # The pin is known to everybody, the secret is not. Wrong pins of earlier examples are forgotten.
        house.forgive()
        with structlog.testing.capture_logs() as logs:
            await stranger(house, namespace, messages, {"PIN": game.pin})
        assert [entry for entry in logs if entry["log_level"] == "error"] == []
        for person in (host, anna, berta):
            told = await settled(person)
            if person is host:
                told = [event for event in told if event not in ("player_joined", "player_left", "player_back")]
            assert told == []

    async def begin() -> tuple[Any, House, Played, list[Person]]:
        context = house_of()
        house = await context.__aenter__()
        game = house.game(abcd(time=999), late_join=True)
        people = [await game.host(), await game.player("anna"), await game.player("berta", DEPLOYED)]
        people[0].say("set_question_number", "0")
        for person in people:
            await person.hears("set_question_number")
            await settled(person)
        await asyncio.sleep(0.6)
        return context, house, game, people

    with asyncio.Runner() as runner:
        context, house, game, (host, anna, berta) = runner.run(begin())
        say()
        runner.run(context.__aexit__(None, None, None))


@pytest.mark.parametrize("namespace", [DEPLOYED, OURS])
def test_whatever_a_host_says_nothing_fails(namespace: str) -> None:
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(messages=MESSAGES)
    def say(messages: list[tuple[str, list[Any]]]) -> None:
        runner.run(led(messages))

    async def led(messages: list[tuple[str, list[Any]]]) -> None:
        async with house_of() as house:
            game = house.game(abcd(), slider(), text(), order(), check(), voting(), slide(), late_join=True)
            anna = await game.player("anna")
            with structlog.testing.capture_logs() as logs:
                first = ("register_as_admin", [game.secret])
                await stranger(house, namespace, [first, *messages], {"PIN": game.pin, "SECRET": game.opened.game_id})
                if anna.client.is_connected:
                    await anna.passes()
            assert [entry for entry in logs if entry["log_level"] == "error"] == []

    with asyncio.Runner() as runner:
        say()
