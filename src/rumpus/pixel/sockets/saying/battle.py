"""Pixel Battle on the wire (pixel.md 5)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import msgspec
from msgspec import UNSET

from rumpus.hall.game import Audience
from rumpus.pixel.content.lz_string import compress_to_utf16
from rumpus.pixel.messages import battle_messages as say
from rumpus.pixel.messages.server_messages import Image, PhaseState, RestoredFinalist, VotingAssignment
from rumpus.pixel.rules.battle import facts
from rumpus.pixel.rules.battle.phases import DRAWING, FINALE, VOTING
from rumpus.pixel.rules.battle.view import BattleView
from rumpus.pixel.rules.views import InstanceView
from rumpus.pixel.sockets.speech import Speech

COMPRESSED_FROM: Final = 50
"""Drawings from which on the ranking is compressed."""


def _pair_dealt(speech: Speech, audience: Audience, fact: facts.PairDealt) -> None:
    pair = _assignment(speech, fact)
    speech.tell(
        audience,
        say.VotingRound(
            fact.round, fact.total_rounds, pair.image_a, pair.image_b, fact.duration, speech.epoch(fact.ends)
        ),
    )


def _assignment(speech: Speech, pair: facts.PairDealt) -> VotingAssignment:
    return VotingAssignment(_image(speech, pair.first), _image(speech, pair.second))


def _image(speech: Speech, drawing: facts.Drawing) -> Image:
    return Image(speech.player_id(drawing.seat), drawing.pixels)


def _vote_counted(speech: Speech, audience: Audience, fact: facts.VoteCounted) -> None:
    speech.tell(audience, say.VoteReceived(say.EloChange(fact.change, -fact.change)))


def _finale_begins(speech: Speech, audience: Audience, fact: facts.FinaleBegins) -> None:
    entries = [
        say.FinalistEntry(speech.player_id(one.seat), one.pixels, speech.user(one.seat), one.elo)
        for one in fact.finalists
    ]
    speech.tell(audience, say.FinaleStart(entries, fact.duration, speech.epoch(fact.ends)))


def _finale_vote_counted(speech: Speech, audience: Audience, _fact: facts.FinaleVoteCounted) -> None:
    speech.tell(audience, say.FinaleVoteReceived())


def _results(speech: Speech, audience: Audience, fact: facts.Results) -> None:
    entries = [
        say.RankingEntry(
            rank.place, speech.player_id(rank.seat), speech.user(rank.seat), rank.pixels, rank.final_votes, rank.elo
        )
        for rank in fact.ranking
    ]
    count = len(entries)
    compressed = count >= COMPRESSED_FROM
    speech.tell(
        audience,
        say.GameResults(
            fact.prompt,
            fact.prompt_indices,
            rankings=[] if compressed else entries,
            total_participants=count,
            compressed_rankings=compress_to_utf16(msgspec.json.encode(entries).decode()) if compressed else UNSET,
        ),
    )


SAYING: Final[Mapping[type[Any], Callable[[Speech, Audience, Any], None]]] = {
    facts.PairDealt: _pair_dealt,
    facts.VoteCounted: _vote_counted,
    facts.FinaleBegins: _finale_begins,
    facts.FinaleVoteCounted: _finale_vote_counted,
    facts.Results: _results,
}


def battle_state(speech: Speech, view: InstanceView) -> PhaseState:
    """What somebody who comes back is told of the phase (4.8)."""
    match = view.match
    assert isinstance(match, BattleView)
    phase, timer = view.phase, speech.timer()
    if phase == DRAWING:
        return PhaseState(phase, timer, has_submitted=match.submitted, submission_count=match.submissions)
    if phase == VOTING:
        return PhaseState(
            phase,
            timer,
            current_round=UNSET if match.round is None else match.round,
            total_rounds=UNSET if match.total_rounds is None else match.total_rounds,
            has_voted=match.voted,
            voting_assignment=UNSET if match.pair is None else _assignment(speech, match.pair),
        )
    if phase == FINALE:
        finalists = [RestoredFinalist(speech.player_id(one.seat), one.pixels, one.elo) for one in match.finalists]
        return PhaseState(phase, timer, finalists=finalists, finale_voted=match.finale_voted)
    return PhaseState(phase)
