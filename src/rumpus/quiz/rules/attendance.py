"""Who is present: who has a socket or lost it a moment ago, and whom an open question waits for. Sets, no scans."""

from collections import deque

from rumpus.hall.game import GameTime, Seat
from rumpus.quiz.rules.phases import AWAY_AFTER


class Attendance:
    """The present seats of one game, players only.

    Attributes:
        here: seats with a socket, or without one for less than five seconds.
        asleep: seats whose phone echoes time syncs, but not that of the current question: nobody waits for them.
        unheard: seats whose echo of the current question is still due.
        waiting: seats here and awake whose answer to the open question is missing.
    """

    __slots__ = ("_echoing", "_lost", "_lost_at", "asleep", "here", "unheard", "waiting")

    def __init__(self) -> None:
        self.here: set[Seat] = set()
        self.asleep: set[Seat] = set()
        self.unheard: set[Seat] = set()
        self.waiting: set[Seat] = set()
        self._echoing: set[Seat] = set()
        self._lost: deque[tuple[GameTime, Seat]] = deque()
        self._lost_at: dict[Seat, GameTime] = {}

    @property
    def anybody(self) -> bool:
        """Whether at least one seat is present."""
        return len(self.here) > len(self.asleep)

    def come(self, seat: Seat) -> bool:
        """A socket sits on the seat. Tells whether the seat counted as gone before."""
        self._lost_at.pop(seat, None)
        self.asleep.discard(seat)
        self.unheard.discard(seat)
        if seat in self.here:
            return False
        self.here.add(seat)
        return True

    def has_socket(self, seat: Seat) -> bool:
        """Whether a socket sits on the seat right now."""
        return seat in self.here and seat not in self._lost_at

    def is_settled(self, seat: Seat) -> bool:
        """Whether `come` would change nothing: the seat has a socket, and no echo of it is due or was missed."""
        return self.has_socket(seat) and seat not in self.unheard and seat not in self.asleep

    def lose(self, seat: Seat, at: GameTime) -> None:
        """The seat, which had a socket, has none any more; it counts as present for five seconds."""
        self._lost_at[seat] = at
        self._lost.append((at, seat))

    def remove(self, seat: Seat) -> None:
        """The seat is no longer of this game, or has been without a socket for too long."""
        self._lost_at.pop(seat, None)
        self.here.discard(seat)
        self.asleep.discard(seat)
        self.unheard.discard(seat)
        self.waiting.discard(seat)

    @property
    def expires_at(self) -> GameTime | None:
        """When the next seat without a socket stops counting as present."""
        lost = self._lost
        while lost:
            at, seat = lost[0]
            if self._lost_at.get(seat) == at:
                return at + AWAY_AFTER
            lost.popleft()  # it came back or was removed
        return None

    def expire(self, at: GameTime) -> list[Seat]:
        """Remove who has been without a socket for five seconds, in the order in which they went."""
        gone = []
        while (due := self.expires_at) is not None and due <= at:
            _, seat = self._lost.popleft()
            self.remove(seat)
            gone.append(seat)
        return gone

    def echoed(self, seat: Seat) -> bool:
        """The phone of this seat echoes. Tells whether that was news."""
        news = seat not in self._echoing
        self._echoing.add(seat)
        return news

    def question_opened(self) -> None:
        """A question is out: wait for everybody here, and for the echo of each phone that ever sent one."""
        self.waiting = set(self.here)
        self.unheard = self.here & self._echoing
        self.asleep = set()

    def echoes_due(self) -> None:
        """The time for echoes is over: who was not heard, and has not answered either, is asleep."""
        self.asleep = self.unheard & self.waiting
        self.waiting -= self.asleep
        self.unheard = set()

    def question_closed(self) -> None:
        """Nobody is waited for."""
        self.waiting = set()
        self.unheard = set()
