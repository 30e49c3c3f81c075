"""The sockets in one instance: who sits where, in which rooms. It goes on when the instance gets its next table."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from rumpus.hall import Table
from rumpus.hall.game import Seat
from rumpus.pixel.rules.commands import Command, Play
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.sockets.guest import Guest

ALL: Final = "all"
PLAYERS: Final = "players"
SPECTATORS: Final = "spectators"


class Company:
    """Who is in an instance.

    Attributes:
        table: the hall's, of the present journal.
        guests: the socket on each seat, here or away within its recovery window.
        keys: hashes of the sessions of each seat, as `Companies` knows them.
        screen: what a mode that streams keeps of what it said last.
    """

    __slots__ = ("_groups", "_sizes", "guests", "keys", "screen", "table")

    def __init__(self, table: Table) -> None:
        self.table = table
        self.guests: dict[Seat, Guest] = {}
        self.keys: dict[Seat, list[bytes]] = {}
        self.screen: object = None
        self._groups: dict[Guest, frozenset[str]] = {}
        self._sizes: Counter[str] = Counter()

    @property
    def game(self) -> Instance:
        """The instance."""
        game = self.table.game
        assert isinstance(game, Instance)
        return game

    def handle(self, command: Command | Play, *, caller: Guest | None = None) -> bool:
        """Hand a command to the rules: at the next table, should the game at this one end just before.

        Returns:
            False if the instance is no more. When the server is about to stop, nothing happens and nothing is wrong.
        """
        table = self.table
        if table.handle(command, caller=caller):
            return True
        return table.is_open if self.table is table else self.handle(command, caller=caller)

    def room(self, role: str) -> str:
        """The name of the room for one role; it exists in each namespace, and lasts as long as the instance."""
        return f"instance:{self.game.instance_id}:{role}"

    # ---- seats

    def seat(self, guest: Guest, seat: Seat) -> Guest | None:
        """Put a socket on a seat. Returns the one that sat there before and has lost it, if any."""
        before = self.guests.get(seat)
        if before is guest:
            return None
        if before is not None:
            self.unseat(before)
        guest.company = self
        guest.seat = seat
        self.guests[seat] = guest
        return before

    def unseat(self, guest: Guest) -> None:
        """Take a socket off its seat. It stays in its rooms until `part`: what was said before is still for it."""
        if guest.company is not self or guest.seat is None:
            return
        if self.guests.get(guest.seat) is guest:
            del self.guests[guest.seat]
        guest.company = None
        guest.seat = None

    def part(self, guest: Guest) -> None:
        """A socket that sits here no more hears nothing of this instance any more."""
        if guest.company is not self:
            groups = self._groups.pop(guest, frozenset())
            self._sizes.subtract(groups)
            for group in groups:
                guest.socket.leave(self.room(group))

    def disperse(self) -> Callable[[], None]:
        """The instance is no more: nobody sits here. What is returned lets them hear nothing of it any more."""
        guests = list(self.guests.values())
        for guest in guests:
            self.unseat(guest)

        def part() -> None:
            for guest in guests:
                self.part(guest)

        return part

    # ---- rooms

    def groups_of(self, guest: Guest, seat: Seat) -> frozenset[str]:
        """What a socket on a seat may hear by the rules, as they are now.

        In the group of its mode, if there is one, it is told `<group>:delta` or `<group>:full`, as it asked for.
        """
        game = self.game
        member = game.people.get(seat)
        if member is None:
            return frozenset()
        groups = {ALL, SPECTATORS if member.spectator else PLAYERS}
        more = None if game.match is None else game.match.group_of(seat)
        if more is not None:
            groups |= {more, f"{more}:{'delta' if guest.wants_deltas else 'full'}"}
        return frozenset(groups)

    def group(self, guest: Guest, groups: frozenset[str]) -> None:
        """Let a socket hear exactly these groups."""
        if guest.company is not self:
            return
        before = self._groups.get(guest, frozenset())
        for group in before - groups:
            guest.socket.leave(self.room(group))
        for group in sorted(groups - before):
            guest.socket.join(self.room(group))
        self._groups[guest] = groups
        self._sizes.update(groups - before)
        self._sizes.subtract(before - groups)

    def is_heard(self, group: str) -> bool:
        """Whether anybody hears a group: what is costly to say need not be said to nobody."""
        return self._sizes[group] > 0

    def grouping(self) -> list[tuple[Guest, frozenset[str]]]:
        """Who may hear what, as the rules are now."""
        return [(guest, self.groups_of(guest, seat)) for seat, guest in self.guests.items()]
