"""A server on a free port, and clients of either transport."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TypeAlias

import pytest

from rumpus.wire import Server
from rumpus.wire.engineio.serve import WireServer
from tests.wire.socketio.raw_client import RawClient

Serve: TypeAlias = Callable[..., Awaitable[WireServer]]
Open: TypeAlias = Callable[..., Awaitable[RawClient]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Serve a Socket.IO server; returns what serves it, with its `port`."""
    running: list[tuple[Server, WireServer]] = []

    async def start(server: Server, port: int = 0) -> WireServer:
        wire = WireServer(server.engine, port=port)
        running.append((server, wire))
        await wire.start()
        return wire

    yield start
    for server, wire in running:
        await wire.stop()
        server.close()


@pytest.fixture
async def open_raw(serve: Serve) -> AsyncIterator[Open]:
    """Open a raw client of a server, which is served if it is not yet."""
    clients: list[RawClient] = []
    served: dict[Server, WireServer] = {}

    async def open_client(server: Server, transport: str, headers: dict[str, str] | None = None) -> RawClient:
        if server not in served:
            served[server] = await serve(server)
        client = await RawClient.open(served[server].port, transport, headers)
        clients.append(client)
        return client

    yield open_client
    for client in clients:
        await client.cut()


@pytest.fixture(params=["websocket", "polling"])
def transport(request: pytest.FixtureRequest) -> str:
    """Both transports: they must not differ."""
    name: str = request.param
    return name
