"""Arenas full of people who run about: what a server needs for it, and how even its ticks are."""

import asyncio
import time
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.pixel.servers import Measured
from rumpus.rehearse.address import Address
from rumpus.rehearse.errors import NoConnectionError
from rumpus.rehearse.figures import quantile
from rumpus.rehearse.frame_client import FrameClient
from rumpus.rehearse.pixel.zombie import STEPS
from rumpus.rehearse.websocket_link import WebSocketLink

IN_FLIGHT = 50
WARM_UP = 2.0
"""Seconds of the match that are not measured."""

BEGINNING = 60.0
"""Seconds within which the match must have begun."""

TICK_MS = 50


@dataclass(frozen=True, slots=True)
class Load:
    """How it is measured.

    Attributes:
        seconds: of the match.
        moves: of each player, a second.
    """

    seconds: float = 20.0
    moves: float = 5.0


@dataclass(frozen=True, slots=True)
class Run:
    """What was measured.

    Attributes:
        idle, busy: percent of a core, of the empty server and while the match runs.
        ticks: states that arrived.
        p50, p99, longest: milliseconds from one state to the next, at one client.
        bytes: of one state, its frames included.
        rate: megabytes a second to all.
        missing: percent of the ticks that a client did not get.
    """

    idle: float
    busy: float
    ticks: int
    p50: float
    p99: float
    longest: float
    bytes: float
    rate: float
    missing: float

    @property
    def cost(self) -> float:
        """Percent of a core more than the empty server, had all ticks come: a match may end before the time is up."""
        return (self.busy - self.idle) / (1 - self.missing / 100)


class _Runner:
    """A player as thin as can be: moves, and notes when states come. What they say is not read."""

    __slots__ = ("_client", "_frames", "_link", "arrived", "is_on", "size")

    def __init__(self, client: FrameClient, prefix: bytes) -> None:
        assert isinstance(client.link, WebSocketLink)
        self._client = client
        self._link = client.link
        self._frames = [
            client.link.frame(b'42%b["zombie-move",{"direction":"%b"}]' % (prefix, name.encode())) for name in STEPS
        ]
        self.arrived: list[float] = []
        self.size = 0
        self.is_on = False
        client.link.hand_over(self)

    def move(self, dice: Random) -> None:
        self._link.send_frame(dice.choice(self._frames))

    def on_packet(self, packet: bytes) -> None:
        if b'"zombie-game-state"' in packet[:40]:
            self._note(len(packet))
        elif b'"zombie-delta"' in packet[:40]:
            self.size += len(packet) + 2
        elif packet[:1] == b"2":
            self._client.on_packet(packet)

    def on_binary(self, payload: bytes) -> None:
        self._note(len(payload))

    def on_lost(self, error: NoConnectionError) -> None:
        self._client.on_lost(error)

    def _note(self, size: int) -> None:
        self.size += size + (2 if size < 126 else 4)
        self.arrived.append(self._link.received_at)


async def measure(
    server: Measured, arenas: int, size: int, load: Load, *, deltas: bool = False, peer: bool = False
) -> Run:
    """Fill the arenas, let everybody run about, and look at the server meanwhile."""
    idle = await _share(server, 3.0)
    namespace, prefix = ("/", b"") if peer else ("/pixel", b"/pixel,")
    auth = {"zombie": "delta"} if deltas else None
    address = await Address.parse(server.url).resolved()
    gate = asyncio.Semaphore(IN_FLIGHT)

    async def one() -> FrameClient:
        async with gate:
            return await FrameClient.connect(address, namespace, auth, within=60.0, keep=not peer)

    clients = list(await asyncio.gather(*(one() for _ in range(arenas * size))))
    if not peer:
        for first in range(0, len(clients), size):
            await _begin(clients[first : first + size])
        state = "zombie-delta" if deltas else "zombie-game-state"
        await asyncio.gather(*(client.wait_for(state, within=BEGINNING) for client in clients))
    runners = [_Runner(client, prefix) for client in clients]
    moving = asyncio.get_running_loop().create_task(_move(runners, load.moves))
    await asyncio.sleep(WARM_UP)
    for runner in runners:
        runner.arrived.clear()
        runner.size = 0
    begin = time.monotonic()
    busy = await _share(server, load.seconds)
    seconds = time.monotonic() - begin
    moving.cancel()
    for client in clients:
        client.abort()
    return _run(idle, busy, runners, seconds)


async def _begin(clients: list[FrameClient]) -> None:
    """Let them into a room of their own, and start its game."""
    host, *others = clients
    host.emit("create-room", {"gameMode": "zombie-pixel"})
    (room,) = await host.wait_for("room-created")
    for client in others:
        client.emit("join-room", {"code": room["code"]})
    await asyncio.gather(*(client.wait_for("lobby-joined") for client in clients))
    host.emit("host-start-game")


async def _move(runners: list[_Runner], each: float) -> None:
    """All move in turn, evenly spread over time."""
    dice = Random(1)
    every = 1 / (each * len(runners)) if each else 3600.0
    due = time.monotonic()
    while True:
        for runner in runners:
            due += every
            if (wait := due - time.monotonic()) > 0.001:
                await asyncio.sleep(wait)
            runner.move(dice)


async def _share(server: Measured, seconds: float) -> float:
    """Percent of a core that it uses."""
    begin, cpu = time.monotonic(), server.use().cpu
    await asyncio.sleep(seconds)
    return (server.use().cpu - cpu) / (time.monotonic() - begin) * 100


def _run(idle: float, busy: float, runners: list[_Runner], seconds: float) -> Run:
    gaps = sorted(
        (after - before) * 1000
        for runner in runners
        for before, after in zip(runner.arrived, runner.arrived[1:], strict=False)
    )
    ticks = sum(len(runner.arrived) for runner in runners)
    size = sum(runner.size for runner in runners)
    if not gaps:
        raise NoConnectionError("no states arrived: the match did not run while it was measured")
    wanted = seconds * 1000 / TICK_MS * len(runners)
    figures: dict[str, Any] = {
        "idle": idle, "busy": busy, "ticks": ticks, "p50": quantile(gaps, 0.5), "p99": quantile(gaps, 0.99),
        "longest": gaps[-1], "bytes": size / ticks, "rate": size / seconds / 1e6,
        "missing": max(0.0, 100 - ticks / wanted * 100),
    }  # fmt: skip
    return Run(**{name: round(value, 2) for name, value in figures.items()})
