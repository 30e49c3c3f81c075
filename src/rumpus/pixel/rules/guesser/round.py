"""One round of PixelGuesser: who draws what, and who has guessed it."""

from typing import Final, NamedTuple

from rumpus.hall.game import Seat
from rumpus.pixel.content.pixels import BLANK
from rumpus.pixel.content.words import Word
from rumpus.pixel.rules.commands import Picture
from rumpus.pixel.rules.guesser.facts import GuessedRight, Score, Secret
from rumpus.pixel.rules.guesser.guesses import Answers
from rumpus.pixel.rules.guesser.scoring import points_for, points_for_artist


class Solution(NamedTuple):
    """A right guess: as it was written, and what it brought."""

    text: str
    told: GuessedRight


class Round:
    """A round that has begun.

    Attributes:
        number: counted from 1.
        artist: who draws.
        word: what.
        standing: the scores before it, the best first.
        answers: all that is right.
        canvas: as it is now, 64 hex digits.
        picture: the same for the gallery; None as long as it is empty.
        solutions: right guesses, the first first.
    """

    __slots__ = ("answers", "artist", "canvas", "number", "picture", "solutions", "standing", "word")

    def __init__(self, number: int, artist: Seat, word: Word, standing: tuple[Score, ...]) -> None:
        self.number: Final = number
        self.artist: Final = artist
        self.word: Final = word
        self.standing: Final = standing
        self.answers: Final = Answers(word.answers)
        self.canvas = BLANK
        self.picture: Picture | None = None
        self.solutions: Final[dict[Seat, Solution]] = {}

    @property
    def secret(self) -> Secret:
        """The word as it is told."""
        return Secret(self.word.en, self.word.de)

    def solve(self, seat: Seat, text: str, time: int, remaining: int) -> GuessedRight:
        """Somebody has guessed it, `time` ms after guessing began; so many have not yet."""
        position = len(self.solutions) + 1
        told = GuessedRight(seat, points_for(time, position), time, position, remaining)
        self.solutions[seat] = Solution(text, told)
        return told

    def points_of(self, seat: Seat) -> int:
        """What a seat gets for this round, as it stands."""
        if seat == self.artist:
            return points_for_artist(sum(solution.told.points for solution in self.solutions.values()))
        solution = self.solutions.get(seat)
        return 0 if solution is None else solution.told.points

    def time_of(self, seat: Seat) -> int | None:
        """When a seat guessed it."""
        solution = self.solutions.get(seat)
        return None if solution is None else solution.told.time
