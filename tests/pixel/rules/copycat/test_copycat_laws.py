"""The four laws for CopyCat and CopyCat Solo."""

from collections.abc import Iterable
from typing import Any

import msgspec
from hypothesis import strategies as st

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.content.pictures import MOTIFS
from rumpus.pixel.rules import commands as c
from rumpus.pixel.rules.commands import COPYCAT, SOLO
from rumpus.pixel.rules.copycat import facts
from rumpus.pixel.rules.copycat.copycat import CopyCat
from rumpus.pixel.rules.copycat.phases import DRAWING, MEMORIZE, REMATCH, RESULT
from rumpus.pixel.rules.copycat.view import CopyCatView
from rumpus.pixel.rules.facts import Entered, Refused, SubmissionCount, SubmissionReceived
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.match import MatchView
from tests.hall.laws import Laws
from tests.pixel.instance_laws import InstanceAdapter

COPIES = ["01" * 32, "0123456789ABCDEF" * 4, "1" * 60 + "0000", MOTIFS[0].pixels]
BAD = Refused("INVALID_VOTE", "Required")


class CopyCatAdapter(InstanceAdapter):
    mode = COPYCAT
    most = 4
    fewest = 2
    steps = 40

    def mode_commands(self, game: Instance, now: GameTime) -> st.SearchStrategy[Any]:
        assert game.match is not None
        seat = st.sampled_from([*(member.seat for member in game.people), 99])
        submit = st.builds(c.Submit, seat, st.sampled_from(COPIES))
        vote = st.builds(c.RematchVote, seat, st.sampled_from([True, True, False]), st.sampled_from([None, None, BAD]))
        if game.match.phase == REMATCH:
            return st.one_of(vote, st.builds(c.RematchVote, seat, st.just(value=True)), submit)
        return st.one_of(submit, vote, st.builds(c.Away, seat), st.builds(c.Here, seat))

    def fold(self, view: MatchView | None, fact: Any, viewer: Seat) -> MatchView | None:
        if isinstance(fact, Entered):
            return CopyCatView()
        assert isinstance(view, CopyCatView)
        replace = msgspec.structs.replace
        match fact:
            case facts.ReferenceShown():
                return replace(view, reference=fact)
            case SubmissionReceived():
                return replace(view, submitted=True, submissions=fact.count)
            case SubmissionCount():
                return replace(view, submissions=fact.count)
            case facts.Results():
                return replace(view, results=fact)
            case facts.Compared():
                return replace(view, compared=fact)
            case facts.RematchVoted() if fact.wants and fact.seat not in view.rematch_votes:
                return replace(view, rematch_votes=(*view.rematch_votes, fact.seat))
        return view

    def secrets(self, game: Instance, viewer: Seat | None) -> Iterable[str]:
        match = game.match
        if not isinstance(match, CopyCat) or match.phase not in match.phases:
            return
        if match.phase not in (MEMORIZE, RESULT):
            yield match._motif.pixels
        if match.phase == DRAWING:
            for entry in match._copies.values():
                yield entry.pixels


class SoloAdapter(CopyCatAdapter):
    mode = SOLO
    most = 2
    fewest = 1


class TestLawsOfCopyCat(Laws):
    adapter = CopyCatAdapter()


class TestLawsOfCopyCatSolo(Laws):
    adapter = SoloAdapter()
