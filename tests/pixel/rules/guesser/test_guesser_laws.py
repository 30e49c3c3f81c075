"""The four laws for PixelGuesser."""

from collections.abc import Iterable
from typing import Any

import hypothesis
import msgspec
from hypothesis import strategies as st

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.content.pixels import BLANK
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules import facts as lobby_facts
from rumpus.pixel.rules.commands import GUESSER
from rumpus.pixel.rules.guesser import facts
from rumpus.pixel.rules.guesser.guesser import Guesser
from rumpus.pixel.rules.guesser.view import GuesserView
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.match import MatchView
from tests.hall.laws import Laws
from tests.pixel.instance_laws import ReturnedAdapter

CANVASES = ["2" * 64, "3" * 64, BLANK]


class GuesserAdapter(ReturnedAdapter):
    mode = GUESSER
    most = 6
    returned = 4
    own_words = ([], [("first own", "erstes eigenes"), ("second own", "zweites eigenes")])
    steps = 60
    # Most steps are within a phase, so that there is somebody to guess and something to see.
    waits = st.one_of(
        st.just(0), st.just(1), st.sampled_from([0, 2]), st.integers(0, 2_000), st.sampled_from([3_000, 11_000])
    )
    longest_wait = 16_000
    settings = hypothesis.settings(max_examples=40, deadline=None)

    def mode_commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        match = game.match
        assert isinstance(match, Guesser)
        seats = [*(member.seat for member in game.people), 99]
        seat = st.sampled_from(seats)
        if game.phase != "guessing":
            return st.one_of(st.builds(c.Guess, seat, st.just("too early")), st.builds(c.Draw, seat, st.just("2" * 64)))
        playing = match._round
        guesses = st.sampled_from([*playing.word.answers, playing.word.en + "x", "nothing at all"])
        drawers = st.sampled_from([playing.artist] * 4 + seats)
        return st.one_of(
            st.builds(c.Guess, seat, guesses),
            st.builds(c.Draw, drawers, st.sampled_from(CANVASES)),
            st.builds(c.Away, seat),
            st.builds(c.Here, seat),
        )

    def fold(self, view: MatchView | None, fact: Any, viewer: Seat) -> MatchView | None:
        replace = msgspec.structs.replace
        if view is None:
            assert isinstance(fact, lobby_facts.Entered)
            return GuesserView()
        assert isinstance(view, GuesserView)
        match fact:
            case lobby_facts.Entered():
                return GuesserView(round=fact.round, total_rounds=fact.total_rounds)
            case facts.NextArtist():
                return replace(view, next=fact)
            case facts.RoundStarted():
                drawing = None if fact.artist == viewer else BLANK
                return replace(view, started=fact, drawing=drawing, right=())
            case facts.DrawingUpdated():
                return view if view.drawing is None else replace(view, drawing=fact.pixels)
            case facts.GuessedRight():
                return replace(view, right=(*view.right, fact))
            case facts.Revealed() | facts.Ranked():
                return replace(view, shown=fact)
        return view

    def secrets(self, game: Instance, viewer: Seat | None) -> Iterable[str]:
        """The word, from all but the artist and those who know it; and what is still to come, from all."""
        match = game.match
        if not isinstance(match, Guesser):
            return []
        drawn = [one.word for one in match._rounds]
        hidden = [word for word in match._words[: self.most] if word not in drawn]
        if game.phase == "guessing" and viewer != match._round.artist and viewer not in match._round.solutions:
            hidden.append(match._round.word)
        # As a text of its own: "cat" is in many others.
        return [repr(answer) for word in hidden for answer in word.answers]

    def snapshot(self, game: Any, now: GameTime) -> Any:
        """With what nobody sees yet, too: what is to come, and points."""
        hidden: Any = None
        match = game.match
        if isinstance(match, Guesser):
            solutions = [(one.word, one.canvas, one.solutions) for one in match._rounds]
            hidden = match._artists, match._words[: self.most], match._scores, solutions
        return super().snapshot(game, now), repr(hidden)


class TestLawsOfGuesser(Laws):
    adapter = GuesserAdapter()
