"""PixelGuesser on the wire (pixel.md 7)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from msgspec import UNSET, UnsetType

from rumpus.hall.game import Audience
from rumpus.pixel.messages import guesser_messages as say
from rumpus.pixel.messages.server_messages import PhaseState
from rumpus.pixel.rules.guesser import facts
from rumpus.pixel.rules.guesser.phases import COUNTDOWN, RESULTS
from rumpus.pixel.rules.views import InstanceView
from rumpus.pixel.sockets.speech import Speech

CLOSE: Final = "Close!"
DRAWING: Final = "drawing"


def _next_artist(speech: Speech, audience: Audience, fact: facts.NextArtist) -> None:
    artist = fact.artist
    speech.tell(
        audience,
        say.PixelguesserNext(fact.round, fact.total_rounds, speech.player_id(artist), speech.user(artist)),
    )


def _round_started(speech: Speech, audience: Audience, fact: facts.RoundStarted) -> None:
    secret = fact.secret
    speech.tell(
        audience,
        say.PixelguesserRoundStart(
            fact.round,
            fact.total_rounds,
            artist_id=speech.player_id(fact.artist),
            artist_user=speech.user(fact.artist),
            is_you_artist=secret is not None,
            duration=fact.duration,
            ends_at=speech.epoch(fact.ends),
            scores=_scores(speech, fact.scores),
            secret_prompt=UNSET if secret is None else secret.en,
            secret_prompt_by_language=UNSET if secret is None else _by_language(secret),
        ),
    )


def _by_language(secret: facts.Secret) -> say.PromptByLanguage:
    return say.PromptByLanguage(secret.en, secret.de)


def _drawing_updated(speech: Speech, audience: Audience, fact: facts.DrawingUpdated) -> None:
    speech.tell(audience, say.PixelguesserDrawingUpdate(fact.pixels, fact.round), latest=DRAWING)


def _guess_checked(speech: Speech, audience: Audience, fact: facts.GuessChecked) -> None:
    message = CLOSE if fact.close else UNSET
    speech.tell(audience, say.PixelguesserGuessResult(fact.right, fact.close, fact.text, message))


def _guessed_right(speech: Speech, audience: Audience, fact: facts.GuessedRight) -> None:
    speech.tell(
        audience,
        say.PixelguesserCorrectGuess(
            speech.player_id(fact.seat), speech.user(fact.seat), fact.points, fact.time, fact.position, fact.remaining
        ),
    )


def _revealed(speech: Speech, audience: Audience, fact: facts.Revealed) -> None:
    speech.tell(
        audience,
        say.PixelguesserReveal(
            secret_prompt=fact.secret.en,
            secret_prompt_by_language=_by_language(fact.secret),
            artist_id=speech.player_id(fact.artist),
            artist_user=speech.user(fact.artist),
            artist_pixels=fact.pixels,
            scores=_scores(speech, fact.scores),
            duration=fact.duration,
            ends_at=speech.epoch(fact.ends),
            round=fact.round,
            total_rounds=fact.total_rounds,
        ),
    )


def _ranked(speech: Speech, audience: Audience, fact: facts.Ranked) -> None:
    speech.tell(
        audience,
        say.PixelguesserFinalResults(
            _scores(speech, fact.ranking),
            fact.total_rounds,
            fact.duration,
            speech.epoch(fact.ends),
            [_drawn(speech, one) for one in fact.rounds],
        ),
    )


def _drawn(speech: Speech, one: facts.Drawn) -> say.DrawnRound:
    return say.DrawnRound(speech.player_id(one.artist), speech.user(one.artist), one.pixels, _by_language(one.secret))


def _scores(speech: Speech, scores: Iterable[facts.Score]) -> list[say.ScoreEntry]:
    """Of those who are there: when it is told again to somebody who comes back, others may have left."""
    return [
        say.ScoreEntry(
            speech.player_id(one.seat),
            speech.user(one.seat),
            one.score,
            one.round_score,
            was_artist=one.was_artist,
            guessed_correctly=one.time is not None,
            guess_time=UNSET if one.time is None else one.time,
        )
        for one in scores
        if one.seat in speech.game.people
    ]


SAYING: Final[Mapping[type[Any], Callable[[Speech, Audience, Any], None]]] = {
    facts.NextArtist: _next_artist,
    facts.RoundStarted: _round_started,
    facts.DrawingUpdated: _drawing_updated,
    facts.GuessChecked: _guess_checked,
    facts.GuessedRight: _guessed_right,
    facts.Revealed: _revealed,
    facts.Ranked: _ranked,
}


def guesser_state(speech: Speech, view: InstanceView) -> PhaseState | UnsetType:
    """What somebody who comes back is told of the phase (4.8); of a round tell its own events."""
    del speech
    return PhaseState(view.phase) if view.phase in (COUNTDOWN, RESULTS) else UNSET
