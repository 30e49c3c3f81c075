"""The ranking by total points at one moment, made once and asked by everybody."""

from bisect import bisect_left
from collections.abc import Iterable

from rumpus.hall.game import Seat
from rumpus.quiz.rules.seats import Player


class Standings:
    """Players by total, best first, at equal totals the one who joined first. Equal totals share a rank.

    Attributes:
        seats: all players who are not kicked, in this order.
    """

    __slots__ = ("_below", "seats")

    def __init__(self, players: Iterable[Player]) -> None:
        order = sorted((-player.total, player.seat) for player in players if not player.kicked)
        self.seats: list[Seat] = [seat for _, seat in order]
        self._below = [negative for negative, _ in order]

    def rank(self, total: int) -> int:
        """The rank of a player with this total, from 1."""
        return bisect_left(self._below, -total) + 1

    def ahead(self, total: int) -> Seat | None:
        """Who has the next higher total, the last to join of those who share it."""
        place = bisect_left(self._below, -total)
        return self.seats[place - 1] if place else None
