"""What one viewer may see of a game of PixelGuesser."""

from rumpus.pixel.rules.guesser.facts import GuessedRight, NextArtist, Ranked, Revealed, RoundStarted
from rumpus.pixel.rules.match import MatchView


class GuesserView(MatchView, frozen=True, kw_only=True):
    """The word is the artist's alone until the reveal.

    Attributes:
        next: who draws next, in the countdown.
        started: the round, while it is guessed; with the secret for the artist.
        drawing: the canvas, for everybody but the artist, who has it.
        right: who has guessed it, in order.
        shown: the solution and the points of a round, or the result of the game, each while it is shown.
    """

    next: NextArtist | None = None
    started: RoundStarted | None = None
    drawing: str | None = None
    right: tuple[GuessedRight, ...] = ()
    shown: Revealed | Ranked | None = None
