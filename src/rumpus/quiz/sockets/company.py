"""The sockets at one table: who sits where, on what, and what is measured about them. Not part of the game's state."""

from collections.abc import Callable, Iterator
from typing import Final

from rumpus.hall import Table
from rumpus.hall.game import HOST, GameTime, Seat
from rumpus.quiz.messages.server_messages import SIGNALS, TimeSync
from rumpus.quiz.rules.game import QuizGame
from rumpus.quiz.sockets.allowance import Allowance
from rumpus.quiz.sockets.dialect import Dialect, OnSent
from rumpus.quiz.sockets.guest import REMOTE, Guest
from rumpus.quiz.sockets.hosts_page import Shown
from rumpus.quiz.sockets.slices import Slices
from rumpus.quiz.sockets.time_sync import AT_JOINING
from rumpus.wire import Socket

ALL: Final = "all"
PLAYERS: Final = "players"
ADMINS: Final = "admins"

ADMIN_OUTGOING_BOUND: Final = 32 << 20
"""Bytes that may wait for a host's socket: the results of 10,000 players are one message (quiz.md 0.2)."""

HOSTS_REMEMBERED: Final = 16
"""Pages of hosts that are remembered after their socket is given up."""

REQUESTS_KEPT: Final = 256
"""Ids of host commands that are remembered, so that one sent twice is done once."""

REFUSED_NAMES_KEPT: Final = 50
"""Names that the filter refused which the host may still choose from."""


class Company:
    """Who is at a table.

    Attributes:
        table: the hall's.
        players: the socket on each player's seat, here or away within its recovery window.
        admin: the host's screen.
        remotes: remote controls.
        slices: what is still to be said to single sockets.
        refused_names: the last names that the filter refused, for the host to let them through. Not kept.
    """

    __slots__ = (
        "_allowances", "_hosts_seen", "_make_token", "_requests", "_sent", "_sent_index", "_token", "_token_index",
        "admin", "guests", "players", "refused_names", "remotes", "slices", "table",
    )  # fmt: skip

    def __init__(self, table: Table, make_token: Callable[[], str]) -> None:
        self.table = table
        self._make_token = make_token
        self.players: dict[Seat, Guest] = {}
        self.admin: Guest | None = None
        self.remotes: dict[Guest, None] = {}
        self.guests: dict[Dialect, int] = {}
        self.slices = Slices()
        self.refused_names: dict[str, None] = {}
        self._allowances: dict[Seat, Allowance] = {}
        self._hosts_seen: dict[str, Shown] = {}
        self._sent: dict[Seat, GameTime] = {}
        self._sent_index = AT_JOINING
        self._token: str | None = None
        self._token_index = AT_JOINING
        self._requests: dict[str, None] = {}

    @property
    def game(self) -> QuizGame:
        """The game played here."""
        game = self.table.game
        assert isinstance(game, QuizGame)
        return game

    def room(self, role: str) -> str:
        """The name of the room for one role; it exists in each namespace."""
        return f"table:{self.table.id}:{role}"

    # ---- seats

    def seat(self, guest: Guest, seat: Seat) -> Guest | None:
        """Put a socket on a seat. Returns the socket that sat there before and is replaced, if any."""
        before = self._sitting(seat)
        if before is guest:
            return None
        if before is not None:
            self.unseat(before)
        guest.company = self
        guest.seat = seat
        guest.kicked_from = None
        if seat == HOST:
            self.admin = guest
        elif seat == REMOTE:
            self.remotes[guest] = None
        else:
            self.players[seat] = guest
            # One for all sockets of a seat: else a new socket would be a new burst, each written to the journal.
            guest.allowance = self._allowances.setdefault(seat, guest.allowance)
        self.guests[guest.dialect] = self.guests.get(guest.dialect, 0) + 1
        if guest.is_admin:
            # Before it is in any room: who comes late is told of every player first.
            guest.socket.connection.outgoing_bound = ADMIN_OUTGOING_BOUND
        return before

    def unseat(self, guest: Guest) -> None:
        """Take a socket off its seat."""
        seat = guest.seat
        if guest.company is not self or seat is None:
            return
        if guest is self.admin:
            self.admin = None
        elif seat == REMOTE:
            self.remotes.pop(guest, None)
        elif self.players.get(seat) is guest:
            del self.players[seat]
        guest.company = None
        guest.seat = None
        guest.token = None
        guest.stop_showing()
        self.guests[guest.dialect] -= 1

    def allowance(self, guest: Guest, seat: Seat) -> Allowance:
        """What is left to a player's seat, which this socket wants to take."""
        return self._allowances.get(seat, guest.allowance)

    def _sitting(self, seat: Seat) -> Guest | None:
        if seat == REMOTE:
            return None
        return self.admin if seat == HOST else self.players.get(seat)

    def sid_of(self, seat: Seat) -> str | None:
        """The id of the socket on a player's seat."""
        guest = self.players.get(seat)
        return None if guest is None else guest.socket.sid

    def has_host(self) -> bool:
        """Whether the host's screen or a remote has a connection right now."""
        return any(guest.is_here for guest in self.admins())

    def admins(self) -> Iterator[Guest]:
        """The host's screen and the remotes."""
        if self.admin is not None:
            yield self.admin
        yield from self.remotes

    def everybody(self) -> list[Guest]:
        """Every socket that sits here."""
        return [*self.admins(), *self.players.values()]

    def speaks(self, dialect: Dialect) -> bool:
        """Whether anybody here speaks this dialect."""
        return self.guests.get(dialect, 0) > 0

    # ---- rooms

    def enter(self, guest: Guest) -> None:
        """Let the socket hear what its seat may hear."""
        if guest.company is self:
            guest.socket.join(self.room(ALL))
            guest.socket.join(self.room(ADMINS if guest.is_admin else PLAYERS))

    def leave(self, guest: Guest) -> None:
        """The socket hears nothing of this table any more."""
        for role in (ALL, ADMINS, PLAYERS):
            guest.socket.leave(self.room(role))

    def part(self, guest: Guest, *, close: bool = False) -> None:
        """A socket has lost its seat to another one: tell it, and let it go, with its connection if that is dead."""
        self.leave(guest)
        guest.dialect.tell(guest.socket, SIGNALS["replaced"])
        guest.socket.disconnect(close)

    def disperse(self) -> None:
        """The game is over: everybody leaves."""
        for guest in self.everybody():
            self.leave(guest)
            self.unseat(guest)

    # ---- time

    def question_leaves(self, index: int) -> OnSent:
        """A question is told to all for the first time: note when it leaves for each player."""
        self._sent.clear()
        self._sent_index = index

        def left(socket: Socket, at: int) -> None:
            guest: Guest = socket.data
            if self._sent_index == index and guest.company is self and guest.is_player:
                assert guest.seat is not None
                self._sent.setdefault(guest.seat, self.table.from_monotonic(at))

        return left

    def sent(self, seat: Seat, index: int) -> GameTime | None:
        """When this question left for this seat with its first broadcast, None if it was not reached by it."""
        return self._sent.get(seat) if index == self._sent_index else None

    def time_sync(self, index: int) -> tuple[TimeSync, OnSent]:
        """The token of this question, made when it is first asked for, and what measures when it leaves."""
        if self._token is None or self._token_index != index:
            self._token = self._make_token()
            self._token_index = index
        token = self._token

        def left(socket: Socket, at: int) -> None:
            guest: Guest = socket.data
            guest.echoes.left(token, index, at)

        return TimeSync(token), left

    # ---- hosts

    def remember(self, pid: str, seen: Shown) -> None:
        """The socket of a host's page was lost for too long; the page may come back all the same."""
        self._hosts_seen[pid] = seen
        if len(self._hosts_seen) > HOSTS_REMEMBERED:
            del self._hosts_seen[next(iter(self._hosts_seen))]

    def seen_by(self, pid: str | None) -> Shown:
        """What the page that had this socket has been shown: all, if it was here when the server ended."""
        seen = None if pid is None else self._hosts_seen.pop(pid, None)
        return Shown.everything(self.game) if seen is None else seen

    # ---- names

    def name_refused(self, name: str) -> None:
        """The filter refused a name; remember it for the host."""
        self.refused_names.pop(name, None)
        self.refused_names[name] = None
        if len(self.refused_names) > REFUSED_NAMES_KEPT:
            del self.refused_names[next(iter(self.refused_names))]

    # ---- requests

    def is_new(self, request_id: str) -> bool:
        """Whether a host command with this id was not seen before; it has been now."""
        if request_id in self._requests:
            return False
        self._requests[request_id] = None
        if len(self._requests) > REQUESTS_KEPT:
            del self._requests[next(iter(self._requests))]
        return True
