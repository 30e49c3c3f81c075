"""What a zombie match tells. Bodies are named by their players' seats, or by the bots that they are.

Groups: `ZOMBIES` and `SURVIVORS` are the players by their role, `WATCHERS` everybody else.
"""

from typing import Final

import msgspec

from rumpus.hall.game import GameTime, ToGroup
from rumpus.pixel.rules.zombie.body import BodyView, Who
from rumpus.pixel.rules.zombie.things import Effect, Item

ZOMBIES: Final = ToGroup("zombies")
SURVIVORS: Final = ToGroup("survivors")
WATCHERS: Final = ToGroup("watchers")


class Scene(msgspec.Struct, frozen=True):
    """The arena as a group sees it after a tick. `ends`: of the game, as known then; `items`: those it may see."""

    bodies: tuple[BodyView, ...]
    ends: GameTime
    items: tuple[Item, ...] = ()
    effects: tuple[Effect, ...] = ()


class RolesAssigned(msgspec.Struct, frozen=True):
    """To a player: this is your body; and how many there are of each role."""

    body: BodyView
    zombies: int
    survivors: int


class Opened(msgspec.Struct, frozen=True):
    """To all: the arena is open, and ticks from now on."""

    at: GameTime
    scene: Scene


class Shown(msgspec.Struct, frozen=True):
    """To the caller: the whole arena as it is."""

    at: GameTime
    scene: Scene


class Ticked(msgspec.Struct, frozen=True):
    """To each group: one more tick, after everything that happened in it.

    Attributes:
        tick: counted from 1.
        changed: indices of the bodies that are not as they were, ascending.
        turned: something else has changed as well: a role, an item, an effect.
    """

    at: GameTime
    tick: int
    scene: Scene
    changed: tuple[int, ...]
    turned: bool


class Infected(msgspec.Struct, frozen=True):
    """To all: the victim is a zombie now, and the game `extended` ms longer."""

    victim: Who
    zombie: Who
    survivors: int
    extended: int


class Healed(msgspec.Struct, frozen=True):
    """To all: a zombie is a survivor again."""

    healed: Who
    healer: Who


class ItemSpawned(msgspec.Struct, frozen=True):
    """To those who may see it."""

    item: Item


class ItemCollected(msgspec.Struct, frozen=True):
    """To those who could see it."""

    item: Item
    who: Who
    is_zombie: bool


class EffectStarted(msgspec.Struct, frozen=True):
    """To all."""

    effect: Effect


class EffectEnded(msgspec.Struct, frozen=True):
    """To all."""

    effect: Effect


class Record(msgspec.Struct, frozen=True):
    """Somebody and a number: of infections, or of milliseconds."""

    who: Who
    value: int


class GameEnded(msgspec.Struct, frozen=True):
    """To all, before the results. Times in ms since the start of `active`.

    Attributes:
        winner: a survivor; None if nobody survived.
        most: who infected most, of several the first to do so.
        longest: the last one to be infected.
    """

    winner: Who | None
    duration: int
    infections: int
    first: int | None
    most: Record | None
    longest: Record | None
