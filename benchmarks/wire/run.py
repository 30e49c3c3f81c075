"""One run against one server: connect, wait, connect again, broadcast, acknowledge; what each cost."""

import asyncio
import os
import time
from collections.abc import Awaitable
from dataclasses import dataclass

import uvloop

from benchmarks.wire import load
from benchmarks.wire.server_process import MeasuredServer, Peer, cores
from rumpus.rehearse.frame_client import FrameClient

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
    settle: float = 2.0
    idle: float = 3.0


QUICK = Effort(deliveries=20_000, events=10_000, settle=1.0, idle=1.0)


@dataclass(frozen=True, slots=True)
class Run:
    """What a server needed: microseconds of processor time for one of each, bytes for one idle connection.

    `connect` is of a server that has just started, `reconnect` of one that has had so many clients before: by then a
    just-in-time compiler has seen the way thousands of times.
    """

    delivery: float
    ack: float
    connect: float
    memory: float
    reconnect: float


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
    await _warm_up(server, effort)
    before = server.use().memory
    idle_empty = await _idle(server, effort.idle / 3)
    clients, connect = await _connect(server, count, idle_empty)
    await asyncio.sleep(effort.settle)
    memory = (server.use().memory - before) / count
    idle = await _idle(server, effort.idle)
    await load.cut(clients, effort.settle / 2)
    clients, reconnect = await _connect(server, count, idle)
    rounds = max(1, effort.deliveries // count)
    delivery = await _cost(server, idle, load.broadcast(clients, rounds))
    each = max(1, effort.events // count)
    ack = await _cost(server, idle, load.acknowledged(clients, each))
    await load.cut(clients, effort.settle / 2)
    return Run(delivery / rounds / count, ack / each / count, connect / count, memory, reconnect / count)


async def _warm_up(server: MeasuredServer, effort: Effort) -> None:
    clients = await load.connect(server.url, WARM_UP)
    await load.broadcast(clients, 5)
    await load.acknowledged(clients, 5)
    await load.cut(clients, effort.settle / 2)


async def _connect(server: MeasuredServer, count: int, idle: float) -> tuple[list[FrameClient], float]:
    clients: list[FrameClient] = []

    async def work() -> None:
        clients.extend(await load.connect(server.url, count))

    return clients, await _cost(server, idle, work())


async def _idle(server: MeasuredServer, seconds: float) -> float:
    """The share of its core that the server uses for nothing."""
    begin, cpu = time.monotonic(), server.use().cpu
    await asyncio.sleep(seconds)
    return (server.use().cpu - cpu) / (time.monotonic() - begin)


async def _cost(server: MeasuredServer, idle: float, work: Awaitable[None]) -> float:
    """Microseconds of the server's processor time that the work cost, beyond what it uses anyway."""
    begin, cpu = time.monotonic(), server.use().cpu
    await work
    # What the server does after its last answer belongs to it, too.
    await asyncio.sleep(0.1)
    return max(0.0, server.use().cpu - cpu - idle * (time.monotonic() - begin)) * 1_000_000
