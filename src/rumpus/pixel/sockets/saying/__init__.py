"""What facts are called on the wire: a file for the lobby and one for each mode, each with a table `SAYING`."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from rumpus.hall.game import Audience
from rumpus.pixel.sockets.saying import battle, copycat, guesser, lobby, royale, zombie
from rumpus.pixel.sockets.speech import Speech

Sayer: TypeAlias = Callable[[Speech, Audience, Any], None]

SAYING: Final[Mapping[type[Any], Sayer]] = {
    **lobby.SAYING,
    **battle.SAYING,
    **copycat.SAYING,
    **guesser.SAYING,
    **royale.SAYING,
    **zombie.SAYING,
}
"""By the type of the fact: each mode's engineer adds the table of that mode here."""
