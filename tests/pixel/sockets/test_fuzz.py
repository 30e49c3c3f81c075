"""Whatever is thrown at a server with running games of every mode: nothing fails, and others go on as they were."""

import asyncio
import gc
import random
from contextvars import Context
from typing import Any

import pytest
from structlog.testing import capture_logs

from rumpus.pixel.messages.client_messages import EVENTS
from rumpus.pixel.rules.commands import BATTLE, COPYCAT, GUESSER, ROYALE, SOLO, ZOMBIE
from rumpus.pixel.rules.registry import BEGINS, MODES
from rumpus.pixel.sockets.company import Company
from rumpus.pixel.sockets.guest import Guest
from rumpus.rehearse.frame_client import FrameClient
from rumpus.wire.engineio.session import Session
from tests.pixel.house import DEPLOYED, DRAWING, OURS, House, Person, house_of
from tests.until import until

ODD: list[Any] = [
    None, True, False, 0, -1, 1.5, 1e308, 2**70, "", "a", "0" * 64, "g" * 64, "\u0000", "🦄" * 30,
    "x" * 5_000, [], [[]], {}, {"a": 1}, ["copy-cat"], {"toString": 1}, "__proto__", "ABCD", "up", DRAWING, "1" * 64,
]  # fmt: skip
MEMBERS = [
    "gameMode", "password", "code", "playerId", "chosenId", "pixels", "guess", "name", "displayName", "sessionId",
    "direction", "wantsRematch", "words", "en", "de",
]  # fmt: skip

CALM = {BATTLE: 5, COPYCAT: 1, GUESSER: 2, ROYALE: 10, ZOMBIE: 10}
"""So many play in a private room of each mode, with a fuzzer among them. Solo is played by a fuzzer alone."""

ACTS: dict[str, tuple[str, Any]] = {
    "drawing": ("submit-drawing", {"pixels": DRAWING}),
    "guessing": ("pixelguesser-guess", {"guess": "something"}),
    "royale-initial-drawing": ("royale-submit", {"pixels": DRAWING}),
    "royale-drawing": ("royale-submit", {"pixels": DRAWING}),
    "active": ("zombie-move", {"direction": "up"}),
}
"""By phase, what the calm ones do in it, once."""

HEARTBEATS = (Session, asyncio.TimerHandle, Context)
"""Sessions of the wire are forgotten when their next heartbeat is due, on a clock that is not that of the test."""

SECOND = 1_000
SETTLED = 4
"""Seconds of a phase after which nobody is too fast."""


def payload(dice: random.Random, depth: int = 0) -> Any:
    """Something that a client might send."""
    die = dice.random()
    if die < 0.6 and depth < 3:
        return {dice.choice(MEMBERS): payload(dice, depth + 1) for _ in range(dice.randrange(4))}
    if die < 0.7 and depth < 3:
        return [payload(dice, depth + 1) for _ in range(dice.randrange(3))]
    return dice.choice([*ODD, *MODES])


def anything(dice: random.Random) -> tuple[str, list[Any]]:
    """An event that a client might send."""
    event = dice.choice([*EVENTS, "nobody-knows", "constructor"])
    return event, [payload(dice) for _ in range(dice.randrange(3))]


class Calm:
    """Somebody who plays, among all that."""

    def __init__(self, person: Person, mode: str) -> None:
        self.person = person
        self.mode = mode
        self.seconds = 0
        self.acted = 0
        self.seen = 0

    @property
    def phases(self) -> list[str]:
        return [args[0]["phase"] for event, args in self.person.ever if event == "phase-changed"]

    @property
    def is_out(self) -> bool:
        return any(event == "royale-you-eliminated" for event, _ in self.person.ever)

    async def goes_on(self) -> None:
        """A second of its game: it does what is to be done, and is heard."""
        phases = self.phases
        self.seconds = self.seconds + 1 if len(phases) == self.seen else 0
        self.seen = len(phases)
        if phases and phases[-1] in ACTS and self.seconds >= SETTLED and self.acted < self.seen and not self.is_out:
            self.acted = self.seen
            event, argument = ACTS[phases[-1]]
            self.person.say(event, argument)
        assert await self.person.client.call("ping")

    def check(self) -> None:
        assert self.person.client.lost is None
        assert "error" not in [event for event, _ in self.person.ever], self.mode
        rules = BEGINS[self.mode].phases
        for before, after in zip(self.phases, self.phases[1:], strict=False):
            if "lobby" not in (before, after):
                assert after in rules[before].then.values(), "no phase is left out"


async def rooms(house: House) -> tuple[list[Calm], list[Person]]:
    """A private room of each mode, with those who are calm and one who is not; its game has begun."""
    calm, fuzzers = [], []
    for number, (mode, count) in enumerate(CALM.items()):
        namespace = (OURS, DEPLOYED)[number % 2]
        host, code = await house.host(mode, namespace)
        calm.append(Calm(host, mode))
        calm += [Calm(await house.guest(code, namespace), mode) for _ in range(count - 1)]
        fuzzers.append(await house.guest(code, (OURS, DEPLOYED)[number // 2 % 2]))
        host.say("host-start-game")
        await host.hears("phase-changed")
    return calm, [*fuzzers, await house.player(SOLO)]


@pytest.mark.parametrize("seed", range(3))
async def test_nothing_that_clients_say_disturbs_anybody(seed: int) -> None:
    dice = random.Random(seed)
    with capture_logs() as logs:
        async with house_of() as house:
            await _disturb(house, dice)
    assert [entry for entry in logs if entry["log_level"] == "error"] == []


async def _disturb(house: House, dice: random.Random) -> None:
    calm, fuzzers = await rooms(house)
    fuzzers += [await house.person(namespace) for namespace in (OURS, DEPLOYED, OURS)]
    for _ in range(45):
        for fuzzer in fuzzers:
            for _ in range(12):
                event, args = anything(dice)
                fuzzer.say(event, *args)
            await fuzzer.client.call("ping")
        await house.passes(SECOND)
        for one in calm:
            await one.goes_on()
    figures = house.hall.figures
    assert (figures.rule_errors, figures.stage_errors) == (0, 0)
    assert len(house.hall.tables) <= len(CALM) + len(fuzzers) + 1
    people = sum(len(company.game.people) for company in house.pixels._companies.running())
    assert house.pixels.figures().players == people, "counted without drift"
    for one in calm:
        one.check()
        assert one.phases, one.mode
    for fuzzer in fuzzers:
        assert fuzzer.client.lost is None, "what is refused does not cost the connection"


async def test_memory_stays_bounded() -> None:
    """Sockets, names, rooms, passwords and sessions come and go; nothing is left of them when time has passed."""
    dice = random.Random(7)
    async with house_of() as house:

        async def batch() -> int:
            """Let a hundred sockets come, say anything, and go; gives how many objects there are some time after."""
            for namespace in (OURS, DEPLOYED) * 50:
                client = FrameClient(namespace, {"browserId": str(dice.random())}, keep=False)
                await client.open(house.url)
                for _ in range(40):
                    event, args = anything(dice)
                    client.emit(event, *args)
                client.emit("leave-lobby")
                await client.call("ping")
                client.disconnect()
            del client
            # Seats wait for a minute, wrong passwords are remembered for a quarter of an hour.
            for _ in range(20):
                await house.passes(60 * SECOND)
            await until(lambda: not house.server.engine.connections and not house.hall.tables)
            await until(lambda: not house.pixels._reception.joining._tasks)
            gc.collect()
            objects = gc.get_objects()
            assert not any(isinstance(one, Guest) for one in objects)
            # The last public lobby of a mode is forgotten when somebody looks for one.
            assert sum(isinstance(one, Company) for one in objects) <= len(MODES)
            return sum(not isinstance(one, HEARTBEATS) for one in objects)

        await batch()
        before = await batch()
        assert await batch() - before < 100, "less than one for each socket"
