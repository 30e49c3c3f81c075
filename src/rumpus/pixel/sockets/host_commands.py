"""What hosts of private rooms say (pixel.md 2.3)."""

from rumpus.pixel.messages.client_messages import HostChangePassword, HostKickPlayer, HostSetWords, HostStartGame
from rumpus.pixel.messages.decoding import Bad
from rumpus.pixel.rules.commands import HostKick, HostPassword, HostStart, Words
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.hosting import not_host
from rumpus.pixel.rules.lobby import NOT_IN_GAME
from rumpus.pixel.sockets.companies import Companies
from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.joining import Joining
from rumpus.pixel.sockets.passwords import BusyError


class HostCommands:
    """Makes commands of them; whether a socket is the host say the rules."""

    __slots__ = ("_companies", "_joining")

    def __init__(self, companies: Companies, joining: Joining) -> None:
        self._companies = companies
        self._joining = joining

    def start(self, guest: Guest, message: HostStartGame) -> None:
        """Start the game."""
        del message
        if guest.company is None or guest.seat is None:
            self._companies.refuse(guest, NOT_IN_GAME)
        else:
            guest.company.handle(HostStart(guest.seat), caller=guest)

    def kick(self, guest: Guest, message: HostKickPlayer | Bad) -> None:
        """Remove a player."""
        if guest.company is None or guest.seat is None:
            self._companies.refuse(guest, NOT_IN_GAME)
        else:
            player_id = None if isinstance(message, Bad) else message.player_id
            guest.company.handle(HostKick(guest.seat, player_id), caller=guest)

    def set_words(self, guest: Guest, message: HostSetWords | Bad) -> None:
        """Choose the words."""
        if guest.company is None or guest.seat is None:
            self._companies.refuse(guest, NOT_IN_GAME)
        elif isinstance(message, Bad):
            self._companies.refuse(guest, message.refused)
        else:
            words = [(word.en or word.de or "", word.de or word.en or "") for word in message.words]
            guest.company.handle(Words(guest.seat, words), caller=guest)

    def change_password(self, guest: Guest, message: HostChangePassword | Bad) -> None:
        """Set or remove the password."""
        company, seat = guest.company, guest.seat
        if company is None or seat is None:
            self._companies.refuse(guest, NOT_IN_GAME)
        elif company.game.host != seat:
            self._companies.refuse(guest, not_host("change password"))
        elif isinstance(message, Bad):
            self._companies.refuse(guest, message.refused)
        elif message.password is None:
            company.handle(HostPassword(seat, None), caller=guest)
        elif guest.pending:
            self._companies.refuse(guest, Refused("PASSWORD_CHANGE_FAILED", "Password change failed"))
        else:
            self._joining.later(guest, self._change(guest, message.password))

    async def _change(self, guest: Guest, password: str) -> None:
        try:
            kept = await self._joining.passwords.made(password)
        except BusyError:
            self._companies.refuse(guest, Refused("PASSWORD_CHANGE_FAILED", "Password change failed"))
            return
        if guest.company is not None and guest.seat is not None:
            guest.company.handle(HostPassword(guest.seat, kept), caller=guest)
