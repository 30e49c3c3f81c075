"""The bytes of zombie-delta against the reference decoder, and as a recording for the decoder of our client."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rumpus.hall.game import GameTime
from rumpus.pixel.rules.commands import Direction
from rumpus.pixel.rules.zombie import facts
from rumpus.pixel.rules.zombie.things import Item
from rumpus.pixel.sockets.arena_screen import Screen
from tests.pixel.rules.zombie.arenas import Match
from tests.pixel.zombie_delta import applied

RECORDING = Path(__file__).parents[3] / "frontend/src/lib/pixel/zombie/delta.fixture.json"

WAYS: tuple[Direction, ...] = ("up", "right", "down", "left")

HEADER = 59
"""Bytes of the text frame before the attachment, as counted in `test_zombie`."""


def to_epoch(at: GameTime) -> int:
    return 1_800_000_000_000 + at


def frame(payload: bytes) -> int:
    return len(payload) + (2 if len(payload) < 126 else 4)


class Playing:
    """A match as the clients of one group see it: `state` and `delta` after each tick."""

    def __init__(self, match: Match, group: str) -> None:
        self.match = match
        self.group = group
        (opened,) = match.facts(facts.Opened)
        self.screen = Screen(opened.scene.bodies, match.game.people, to_epoch)
        self.first = plain(self.screen.state(opened.at, opened.scene))

    def ticks(self, most: int) -> Iterator[tuple[dict[str, Any], bytes]]:
        for _ in range(most):
            if self.match.game.phase != "active":
                return
            self.match.forget()
            self.match.ticks()
            for audience, fact, _ in self.match.told:
                if isinstance(fact, facts.Ticked) and audience.group == self.group:
                    yield plain(self.screen.state(fact.at, fact.scene)), self.screen.delta(fact)


def plain(state: Any) -> dict[str, Any]:
    decoded: dict[str, Any] = json.loads(msgspec.json.encode(state))
    return decoded


def lively(seed: int, players: int = 1, *, private: bool = False) -> Match:
    """A match in which the first player holds a healing touch, and zombies find boosts."""
    match = Match(players, private=private, seed=seed)
    zombie = match.arena.bodies[-1]
    mine = match.body(1)
    mine.is_zombie, zombie.is_zombie = False, True
    match.arena.survivors = sum(not body.is_zombie for body in match.arena.bodies)
    match.arena.items += [
        Item("item_AAAAAAAA", "healing-touch", mine.x, mine.y),
        Item("item_BBBBBBBB", "speed-boost", zombie.x, zombie.y),
        Item("item_CCCCCCCC", "speed-boost", 0, 31),
        Item("item_DDDDDDDD", "healing-touch", 31, 31),
    ]
    match.arena._turn(mine)
    match.arena._turn(zombie)
    return match


@pytest.mark.parametrize("group", ["zombies", "survivors", "watchers"])
def test_states_made_from_deltas_are_the_states(group: str) -> None:
    for seed in range(5):
        playing = Playing(lively(seed), group)
        state = playing.first
        count = 0
        for expected, delta in playing.ticks(3_000):
            count += 1
            tick, state = applied(state, delta)
            assert (tick, state) == (count, expected)
        assert count > 100


def test_who_skipped_ticks_is_right_again_with_the_next_key() -> None:
    playing = Playing(lively(1), "survivors")
    state = playing.first
    for number, (expected, delta) in enumerate(playing.ticks(200), 1):
        if number % 3:
            _, state = applied(state, delta)
        if number % 20 == 0:
            _, fresh = applied(playing.first, delta)
            assert fresh == expected


def test_a_delta_applied_twice_counts_once() -> None:
    playing = Playing(lively(2), "zombies")
    state = playing.first
    for expected, delta in playing.ticks(50):
        _, state = applied(state, delta)
        assert applied(state, delta)[1] == expected


def test_a_hundred_players_take_less_than_300_bytes_a_tick() -> None:
    """Both frames together, on average; with everybody on the move in every second tick, as fast as they may."""
    match = Match(100)
    playing = Playing(match, "survivors")
    sizes = []
    ticks = playing.ticks(1_000)
    for number, (_, delta) in enumerate(ticks):
        sizes.append(HEADER + frame(delta))
        for seat in range(1, 101):
            match.moves(seat, WAYS[(number // 2 + seat) % 4])
    assert len(sizes) > 100
    assert sum(sizes) / len(sizes) < 250


# ---- the recording


def recorded() -> dict[str, Any]:
    """Two seconds of a match of twelve: the first state, then deltas, and the states to which some of them lead."""
    match = lively(3, 12, private=True)
    playing = Playing(match, "survivors")
    steps: list[dict[str, Any]] = []
    for number, (state, delta) in enumerate(playing.ticks(40), 1):
        steps.append({"delta": base64.b64encode(delta).decode()})
        if number in (2, 19, 20, 40):
            steps[-1]["state"] = state
        for seat in range(1, 13):
            match.moves(seat, WAYS[(number // 3 + seat) % 4])
    return {"about": "Recorded by tests/pixel/sockets/test_zombie_delta.py", "first": playing.first, "steps": steps}


def test_the_recording_for_our_client_is_what_is_sent_now() -> None:
    """If the format has changed on purpose: `python -m tests.pixel.sockets.test_zombie_delta`, `npm run format`."""
    assert json.loads(RECORDING.read_text(encoding="utf-8")) == json.loads(json.dumps(recorded()))


if __name__ == "__main__":
    RECORDING.write_text(json.dumps(recorded(), indent="\t") + "\n", encoding="utf-8")
