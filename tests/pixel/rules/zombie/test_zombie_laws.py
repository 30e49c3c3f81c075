"""The four laws for zombie matches, in an arena so small that much happens in it."""

from collections.abc import Iterable
from typing import Any, get_args

import hypothesis
import msgspec
from hypothesis import strategies as st

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.content.power_ups import POWER_UPS
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules import facts as lobby_facts
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.match import MatchView
from rumpus.pixel.rules.modes import SPECS, Mode
from rumpus.pixel.rules.zombie import facts
from rumpus.pixel.rules.zombie.view import ZombieView
from rumpus.pixel.rules.zombie.zombie import Zombie
from tests.hall.laws import Laws
from tests.pixel.instance_laws import OUT, InstanceAdapter, Said


class SmallZombie(Zombie):
    size = 3


(SPEC,) = (spec for spec in SPECS if spec.id == c.ZOMBIE)
SMALL = {c.ZOMBIE: Mode(SPEC._replace(most=8, private_least=2, timer=1_000), SmallZombie)}
"""A lobby for eight that starts soon."""


class ZombieAdapter(InstanceAdapter):
    mode = c.ZOMBIE
    modes = SMALL
    fewest = 2
    waits = st.sampled_from([0, 49, 50, 50, 50, 100, 400, 5_000])
    longest_wait = 10_000
    steps = 60
    settings = hypothesis.settings(max_examples=60, deadline=None)

    def commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        # The lobby has laws of its own; here time shall pass in it.
        lobby = super().commands(game, now)
        if game.match is not None or len(game.people) < self.fewest:
            return lobby
        return st.sampled_from([0, 1, 2, 3]).flatmap(lambda die: st.builds(c.Tick) if die else lobby)

    def mode_commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        seat = st.sampled_from([*(member.seat for member in game.people), 99])
        move = st.builds(c.Move, seat, st.sampled_from(get_args(c.Direction)), st.just(now))
        return st.sampled_from([0, 1, 2, 3, 4, 5]).flatmap(
            lambda die: st.builds(c.Tick, st.lists(move, max_size=3)) if die else st.builds(c.Resync, seat)
        )

    def fold(self, view: MatchView | None, fact: Any, viewer: Seat) -> MatchView | None:
        if isinstance(fact, facts.Opened | facts.Shown | facts.Ticked):
            return ZombieView(scene=fact.scene)
        return ZombieView() if isinstance(fact, lobby_facts.Entered) and fact.phase == "countdown" else view

    def follow(self, view: Any, message: Said, viewer: Any) -> Any:
        view = super().follow(view, message, viewer)
        if view != OUT and isinstance(message.fact, facts.Ticked):
            return msgspec.structs.replace(view, timer_ends=message.fact.scene.ends)
        return view

    def secrets(self, game: Instance, viewer: Seat | None) -> Iterable[str]:
        """The things that lie about for the others."""
        match = game.match
        scene = None if match is None else match.view_for(None)
        if match is None or viewer is None or not isinstance(scene, ZombieView) or scene.scene is None:
            return []
        mine = [body for body in scene.scene.bodies if body.who == viewer]
        if not mine or match.group_of(viewer) == "watchers":
            return []
        role = "zombies" if mine[0].is_zombie else "survivors"
        return [item.id for item in scene.scene.items if POWER_UPS[item.type].visibility != role]


class TestLawsOfZombies(Laws):
    adapter = ZombieAdapter()
