"""All companies of a process, and the door to them: found by pin, by seat of the past, by table."""

from collections.abc import Callable, Iterator

from rumpus.hall import Hall, Table
from rumpus.hall.game import HOST, Seat
from rumpus.quiz.messages.server_messages import SIGNALS, ServerMessage
from rumpus.quiz.sockets.captcha import Captcha
from rumpus.quiz.sockets.company import Company
from rumpus.quiz.sockets.dialect import Dialect
from rumpus.quiz.sockets.guest import Guest
from rumpus.quiz.sockets.pin_guesses import PinGuesses
from rumpus.quiz.sockets.refusals import error
from rumpus.quiz.sockets.secrets_out import is_same
from rumpus.quiz.sockets.time_sync import TimeSync
from rumpus.wire import Socket

KIND = "quiz"
"""The hall's name for our kind of game."""


class Companies:
    """The companies of one hall.

    Attributes:
        deployed: the dialect of `/`.
        ours: the dialect of `/quiz`.
        guesses: wrong pins, over all doors together.
        captcha: for games that want a proof of work.
    """

    __slots__ = ("_hall", "_time_sync", "captcha", "deployed", "dialects", "guesses", "ours")

    def __init__(self, hall: Hall, time_sync: TimeSync, captcha: Captcha) -> None:
        self._hall = hall
        self._time_sync = time_sync
        self.deployed = Dialect(is_ours=False)
        self.ours = Dialect(is_ours=True)
        self.dialects = (self.deployed, self.ours)
        self.guesses = PinGuesses()
        self.captcha = captcha

    def of(self, table: Table) -> Company:
        """The company at a table."""
        company = table.data
        if company is None:
            company = table.data = Company(table, self._time_sync.token)
        assert isinstance(company, Company)
        return company

    def with_pin(self, pin: str) -> Company | None:
        """The company of the running game that has this pin."""
        table = self._hall.directory.find(pin)
        if table is None or table.kind.name != KIND or not table.is_open:
            return None
        return self.of(table)

    def with_secret(self, game_id: str) -> Company | None:
        """The company of the running game whose host has this secret."""
        return next((company for company in self.running() if is_same(game_id, company.game.game_id)), None)

    def running(self) -> Iterator[Company]:
        """The companies of all running games, in the order in which they were opened."""
        for table in self._hall.tables.values():
            if table.kind.name == KIND and table.is_open:
                yield self.of(table)

    def of_pid(self, pid: str) -> tuple[Company, Seat] | None:
        """Where the socket with this pid sat, before a restart perhaps."""
        place = self._hall.seat_of(pid)
        if place is None or place[0].kind.name != KIND:
            return None
        return self.of(place[0]), place[1]

    def enter(
        self, guest: Guest, pin: str, now: float, belongs: Callable[[Company], bool] = lambda _: False
    ) -> Company | None:
        """The company of a pin that somebody typed. None, and they are told: there is none, or they try too often.

        Who `belongs` there by a secret that nobody can guess comes in even if somebody else behind the same address
        tries pins; who does not learns nothing then, not even whether the pin is right.
        """
        address = guest.socket.request.address
        company = self.with_pin(pin)
        if not self.guesses.may_try(address, now) and not (company is not None and belongs(company)):
            self.refuse(guest, "too_many_wrong_pins", now)
            return None
        if company is None:
            self.guesses.was_wrong(address, now)
            self.tell(guest, SIGNALS["game_not_found"])
        return company

    def tell(self, guest: Guest, message: ServerMessage) -> None:
        """Tell one socket something, after all that was handled before at its table."""
        company = guest.company
        if company is None:
            guest.dialect.tell(guest.socket, message)
        else:
            company.table.after(lambda: guest.dialect.tell(guest.socket, message))

    def refuse(self, guest: Guest, code: str, now: float) -> None:
        """Tell a socket that nothing was done, at most once a second."""
        if guest.allowance.takes_error(now):
            self.tell(guest, error(code))

    def settle(self, guest: Guest) -> None:
        """A socket has a seat: remember that beyond a restart, and that the seat is taken again after one."""
        company, seat = guest.company, guest.seat
        if company is None or seat is None:
            return
        if guest.socket.pid is not None:
            company.table.bind(guest.socket.pid, seat)
        company.table.back(max(seat, HOST))


def guest_of(socket: Socket) -> Guest:
    """The guest on a socket of ours."""
    guest: Guest = socket.data
    return guest
