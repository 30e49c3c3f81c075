"""What the server of a rehearsal uses, if it is its own and can be looked at."""

import msgspec

from rumpus.rehearse.process_use import ProcessUse, use_of


class ServerUse(msgspec.Struct, frozen=True):
    """What the rehearsal's own server used.

    Attributes:
        cpu_seconds: processor time of the whole game, joining included.
        cpu_per_operation: microseconds of processor time while there was something to answer, per answer (or drawing,
            vote, guess, move): everything that follows from one counts, also telling it to all.
        memory: megabytes that it held at the end.
    """

    cpu_seconds: float
    cpu_per_operation: float
    memory: float


class Meter:
    """Watches a server from now on. Without a process id it sees nothing.

    Attributes:
        operating: seconds of processor time between `operate` and `rest`, all such times together.
    """

    def __init__(self, pid: int | None) -> None:
        self._pid = pid
        self._begin = self._use().cpu
        self._since = 0.0
        self.operating = 0.0

    def operate(self) -> None:
        """What it does from now on follows from operations."""
        self._since = self._use().cpu

    def rest(self) -> None:
        """What it does from now on does not."""
        self.operating += self._use().cpu - self._since

    def used(self, operations: int) -> ServerUse | None:
        """What it has used until now, when there were so many operations."""
        if self._pid is None:
            return None
        use = self._use()
        per_operation = self.operating / max(1, operations) * 1_000_000
        return ServerUse(round(use.cpu - self._begin, 2), round(per_operation, 1), round(use.memory / 1_000_000, 1))

    def _use(self) -> ProcessUse:
        return ProcessUse(0.0, 0) if self._pid is None else use_of(self._pid)
