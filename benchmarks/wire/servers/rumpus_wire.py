"""Ours: the wire alone, with the same three events as its peers.

usage: python -m benchmarks.wire.servers.rumpus_wire [recovery]
Prints {"port": n} when it can be connected to, ends with its standard input.
"""

import gc
import json
import os
import socket as sockets
import sys
import threading
from collections.abc import Callable
from typing import Any

from rumpus.wire import EngineConfig, Namespace, Server, Socket
from rumpus.wire.engineio.serve import WireServer

EVERYBODY = "everybody"


class Events:
    """What the namespace does; the same as benchmarks/peers/server.mjs."""

    namespace: Namespace

    def connect(self, socket: Socket, auth: dict[str, Any]) -> None:  # noqa: ARG002
        """Everybody is in one room."""
        socket.join(EVERYBODY)

    def recovered(self, socket: Socket) -> None:
        """Nothing to do."""

    def event(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        """Acknowledge, tell everybody, or say it back."""
        if name == "count" and ack is not None:
            ack(args[0])
        elif name == "broadcast":
            self.namespace.room(EVERYBODY).emit("news", args[0])
        elif name == "echo":
            socket.emit("echo", *args)

    def disconnect(self, socket: Socket, reason: str) -> None:
        """Nothing to do."""

    def gone(self, socket: Socket) -> None:
        """Nothing to do."""


def _end_with_input() -> None:
    sys.stdin.read()
    os._exit(0)


def main() -> None:
    events = Events()
    server = Server(EngineConfig(max_connections=100_000))
    events.namespace = server.namespace("/", events, recovery="all" if "recovery" in sys.argv else "off")
    listener = sockets.create_server(("127.0.0.1", 0), backlog=4096)
    threading.Thread(target=_end_with_input, daemon=True).start()
    # As the application does it when it has started.
    gc.collect()
    gc.freeze()
    print(json.dumps({"port": listener.getsockname()[1]}), flush=True)
    WireServer(server.engine, sock=listener).run()


if __name__ == "__main__":
    main()
