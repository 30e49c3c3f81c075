"""The clock of one table: GameTime, which stands still while the table is paused or the server is down."""

from rumpus.hall.clock import Clock
from rumpus.hall.game import GameTime


class GameClock:
    """Runs from 0 when it is made, until it is stopped."""

    __slots__ = ("_clock", "_earliest", "_stopped_at", "_zero")

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._zero = clock.monotonic_ms()
        self._stopped_at: GameTime | None = None
        self._earliest: GameTime = 0

    @property
    def is_stopped(self) -> bool:
        """Whether it stands still."""
        return self._stopped_at is not None

    @property
    def now(self) -> GameTime:
        """The time."""
        if self._stopped_at is not None:
            return self._stopped_at
        return self._clock.monotonic_ms() - self._zero

    def stop_at(self, at: GameTime) -> None:
        """Stand still, at this time."""
        self._stopped_at = at

    def go_on(self) -> None:
        """Run, from where it stands."""
        if self._stopped_at is not None:
            self._earliest = self._stopped_at
            self._zero = self._clock.monotonic_ms() - self._stopped_at
            self._stopped_at = None

    def to_epoch(self, at: GameTime) -> int:
        """The wall-clock time of `at`, epoch milliseconds."""
        now, epoch = self.now, self._clock.epoch_ms()
        while now != self.now:
            # A millisecond began between both readings, and the same deadline would get another number.
            now, epoch = self.now, self._clock.epoch_ms()
        return epoch + at - now

    def to_monotonic(self, at: GameTime) -> int:
        """The monotonic time of `at`, milliseconds."""
        return self._clock.monotonic_ms() + at - self.now

    def from_monotonic(self, ms: int) -> GameTime:
        """The GameTime of a monotonic time. For times at which this clock stood, or was not there, where it stood."""
        if self._stopped_at is not None:
            return self._stopped_at
        return max(self._earliest, ms - self._zero)
