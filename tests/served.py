"""A server of games in the test's own loop, on a port of its own, until the test is over."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from rumpus.hall import Hall
from rumpus.wire import Server
from rumpus.wire.engineio.serve import WireServer
from tests.listener import Listener


@asynccontextmanager
async def served(server: Server, hall: Hall, people: Sequence[Listener]) -> AsyncIterator[str]:
    """Serve an open hall; gives the address. At the end all people are cut off, and the hall is closed."""
    wire = WireServer(server.engine, host="127.0.0.1", port=0)
    await wire.start()
    try:
        yield f"http://127.0.0.1:{wire.port}"
    finally:
        hall.suspend()
        for person in people:
            person.cut()
        await wire.stop()
        server.close()
        await hall.close()
