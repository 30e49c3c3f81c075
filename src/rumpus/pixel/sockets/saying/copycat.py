"""CopyCat and CopyCat Solo on the wire, in both sets of events (pixel.md 6.1, 6.2, 0.1)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import UNSET, UnsetType

from rumpus.hall.game import Audience
from rumpus.pixel.content.pixels import BLANK
from rumpus.pixel.messages import copycat_messages as say
from rumpus.pixel.messages.server_messages import PhaseState
from rumpus.pixel.rules.copycat import facts
from rumpus.pixel.rules.copycat.phases import COUNTDOWN, DRAWING
from rumpus.pixel.rules.copycat.view import CopyCatView
from rumpus.pixel.rules.views import InstanceView
from rumpus.pixel.sockets.speech import Speech


def _reference_shown(speech: Speech, audience: Audience, fact: facts.ReferenceShown) -> None:
    speech.tell(audience, say.CopycatReference(fact.pixels, fact.duration, speech.epoch(fact.ends)))
    speech.tell(audience, say.CopycatImage(fact.pixels))


def _results(speech: Speech, audience: Audience, fact: facts.Results) -> None:
    speech.tell(
        audience,
        say.CopycatResults(
            fact.reference,
            [_entry(speech, entry) for entry in fact.entries],
            None if fact.winner is None else _entry(speech, fact.winner),
            fact.is_draw,
            fact.duration,
            speech.epoch(fact.ends),
        ),
    )


def _entry(speech: Speech, entry: facts.Entry) -> say.CopycatEntry:
    return say.CopycatEntry(
        speech.player_id(entry.seat),
        speech.user(entry.seat),
        entry.pixels,
        entry.accuracy,
        entry.matching,
        speech.epoch(entry.submitted),
    )


def _compared(speech: Speech, audience: Audience, fact: facts.Compared) -> None:
    """Who plays alone is their own opponent by name, whose canvas is empty."""
    you, other = fact.you, fact.opponent
    player = say.Scored(speech.user(you.seat), you.accuracy)
    speech.tell(
        audience,
        say.CopycatResult(
            your_pixels=you.pixels,
            opponent_pixels=BLANK if other is None else other.pixels,
            reference_pixels=fact.reference,
            your_accuracy=you.accuracy,
            opponent_accuracy=0 if other is None else other.accuracy,
            winner=fact.winner,
            player=player,
            opponent=player if other is None else say.Scored(speech.user(other.seat), other.accuracy),
        ),
    )


def _rematch_asked(speech: Speech, audience: Audience, fact: facts.RematchAsked) -> None:
    speech.tell(audience, say.CopycatRematchPrompt(fact.duration, speech.epoch(fact.ends)))
    speech.tell(audience, say.CopycatRematchUpdate(fact.votes))


def _rematch_voted(speech: Speech, audience: Audience, fact: facts.RematchVoted) -> None:
    speech.tell(audience, say.CopycatRematchVoted(speech.player_id(fact.seat), fact.wants))
    speech.tell(audience, say.CopycatRematchUpdate(fact.votes, UNSET if fact.wants else True))


def _rematch_decided(speech: Speech, audience: Audience, fact: facts.RematchDecided) -> None:
    speech.tell(audience, say.CopycatRematchResult(fact.rematch, fact.reason))


SAYING: Final[Mapping[type[Any], Callable[[Speech, Audience, Any], None]]] = {
    facts.ReferenceShown: _reference_shown,
    facts.Results: _results,
    facts.Compared: _compared,
    facts.RematchAsked: _rematch_asked,
    facts.RematchVoted: _rematch_voted,
    facts.RematchDecided: _rematch_decided,
}


def copycat_state(speech: Speech, view: InstanceView) -> PhaseState | UnsetType:
    """What somebody who comes back is told of the phase (4.8); the details of the others are events of their own."""
    match = view.match
    assert isinstance(match, CopyCatView)
    if view.phase == COUNTDOWN:
        return PhaseState(view.phase)
    if view.phase == DRAWING:
        return PhaseState(view.phase, speech.timer(), has_submitted=match.submitted, submission_count=match.submissions)
    return UNSET
