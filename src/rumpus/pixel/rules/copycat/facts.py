"""What CopyCat tells about itself. Seats stand for who drew a copy; see `rumpus.pixel.rules.facts`."""

from typing import Literal

import msgspec

from rumpus.hall.game import GameTime, Seat


class ReferenceShown(msgspec.Struct, frozen=True):
    """To all: remember this picture, until `ends`."""

    pixels: str
    duration: int
    ends: GameTime


class Entry(msgspec.Struct, frozen=True):
    """A copy. `accuracy` is percent, `matching` of 64 pixels."""

    seat: Seat
    pixels: str
    accuracy: int
    matching: int
    submitted: GameTime


class Results(msgspec.Struct, frozen=True):
    """To all: the copies of the players that are there, best first; of equal ones the earlier."""

    reference: str
    entries: list[Entry]
    winner: Entry | None
    is_draw: bool
    duration: int
    ends: GameTime


class Side(msgspec.Struct, frozen=True):
    """One of two; who has drawn nothing has an empty canvas and 0 %."""

    seat: Seat
    pixels: str
    accuracy: int


class Compared(msgspec.Struct, frozen=True):
    """To each player: you and the other one. `opponent` is None for who plays alone."""

    reference: str
    you: Side
    opponent: Side | None
    winner: Literal["you", "opponent", "draw"]


class RematchAsked(msgspec.Struct, frozen=True):
    """To all, and to who comes back: once more? So many have said yes."""

    votes: int
    duration: int
    ends: GameTime


class RematchVoted(msgspec.Struct, frozen=True):
    """To all: somebody has answered; so many have said yes."""

    seat: Seat
    wants: bool
    votes: int


class RematchDecided(msgspec.Struct, frozen=True):
    """To all: whether there is another round, and why."""

    rematch: bool
    reason: Literal["both-yes", "declined", "timeout"]
