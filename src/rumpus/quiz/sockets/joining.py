"""Players come in: with a name, with what they have from before, or without asking after a restart."""

from collections.abc import Callable

from rumpus.hall.game import Seat
from rumpus.quiz.children.name_filter import refuses
from rumpus.quiz.content.text import name_key
from rumpus.quiz.messages.client_messages import JoinGame, RejoinGame
from rumpus.quiz.messages.server_messages import JoinedGame
from rumpus.quiz.rules.commands import Back, Join
from rumpus.quiz.rules.playing import why_not
from rumpus.quiz.rules.seats import Player
from rumpus.quiz.sockets.companies import Companies
from rumpus.quiz.sockets.company import Company
from rumpus.quiz.sockets.guest import Guest
from rumpus.quiz.sockets.saying import game_for
from rumpus.quiz.sockets.secrets_out import key_of, new_seat_token


class Joining:
    """Puts sockets on players' seats. `now` gives monotonic milliseconds."""

    __slots__ = ("_companies", "_now")

    def __init__(self, companies: Companies, now: Callable[[], int]) -> None:
        self._companies = companies
        self._now = now

    def join(self, guest: Guest, message: JoinGame) -> None:
        """A new player."""
        companies, now = self._companies, self._now()
        company = companies.enter(guest, message.game_pin, now)
        if company is None:
            return
        if guest.company is not None:
            if guest.company is company and guest.is_player and guest.name == message.username:
                companies.tell(guest, JoinedGame(game_for(guest, company)))
            else:
                companies.refuse(guest, "already_joined", now)
            return
        if self._is_kicked(guest, company):
            companies.refuse(guest, "kicked", now)
            return
        if why_not(company.game, message.username) is None:
            # The rules refuse the others anyway, and their proof of work is not used up.
            refusal = self._refusal(company, message)
            if refusal is not None:
                companies.refuse(guest, refusal, now)
                return
        keys = [key_of(guest.socket.sid)]
        if guest.dialect.is_ours:
            guest.token = new_seat_token()
            keys.insert(0, key_of(guest.token))
        guest.name = message.username
        company.table.handle(Join(message.username, message.custom_field, keys), caller=guest)
        if guest.company is None:
            guest.token = None
        companies.settle(guest)

    def rejoin(self, guest: Guest, message: RejoinGame) -> None:
        """A player of before."""
        companies, now = self._companies, self._now()
        key = key_of(message.seat or message.old_sid or "")
        company = companies.enter(guest, message.game_pin, now, lambda at: at.game.seat_with_key(key) is not None)
        if company is None:
            return
        game = company.game
        seat = game.seat_with_key(key)
        player = game.players.get(seat) if seat is not None else None
        if player is None or not _is_name_of(player, message.username):
            companies.refuse(guest, "wrong_seat", now)
        elif player.kicked or self._is_kicked(guest, company):
            companies.refuse(guest, "kicked", now)
        elif guest.company is not None and (guest.company is not company or guest.seat != seat):
            companies.refuse(guest, "already_joined", now)
        elif not company.allowance(guest, player.seat).takes_event(now):
            companies.refuse(guest, "too_many_events", now)
        else:
            keys = [key_of(guest.socket.sid)]
            if message.seat is not None:
                guest.token = message.seat
            elif guest.dialect.is_ours and guest.token is None:
                guest.token = new_seat_token()
                keys.append(key_of(guest.token))
            guest.name = player.username
            self._sit(guest, company, player.seat, keys)

    def come_back(self, guest: Guest, company: Company, seat: Seat) -> None:
        """The server knows this socket from before and gives it its seat, unless somebody sits there."""
        player = company.game.players.get(seat)
        sitting = company.players.get(seat)
        if player is None or player.kicked or (sitting is not None and sitting.is_here):
            return
        keys = [key_of(guest.socket.sid)]
        if guest.dialect.is_ours:
            guest.token = new_seat_token()
            keys.append(key_of(guest.token))
        guest.name = player.username
        self._sit(guest, company, seat, keys)

    def _sit(self, guest: Guest, company: Company, seat: Seat, keys: list[bytes]) -> None:
        company.table.handle(Back(seat, keys), caller=guest)
        self._companies.settle(guest)

    def _refusal(self, company: Company, message: JoinGame) -> str | None:
        """Why this player is not let in although the rules would: a name, a missing proof of work."""
        game, name = company.game, message.username
        if name_key(name) not in game.allowed_names and refuses(
            name, level=game.options.name_filter, language=game.quiz.language
        ):
            company.name_refused(name)
            return "name_refused"
        if game.options.proof_of_work and not self._companies.captcha.check(game.game_pin, message.captcha or ""):
            return "captcha"
        return None

    def _is_kicked(self, guest: Guest, company: Company) -> bool:
        if guest.kicked_from is None or guest.kicked_from[0] is not company:
            return False
        player = company.game.players.get(guest.kicked_from[1])
        return player is not None and player.kicked


def _is_name_of(player: Player, username: str | None) -> bool:
    """Whether a page may believe that this is the player's name: one that was renamed meanwhile knows the old one."""
    return username is None or player.renamed or name_key(username) == name_key(player.username)
