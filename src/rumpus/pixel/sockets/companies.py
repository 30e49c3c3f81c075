"""All instances of a process, and the doors to them: by code, by session, by mode."""

from collections.abc import Iterator
from typing import Final

from rumpus.hall import Clock, Hall, Table
from rumpus.hall.game import Seat
from rumpus.pixel.messages.server_messages import Error, ServerMessage
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.instance import DURABLE, PASSING
from rumpus.pixel.rules.modes import Modes
from rumpus.pixel.sockets.company import Company
from rumpus.pixel.sockets.dialect import Dialect
from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.ticker import Ticker
from rumpus.wire import Socket

KINDS: Final = frozenset({DURABLE, PASSING})

PAST_KEPT: Final = 20_000
"""Sessions of seats that are gone which are remembered, only to say so in the right words."""


class Companies:
    """The instances of one hall.

    Attributes:
        modes: those that can be played.
        deployed, ours: the two namespaces.
        clock: of the hall.
        ticker: of all arenas.
        seated: how many are in games: players, spectators, and seats that wait for their player.
    """

    __slots__ = (
        "_hall", "_lobbies", "_moving", "_past", "_sessions", "clock", "deployed", "dialects", "modes", "ours",
        "seated", "ticker",
    )  # fmt: skip

    def __init__(self, hall: Hall, modes: Modes, clock: Clock) -> None:
        self._hall = hall
        self.modes = modes
        self.clock = clock
        self.ticker = Ticker(clock)
        self.deployed = Dialect(is_ours=False)
        self.ours = Dialect(is_ours=True)
        self.dialects = (self.deployed, self.ours)
        self._sessions: dict[bytes, tuple[Company, Seat]] = {}
        self.seated = 0
        self._past: dict[bytes, None] = {}
        self._lobbies: dict[str, dict[Company, None]] = {}
        self._moving: dict[str, Company] = {}

    # ---- finding

    def of(self, table: Table) -> Company:
        """The company at a table."""
        company = table.data
        if company is None:
            company = self._moving.pop(table.id, None)
            if company is None:
                company = Company(table)
            else:
                company.table = table
            table.data = company
            # Every table begins in its lobby. One that is closed already may be without a state.
            if table.is_open and not company.game.private:
                self._lobbies.setdefault(company.game.spec.id, {})[company] = None
        assert isinstance(company, Company)
        return company

    def moves(self, company: Company, table_id: str) -> None:
        """The table with this id, which is opened next, is where the instance of this company goes on."""
        self._moving[table_id] = company

    def running(self) -> Iterator[Company]:
        """All instances, the oldest table first."""
        for table in self._hall.tables.values():
            if table.kind.name in KINDS and table.is_open:
                yield self.of(table)

    def open_lobby(self, mode: str) -> Company | None:
        """The public lobby of a mode that has room, the one that has been one for longest."""
        lobbies = self._lobbies.get(mode, {})
        for company in list(lobbies):
            if not company.table.is_open or company.game.match is not None:
                del lobbies[company]  # it comes back when its game is over
            elif company.game.is_open_lobby:
                return company
        return None

    def with_code(self, code: str) -> Company | None:
        """The private room with this code."""
        table = self._hall.directory.find(code)
        if table is None or table.kind.name not in KINDS or not table.is_open:
            return None
        return self.of(table)

    # ---- sessions

    def take_over(self) -> None:
        """Know the sessions of the instances that the hall took over from its journal."""
        for company in self.running():
            for member in company.game.people:
                self.note_session(company, member.seat)

    def note_session(self, company: Company, seat: Seat) -> None:
        """Know by which sessions a player may come back."""
        member = company.game.people.get(seat)
        if member is not None:
            for key in company.keys.get(seat, ()):
                self._sessions.pop(key, None)
            self.seated += seat not in company.keys
            company.keys[seat] = list(member.keys)
            for key in member.keys:
                self._sessions[key] = (company, seat)

    def end_session(self, company: Company, seat: Seat) -> None:
        """A seat is gone."""
        self.seated -= seat in company.keys
        for key in company.keys.pop(seat, ()):
            self._sessions.pop(key, None)
            self._past[key] = None
            if len(self._past) > PAST_KEPT:
                del self._past[next(iter(self._past))]

    def end_sessions(self, company: Company) -> None:
        """An instance is no more."""
        for seat in list(company.keys):
            self.end_session(company, seat)

    def seat_of(self, key: bytes) -> tuple[Company, Seat] | None:
        """The seat of a session."""
        return self._sessions.get(key)

    def had_seat(self, key: bytes) -> bool:
        """Whether this session had a seat that is gone."""
        return key in self._past

    # ---- telling

    def tell(self, guest: Guest, message: ServerMessage) -> None:
        """Tell one socket something, after all that was handled before in its instance."""
        if guest.company is None:
            guest.dialect.tell(guest.socket, message)
        else:
            guest.company.table.after(lambda: guest.dialect.tell(guest.socket, message))

    def refuse(self, guest: Guest, refused: Refused) -> None:
        """Tell a socket that nothing was done."""
        guest.refused = True
        self.tell(guest, error_of(refused))


def error_of(refused: Refused) -> Error:
    """The event for a refusal."""
    if refused.retry_after is None:
        return Error(refused.code, refused.message)
    return Error(refused.code, refused.message, refused.retry_after)


def guest_of(socket: Socket) -> Guest:
    """The guest on a socket of ours."""
    guest: Guest = socket.data
    return guest
