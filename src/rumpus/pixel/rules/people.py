"""The people of an instance: who sits on which seat, under which name, as a player or a spectator, here or away."""

from collections.abc import Iterator
from typing import Final

import msgspec

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.rules.dice import Dice

KEYS_KEPT: Final = 4
"""Sessions by which one player may come back; the oldest is forgotten."""

DISCRIMINATORS: Final = 10_000


class User(msgspec.Struct, frozen=True, rename="camel"):
    """How a player is shown; `full_name` is the name by which deployed clients tell people apart."""

    display_name: str
    discriminator: str
    full_name: str

    @classmethod
    def of(cls, name: str, discriminator: str) -> "User":
        """The user of a name and its four digits."""
        return cls(name, discriminator, f"{name}#{discriminator}")


UNKNOWN: Final = User.of("Unknown", "0000")
"""Who has left is shown as this (5.5)."""


class Member:
    """Somebody in an instance.

    Attributes:
        seat: the number in the rules; a player who leaves and comes back on the same connection gets it again.
        player_id: the id on the wire.
        name, discriminator: see `User`.
        spectator: watches only.
        keys: hashes of the sessions by which this player may come back, with the epoch ms at which each was made.
        browser: hash of the browser's own id, None if it says none.
        away_until: when the seat is given up, since its socket is lost; None while there is one.
    """

    __slots__ = ("away_until", "browser", "discriminator", "keys", "name", "player_id", "seat", "spectator")

    def __init__(self, seat: Seat, player_id: str, name: str, discriminator: str, browser: bytes | None) -> None:
        self.seat = seat
        self.player_id = player_id
        self.name = name
        self.discriminator = discriminator
        self.browser = browser
        self.spectator = False
        self.keys: dict[bytes, int] = {}
        self.away_until: GameTime | None = None

    @property
    def user(self) -> User:
        """How this member is shown."""
        return User.of(self.name, self.discriminator)

    @property
    def is_here(self) -> bool:
        """Whether there is a socket."""
        return self.away_until is None

    def add_key(self, key: bytes, made: int) -> None:
        """One more session by which this player may come back."""
        self.keys.pop(key, None)
        self.keys[key] = made
        if len(self.keys) > KEYS_KEPT:
            del self.keys[next(iter(self.keys))]


class People:
    """The members of an instance, in the order in which they came.

    Modes may read everything and change `Member.spectator`; coming and going is the lobby's.
    """

    __slots__ = ("_away", "_ids", "_members", "_seats", "next_seat")

    def __init__(self) -> None:
        self._members: dict[Seat, Member] = {}
        # By themselves, since every command asks when the next seat is given up: a hundred zombies send many.
        self._away: dict[Seat, Member] = {}
        self._ids: dict[Seat, str] = {}
        self._seats: dict[str, Seat] = {}
        self.next_seat: Seat = 1

    def __iter__(self) -> Iterator[Member]:
        return iter(self._members.values())

    def __len__(self) -> int:
        return len(self._members)

    def __contains__(self, seat: Seat) -> bool:
        return seat in self._members

    def get(self, seat: Seat) -> Member | None:
        """The member on a seat."""
        return self._members.get(seat)

    @property
    def players(self) -> list[Member]:
        """Who plays, here or within the grace of a lost socket."""
        return [member for member in self if not member.spectator]

    @property
    def first_grace(self) -> GameTime | None:
        """When the next seat is given up whose socket is lost; None if all are here."""
        if not self._away:
            return None
        return min(member.away_until for member in self._away.values() if member.away_until is not None)

    @property
    def present(self) -> list[Member]:
        """The players who have a socket: whom it is worth waiting for."""
        return [member for member in self if member.away_until is None and not member.spectator]

    def player(self, seat: Seat) -> Member | None:
        """The member on a seat, if it is a player."""
        member = self._members.get(seat)
        return None if member is None or member.spectator else member

    def with_id(self, player_id: str) -> Member | None:
        """The member with this id on the wire."""
        seat = self._seats.get(player_id)
        return None if seat is None else self._members.get(seat)

    def with_browser(self, browser: bytes | None) -> Member | None:
        """The member of this browser."""
        if browser is None:
            return None
        return next((member for member in self if member.browser == browser), None)

    def seat_of_id(self, player_id: str) -> Seat | None:
        """The seat that this id has or had."""
        return self._seats.get(player_id)

    def id_of(self, seat: Seat) -> str:
        """The id on the wire of who sits or sat there."""
        return self._ids[seat]

    def user_of(self, seat: Seat) -> User:
        """How the one on a seat is shown, `UNKNOWN` if they have left."""
        member = self._members.get(seat)
        return UNKNOWN if member is None else member.user

    def add(self, member: Member) -> None:
        """Somebody comes, at the end of the list."""
        self._members[member.seat] = member
        self._ids[member.seat] = member.player_id
        self._seats[member.player_id] = member.seat
        if member.away_until is not None:
            self._away[member.seat] = member
        self.next_seat = max(self.next_seat, member.seat + 1)

    def lose(self, member: Member, until: GameTime) -> None:
        """The socket of a member is lost: the seat waits until then."""
        member.away_until = until
        self._away[member.seat] = member

    def regain(self, member: Member) -> None:
        """A member has a socket again."""
        member.away_until = None
        self._away.pop(member.seat, None)

    def remove(self, seat: Seat) -> Member:
        """Somebody has left; their id remains known as long as this journal lasts."""
        self._away.pop(seat, None)
        return self._members.pop(seat)

    def free_discriminator(self, wanted: str, dice: Dice) -> str:
        """The four digits that somebody wants, or others if somebody has them here (0.2)."""
        taken = {member.discriminator for member in self}
        while wanted in taken:
            wanted = f"{dice.below(DISCRIMINATORS):04}"
        return wanted

    def promote(self, most: int) -> None:
        """Let spectators play, the earliest first, as long as there are fewer players than `most`."""
        free = most - len(self.players)
        for member in self:
            if free <= 0:
                return
            if member.spectator:
                member.spectator = False
                free -= 1
