"""What CopyCat Royale tells about itself. Seats stand for people; see `rumpus.pixel.rules.facts`."""

import msgspec

from rumpus.hall.game import GameTime, Seat


class InitialDrawing(msgspec.Struct, frozen=True):
    """To all: draw what the others shall copy, until `ends`."""

    duration: int
    ends: GameTime


class ReferenceShown(msgspec.Struct, frozen=True):
    """To all: remember this picture, until `ends`. `creator` is None for one of ours, `left` how many still play."""

    pixels: str
    creator: Seat | None
    round: int
    total_rounds: int
    left: int
    duration: int
    ends: GameTime


class RoundDrawing(msgspec.Struct, frozen=True):
    """To all: draw it, until `ends`."""

    round: int
    duration: int
    ends: GameTime


class Score(msgspec.Struct, frozen=True):
    """How somebody did in a round: percent, and how many of 64 pixels are right.

    Without a drawing `pixels` is empty and `submitted` the end of drawing. `final_rank` is that of who is out now.
    """

    seat: Seat
    pixels: str
    accuracy: int
    matching: int
    submitted: GameTime
    final_rank: int | None = None


class RoundResults(msgspec.Struct, frozen=True):
    """To all: scores, best first; who is out, worst first; who is left, best first.

    `threshold` is the worst percentage of those who are left.
    """

    round: int
    reference: str
    scores: list[Score]
    eliminated: list[Seat]
    surviving: list[Seat]
    threshold: int
    duration: int
    ends: GameTime


class RoundsPlayed(msgspec.Struct, frozen=True):
    """To who comes or comes back: the rounds that are over, their results as they were told."""

    rounds: list[RoundResults]


class Eliminated(msgspec.Struct, frozen=True):
    """To each who is out now: which rank of how many that is."""

    round: int
    accuracy: int
    final_rank: int
    total_players: int


class Finale(msgspec.Struct, frozen=True):
    """To all: so few are left, best first, for this next round."""

    finalists: list[Seat]
    round: int


class Standing(msgspec.Struct, frozen=True):
    """Where somebody came in the end.

    `eliminated_in` is the round, None for the winner; `average` is percent with two decimals over the rounds in which
    they drew, of the `rounds` that they played.
    """

    seat: Seat
    final_rank: int
    eliminated_in: int | None
    average: float
    rounds: int


class Won(msgspec.Struct, frozen=True):
    """To all: who won, with which last copy, after how many rounds; everybody's standing, best first."""

    seat: Seat
    pixels: str
    accuracy: int
    rounds: int
    standings: list[Standing]
    duration: int
    ends: GameTime
