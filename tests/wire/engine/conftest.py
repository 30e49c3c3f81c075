"""Servers on free ports; every test of this folder runs on uvloop, as in production, and on asyncio's own loop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import pytest
import uvloop

from rumpus.wire.engineio.config import EngineConfig
from rumpus.wire.engineio.connection import Connection
from rumpus.wire.engineio.engine import Engine
from rumpus.wire.engineio.serve import WireServer
from tests.until import until
from tests.wire.clients import cut_all
from tests.wire.engine.recorder import PATH, PollingClient, Recorder, SocketClient


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"uvloop": uvloop.new_event_loop, "asyncio": asyncio.new_event_loop}


@dataclass
class Served:
    """A running server and what its layer above wrote down, by connection, oldest first."""

    engine: Engine
    server: WireServer
    recorders: list[Recorder] = field(default_factory=list)
    greeting: Callable[[Connection], None] | None = None

    @property
    def port(self) -> int:
        return self.server.port

    @property
    def last(self) -> Recorder:
        return self.recorders[-1]

    async def opened(self, count: int = 1) -> Recorder:
        """The recorder of the last of so many connections, once they are open."""
        await until(lambda: len(self.recorders) >= count)
        return self.recorders[count - 1]


Serve: TypeAlias = Callable[..., Awaitable[Served]]


@pytest.fixture
async def serve() -> AsyncIterator[Serve]:
    """Start servers: `await serve(echo=True, app=..., **settings of EngineConfig)`."""
    running: list[Served] = []

    async def start(
        *, echo: bool = False, app: Any = None, wire: Mapping[str, Any] | None = None, **settings: Any
    ) -> Served:
        def on_open(connection: Connection) -> Recorder:
            recorder = Recorder(connection, echo=echo)
            served.recorders.append(recorder)
            if served.greeting is not None:
                served.greeting(connection)
            return recorder

        engine = Engine(EngineConfig(**{"path": PATH, **settings}), on_open)
        served = Served(engine, WireServer(engine, app, **(wire or {})))
        await served.server.start()
        running.append(served)
        return served

    yield start
    await cut_all()
    for served in running:
        await served.server.stop()
        assert not served.engine.connections
        assert all(len(recorder.closed) == 1 for recorder in served.recorders), "on_close comes exactly once"
        assert served.engine.limits.total == 0


Client: TypeAlias = type[PollingClient] | type[SocketClient]


@pytest.fixture(params=[PollingClient, SocketClient], ids=lambda client: client.transport)
def client_class(request: pytest.FixtureRequest) -> Client:
    """The same test over both transports."""
    chosen: Client = request.param
    return chosen
