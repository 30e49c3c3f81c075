"""A namespace of the pixel games: sockets come and go, and what they say becomes commands. Used twice."""

import secrets
from collections.abc import Callable, Mapping
from typing import Any, Final

from rumpus.hall import Hall
from rumpus.pixel.content.names import FIRST_NAMES
from rumpus.pixel.messages import client_messages as said
from rumpus.pixel.messages.client_messages import ClientMessage
from rumpus.pixel.messages.decoding import Bad, UnknownEvent, decode
from rumpus.pixel.messages.server_messages import SessionRestoreFailed
from rumpus.pixel.rules.commands import Away, Here
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.lobby import NO_SEAT
from rumpus.pixel.sockets.companies import Companies, guest_of
from rumpus.pixel.sockets.dialect import Dialect
from rumpus.pixel.sockets.door import Door
from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.host_commands import HostCommands
from rumpus.pixel.sockets.identity import Identity
from rumpus.pixel.sockets.idle import Idle
from rumpus.pixel.sockets.joining import Joining
from rumpus.pixel.sockets.limits import PixelLimits
from rumpus.pixel.sockets.menu import menu_of
from rumpus.pixel.sockets.online import Online
from rumpus.pixel.sockets.play import COMMANDS, Playing
from rumpus.pixel.sockets.secrets_out import key_of, new_discriminator, new_id, new_session_id
from rumpus.pixel.sockets.stage import PixelStage
from rumpus.pixel.sockets.waiting import WaitingRoom
from rumpus.wire import Socket

LONGEST_BROWSER_ID: Final = 1_024


def _ignore(guest: Guest, message: ClientMessage | Bad) -> None:
    """It was heard: that is all it is for."""


class Reception:
    """What both namespaces share: the doors, the queue, and who answers which message."""

    def __init__(
        self, hall: Hall, companies: Companies, stage: PixelStage, limits: PixelLimits, unlimited: tuple[str, ...]
    ) -> None:
        clock = companies.clock
        self.companies = companies
        self.menu = menu_of(companies.modes)
        self.door = Door(limits, unlimited)
        self.idle = Idle(clock, limits)
        self.online = Online(companies, clock)
        self.waiting = WaitingRoom(companies, clock, limits)
        self.identity = Identity(companies, self.waiting)
        self.joining = joining = Joining(hall, companies, stage, self.waiting, limits)
        hosting = HostCommands(companies, joining)
        playing = Playing(companies)
        self.handlers: Mapping[type[ClientMessage], Callable[[Guest, Any], None]] = {
            said.JoinPublic: joining.join_public,
            said.CreateRoom: joining.create_room,
            said.JoinRoom: joining.join_room,
            said.LeaveLobby: joining.leave_lobby,
            said.LeaveQueue: joining.leave_queue,
            said.ViewMode: self.identity.view_mode,
            said.LeaveMode: self.identity.leave_mode,
            said.HostStartGame: hosting.start,
            said.HostKickPlayer: hosting.kick,
            said.HostChangePassword: hosting.change_password,
            said.HostSetWords: hosting.set_words,
            said.ChangeName: self.identity.change_name,
            said.RestoreUser: self.identity.restore_user,
            said.RestoreSession: self.identity.restore_session,
            said.Ping: _ignore,
            said.ActivityPing: _ignore,
            said.ZombieMove: playing.move,
            **dict.fromkeys(COMMANDS, playing.play),
        }


class PixelNamespace:
    """What the wire tells about the sockets of one namespace. It keeps what it knows of one in the socket's `data`.

    Args:
        dialect: of this namespace.
        reception: shared by all.
    """

    __slots__ = ("_dialect", "_reception")

    def __init__(self, dialect: Dialect, reception: Reception) -> None:
        self._dialect = dialect
        self._reception = reception

    # ---- what the wire tells

    def connect(self, socket: Socket, auth: dict[str, Any]) -> None:
        """A new socket. It may be refused with the bare code of the protocol."""
        guest = self._guest(socket, auth)
        self._reception.door.admit(guest, self._now)
        self._reception.idle.watch(guest)
        self._welcome(guest)

    def recovered(self, socket: Socket) -> None:
        """A socket is back and has been sent what it missed: nothing is told again."""
        guest = guest_of(socket)
        guest.is_here = True
        guest.active_at = self._now
        guest.is_warned = False
        self._reception.online.come(guest)
        if guest.is_decided:
            self._reception.door.count(guest)
        if guest.company is not None and guest.seat is not None:
            guest.company.handle(Here(guest.seat), caller=guest)
            guest.company.table.back(guest.seat)
        elif guest.lost_seat:
            self._dialect.tell(socket, SessionRestoreFailed(NO_SEAT))
        guest.lost_seat = False

    def event(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        """A socket said something. Acknowledged when all that followed from it was told."""
        guest = guest_of(socket)
        if guest.is_replaced:
            return  # it would take another seat by the session by which the player came back
        companies = self._reception.companies
        guest.active_at = self._now
        guest.is_warned = False
        wait = guest.allowance.takes(name, guest.active_at)
        if wait is not None:
            companies.refuse(guest, Refused("RATE_LIMITED", "Too many requests. Please slow down.", wait))
            return
        try:
            message = decode(name, args, ours=self._dialect.is_ours)
        except UnknownEvent:
            return
        guest.refused = False
        kind = message.kind if isinstance(message, Bad) else type(message)
        self._reception.handlers[kind](guest, message)
        if guest.refused:
            guest.allowance.give_back(name)
        if ack is not None:
            if kind is said.Ping:
                ack(companies.clock.epoch_ms())
            elif guest.company is None:
                ack()
            else:
                guest.company.table.after(ack)

    def disconnect(self, socket: Socket, reason: str) -> None:
        """A socket lost its connection; its seat waits for a while."""
        del reason
        guest = guest_of(socket)
        guest.is_here = False
        guest.viewing = None
        self._reception.online.leave(guest)
        self._reception.door.release(guest)
        self._reception.waiting.remove(guest)
        if guest.company is not None and guest.seat is not None:
            guest.company.handle(Away(guest.seat))

    def gone(self, socket: Socket) -> None:
        """A socket will not come back. Its player may, on another one."""
        guest = guest_of(socket)
        self._reception.idle.forget(guest)
        company = guest.company
        if company is not None:
            company.unseat(guest)
            company.part(guest)

    # ---- for `/`, where a socket may speak another protocol

    def visit(self, socket: Socket, auth: dict[str, Any]) -> None:
        """A new socket that has not shown what it speaks: it is greeted, and nothing is asked of it."""
        guest = self._guest(socket, auth)
        guest.is_decided = False
        self._welcome(guest)

    def decide(self, socket: Socket) -> None:
        """It speaks this protocol."""
        guest = guest_of(socket)
        guest.is_decided = True
        self._reception.door.count(guest)
        self._reception.idle.watch(guest)

    def dismiss(self, socket: Socket) -> None:
        """It speaks the other one."""
        guest = guest_of(socket)
        guest.is_here = False
        self._reception.online.dismiss(guest)

    # ---- parts

    @property
    def _now(self) -> int:
        return self._reception.companies.clock.monotonic_ms()

    def _guest(self, socket: Socket, auth: dict[str, Any]) -> Guest:
        guest = Guest(socket, self._dialect, self._now)
        guest.session_id = new_session_id()
        guest.session_key = key_of(guest.session_id)
        guest.session_made = self._reception.companies.clock.epoch_ms()
        guest.name = secrets.choice(FIRST_NAMES)
        guest.discriminator = new_discriminator()
        guest.player_id = new_id()
        browser = auth.get("browserId")
        if isinstance(browser, str) and 0 < len(browser) <= LONGEST_BROWSER_ID:
            guest.browser = key_of(browser)
        guest.wants_deltas = self._dialect.is_ours and auth.get("zombie") == "delta"
        socket.data = guest
        return guest

    def _welcome(self, guest: Guest) -> None:
        self._dialect.tell(guest.socket, self._reception.menu)
        self._dialect.tell(guest.socket, self._reception.identity.connected(guest))
        self._reception.online.come(guest)
