"""Hosts come in: the big screen, remotes, a host who comes back, one who takes over."""

from collections.abc import Callable

from rumpus.hall.game import HOST, Seat
from rumpus.quiz.messages.client_messages import RegisterAsAdmin, RegisterAsRemote, TakeOver
from rumpus.quiz.messages.server_messages import SIGNALS
from rumpus.quiz.rules.commands import Back, SetControls
from rumpus.quiz.sockets.companies import Companies
from rumpus.quiz.sockets.company import Company
from rumpus.quiz.sockets.guest import REMOTE, Guest
from rumpus.quiz.sockets.host_return import show_game, show_missed
from rumpus.quiz.sockets.hosts_page import Shown
from rumpus.quiz.sockets.liveness import ask_whether_there
from rumpus.quiz.sockets.secrets_out import is_same


class Registration:
    """Puts sockets on the host's seat. `now` gives monotonic milliseconds."""

    __slots__ = ("_companies", "_now")

    def __init__(self, companies: Companies, now: Callable[[], int]) -> None:
        self._companies = companies
        self._now = now

    def register(self, guest: Guest, message: RegisterAsAdmin) -> None:
        """A socket wants to be the host's screen. One that is there already is asked whether it still is."""
        company = self._with_secret(guest, message.game_pin, message.game_id)
        if company is None:
            return
        admin = company.admin
        if admin is None or admin is guest or not admin.is_here:
            self._seat(guest, company, HOST)
        else:
            self._ask(admin, guest, company)

    def take_over(self, guest: Guest, message: TakeOver) -> None:
        """The same without asking."""
        company = self._with_secret(guest, message.game_pin, message.game_id)
        if company is not None:
            self._seat(guest, company, HOST)

    def register_remote(self, guest: Guest, message: RegisterAsRemote) -> None:
        """A remote control; the controls on the big screen are hidden from now on."""
        company = self._with_secret(guest, message.game_pin, message.game_id)
        if company is None:
            return
        company.table.handle(SetControls(visible=False), caller=guest)
        self._seat(guest, company, REMOTE)

    def come_back(self, guest: Guest, company: Company, seat: Seat) -> None:
        """The server knows this socket from before and gives it its place, unless another screen has it."""
        admin = company.admin
        if seat == REMOTE or admin is None or not admin.is_here:
            shown = company.seen_by(guest.socket.previous_pid)
            self._seat(guest, company, seat, shown)

    def _with_secret(self, guest: Guest, pin: str, game_id: str) -> Company | None:
        companies, now = self._companies, self._now()
        company = companies.enter(guest, pin, now, lambda at: is_same(game_id, at.game.game_id))
        if company is None:
            return None
        if not is_same(game_id, company.game.game_id):
            companies.guesses.was_wrong(guest.socket.request.address, now)
            companies.refuse(guest, "wrong_game_id", now)
            return None
        if guest.company is not None and (guest.company is not company or not guest.is_admin):
            companies.refuse(guest, "already_joined", now)
            return None
        return company

    def _ask(self, admin: Guest, guest: Guest, company: Company) -> None:
        """Seat `guest` in place of `admin` if that one does not answer."""

        def answered(is_there: bool) -> None:
            if not guest.is_here or not company.table.is_open or guest.company not in (None, company):
                return
            if not is_there and company.admin is admin:
                company.unseat(admin)
                company.table.after(lambda: company.part(admin, close=True))
            if company.admin is None:
                self._seat(guest, company, HOST)
            else:
                self._companies.tell(guest, SIGNALS["already_registered_as_admin"])

        ask_whether_there(admin.socket.connection, answered)

    def _seat(self, guest: Guest, company: Company, seat: Seat, shown: Shown | None = None) -> None:
        if guest.company is company and guest.seat != seat:
            company.unseat(guest)
        before = company.seat(guest, seat)
        company.table.handle(Back(HOST), caller=guest)
        self._companies.settle(guest)
        if before is not None:
            company.table.after(lambda: company.part(before))
        if shown is None:
            show_game(guest, company)
        else:
            show_missed(guest, company, shown)
