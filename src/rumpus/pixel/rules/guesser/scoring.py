"""Points of PixelGuesser (pixel.md 7). Times are milliseconds since guessing began."""

from typing import Final

from rumpus.pixel.content.pixels import js_round
from rumpus.pixel.rules.phases import SECOND

BRACKETS: Final = ((10 * SECOND, 100), (20 * SECOND, 75), (30 * SECOND, 50))
"""Points for who guesses within so many milliseconds."""

LATE: Final = 25
"""Points for who guesses later."""

BONUSES: Final = (20, 10, 5)
"""More points for the first ones."""

ARTIST_SHARE: Final = 5
"""Of what the guessers of a round get together, the artist gets one part in so many."""


def points_for(time: int, position: int) -> int:
    """Points for a right guess, the `position`-th of the round, counted from 1."""
    base = next((points for within, points in BRACKETS if time <= within), LATE)
    return base + (BONUSES[position - 1] if position <= len(BONUSES) else 0)


def points_for_artist(points: int) -> int:
    """Points for the artist of a round in which the guessers got so many together."""
    return js_round(points / ARTIST_SHARE)
