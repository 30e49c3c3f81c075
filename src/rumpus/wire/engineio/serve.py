"""The server of one port: uvicorn for HTTP, our engine in front of it, one loop, and an orderly end."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import signal
import socket
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import structlog
import uvicorn
import uvloop

from rumpus.wire.engineio.door import Door
from rumpus.wire.engineio.http import HttpProtocol, WireConfig

if TYPE_CHECKING:
    from types import FrameType

    from rumpus.wire.engineio.engine import Engine

# A connection is some 25 objects that the collector would look at again and again while thousands come in, and none
# of them is ever garbage: a closed connection leaves no cycles.
_GC_THRESHOLD = (20_000, 50, 100)

# Seconds that HTTP requests still running have when the server stops.
_GRACE = 5

# Bytes of the kernel's buffer for what is on its way to a client. With the default one a client that does not read
# swallows megabytes before we notice.
_SEND_BUFFER = 65_536

# Bytes of the kernel's buffer for what a client sends; it also keeps the read buffer of picows from growing for ever.
_RECEIVE_BUFFER = 131_072

logger = structlog.get_logger(__name__)


class _Server(uvicorn.Server):
    """uvicorn's server with another end: it tells the engine, waits no longer than needed, and raises no signal."""

    config: WireConfig
    on_stop: Callable[[], None] | None = None

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Stop accepting, tell everybody, wait for them, then end the lifespan."""
        door = self.config.door
        if self.on_stop is not None:
            self.on_stop()
        for server in self.servers:
            server.close()
        for sock in sockets or []:
            sock.close()
        door.engine.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        try:
            async with asyncio.timeout(self.config.timeout_graceful_shutdown):
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - uvicorn's plain sets
                    await asyncio.sleep(0.005)
        except TimeoutError:
            logger.warning("requests were still running", count=len(self.server_state.tasks))
            for task in list(self.server_state.tasks):
                task.cancel()
            for connection in list(self.server_state.connections):
                if connection.transport is not None:
                    _abort(connection.transport)
        door.stop()
        door.engine.cutoffs.stop()
        for server in self.servers:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(server.wait_closed(), 1)
        await self.lifespan.shutdown()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:  # noqa: ARG002 - a signal handler's shape
        """The first signal begins the end; the second one is the end."""
        if self.should_exit:
            signal.signal(sig, signal.SIG_DFL)
            signal.raise_signal(sig)
        self.should_exit = True


def _abort(transport: Any) -> None:
    """Cut a line, whether it is the loop's own transport or picows'."""
    getattr(transport, "underlying_transport", transport).abort()


class WireServer:
    """Serves an engine and an ASGI application on one port.

    The application should call `gc.freeze()` at the end of its lifespan's startup: what is there then lives as long as
    the process, and the collector need not look at it again.

    Args:
        engine: gets WebSockets and, through `Engine.asgi`, long-polling.
        app: an ASGI application for all other requests; None answers 404.
        host: address to bind.
        port: 0 for any free one.
        sock: a bound socket to use in place of host and port.
        backlog: connections that may wait to be accepted; the kernel caps it (net.core.somaxconn).
        ssl_certfile: PEM file, to speak TLS without a proxy.
        ssl_keyfile: its key.
        on_stop: called when the server stops, before any socket is told.
    """

    def __init__(
        self,
        engine: Engine,
        app: Callable[..., Awaitable[Any]] | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        sock: socket.socket | None = None,
        backlog: int = 4_096,
        ssl_certfile: str | None = None,
        ssl_keyfile: str | None = None,
        on_stop: Callable[[], None] | None = None,
    ) -> None:
        self.engine = engine
        self._host = host
        self._asked_port = port
        self._sock = sock
        config = WireConfig(
            engine.asgi(app or _not_found),
            http=HttpProtocol,
            ws="none",
            interface="asgi3",
            lifespan="auto",
            loop="none",
            backlog=backlog,
            log_config=None,
            access_log=False,
            proxy_headers=False,
            server_header=False,
            timeout_graceful_shutdown=_GRACE,
            ssl_certfile=ssl_certfile,
            ssl_keyfile=ssl_keyfile,
        )
        config.door = Door(engine)
        self._server = _Server(config)
        self._server.on_stop = on_stop
        self._main: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The port that is listened on, once there is one."""
        return int(self._sock.getsockname()[1]) if self._sock is not None else self._asked_port

    async def start(self) -> None:
        """Listen, in the running loop.

        Raises:
            OSError: the address cannot be bound.
            RuntimeError: the application's startup failed.
        """
        self.bind()
        assert self._sock is not None
        config = self._server.config
        # Accepted sockets have the buffers of the one that listens: no call for each of them.
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _SEND_BUFFER)
        receive_buffer = max(_RECEIVE_BUFFER, self.engine.config.max_payload)
        self._sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        name = self._sock.getsockname()
        config.door.address = (name[0], name[1]) if isinstance(name, tuple) else None
        if not config.loaded:
            config.load()
        self._server.lifespan = config.lifespan_class(config)
        try:
            await self._server.startup(sockets=[self._sock])
        except SystemExit:
            self._sock.close()
            raise RuntimeError("the application did not start") from None
        self._main = asyncio.get_running_loop().create_task(self._server.main_loop())

    async def stop(self) -> None:
        """Stop in order: no new connections, sockets told to come back (1012), then the application's shutdown."""
        if self._main is None:
            return
        self._main.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._main
        self._main = None
        await self._server.shutdown(sockets=[self._sock] if self._sock is not None else None)

    def bind(self) -> None:
        """Bind the address without listening yet, so that `port` is known before `run`.

        Raises:
            OSError: it cannot be bound.
        """
        if self._sock is None:
            family = socket.AF_INET6 if ":" in self._host else socket.AF_INET
            # asyncio's own loop sends small answers at once (TCP_NODELAY) only where the protocol is said by name.
            sock = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
            try:
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                sock.bind((self._host, self._asked_port))
            except OSError:
                sock.close()
                raise
            self._sock = sock

    def run(self) -> None:
        """Serve until SIGTERM or SIGINT, on uvloop; returns after the orderly end. A second signal ends at once.

        The garbage collector of the process is told to look less often.
        """
        gc.set_threshold(*_GC_THRESHOLD)
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(self._run())

    async def _run(self) -> None:
        server = self._server
        await self.start()
        handlers = {sig: signal.signal(sig, server.handle_exit) for sig in (signal.SIGINT, signal.SIGTERM)}
        try:
            assert self._main is not None
            await asyncio.wait([self._main])
            await self.stop()
        finally:
            for sig, handler in handlers.items():
                signal.signal(sig, handler)


async def _not_found(scope: Any, receive: Any, send: Any) -> None:  # noqa: ARG001 - ASGI's shape
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 404, "headers": [(b"content-length", b"0")]})
        await send({"type": "http.response.body", "body": b""})
    else:
        raise NotImplementedError(scope["type"])
