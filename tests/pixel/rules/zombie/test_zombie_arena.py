"""Infections, power-ups and effects (pixel.md 8.2, 8.4, 12.2), with bodies on cells of the test's choice."""

from typing import Any

import pytest

from rumpus.hall.game import ToGroup
from rumpus.pixel.content.power_ups import POWER_UPS
from rumpus.pixel.rules.commands import Direction
from rumpus.pixel.rules.zombie import facts
from rumpus.pixel.rules.zombie.things import Item
from tests.pixel.rules.zombie.arenas import Match

CORNER = (3, 3)


def lie(match: Match, kind: Any, cell: tuple[int, int]) -> Item:
    item = Item("item_ABCDEFGH", kind, *cell)
    match.arena.items.append(item)
    return item


def told_groups(match: Match, kind: type[Any]) -> list[str]:
    return [audience.group for audience, fact, _ in match.told if isinstance(fact, kind)]


# ---- infection


def test_a_zombie_infects_who_is_on_its_cell() -> None:
    match = Match(2, private=False)
    match.place(zombies=[CORNER], survivors=[CORNER, (9, 9)])
    match.ticks()
    infected = match.one(facts.Infected)
    assert infected == facts.Infected(2, 1, len(match.arena.bodies) - 2, 1_000)
    assert match.body(2).is_zombie


def test_a_victim_is_infected_once_in_a_tick() -> None:
    match = Match(5)
    match.place(zombies=[CORNER, CORNER, CORNER], survivors=[CORNER, CORNER])
    match.ticks()
    assert [(one.victim, one.zombie) for one in match.facts(facts.Infected)] == [(4, 1), (5, 1)]
    assert match.match.ends == match.match.began + 62_000


def test_every_infection_counts_who_is_left() -> None:
    match = Match(4)
    match.place(zombies=[CORNER, (7, 7)], survivors=[CORNER, (7, 7)])
    match.ticks()
    left = [one.survivors for one in match.facts(facts.Infected)]
    assert left == [97, 96]


def test_who_was_just_infected_infects_nobody_in_the_same_tick() -> None:
    match = Match(3)
    match.place(zombies=[CORNER], survivors=[CORNER, CORNER])
    match.ticks()
    assert {one.zombie for one in match.facts(facts.Infected)} == {1}


# ---- healing


def test_a_healing_touch_makes_a_zombie_a_survivor() -> None:
    match = Match(2)
    match.place(zombies=[CORNER], survivors=[(5, 5)])
    lie(match, "healing-touch", (5, 5))
    match.ticks()
    effect = match.one(facts.EffectStarted).effect
    assert (effect.type, effect.holder, effect.expires, effect.uses) == ("healing-touch", 2, None, 1)
    body = match.body(2)
    assert match.arena.view_of(body).heals
    body.x, body.y = CORNER
    match.forget()
    match.ticks()
    assert match.one(facts.Healed) == facts.Healed(1, 2)
    assert match.facts(facts.Infected) == []
    assert not match.body(1).is_zombie
    assert not match.arena.view_of(body).heals
    assert match.facts(facts.EffectEnded) == []
    match.ticks()
    assert match.one(facts.EffectEnded).effect.uses == 0
    assert match.arena.effects == []


def test_each_use_protects_against_one_zombie() -> None:
    match = Match(3)
    match.place(zombies=[CORNER, CORNER], survivors=[(5, 5)])
    lie(match, "healing-touch", (5, 5))
    match.ticks()
    match.body(3).x, match.body(3).y = CORNER
    match.ticks()
    assert match.one(facts.Healed) == facts.Healed(1, 3)
    assert match.one(facts.Infected).victim == 3
    assert match.one(facts.Infected).zombie == 2
    assert not match.body(1).is_zombie


def test_two_touches_protect_twice() -> None:
    match = Match(3)
    match.place(zombies=[CORNER, CORNER], survivors=[(5, 5)])
    for _ in range(2):
        lie(match, "healing-touch", (5, 5))
        match.ticks()
    match.body(3).x, match.body(3).y = CORNER
    match.ticks()
    assert [fact.healed for fact in match.facts(facts.Healed)] == [1, 2]
    assert match.facts(facts.Infected) == []
    match.ticks()
    assert len(match.facts(facts.EffectEnded)) == 2


# ---- power-ups


def test_what_happens_is_told_in_the_order_of_the_original() -> None:
    match = Match(1)
    match.place(zombies=[CORNER])
    lie(match, "speed-boost", CORNER)
    match.forget()
    match.ticks()
    kinds = [type(fact) for _, fact, _ in match.told]
    assert kinds[:2] == [facts.EffectStarted, facts.ItemCollected]
    assert kinds[-3:] == [facts.Ticked] * 3


def test_the_speed_boost_is_for_all_zombies_and_ends_after_five_seconds() -> None:
    match = Match(1)
    match.place(zombies=[CORNER])
    lie(match, "speed-boost", CORNER)
    match.ticks()
    effect = match.one(facts.EffectStarted).effect
    assert (effect.holder, effect.expires, effect.uses) == (None, match.at + 5_000, None)
    match.ticks(99)
    assert match.facts(facts.EffectEnded) == []
    match.ticks()
    assert match.one(facts.EffectEnded).effect == effect


def test_boosts_overlap_and_end_each_by_itself() -> None:
    match = Match(1)
    match.place(zombies=[CORNER])
    lie(match, "speed-boost", CORNER)
    match.ticks()
    match.ticks(40)
    lie(match, "speed-boost", CORNER)
    match.ticks()
    assert len(match.arena.effects) == 2
    match.ticks(60)
    assert len(match.arena.effects) == 1
    match.ticks(40)
    assert match.arena.effects == []


@pytest.mark.parametrize(("kind", "collector"), [("speed-boost", 1), ("healing-touch", 2)])
def test_only_those_for_whom_it_is_collect_it(kind: Any, collector: int) -> None:
    match = Match(2)
    match.place(zombies=[(9, 9)], survivors=[(11, 11)])
    for cell in ((9, 9), (11, 11)):
        lie(match, kind, cell)
    match.ticks()
    assert [fact.who for fact in match.facts(facts.ItemCollected) if fact.who in (1, 2)][:1] == [collector]
    assert len(match.arena.items) == 1


def test_of_several_on_the_cell_the_first_gets_it() -> None:
    match = Match(3)
    match.place(survivors=[(9, 9), (9, 9), (9, 9)])
    lie(match, "healing-touch", (9, 9))
    match.ticks()
    assert match.one(facts.EffectStarted).effect.holder == 1


@pytest.mark.parametrize(("kind", "group"), [("speed-boost", "zombies"), ("healing-touch", "survivors")])
def test_items_are_told_to_those_who_may_see_them(kind: Any, group: str) -> None:
    match = Match(2)
    match.place(zombies=[(9, 9)], survivors=[(11, 11)])
    lie(match, kind, (20, 20))
    match.ticks()
    for told in (facts.ZOMBIES, facts.SURVIVORS, facts.WATCHERS):
        (tick,) = [fact for audience, fact, _ in match.told if audience == told and isinstance(fact, facts.Ticked)]
        assert [item.type for item in tick.scene.items] == ([kind] if told.group in (group, "watchers") else [])
    cell = (9, 9) if group == "zombies" else (11, 11)
    match.arena.items[0] = Item("item_ABCDEFGH", kind, *cell)
    match.ticks()
    assert told_groups(match, facts.ItemCollected) == [group, "watchers"]
    assert [audience for audience, fact, _ in match.told if isinstance(fact, facts.EffectStarted)] == ["all"]


def test_items_come_every_five_to_fifteen_seconds_on_free_cells() -> None:
    gaps, kinds = [], []
    for seed in range(12):
        match = Match(1, seed=seed)
        match.place(zombies=[(0, 0)])
        last = match.match.began
        while match.game.phase == "active":
            match.forget()
            match.ticks()
            for audience, fact, _ in match.told:
                if isinstance(fact, facts.ItemSpawned) and audience == ToGroup("watchers"):
                    gaps.append(match.at - last)
                    last = match.at
                    kinds.append(fact.item.type)
                    assert (fact.item.x, fact.item.y) not in ((0, 0), (31, 31))
    assert len(gaps) > 50
    # The next tick after the time has come.
    assert min(gaps) >= 5_000
    assert max(gaps) <= 15_050
    assert kinds.count("speed-boost") > kinds.count("healing-touch") / 2
    assert set(kinds) == set(POWER_UPS)


def test_what_lies_about_stays_until_it_is_collected() -> None:
    match = Match(1)
    match.place(zombies=[(0, 0)])
    lie(match, "healing-touch", (20, 20))
    match.ticks(400)
    assert match.arena.items[0].id == "item_ABCDEFGH"


# ---- players


def test_steps_in_eight_directions_show_in_the_next_tick() -> None:
    match = Match(1)
    match.place(survivors=[(10, 10)])
    ways: dict[Direction, tuple[int, int]] = {
        "up": (10, 9), "down": (10, 11), "left": (9, 10), "right": (11, 10),
        "up-left": (9, 9), "up-right": (11, 9), "down-left": (9, 11), "down-right": (11, 11),
    }  # fmt: skip
    for direction, cell in ways.items():
        body = match.body(1)
        body.x, body.y = 10, 10
        match.waits(100)
        match.moves(1, direction)
        assert (body.x, body.y) == (10, 10)
        match.ticks()
        assert (body.x, body.y) == cell


def test_nobody_leaves_the_arena() -> None:
    match = Match(1)
    match.place(survivors=[(0, 31)])
    match.moves(1, "down-left")
    match.ticks()
    assert (match.body(1).x, match.body(1).y) == (0, 31)


def test_a_burst_of_twenty_moves_is_one_step() -> None:
    match = Match(1)
    match.place(survivors=[(10, 10)])
    for _ in range(20):
        match.moves(1, "right")
    match.ticks()
    assert (match.body(1).x, match.body(1).y) == (11, 10)
    match.moves(1, "right")
    match.ticks()
    assert match.body(1).x == 11, "only 50 ms later"
    match.moves(1, "right")
    match.ticks()
    assert match.body(1).x == 12


def test_the_boost_is_for_players_too() -> None:
    match = Match(2)
    match.place(zombies=[(10, 10)], survivors=[(20, 20)])
    lie(match, "speed-boost", (10, 10))
    match.ticks()
    for _ in range(4):
        match.moves(1, "down")
        match.moves(2, "down")
        match.ticks()
    assert match.body(1).y == 14
    assert match.body(2).y == 22
