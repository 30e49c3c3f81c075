"""The servers that are measured, each on a core of its own."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from benchmarks.wire.server_process import ROOT, MeasuredServer, cores, node
from rumpus.rehearse.process_use import ProcessUse, use_of
from rumpus.rehearse.server_process import ServerProcess


class Measured(Protocol):
    """A server that runs."""

    url: str

    def use(self) -> ProcessUse:
        """What it has used so far."""


class _Rumpus:
    def __init__(self, running: ServerProcess) -> None:
        self.url = running.url
        self._pid = running.pid

    def use(self) -> ProcessUse:
        return use_of(self._pid)


class _NodeArenas(MeasuredServer):
    """Socket.IO on Node with the traffic of arenas."""

    def __init__(self, size: int) -> None:
        super().__init__("node")
        self._command = [node(), str(ROOT / "benchmarks" / "peers" / "zombies.mjs"), str(size)]


@contextmanager
def rumpus(connections: int) -> Iterator[Measured]:
    """`rumpus serve` on the servers' core with all its threads; this process on the other."""
    mine = os.sched_getaffinity(0)
    os.sched_setaffinity(0, cores()[0])
    try:
        with ServerProcess(connections) as running:
            os.sched_setaffinity(0, cores()[1])
            yield _Rumpus(running)
    finally:
        os.sched_setaffinity(0, mine)


@contextmanager
def node_arenas(size: int) -> Iterator[Measured]:
    """The peer, with so many players in an arena; this process on the other core."""
    mine = os.sched_getaffinity(0)
    with _NodeArenas(size) as running:
        os.sched_setaffinity(0, cores()[1])
        try:
            yield running
        finally:
            os.sched_setaffinity(0, mine)
