"""CopyCat Royale on the wire (pixel.md 6.4)."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import UNSET, UnsetType

from rumpus.hall.game import Audience
from rumpus.pixel.messages import royale_messages as say
from rumpus.pixel.messages.server_messages import PhaseState
from rumpus.pixel.rules.royale import facts
from rumpus.pixel.rules.royale.phases import COUNTDOWN
from rumpus.pixel.rules.views import InstanceView
from rumpus.pixel.sockets.speech import Speech

OURSELVES: Final = "Rumpus"
"""Who drew the pictures that come with us."""


def _initial_drawing(speech: Speech, audience: Audience, fact: facts.InitialDrawing) -> None:
    speech.tell(audience, say.RoyaleInitialDrawing(fact.duration, speech.epoch(fact.ends)))


def _reference_shown(speech: Speech, audience: Audience, fact: facts.ReferenceShown) -> None:
    speech.tell(
        audience,
        say.RoyaleShowReference(
            fact.pixels,
            OURSELVES if fact.creator is None else speech.user(fact.creator).display_name,
            fact.round,
            fact.total_rounds,
            fact.left,
            fact.duration,
            speech.epoch(fact.ends),
        ),
    )


def _round_drawing(speech: Speech, audience: Audience, fact: facts.RoundDrawing) -> None:
    speech.tell(audience, say.RoyaleDrawing(fact.round, fact.duration, speech.epoch(fact.ends)))


def _round_results(speech: Speech, audience: Audience, fact: facts.RoundResults) -> None:
    speech.tell(
        audience,
        say.RoyaleRoundResults(
            fact.round,
            fact.reference,
            _scores(speech, fact),
            [speech.player_id(seat) for seat in fact.eliminated],
            [speech.player_id(seat) for seat in fact.surviving],
            fact.threshold,
            fact.duration,
            speech.epoch(fact.ends),
        ),
    )


def _rounds_played(speech: Speech, audience: Audience, fact: facts.RoundsPlayed) -> None:
    rounds = [say.RoyaleRound(one.round, one.reference, _scores(speech, one)) for one in fact.rounds]
    speech.tell(audience, say.RoyaleRounds(rounds))


def _scores(speech: Speech, fact: facts.RoundResults) -> list[say.RoyaleScore]:
    return [_score(speech, score) for score in fact.scores]


def _score(speech: Speech, score: facts.Score) -> say.RoyaleScore:
    return say.RoyaleScore(
        speech.player_id(score.seat),
        speech.user(score.seat),
        score.pixels,
        score.accuracy,
        score.matching,
        speech.epoch(score.submitted),
        score.final_rank is not None,
        UNSET if score.final_rank is None else score.final_rank,
    )


def _eliminated(speech: Speech, audience: Audience, fact: facts.Eliminated) -> None:
    speech.tell(audience, say.RoyaleYouEliminated(fact.round, fact.accuracy, fact.final_rank, fact.total_players))


def _finale(speech: Speech, audience: Audience, fact: facts.Finale) -> None:
    speech.tell(audience, say.RoyaleFinale([speech.user(seat) for seat in fact.finalists], fact.round))


def _won(speech: Speech, audience: Audience, fact: facts.Won) -> None:
    speech.tell(
        audience,
        say.RoyaleWinner(
            speech.user(fact.seat),
            speech.player_id(fact.seat),
            fact.pixels,
            fact.accuracy,
            fact.rounds,
            [_standing(speech, standing) for standing in fact.standings],
            fact.duration,
            speech.epoch(fact.ends),
        ),
    )


def _standing(speech: Speech, standing: facts.Standing) -> say.RoyaleStanding:
    return say.RoyaleStanding(
        speech.player_id(standing.seat),
        speech.user(standing.seat),
        standing.final_rank,
        standing.eliminated_in,
        standing.average,
        standing.rounds,
    )


SAYING: Final[Mapping[type[Any], Callable[[Speech, Audience, Any], None]]] = {
    facts.InitialDrawing: _initial_drawing,
    facts.ReferenceShown: _reference_shown,
    facts.RoundDrawing: _round_drawing,
    facts.RoundResults: _round_results,
    facts.RoundsPlayed: _rounds_played,
    facts.Eliminated: _eliminated,
    facts.Finale: _finale,
    facts.Won: _won,
}


def royale_state(_speech: Speech, view: InstanceView) -> PhaseState | UnsetType:
    """What somebody who comes back is told of the phase (4.8); the details are events of their own."""
    return PhaseState(view.phase) if view.phase == COUNTDOWN else UNSET
