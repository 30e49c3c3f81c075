"""A thousand people come into the lobby in the same second."""

import asyncio
import time
from dataclasses import dataclass

from benchmarks.pixel.servers import Measured
from rumpus.rehearse.address import Address
from rumpus.rehearse.countdown import Countdown
from rumpus.rehearse.figures import quantile
from rumpus.rehearse.frame_client import FrameClient

MODE = "pixel-battle"
IN_FLIGHT = 200
PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class Rush:
    """What was measured.

    Attributes:
        seconds: from the first "join-public" to the last "lobby-joined".
        p50, p99: milliseconds from one's own request to the answer.
        cpu: seconds of the server's processor time for all that followed, telling the others included.
        told: events that came in all.
        missing: who got no place in time.
    """

    seconds: float
    p50: float
    p99: float
    cpu: float
    told: int
    missing: int


async def measure(server: Measured, count: int, within: float = 1.0) -> Rush:
    """Connect so many, let them join evenly spread over `within` seconds, and wait until all have a place."""
    address = await Address.parse(server.url).resolved()
    gate = asyncio.Semaphore(IN_FLIGHT)
    joined = Countdown(count)
    asked: dict[FrameClient, float] = {}
    waits: list[float] = []
    last = 0.0

    async def one() -> FrameClient:
        client = FrameClient("/pixel", keep=False)
        client.on_raw("player-joined", lambda _: None)
        client.on_raw("lobby-joined", lambda _: come(client))
        async with gate:
            await client.open(address, within=60.0)
        return client

    def come(client: FrameClient) -> None:
        nonlocal last
        assert client.link is not None
        last = client.link.received_at
        waits.append((last - asked[client]) * 1000)
        joined.one()

    clients = list(await asyncio.gather(*(one() for _ in range(count))))
    await asyncio.sleep(1.0)
    cpu, begin = server.use().cpu, time.monotonic()
    for number, client in enumerate(clients):
        if (wait := begin + number * within / count - time.monotonic()) > 0.001:
            await asyncio.sleep(wait)
        asked[client] = time.monotonic()
        client.emit("join-public", {"gameMode": MODE})
    missing = await joined.wait(PATIENCE)
    await asyncio.sleep(0.5)
    used = server.use().cpu - cpu
    told = sum(client.counts.total() for client in clients)
    for client in clients:
        client.abort()
    waits.sort()
    return Rush(
        round(last - begin, 3),
        round(quantile(waits, 0.5), 1),
        round(quantile(waits, 0.99), 1),
        round(used, 2),
        told,
        missing,
    )
