"""Players of running games as the HTTP side knows them, and what it may do for their sake: rename, remove, let in."""

from rumpus.hall.game import Seat
from rumpus.quiz.content.text import name_key, player_name
from rumpus.quiz.rules.commands import AllowName, Kick, Rename
from rumpus.quiz.sockets.committed import committed
from rumpus.quiz.sockets.companies import Companies
from rumpus.quiz.sockets.running import Names, PlayingSeat, names_at_the_filter


class People:
    """The players of all running games. Whatever changes something raises TimeoutError if it cannot be written now."""

    __slots__ = ("_companies",)

    def __init__(self, companies: Companies) -> None:
        self._companies = companies

    def called(self, name: str) -> list[PlayingSeat]:
        """All who have this name, compared as games do it; those who were removed, too."""
        return [
            PlayingSeat(game.user_id, game.game_id, seat, game.players[seat].kicked)
            for game in (company.game for company in self._companies.running())
            for seat in game.seats.called(name)
        ]

    def at(self, game_id: str, seat: Seat) -> PlayingSeat | None:
        """Who sits there, if this game is running and somebody does."""
        company = self._companies.with_secret(game_id)
        player = None if company is None else company.game.players.get(seat)
        if company is None or player is None:
            return None
        return PlayingSeat(company.game.user_id, game_id, seat, player.kicked)

    def is_free(self, which: PlayingSeat, name: str) -> bool:
        """Whether this player may be called so: nobody else in the game is."""
        company = self._companies.with_secret(which.game_id)
        holder = None if company is None or which.removed else company.game.seat_named(name)
        return holder is None or holder == which.seat

    async def rename(self, which: PlayingSeat, name: str, *, keep_custom_field: bool = True) -> bool:
        """Give a player another name, as `player_name` makes it. The answers stay.

        Returns:
            False if somebody else has the name: then nothing is changed.
        """
        company = self._companies.with_secret(which.game_id)
        if company is None:
            return True
        company.table.handle(Rename(which.seat, name, keep_custom_field))
        await committed(company.table)
        return company.game.players[which.seat].username == name

    async def remove(self, which: PlayingSeat) -> None:
        """Remove a player as the host would: gone from every list, total and from what is kept of the game."""
        company = self._companies.with_secret(which.game_id)
        if company is None:
            return
        player = company.game.seats.playing(which.seat)
        if player is not None:
            company.table.handle(Kick(player.username))
            await committed(company.table)

    async def allow_name(self, game_id: str, name: str) -> bool:
        """Let a name through that the filter of this game refuses. Who bears it tries to join again.

        Returns:
            False if no running game has this secret, or it lets through as many names as it can already.

        Raises:
            BadName: nobody can have this name, filter or not.
        """
        name = player_name(name)
        company = self._companies.with_secret(game_id)
        if company is None:
            return False
        company.table.handle(AllowName(name))
        company.refused_names = {
            refused: None for refused in company.refused_names if name_key(refused) != name_key(name)
        }
        await committed(company.table)
        return name_key(name) in company.game.allowed_names

    def names_of(self, game_id: str) -> Names | None:
        """The names that the host of this game lets through, and the last ones that its filter refused."""
        company = self._companies.with_secret(game_id)
        return None if company is None else names_at_the_filter(company)
