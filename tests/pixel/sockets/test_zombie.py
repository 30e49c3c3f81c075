"""Zombie matches over real sockets: what the original's client is told, and what ours is told instead."""

from typing import Any

import pytest

from rumpus.pixel.rules.commands import ZOMBIE
from tests.pixel.house import DEPLOYED, OURS, House, Person, house_of
from tests.pixel.zombie_delta import applied

LOBBY = 30_000
COUNTDOWN = 5_000


async def arena(house: House, *people: tuple[str, dict[str, Any]]) -> list[Person]:
    """These are in an arena that has just been opened."""
    players = [await house.player(ZOMBIE, namespace, **auth) for namespace, auth in people]
    await house.passes(LOBBY + COUNTDOWN)
    for player in players:
        await player.hears("zombie-roles-assigned")
    return players


def state_of(person: Person) -> dict[str, Any]:
    """The state that a client has now, from what it was told ever."""
    state: dict[str, Any] = {}
    for event, args in person.ever:
        if event == "zombie-game-state":
            state = args[0]
        elif event == "zombie-delta":
            _, state = applied(state, args[0])
    return state


@pytest.mark.parametrize("namespace", [DEPLOYED, OURS])
async def test_roles_then_the_phase_then_states(namespace: str) -> None:
    async with house_of() as house:
        (player,) = await arena(house, (namespace, {}))
        phase = await player.hears("phase-changed")
        assert phase["phase"] == "active"
        state = await player.hears("zombie-game-state")
        assert len(state["players"]) == 100
        assert state["players"][0]["id"] == player.player_id
        assert state["players"][0]["name"] == player.user["fullName"]
        assert [one["isBot"] for one in state["players"]] == [False] + [True] * 99
        assert (state["zombieCount"], state["survivorCount"], state["timeRemaining"]) == (10, 90, 60)
        await player.hears("zombie-game-state")


async def test_deltas_make_the_state_that_others_are_told() -> None:
    async with house_of() as house:
        full, delta = await arena(house, (OURS, {}), (OURS, {"zombie": "delta"}))
        for _ in range(60):
            await house.passes(1_000)
            if any(event == "zombie-game-end" for event, _ in full.ever):
                break
        await full.hears("zombie-game-end")
        await delta.hears("zombie-game-end")
        told = [event for event, _ in delta.ever]
        assert told.count("zombie-game-state") == 1
        assert told.count("zombie-delta") > 100
        assert state_of(delta) == state_of(full)
