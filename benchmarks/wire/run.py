"""One run against one server: connect, wait, connect again, broadcast, acknowledge; what each cost."""

import asyncio
import os
import time
from collections.abc import Awaitable
from dataclasses import dataclass

import uvloop

from benchmarks.wire import load
from benchmarks.wire.server_process import MeasuredServer, Peer, cores

WARM_UP = 20
"""Clients that connect first, so that what is loaded at the first connection is not counted to them all."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is done in a run.

    Attributes:
        deliveries: frames of broadcasts in all.
        events: acknowledged events in all.
        settle: seconds that connections are idle before memory is read.
        idle: seconds over which the processor time of the idle server is measured.
    """

    deliveries: int = 100_000
    events: int = 60_000
    settle: float = 3.0
    idle: float = 1.5


QUICK = Effort(deliveries=20_000, events=10_000, settle=1.0, idle=0.5)


@dataclass(frozen=True, slots=True)
class Run:
    """What a server needed: microseconds of processor time for one of each, bytes for one idle connection."""

    delivery: float
    ack: float
    connect: float
    memory: float


def run(peer: Peer, clients: int, effort: Effort, *, recovery: bool = False) -> Run:
    """Start the server, load it, end it."""
    with MeasuredServer(peer, recovery=recovery) as server:
        mine = os.sched_getaffinity(0)
        os.sched_setaffinity(0, cores()[1])
        try:
            return uvloop.run(_measure(server, clients, effort))
        finally:
            os.sched_setaffinity(0, mine)


async def _measure(server: MeasuredServer, count: int, effort: Effort) -> Run:
    await _warm_up(server)
    before = server.use().memory
    clients = await load.connect(server.url, count)
    await asyncio.sleep(effort.settle)
    memory = (server.use().memory - before) / count
    idle_begin = server.use().cpu
    await asyncio.sleep(effort.idle)
    idle = (server.use().cpu - idle_begin) / effort.idle
    await load.cut(clients)

    # Only now, when a just-in-time compiler has seen the way a thousand times.
    async def connect_again() -> None:
        nonlocal clients
        clients = await load.connect(server.url, count)

    connect = await _cost(server, idle, connect_again())
    rounds = max(1, effort.deliveries // count)
    delivery = await _cost(server, idle, load.broadcast(clients, rounds))
    each = max(1, effort.events // count)
    ack = await _cost(server, idle, load.acknowledged(clients, each))
    await load.cut(clients)
    return Run(delivery / rounds / count, ack / each / count, connect / count, memory)


async def _warm_up(server: MeasuredServer) -> None:
    clients = await load.connect(server.url, WARM_UP)
    await load.broadcast(clients, 5)
    await load.acknowledged(clients, 5)
    await load.cut(clients)


async def _cost(server: MeasuredServer, idle: float, work: Awaitable[None]) -> float:
    """Microseconds of the server's processor time that the work cost, beyond what it uses anyway."""
    begin, cpu = time.monotonic(), server.use().cpu
    await work
    # What the server does after its last answer belongs to it, too.
    await asyncio.sleep(0.1)
    return (server.use().cpu - cpu - idle * (time.monotonic() - begin)) * 1_000_000
