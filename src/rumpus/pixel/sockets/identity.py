"""Who a socket is: its name, its session, and the page that it shows (pixel.md 2.2, 4.8)."""

from typing import Final

from rumpus.pixel.messages.client_messages import ChangeName, LeaveMode, RestoreSession, RestoreUser, ViewMode
from rumpus.pixel.messages.decoding import Bad
from rumpus.pixel.messages.server_messages import Connected, NameChanged, SessionRestoreFailed
from rumpus.pixel.rules.commands import Leave, Rename, Restore
from rumpus.pixel.sockets.companies import Companies
from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.secrets_out import key_of
from rumpus.pixel.sockets.waiting import WaitingRoom

GONE: Final = "Instance no longer exists"

DAY: Final = 24 * 60 * 60 * 1_000
"""Milliseconds after which a session is none any more."""


class Identity:
    """What sockets say about themselves."""

    __slots__ = ("_companies", "_waiting")

    def __init__(self, companies: Companies, waiting: WaitingRoom) -> None:
        self._companies = companies
        self._waiting = waiting

    def connected(self, guest: Guest) -> Connected:
        """The welcome."""
        return Connected(guest.socket.sid, self._companies.clock.epoch_ms(), guest.user, guest.session_id)

    def change_name(self, guest: Guest, message: ChangeName | Bad) -> None:
        """Another name."""
        if isinstance(message, Bad):
            self._companies.refuse(guest, message.refused)
        elif guest.company is not None and guest.seat is not None:
            guest.company.handle(Rename(guest.seat, message.name), caller=guest)
        else:
            guest.name = message.name
            self._companies.tell(guest, NameChanged(guest.user))

    def restore_user(self, guest: Guest, message: RestoreUser | Bad) -> None:
        """The name that the browser remembers; refused in silence."""
        if isinstance(message, Bad):
            return
        if guest.company is not None and guest.seat is not None:
            guest.company.handle(Rename(guest.seat, message.display_name), caller=guest)
        guest.name = message.display_name
        self._companies.tell(guest, self.connected(guest))

    def restore_session(self, guest: Guest, message: RestoreSession | Bad) -> None:
        """Back to the seat of a session, with everything that belongs to it."""
        reason = message.refused.message if isinstance(message, Bad) else self._restore(guest, message.session_id)
        if reason is not None:
            self._companies.tell(guest, SessionRestoreFailed(reason))

    def _restore(self, guest: Guest, session_id: str) -> str | None:
        """Why not; None if it is done."""
        key = key_of(session_id)
        place = self._companies.seat_of(key)
        if place is None:
            return "Session not found or expired" if self._companies.had_seat(key) else "Invalid session"
        company, seat = place
        member = company.game.people.get(seat)
        if not company.table.is_open:
            return GONE
        if member is None or guest.pending:
            return "Session not found or expired"
        if self._companies.clock.epoch_ms() - member.keys.get(key, 0) > DAY:
            return "Session expired (24h limit)"
        if guest.company is not None and guest.seat is not None and (guest.company, guest.seat) != place:
            guest.company.handle(Leave(guest.seat, quietly=True), caller=guest)
        self._waiting.remove(guest)
        restored = company.handle(Restore(seat, guest.session_key, guest.session_made), caller=guest)
        return None if restored else GONE

    def view_mode(self, guest: Guest, message: ViewMode | Bad) -> None:
        """The page of a mode is shown."""
        if isinstance(message, Bad):
            return
        if message.game_mode in self._companies.modes and guest.company is None and not guest.pending:
            guest.viewing = guest.last_mode = message.game_mode

    def leave_mode(self, guest: Guest, message: LeaveMode) -> None:
        """It is shown no more."""
        del message
        guest.viewing = None
