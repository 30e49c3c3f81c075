"""The modes that can be rehearsed, and how many players make a room."""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple

from rumpus.rehearse.errors import RehearsalError
from rumpus.rehearse.pixel import battle, copycat, guesser, royale, zombie
from rumpus.rehearse.pixel.player import Player


class Game(NamedTuple):
    """A mode.

    Attributes:
        player: its script.
        reckon: counts after the game, for a room and its players.
        least, most: players of a room.
        private_least: with fewer a room is a public one, which the server fills with bots.
    """

    player: type[Player]
    reckon: Callable[[Any, Any], None]
    least: int
    most: int
    private_least: int = 1


GAMES: Final[Mapping[str, Game]] = {
    "pixel-battle": Game(battle.BattlePlayer, battle.reckon, 5, 100),
    "copy-cat": Game(copycat.CopyCatPlayer, copycat.reckon, 2, 2),
    "pixel-guesser": Game(guesser.GuesserPlayer, guesser.reckon, 2, 5),
    "zombie-pixel": Game(zombie.ZombiePlayer, zombie.reckon, 1, 100, private_least=10),
    "copycat-royale": Game(royale.RoyalePlayer, royale.reckon, 10, 100),
}
"""By the ids of the protocol. A private room of PixelGuesser may have 20 players, but as many rounds."""


def sizes(mode: str, players: int) -> list[int]:
    """Divide players into as few rooms as can be, of nearly the same size.

    Raises:
        RehearsalError: that can't be done.
    """
    game = GAMES[mode]
    rooms = -(-players // game.most)
    made = [players // rooms + (number < players % rooms) for number in range(rooms)]
    if made[-1] < game.least:
        few = players < game.least
        why = f"needs at least {game.least} players" if few else f"is played by {game.most}: give a multiple of that"
        raise RehearsalError(
            f"{mode} {why}, --players {game.least if few else players + game.most - players % game.most}"
        )
    return made
