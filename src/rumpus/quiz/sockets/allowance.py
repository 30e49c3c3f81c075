"""How much one socket may ask for, or one seat with all its sockets: a bucket of events, and one error a second."""

EVENTS_PER_SECOND = 20
BURST = 40
ERROR_EVERY_MS = 1000

_REFILL_PER_MS = EVENTS_PER_SECOND / 1000


class Allowance:
    """What is left to one socket, or to one seat. All times are monotonic milliseconds."""

    __slots__ = ("_errors_from", "_events", "_filled_at")

    def __init__(self, now: float) -> None:
        self._events = float(BURST)
        self._filled_at = now
        self._errors_from = now

    def takes_event(self, now: float) -> bool:
        """Whether this event is still within the allowance; if so it is used up."""
        events = self._events + (now - self._filled_at) * _REFILL_PER_MS
        self._filled_at = now
        if events >= BURST:
            events = BURST
        elif events < 1:
            self._events = events
            return False
        self._events = events - 1
        return True

    def takes_error(self, now: float) -> bool:
        """Whether this socket may be told an error now; if so, the next one is due a second later."""
        if now < self._errors_from:
            return False
        self._errors_from = now + ERROR_EVERY_MS
        return True
