"""What is to be copied in a royale: what its players drew in the beginning (pixel.md 6.4)."""

from collections.abc import Mapping
from typing import NamedTuple

from rumpus.hall.game import Seat
from rumpus.pixel.content.pictures import MOTIFS
from rumpus.pixel.content.pixels import LEAST_DRAWN, drawn
from rumpus.pixel.rules.dice import Dice


class Reference(NamedTuple):
    """A picture, and who drew it; None for one of ours."""

    pixels: str
    creator: Seat | None


class Pool:
    """Pictures of which each is shown once.

    One that is almost empty is not shown: the best copy of it would score nothing. When there are no more, because few
    have drawn, our own pictures follow; there are more of these than a game has rounds.
    """

    __slots__ = ("_drawings", "_ours")

    def __init__(self, drawings: Mapping[Seat, str]) -> None:
        self._drawings = [Reference(pixels, seat) for seat, pixels in drawings.items() if drawn(pixels) >= LEAST_DRAWN]
        self._ours = [Reference(motif.pixels, None) for motif in MOTIFS]

    def take(self, dice: Dice) -> Reference:
        """One that was not shown yet."""
        pictures = self._drawings or self._ours
        return pictures.pop(dice.below(len(pictures)))
