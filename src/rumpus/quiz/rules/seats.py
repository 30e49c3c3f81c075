"""The seats of a quiz: who took them, under which name, and which secrets bring a player back."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from rumpus.hall.game import Seat
from rumpus.quiz.content.text import name_key

KEYS: Final = 64
"""Secrets kept per seat. Those of joining stay for good (deployed clients come back with no other), then the latest."""


@dataclass(slots=True)
class Player:
    """A player at a seat.

    Attributes:
        username: as shown.
        custom_field: what the player entered for the host's extra field.
        kicked: out of the game and of every list until the host lets this player back.
        present: has a socket or lost it less than five seconds ago.
        keys: hashes of the secrets with which this player may come back, oldest first.
        lasting_keys: how many of them, from the first, are never dropped.
        total: points of the closed questions.
        renamed: has another name than at joining, which the player's page may not know.
    """

    seat: Seat
    username: str
    custom_field: str | None
    kicked: bool = False
    present: bool = True
    keys: dict[bytes, None] = field(default_factory=dict)
    lasting_keys: int = 0
    total: int = 0
    renamed: bool = False


class Seats:
    """All seats ever given out in one game. A number is never given out twice."""

    __slots__ = ("_kicked", "_names", "_owners", "players")

    def __init__(self) -> None:
        self.players: dict[Seat, Player] = {}
        self._names: dict[str, Seat] = {}
        self._owners: dict[bytes, Seat] = {}
        self._kicked = 0

    @property
    def count(self) -> int:
        """How many players are in the game, kicked ones left out."""
        return len(self.players) - self._kicked

    def named(self, username: str) -> Seat | None:
        """The seat whose player has this name, compared as names are (NFKC and casefold). Kicked players have none."""
        return self._names.get(name_key(username))

    def called(self, username: str) -> list[Seat]:
        """The seats of all who have this name, compared in the same way; kicked ones, too."""
        key = name_key(username)
        return [player.seat for player in self.players.values() if name_key(player.username) == key]

    def with_key(self, key: bytes) -> Seat | None:
        """The seat that this hash of a secret belongs to, kicked or not."""
        return self._owners.get(key)

    def playing(self, seat: Seat) -> Player | None:
        """The player of this seat, if there is one who is not kicked."""
        player = self.players.get(seat)
        return None if player is None or player.kicked else player

    def take(self, username: str, custom_field: str | None, keys: Iterable[bytes]) -> Player:
        """Give out the next seat. The name must be free."""
        player = Player(len(self.players) + 1, username, custom_field)
        self.players[player.seat] = player
        self._names[name_key(username)] = player.seat
        self.add_keys(player, keys)
        player.lasting_keys = len(player.keys)
        return player

    def add_keys(self, player: Player, keys: Iterable[bytes]) -> bool:
        """Let this player come back with these secrets too. Tells whether any was new."""
        news = False
        for key in keys:
            if key in self._owners:
                continue
            self._owners[key] = player.seat
            player.keys[key] = None
            news = True
            if len(player.keys) > KEYS:
                oldest = next(islice(player.keys, player.lasting_keys, None))
                del player.keys[oldest], self._owners[oldest]
        return news

    def kick(self, player: Player) -> None:
        """Free the name; the seat and its answers are kept, but belong to no list any more."""
        del self._names[name_key(player.username)]
        player.kicked = True
        player.present = False
        self._kicked += 1

    def let_back(self, player: Player) -> bool:
        """Undo a kick, unless somebody has the name by now."""
        if self.named(player.username) is not None:
            return False
        self._names[name_key(player.username)] = player.seat
        player.kicked = False
        self._kicked -= 1
        return True

    def rename(self, player: Player, username: str) -> bool:
        """Give a player another name, unless somebody else has it. A kicked one bears it without holding it."""
        if not player.kicked:
            if self.named(username) not in (None, player.seat):
                return False
            del self._names[name_key(player.username)]
            self._names[name_key(username)] = player.seat
        player.username = username
        player.renamed = True
        return True
