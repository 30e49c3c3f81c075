"""Whatever is thrown at a server with running games of every mode: nothing fails, and others go on as they were."""

import random
from typing import Any

import pytest
from structlog.testing import capture_logs

from rumpus.pixel.messages.client_messages import EVENTS
from rumpus.pixel.rules.registry import MODES
from tests.pixel.house import House, Person, house_of
from tests.pixel.tiny import TINY_MODES

HALF: list[Any] = [
    None, True, False, 0, -1, 1.5, 1e308, 2**70, "", "a", "0" * 64, "g" * 64, "\u0000", "🦄" * 30,
    "x" * 5_000, [], [[]], {}, {"a": 1}, ["copy-cat"], {"toString": 1}, "__proto__", "ABCD", "up", "pixel-battle",
]  # fmt: skip
MEMBERS = [
    "gameMode", "password", "code", "playerId", "chosenId", "pixels", "guess", "name", "displayName", "sessionId",
    "direction", "wantsRematch", "words", "en", "de",
]  # fmt: skip


def payload(dice: random.Random, depth: int = 0) -> Any:
    """Something that a client might send."""
    die = dice.random()
    if die < 0.6 and depth < 3:
        return {dice.choice(MEMBERS): payload(dice, depth + 1) for _ in range(dice.randrange(4))}
    if die < 0.7 and depth < 3:
        return [payload(dice, depth + 1) for _ in range(dice.randrange(3))]
    return dice.choice([*HALF, *MODES])


async def throw(house: House, person: Person, dice: random.Random, count: int) -> None:
    """Say so many things, as fast as the limits let them through."""
    for number in range(count):
        event = dice.choice([*EVENTS, "nobody-knows", "constructor"])
        person.say(event, *[payload(dice) for _ in range(dice.randrange(3))])
        if number % 40 == 39:
            await person.client.call("ping")
            await house.passes(1_000)


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_that_clients_say_disturbs_anybody(seed: int) -> None:
    dice = random.Random(seed)
    with capture_logs() as logs:
        await _disturb(dice)
    assert [entry for entry in logs if entry["log_level"] == "error"] == []


async def _disturb(dice: random.Random) -> None:
    async with house_of({**TINY_MODES, **MODES}) as house:
        calm, code = await house.host("pixel-battle")
        others = [await house.guest(code) for _ in range(4)]
        fuzzers = [await house.person(namespace) for namespace in ("/pixel", "/", "/pixel")]
        fuzzers += [await house.player(mode) for mode in TINY_MODES]
        calm.say("host-start-game")
        for fuzzer in fuzzers:
            await throw(house, fuzzer, dice, 120)
        figures = house.hall.figures
        assert (figures.rule_errors, figures.stage_errors) == (0, 0)
        assert len(house.hall.tables) <= len(fuzzers) + 1
        people = sum(len(company.game.people) for company in house.pixels._companies.running())
        assert house.pixels.figures().players == people, "counted without drift"
        for person in (calm, *others):
            assert person.client.lost is None
            assert "error" not in [event for event, _ in person.ever]
        for person in (calm, *others, *fuzzers):
            if person.client.lost is None:
                await house.passes(3_000)
                assert await person.client.call("ping")
