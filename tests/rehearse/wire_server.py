"""A small server on our own wire for the tests of the frame client, on the test's own loop."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from rumpus.wire import EngineConfig, Namespace, Refused, Server, Socket
from rumpus.wire.engineio.serve import WireServer


class EchoEvents:
    """Says things back, and notes who left and why."""

    def __init__(self) -> None:
        self.left: list[str] = []
        self.namespace: Namespace | None = None

    def connect(self, socket: Socket, auth: dict[str, Any]) -> None:
        if auth.get("password") == "wrong":
            raise Refused("no entry", {"code": 7})
        socket.join("all")
        socket.emit("hello", auth)

    def recovered(self, socket: Socket) -> None:
        pass

    def event(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        if ack is not None:
            ack(name, *args)
        elif name == "ask":
            socket.emit("question", ack=lambda answer: socket.emit("answered", answer))
        elif name == "leave":
            socket.disconnect()
        elif name == "all":
            assert self.namespace is not None
            self.namespace.room("all").emit("news", *args)
        else:
            socket.emit(name, *args)

    def disconnect(self, socket: Socket, reason: str) -> None:
        self.left.append(reason)

    def gone(self, socket: Socket) -> None:
        pass


@asynccontextmanager
async def echo_server(certificate: Path | None = None) -> AsyncIterator[tuple[str, EchoEvents]]:
    """The address of a running server with the namespaces `/` and `/kept` (with recovery), and what happens on them.

    `certificate` is a PEM file with the key and the certificate for localhost.
    """
    server = Server(EngineConfig(ping_interval=400, ping_timeout=1_000))
    events = EchoEvents()
    server.namespace("/", events)
    events.namespace = server.namespace("/kept", events, recovery="all")
    file = str(certificate) if certificate is not None else None
    wire = WireServer(server.engine, ssl_certfile=file, ssl_keyfile=file)
    await wire.start()
    try:
        yield f"https://localhost:{wire.port}" if certificate is not None else f"http://127.0.0.1:{wire.port}", events
    finally:
        await wire.stop()
        server.close()
