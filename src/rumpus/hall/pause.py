"""The pause after a restart: a table stands still until those who were there are back, or have had their time."""

from rumpus.hall.game import HOST, Presence, Seat


class Pause:
    """Who is awaited at one table."""

    __slots__ = ("_awaited", "_back", "_host")

    def __init__(self, presence: Presence) -> None:
        self._host = presence.host
        self._awaited = frozenset(presence.seats) - {HOST}
        self._back: set[Seat] = set()

    def back(self, seat: Seat) -> None:
        """Somebody is there again."""
        self._back.add(seat)

    @property
    def is_over(self) -> bool:
        """Whether the host, if there was one, and nine tenths of the seats are back."""
        if self._host and HOST not in self._back:
            return False
        return 10 * len(self._awaited & self._back) >= 9 * len(self._awaited)

    @property
    def missing(self) -> frozenset[Seat]:
        """Who was there and is not back."""
        awaited = self._awaited | {HOST} if self._host else self._awaited
        return awaited - self._back
