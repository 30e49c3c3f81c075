"""What a Pixel Battle tells about itself. Seats stand for who drew a picture; see `rumpus.pixel.rules.facts`."""

import msgspec

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.content.prompt import Prompt, PromptIndices


class Drawing(msgspec.Struct, frozen=True):
    """A picture and who drew it."""

    seat: Seat
    pixels: str


class Finalist(msgspec.Struct, frozen=True):
    """A picture of the finale."""

    seat: Seat
    pixels: str
    elo: int


class Rank(msgspec.Struct, frozen=True):
    """A picture in the ranking. Equal ones share a place, and the next place skips."""

    place: int
    seat: Seat
    pixels: str
    final_votes: int
    elo: int


class PairDealt(msgspec.Struct, frozen=True):
    """To one voter: choose one of these two, until `ends`."""

    round: int
    total_rounds: int
    first: Drawing
    second: Drawing
    duration: int
    ends: GameTime


class VoteCounted(msgspec.Struct, frozen=True):
    """To the caller: the vote counts; so many points of Elo go from the one picture to the other."""

    change: int


class FinaleBegins(msgspec.Struct, frozen=True):
    """To all, before the phase is entered, and to who comes in the middle: the best so far, best first."""

    finalists: list[Finalist]
    duration: int
    ends: GameTime


class FinaleVoteCounted(msgspec.Struct, frozen=True):
    """To the caller."""


class Results(msgspec.Struct, frozen=True):
    """To all: who won."""

    prompt: Prompt
    prompt_indices: PromptIndices
    ranking: list[Rank]
