"""What PixelGuesser tells about itself; see `rumpus.pixel.rules.facts`. Times of guesses are ms of guessing."""

from typing import Final

import msgspec

from rumpus.hall.game import GameTime, Seat, ToGroup

GUESSERS: Final = ToGroup("guessers")
"""Everybody but the artist, spectators included."""


class Secret(msgspec.Struct, frozen=True):
    """The word in both languages."""

    en: str
    de: str


class NextArtist(msgspec.Struct, frozen=True):
    """To all, in the countdown: who draws in the round that comes. Told anew when it is another one."""

    round: int
    total_rounds: int
    artist: Seat


class Score(msgspec.Struct, frozen=True):
    """A player's points, and how the last round went; `time` is None for who did not guess it."""

    seat: Seat
    score: int
    round_score: int
    was_artist: bool
    time: int | None


class RoundStarted(msgspec.Struct, frozen=True):
    """To all, with the secret to the artist alone: guessing has begun. `scores` are those before, the best first."""

    round: int
    total_rounds: int
    artist: Seat
    duration: int
    ends: GameTime
    scores: tuple[Score, ...]
    secret: Secret | None = None


class DrawingUpdated(msgspec.Struct, frozen=True):
    """To the guessers: the canvas of this round. Only the latest counts."""

    round: int
    pixels: str


class GuessChecked(msgspec.Struct, frozen=True):
    """To the caller: what became of the guess."""

    text: str
    right: bool
    close: bool


class GuessedRight(msgspec.Struct, frozen=True):
    """To all: somebody knows it, as the `position`-th, and so many players do not yet."""

    seat: Seat
    points: int
    time: int
    position: int
    remaining: int


class Revealed(msgspec.Struct, frozen=True):
    """To all: this was it. Scores are the best first."""

    round: int
    total_rounds: int
    secret: Secret
    artist: Seat
    pixels: str
    scores: tuple[Score, ...]
    duration: int
    ends: GameTime


class Drawn(msgspec.Struct, frozen=True):
    """What was drawn in a round."""

    secret: Secret
    artist: Seat
    pixels: str


class Ranked(msgspec.Struct, frozen=True):
    """To all: the game is over, the best first. `total_rounds` is how many there were, `rounds` what was drawn."""

    ranking: tuple[Score, ...]
    total_rounds: int
    duration: int
    ends: GameTime
    rounds: tuple[Drawn, ...]
