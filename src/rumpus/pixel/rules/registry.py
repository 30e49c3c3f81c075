"""Which modes can be played: each mode's engineer adds one line here."""

from collections.abc import Mapping
from typing import Final

from rumpus.pixel.rules.battle.battle import Battle
from rumpus.pixel.rules.commands import BATTLE
from rumpus.pixel.rules.modes import Begin, Modes, modes_of

BEGINS: Final[Mapping[str, Begin]] = {BATTLE: Battle}

MODES: Final[Modes] = modes_of(BEGINS)
