"""The four laws for lobbies, with the tiny game in them."""

from typing import Any

from hypothesis import strategies as st

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.commands import BATTLE, COPYCAT
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.match import MatchView
from tests.hall.laws import Laws
from tests.pixel.instance_laws import InstanceAdapter
from tests.pixel.tiny import TINY_MODES, TinyView


class TinyAdapter(InstanceAdapter):
    mode = COPYCAT
    modes = TINY_MODES
    fewest = 2

    def mode_commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        seat = st.sampled_from([*(member.seat for member in game.people), 99])
        return st.builds(c.Submit, seat, st.just("0" * 64))

    def fold(self, view: MatchView | None, fact: Any, viewer: Seat) -> MatchView | None:
        if view is None:
            assert isinstance(fact, facts.Entered)
            return TinyView(count=0)
        assert isinstance(view, TinyView)
        return TinyView(count=fact.count) if isinstance(fact, facts.SubmissionCount) else view


class BattleLobby(TinyAdapter):
    mode = BATTLE
    fewest = 5


class TestLawsOfTwo(Laws):
    adapter = TinyAdapter()


class TestLawsOfMany(Laws):
    adapter = BattleLobby()
