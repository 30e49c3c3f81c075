"""The four laws for battles."""

from collections.abc import Iterable
from typing import Any

import hypothesis
import msgspec
from hypothesis import strategies as st

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules import facts as lobby_facts
from rumpus.pixel.rules.battle import facts
from rumpus.pixel.rules.battle.battle import Battle
from rumpus.pixel.rules.battle.view import BattleView
from rumpus.pixel.rules.commands import BATTLE
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.match import MatchView
from tests.hall.laws import Laws
from tests.pixel.instance_laws import ReturnedAdapter


def drawing(seat: Seat) -> str:
    """A picture that nobody else draws."""
    return f"{seat:03X}" + "A" * 61


class BattleAdapter(ReturnedAdapter):
    mode = BATTLE
    most = 9
    returned = 6
    steps = 70
    # Most steps are within a phase, so that games have drawings to vote on.
    waits = st.one_of(
        st.just(0), st.just(1), st.sampled_from([0, 2]), st.integers(0, 1_500), st.sampled_from([3_000, 5_000])
    )
    longest_wait = 12_000
    settings = hypothesis.settings(max_examples=30, deadline=None)

    def mode_commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        seats = [*(member.seat for member in game.people), 99]
        seat = st.sampled_from(seats)
        ids = st.sampled_from([*(f"player{number}" for number in range(1, self.most + 1)), "nobody"])
        match game.phase:
            case "drawing":
                late = [member.seat for member in game.people.players if not self._view(game, member.seat).submitted]
                return st.sampled_from(late * 3 + seats).map(lambda one: c.Submit(one, drawing(one)))
            case "voting":
                return st.one_of(st.sampled_from(seats).flatmap(lambda one: self._vote(game, one)), self._away(seat))
            case "finale":
                return st.one_of(st.builds(c.FinaleVote, seat, ids), self._away(seat))
        return st.one_of(st.builds(c.Vote, seat, ids), seat.map(lambda one: c.Submit(one, drawing(one))))

    def _away(self, seat: st.SearchStrategy[Seat]) -> st.SearchStrategy[Any]:
        return st.one_of(st.builds(c.Away, seat), st.builds(c.Here, seat))

    def _view(self, game: Instance, seat: Seat | None) -> BattleView:
        view = game.view_for(seat).match
        assert isinstance(view, BattleView)
        return view

    def _vote(self, game: Instance, seat: Seat) -> st.SearchStrategy[Any]:
        """Mostly for a picture that was dealt."""
        view = self._view(game, seat)
        ids = ["nobody", "player1"]
        if view.pair is not None:
            ids += [game.people.id_of(view.pair.first.seat), game.people.id_of(view.pair.second.seat)] * 4
        return st.sampled_from(ids).map(lambda chosen: c.Vote(seat, chosen))

    def fold(self, view: MatchView | None, fact: Any, viewer: Seat) -> MatchView | None:
        replace = msgspec.structs.replace
        if view is None:
            assert isinstance(fact, lobby_facts.Entered)
            return BattleView(prompt=fact.prompt, prompt_indices=fact.prompt_indices)
        assert isinstance(view, BattleView)
        match fact:
            case lobby_facts.Entered():
                finalists = view.finalists if fact.phase == "finale" else ()
                return replace(
                    view, round=fact.round, total_rounds=fact.total_rounds, pair=None, voted=False, finalists=finalists
                )
            case lobby_facts.SubmissionReceived():
                return replace(view, submitted=True)
            case lobby_facts.SubmissionCount():
                return replace(view, submissions=fact.count)
            case facts.PairDealt():
                return replace(view, pair=fact)
            case facts.VoteCounted():
                return replace(view, pair=None, voted=True)
            case facts.FinaleBegins():
                return replace(view, finalists=tuple(fact.finalists))
            case facts.FinaleVoteCounted():
                return replace(view, finale_voted=True)
            case facts.Results():
                return replace(view, finale_voted=False, results=fact)
        return view

    def secrets(self, game: Instance, viewer: Seat | None) -> Iterable[str]:
        """Drawings of others, until they are dealt or in the finale."""
        if game.phase not in ("countdown", "drawing", "voting"):
            return []
        view = self._view(game, viewer)
        dealt = () if view.pair is None else (view.pair.first.seat, view.pair.second.seat)
        return [drawing(seat) for seat in range(1, game.people.next_seat) if seat not in dealt]

    def snapshot(self, game: Any, now: GameTime) -> Any:
        """With what nobody sees yet, too: points and votes."""
        hidden: Any = None
        if isinstance(game.match, Battle):
            contest = game.match._contest
            hidden = contest.elos, contest.pairs, contest.voted, contest.final_votes, contest.pairing._seen
        return super().snapshot(game, now), repr(hidden)


class TestLawsOfBattle(Laws):
    adapter = BattleAdapter()
