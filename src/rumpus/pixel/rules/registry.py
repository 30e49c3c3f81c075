"""Which modes can be played: each mode's engineer adds one line here."""

from collections.abc import Mapping
from typing import Final

from rumpus.pixel.rules.battle.battle import Battle
from rumpus.pixel.rules.commands import BATTLE, COPYCAT, GUESSER, ROYALE, SOLO, ZOMBIE
from rumpus.pixel.rules.copycat.copycat import CopyCat, CopyCatSolo
from rumpus.pixel.rules.guesser.guesser import Guesser
from rumpus.pixel.rules.modes import Begin, Modes, modes_of
from rumpus.pixel.rules.royale.royale import Royale
from rumpus.pixel.rules.zombie.zombie import Zombie

BEGINS: Final[Mapping[str, Begin]] = {
    BATTLE: Battle,
    COPYCAT: CopyCat,
    SOLO: CopyCatSolo,
    GUESSER: Guesser,
    ROYALE: Royale,
    ZOMBIE: Zombie,
}

MODES: Final[Modes] = modes_of(BEGINS)
