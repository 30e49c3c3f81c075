"""A namespace of the quiz: sockets come and go, and what they say becomes commands. Used twice, for `/` and `/quiz`."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from rumpus import __version__
from rumpus.hall.clock import Clock
from rumpus.hall.game import HOST
from rumpus.quiz.messages import client_messages as said
from rumpus.quiz.messages.client_messages import HOST_EVENTS, BadMessage, ClientMessage, UnknownEvent, decode
from rumpus.quiz.messages.server_messages import SessionId, Welcome
from rumpus.quiz.rules.commands import Away, Back
from rumpus.quiz.sockets.companies import Companies, guest_of
from rumpus.quiz.sockets.dialect import Dialect
from rumpus.quiz.sockets.guest import REMOTE, Guest
from rumpus.quiz.sockets.host_commands import HostCommands
from rumpus.quiz.sockets.host_return import show_questions
from rumpus.quiz.sockets.hosts_page import Shown
from rumpus.quiz.sockets.joining import Joining
from rumpus.quiz.sockets.play import Play
from rumpus.quiz.sockets.registration import Registration
from rumpus.quiz.sockets.secrets_out import new_session_id
from rumpus.quiz.sockets.weight import is_too_large
from rumpus.wire import Socket

PROTOCOL: Final = 1
"""Version of what `/quiz` adds to the documented protocol."""

MIN_CLIENT: Final = 1
"""Pages older than this reload themselves once."""

ECHO: Final = "echo_time_sync"
"""The one event that is free: we asked for it."""


class QuizNamespace:
    """What the wire tells about the sockets of one namespace.

    Args:
        dialect: of this namespace.
        companies: of the hall.
        clock: of the hall.
    """

    __slots__ = ("_clock", "_companies", "_dialect", "_handlers", "_joining", "_registration")

    def __init__(self, dialect: Dialect, companies: Companies, clock: Clock) -> None:
        self._dialect = dialect
        self._companies = companies
        self._clock = clock
        self._joining = Joining(companies, clock.monotonic_ms)
        self._registration = Registration(companies, clock.monotonic_ms)
        play = Play(companies, clock.monotonic_ms)
        hosting = HostCommands(clock.epoch_ms)
        self._handlers: Mapping[type[ClientMessage], Callable[[Guest, Any], None]] = {
            said.JoinGame: self._joining.join,
            said.RejoinGame: self._joining.rejoin,
            said.RegisterAsAdmin: self._registration.register,
            said.RegisterAsRemote: self._registration.register_remote,
            said.TakeOver: self._registration.take_over,
            said.SubmitAnswer: play.answer,
            said.EchoTimeSync: play.echo,
            said.Resync: play.resync,
            **dict.fromkeys(HostCommands.MESSAGES, hosting.carry_out),
        }

    # ---- what the wire tells

    def connect(self, socket: Socket, auth: dict[str, Any]) -> None:  # noqa: ARG002 - as in the original
        """A new socket; after a restart it may be one that had a seat."""
        guest = Guest(socket, self._dialect, self._clock.monotonic_ms())
        socket.data = guest
        if self._dialect.is_ours:
            self._dialect.tell(socket, Welcome(f"Rumpus {__version__}", PROTOCOL, MIN_CLIENT, self._clock.epoch_ms()))
        else:
            self._dialect.tell(socket, SessionId(new_session_id()))
        place = None if socket.previous_pid is None else self._companies.of_pid(socket.previous_pid)
        if place is not None:
            company, seat = place
            if seat in (HOST, REMOTE):
                self._registration.come_back(guest, company, seat)
            else:
                self._joining.come_back(guest, company, seat)

    def recovered(self, socket: Socket) -> None:
        """A socket is back and has been sent what it missed: nothing is told again."""
        guest = guest_of(socket)
        guest.is_here = True
        company, seat = guest.company, guest.seat
        if company is None or seat is None:
            return
        if guest.is_player and not guest.allowance.takes_event(self._clock.monotonic_ms()):
            socket.disconnect()
            return
        company.table.handle(Back(max(seat, HOST)))
        self._companies.settle(guest)

    def event(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        """A socket said something. Acknowledged when all that followed from it was told."""
        guest = guest_of(socket)
        now = self._clock.monotonic_ms()
        if name != ECHO and not guest.allowance.takes_event(now):
            self._companies.refuse(guest, "too_many_events", now)
            return
        if guest.showing is not None:
            show_questions(guest)
        if is_too_large(args):
            self._companies.refuse(guest, "payload_too_large", now)
        elif name in HOST_EVENTS and not guest.is_admin:
            pass  # told to nobody, so that there is nothing to find out
        else:
            try:
                message = decode(name, args, ours=self._dialect.is_ours)
            except UnknownEvent:
                return
            except BadMessage as bad:
                self._companies.refuse(guest, bad.code, now)
            else:
                self._handlers[type(message)](guest, message)
        if ack is not None:
            if guest.company is None:
                ack()
            else:
                guest.company.table.after(ack)

    def disconnect(self, socket: Socket, reason: str) -> None:  # noqa: ARG002
        """A socket lost its connection; its seat is empty if nobody else sits there."""
        guest = guest_of(socket)
        guest.is_here = False
        company = guest.company
        if company is None:
            return
        if guest.is_player:
            assert guest.seat is not None
            company.table.handle(Away(guest.seat))
            return
        guest.seen = Shown.everything(company.game) if guest.showing is None else guest.showing[1]
        if not company.has_host():
            company.table.handle(Away(HOST))

    def gone(self, socket: Socket) -> None:
        """A socket will not come back."""
        guest = guest_of(socket)
        guest.stop_showing()
        company = guest.company
        if company is None:
            return
        if guest.is_admin and guest.seen is not None and socket.pid is not None:
            company.remember(socket.pid, guest.seen)
        company.unseat(guest)
