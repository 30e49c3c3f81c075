"""What a game counts for its end (pixel.md 8.5)."""

from rumpus.pixel.rules.zombie.body import Body
from rumpus.pixel.rules.zombie.facts import Record


class Tally:
    """The infections of a game. Times are milliseconds since the start of `active`.

    Attributes:
        infections: how many.
        first: when the first one was.
        most: who infected most; of several the first to reach it.
        longest: who was infected last, and when: they withstood for longest of all who were infected.
    """

    __slots__ = ("_counts", "first", "infections", "longest", "most")

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}
        self.infections = 0
        self.first: int | None = None
        self.most: Record | None = None
        self.longest: Record | None = None

    def infected(self, victim: Body, zombie: Body, at: int) -> None:
        """One more."""
        self.infections += 1
        if self.first is None:
            self.first = at
        # Whoever is infected in the same moment withstood as long: the first of them is named.
        if self.longest is None or at > self.longest.value:
            self.longest = Record(victim.who, at)
        count = self._counts[zombie.index] = self._counts.get(zombie.index, 0) + 1
        if self.most is None or count > self.most.value:
            self.most = Record(zombie.who, count)
