"""What lies in the arena, and what it did to those who collected it."""

from typing import Final

import msgspec

from rumpus.hall.game import GameTime
from rumpus.pixel.content.power_ups import PowerUpType
from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.zombie.body import Who

ID_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
ID_LENGTH: Final = 8


def new_id(kind: str, dice: Dice) -> str:
    """An id as the original makes them: what it is of, and eight letters."""
    return f"{kind}_" + "".join([dice.choice(ID_LETTERS) for _ in range(ID_LENGTH)])


class Item(msgspec.Struct, frozen=True):
    """A thing that waits on a cell until somebody who may collects it."""

    id: str
    type: PowerUpType
    x: int
    y: int


class Effect(msgspec.Struct, frozen=True):
    """What a thing does.

    Attributes:
        holder: who has it; None if all zombies share it.
        expires: when it ends by itself.
        uses: how often it can still be used; at 0 it ends with the next tick.
    """

    id: str
    type: PowerUpType
    holder: Who | None = None
    expires: GameTime | None = None
    uses: int | None = None
