"""What `session-restored` adds in a running game (pixel.md 4.8): by the type of the mode's view."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from msgspec import UNSET, UnsetType

from rumpus.pixel.messages.server_messages import PhaseState
from rumpus.pixel.rules.battle.view import BattleView
from rumpus.pixel.rules.copycat.view import CopyCatView
from rumpus.pixel.rules.guesser.view import GuesserView
from rumpus.pixel.rules.phases import LOBBY
from rumpus.pixel.rules.royale.view import RoyaleView
from rumpus.pixel.rules.views import InstanceView
from rumpus.pixel.rules.zombie.view import ZombieView
from rumpus.pixel.sockets.saying.battle import battle_state
from rumpus.pixel.sockets.saying.copycat import copycat_state
from rumpus.pixel.sockets.saying.guesser import guesser_state
from rumpus.pixel.sockets.saying.royale import royale_state
from rumpus.pixel.sockets.saying.zombie import zombie_state
from rumpus.pixel.sockets.speech import Speech

State: TypeAlias = Callable[[Speech, InstanceView], PhaseState | UnsetType]

STATES: Final[Mapping[type[Any], State]] = {
    BattleView: battle_state,
    CopyCatView: copycat_state,
    GuesserView: guesser_state,
    RoyaleView: royale_state,
    ZombieView: zombie_state,
}
"""Each mode whose phases have a state adds one line."""


def phase_state(speech: Speech, view: InstanceView) -> PhaseState | UnsetType:
    """The state of the phase as a viewer may see it."""
    if view.match is None:
        return PhaseState(LOBBY)
    state = STATES.get(type(view.match))
    return UNSET if state is None else state(speech, view)
