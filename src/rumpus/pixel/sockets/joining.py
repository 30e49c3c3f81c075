"""The ways into a game and out of it: matchmaking, private rooms, leaving (pixel.md 2.2)."""

import asyncio
from collections.abc import Coroutine
from typing import Any, Final

from rumpus.hall import Hall, NoFreeCodeError
from rumpus.pixel.messages.client_messages import CreateRoom, JoinPublic, JoinRoom, LeaveLobby, LeaveQueue
from rumpus.pixel.messages.decoding import NO_MODE, Bad
from rumpus.pixel.messages.server_messages import PasswordRequired, RoomCreated
from rumpus.pixel.rules.commands import BATTLE, Join, Leave, Open
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.instance import DURABLE, PASSING
from rumpus.pixel.rules.modes import ModeSpec
from rumpus.pixel.sockets.companies import Companies
from rumpus.pixel.sockets.company import Company
from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.limits import MINUTE, PixelLimits
from rumpus.pixel.sockets.passwords import BusyError, Guesses, PasswordGuard, Passwords
from rumpus.pixel.sockets.secrets_out import new_code, new_id, new_seed
from rumpus.pixel.sockets.stage import PixelStage
from rumpus.pixel.sockets.waiting import WaitingRoom
from rumpus.wire.engineio.limits import address_key

ALREADY_IN_GAME: Final = Refused("ALREADY_IN_GAME", "Already in a game")
ALREADY_QUEUED: Final = Refused("ALREADY_QUEUED", "Already in queue")
CREATE_FAILED: Final = Refused("CREATE_FAILED", "Failed to create room")
ROOM_NOT_FOUND: Final = Refused("ROOM_NOT_FOUND", "Room not found")
WRONG_PASSWORD: Final = Refused("WRONG_PASSWORD", "Incorrect password")
NOT_VERIFIED: Final = Refused("PASSWORD_VERIFICATION_FAILED", "Password verification failed")


class Joining:
    """What sockets without a game say."""

    def __init__(
        self, hall: Hall, companies: Companies, stage: PixelStage, waiting: WaitingRoom, limits: PixelLimits
    ) -> None:
        self._hall = hall
        self._companies = companies
        self._stage = stage
        self._waiting = waiting
        self._guard = PasswordGuard(limits)
        self._codes = Guesses(limits.wrong_codes_per_address, MINUTE)
        self._tasks: set[asyncio.Task[None]] = set()
        self.passwords = Passwords()

    # ---- public games

    def join_public(self, guest: Guest, message: JoinPublic | Bad) -> None:
        """Into the oldest lobby that has room, or a new one."""
        if self._is_bound(guest):
            return
        if guest in self._waiting:
            self._companies.refuse(guest, ALREADY_QUEUED)
            return
        if isinstance(message, Bad):
            self._companies.refuse(guest, message.refused)
            return
        spec = self._spec(message.game_mode or guest.last_mode or BATTLE)
        if spec is None:
            self._companies.refuse(guest, NO_MODE)
            return
        self.leave_quietly(guest)
        if not self._waiting.admits(guest):
            self._waiting.add(guest)
            return
        lobby = self._companies.open_lobby(spec.id)
        # The last one may leave it in this very moment.
        if lobby is None or not self._join(guest, lobby):
            self._join(guest, self._open(spec))

    def leave_lobby(self, guest: Guest, message: LeaveLobby) -> None:
        """Out of the game."""
        del message
        if guest.company is not None and guest.seat is not None:
            guest.company.handle(Leave(guest.seat), caller=guest)

    def leave_queue(self, guest: Guest, message: LeaveQueue) -> None:
        """Out of the queue."""
        del message
        self._waiting.remove(guest, "manual")

    def leave_quietly(self, guest: Guest) -> None:
        """Out of a game that shows its results, because another one is joined."""
        if guest.company is not None and guest.seat is not None:
            guest.company.handle(Leave(guest.seat, quietly=True), caller=guest)

    # ---- private rooms

    def create_room(self, guest: Guest, message: CreateRoom | Bad) -> None:
        """A room of one's own."""
        if guest.company is not None or guest.pending:
            self._companies.refuse(guest, ALREADY_IN_GAME)
            return
        if isinstance(message, Bad):
            self._companies.refuse(guest, message.refused)
            return
        spec = self._spec(message.game_mode or BATTLE)
        if spec is None:
            self._companies.refuse(guest, NO_MODE)
        elif not spec.allow_private:
            self._companies.refuse(guest, CREATE_FAILED)
        elif message.password is None:
            self._create(guest, spec, None)
        else:
            self.later(guest, self._create_locked(guest, spec, message.password))

    async def _create_locked(self, guest: Guest, spec: ModeSpec, password: str) -> None:
        try:
            kept = await self.passwords.made(password)
        except BusyError:
            self._companies.refuse(guest, CREATE_FAILED)
            return
        if guest.is_here and guest.company is None:
            self._create(guest, spec, kept)

    def _create(self, guest: Guest, spec: ModeSpec, password: str | None) -> None:
        try:
            company = self._open(spec, private=True, password=password)
        except NoFreeCodeError:
            self._companies.refuse(guest, CREATE_FAILED)
            return
        code, instance_id = company.game.code, company.game.instance_id
        assert code is not None
        company.table.after(lambda: guest.dialect.tell(guest.socket, RoomCreated(code, instance_id)))
        self._join(guest, company)

    def join_room(self, guest: Guest, message: JoinRoom | Bad) -> None:
        """Into the room with a code."""
        if guest.pending:
            self._companies.refuse(guest, ALREADY_IN_GAME)
            return
        company = None if isinstance(message, Bad) else self._companies.with_code(message.code)
        if guest.company is not None and company is guest.company and company.game.may_leave_quietly:
            self._join(guest, company)  # "play again": they stay where they are
            return
        if self._is_bound(guest):
            return
        if isinstance(message, Bad):
            self._companies.refuse(guest, message.refused)
            return
        refused = self._why_not_look(guest, message.code)
        if refused is not None:
            self._companies.refuse(guest, refused)
        elif company is None:
            self._codes.guessed(self._address(guest), self._now)
            self._companies.refuse(guest, ROOM_NOT_FOUND)
        elif company.game.password is None:
            self._change_to(guest, company)
        elif message.password is None:
            self._companies.tell(guest, PasswordRequired(message.code))
        else:
            self.later(guest, self._join_locked(guest, message.code, company.game.password, message.password))

    async def _join_locked(self, guest: Guest, code: str, kept: str, password: str) -> None:
        address, browser = self._address(guest), guest.browser or guest.socket.sid
        self._guard.guessed(address, browser, code, self._now)
        try:
            right = bool(password) and await self.passwords.is_right(kept, password)
        except BusyError:
            self._companies.refuse(guest, NOT_VERIFIED)
            return
        if not right:
            self._companies.refuse(guest, WRONG_PASSWORD)
            return
        self._guard.was_right(address, browser, code)
        company = self._companies.with_code(code)
        if not guest.is_here:
            return
        if company is None or company.game.password not in (None, kept):
            # It was closed, or has another password, while this one was looked at.
            self._companies.refuse(guest, ROOM_NOT_FOUND if company is None else WRONG_PASSWORD)
        else:
            self._change_to(guest, company)

    def _why_not_look(self, guest: Guest, code: str) -> Refused | None:
        """Why no code or password of this socket is looked at; None if it is."""
        address = self._address(guest)
        wait = self._codes.blocked_for(address, self._now)
        if wait is not None:
            return Refused("RATE_LIMITED", "Too many requests. Please slow down.", wait)
        wait = self._guard.blocked_for(address, guest.browser or guest.socket.sid, code, self._now)
        if wait is not None:
            minutes = -(-wait // MINUTE)
            unit = "minute" if minutes == 1 else "minutes"
            return Refused("PASSWORD_BLOCKED", f"Too many failed attempts. Try again in {minutes} {unit}.", wait)
        return None

    # ---- parts

    def later(self, guest: Guest, coroutine: Coroutine[Any, Any, None]) -> None:
        """Do something that has to wait; meanwhile the socket joins nothing else."""
        guest.pending = True

        async def run() -> None:
            try:
                await coroutine
            finally:
                guest.pending = False

        task = asyncio.get_running_loop().create_task(run())
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _is_bound(self, guest: Guest) -> bool:
        """Whether a socket is in a game that it must leave first; it is told so."""
        company = guest.company
        if guest.pending or (company is not None and not company.game.may_leave_quietly):
            self._companies.refuse(guest, ALREADY_IN_GAME)
            return True
        return False

    def _change_to(self, guest: Guest, company: Company) -> None:
        if company is not guest.company:
            self.leave_quietly(guest)
        if not self._join(guest, company):
            self._companies.refuse(guest, ROOM_NOT_FOUND)

    def _join(self, guest: Guest, company: Company) -> bool:
        """Let a socket in, or have it refused. False if the instance has just come to its end."""
        self._waiting.remove(guest)
        join = Join(
            guest.player_id, guest.name, guest.discriminator, guest.session_key, guest.session_made, guest.browser
        )
        return company.handle(join, caller=guest)

    def _open(self, spec: ModeSpec, *, private: bool = False, password: str | None = None) -> Company:
        """Open an instance.

        Raises:
            NoFreeCodeError: all codes that were tried are taken.
        """
        table_id = self._hall.new_id()
        code = self._hall.directory.claim_free(new_code, table_id) if private else None
        first = Open(new_id(), spec.id, new_seed(), code=code, password=password)
        kind = DURABLE if spec.durable else PASSING
        return self._companies.of(self._hall.open_table(kind, first, self._stage, table_id=table_id))

    def _spec(self, mode: str) -> ModeSpec | None:
        found = self._companies.modes.get(mode)
        return None if found is None else found.spec

    @property
    def _now(self) -> int:
        return self._companies.clock.monotonic_ms()

    def _address(self, guest: Guest) -> str:
        return address_key(guest.socket.request.address)
