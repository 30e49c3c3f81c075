"""Those who are in the arena: players and bots alike, as the rules keep them and as everybody sees them."""

from typing import Final, TypeAlias

import msgspec

from rumpus.hall.game import GameTime, Seat

LONG_AGO: Final = -1_000_000
"""Milliseconds or ticks: before anything happened."""


class Bot(msgspec.Struct, frozen=True):
    """A body that nobody plays: its id on the wire, and the name and four digits under which it is shown."""

    id: str
    name: str
    discriminator: str


Who: TypeAlias = Seat | Bot
"""Whose body it is."""


class BodyView(msgspec.Struct, frozen=True):
    """A body as everybody sees it; `heals`: it holds a healing touch."""

    who: Who
    x: int
    y: int
    is_zombie: bool
    heals: bool


class Body:
    """A body.

    Attributes:
        index: its place in the order of all bodies: players as they came, then bots. It never changes.
        who: whose it is.
        x, y: its cell, counted from the upper left corner.
        is_zombie: its role.
        touches: healing touches that it holds.
        moved_at: GameTime at which its player's last step was taken.
        moved_in: the tick in which the bot made its last step.
    """

    __slots__ = ("index", "is_zombie", "moved_at", "moved_in", "touches", "who", "x", "y")

    def __init__(self, index: int, who: Who, x: int, y: int, *, is_zombie: bool) -> None:
        self.index = index
        self.who = who
        self.x = x
        self.y = y
        self.is_zombie = is_zombie
        self.touches = 0
        self.moved_at: GameTime = LONG_AGO
        self.moved_in = LONG_AGO

    def view(self) -> BodyView:
        """What everybody sees of it now."""
        return BodyView(self.who, self.x, self.y, self.is_zombie, self.touches > 0)
