"""How bots behave (pixel.md 8.3): zombies hunt from the start, survivors flee, both fetch what helps."""

from typing import Any

import pytest

from rumpus.hall.game import Effects
from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.zombie.arena import Arena
from rumpus.pixel.rules.zombie.body import Body
from tests.pixel.rules.zombie.arenas import Scene, bot

ROUNDS = 400


def gap(one: Body, other: Body) -> int:
    return abs(one.x - other.x) + abs(one.y - other.y)


def first_steps(scene: Scene) -> list[int]:
    """In which ticks each bot made its first step, at most 40 later."""
    stepped: dict[int, int] = {}
    for tick in range(1, 41):
        before = scene.cells()
        scene.tick()
        for index, (was, now) in enumerate(zip(before, scene.cells(), strict=True)):
            if was != now:
                stepped.setdefault(index, tick)
    return [stepped.get(index, 99) for index in range(len(before))]


def shares(make: Any, closer: Any) -> float:
    """How often the first step of body 0 brings about what is wanted."""
    hits = moves = 0
    for seed in range(ROUNDS):
        scene = make(seed)
        scene.bodies[1].moved_in = 1_000_000
        was = scene.cells()[0]
        for _ in range(12):
            scene.tick()
            if scene.cells()[0] != was:
                moves += 1
                hits += closer(scene)
                break
    assert moves > ROUNDS / 2
    return hits / moves


def test_a_zombie_goes_to_a_survivor_in_sight() -> None:
    share = shares(lambda seed: Scene("Z....s", seed=seed), lambda scene: gap(*scene.bodies) < 5)
    assert share > 0.85


def test_a_survivor_goes_away_from_a_zombie() -> None:
    share = shares(lambda seed: Scene(".....", ".....", "..s..Z", seed=seed), lambda scene: gap(*scene.bodies) > 3)
    assert share > 0.85


def test_a_survivor_goes_to_a_healing_touch_and_does_not_flee_it() -> None:
    def make(seed: int) -> Scene:
        scene = Scene("......", "..s...", "......", "......", "......", "...........Z", seed=seed)
        scene.lie("healing-touch", 5, 1)
        return scene

    assert shares(make, lambda scene: scene.bodies[0].x == 3) > 0.85


def test_a_survivor_flees_a_zombie_that_is_nearer_than_help() -> None:
    def make(seed: int) -> Scene:
        scene = Scene("......", "......", "....sZ", "......", seed=seed)
        scene.lie("healing-touch", 8, 2)
        return scene

    assert shares(make, lambda scene: gap(*scene.bodies) > 1) > 0.85


@pytest.mark.parametrize(("letter", "kind"), [("Z", "speed-boost"), ("s", "healing-touch")])
def test_nobody_minds_what_is_for_the_others(letter: str, kind: str) -> None:
    other = {"speed-boost": "healing-touch", "healing-touch": "speed-boost"}[kind]
    for lying, wanted in ((kind, True), (other, False)):

        def make(seed: int, lying: str = lying) -> Scene:
            # The second body is out of sight.
            scene = Scene(f"..{letter}", *[""] * 20, f"{'.' * 25}{letter}", seed=seed)
            scene.lie(lying, 9, 0)
            return scene

        hits = 0
        for seed in range(100):
            scene = make(seed)
            scene.tick(9)
            hits += scene.bodies[0].x > 2
        assert hits > 75 if wanted else hits < 25


def test_a_zombie_shies_away_from_who_could_heal_it() -> None:
    def make(seed: int) -> Scene:
        scene = Scene("......", "......", "..Z..s", seed=seed)
        scene.bodies[1].touches = 1
        return scene

    share = shares(make, lambda scene: gap(*scene.bodies) > 3)
    assert 0.5 < share < 0.8


def test_a_bot_that_sees_nothing_wanders_a_little() -> None:
    steps = 0
    for seed in range(100):
        scene = Scene("Z", *[""] * 30, f"{'.' * 31}s", seed=seed)
        scene.tick(20)
        before = scene.cells()
        scene.tick()
        steps += before[0] != scene.cells()[0]
    # Every twentieth tick, but for the pauses after each step, and for steps into a wall.
    assert 0 < steps < 10


def test_how_often_bots_step() -> None:
    scene = Scene("Z" + "." * 8 + "s" + "." * 20)
    for body in scene.bodies:
        body.moved_in = 0
    assert first_steps(scene)[:2] == [6, 8]
    boosted = Scene("Z" + "." * 8 + "s" + "." * 20)
    boosted.bodies[0].moved_in = 0
    boosted.lie("speed-boost", 0, 0)
    boosted.arena.supply(0, Effects())
    assert first_steps(boosted)[0] == 3


def test_the_first_zombies_hunt() -> None:
    """In the original bots that began as zombies fled like survivors."""
    nearer = farther = 0
    for seed in range(20):
        arena = Arena([bot(number) for number in range(100)], 32, 0, Dice(seed))
        scene = Scene()
        scene.arena, scene.bodies = arena, arena.bodies
        zombies = [body for body in scene.bodies if body.is_zombie]
        survivors = [body for body in scene.bodies if not body.is_zombie]
        assert len(zombies) == 10
        for survivor in survivors:
            survivor.moved_in = 1_000_000
        before = {zombie.index: min(gap(zombie, survivor) for survivor in survivors) for zombie in zombies}
        scene.tick(12)
        for zombie in zombies:
            distance = min(gap(zombie, survivor) for survivor in survivors)
            nearer += distance < before[zombie.index]
            farther += distance > before[zombie.index]
    assert nearer > 10 * farther
