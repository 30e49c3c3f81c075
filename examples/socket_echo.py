"""A small Socket.IO server: it says back what it is told, and acknowledges it if that is wanted.

Run it with `python examples/socket_echo.py`; then, with the socket.io client in a browser or in Node:

    const socket = io("http://127.0.0.1:8000");
    socket.on("arrived", (count) => console.log(count, "are here"));
    socket.emit("echo", "hello", (answer) => console.log(answer));
"""

from collections.abc import Callable
from typing import Any

from rumpus.wire import EngineConfig, Server, Socket
from rumpus.wire.engineio.serve import WireServer


class Echo:
    """What happens in the namespace "/"."""

    def connect(self, socket: Socket, auth: dict[str, Any]) -> None:  # noqa: ARG002 - anybody may enter
        """Tell everybody how many are here."""
        socket.join("everybody")
        room = socket.namespace.room("everybody")
        room.emit("arrived", len(room))

    def recovered(self, socket: Socket) -> None:
        """It is here again, and has everything that it missed."""

    def event(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        """Say it back, by an acknowledgement if there is one."""
        if ack is not None:
            ack(*args)
        else:
            socket.emit(name, *args)

    def disconnect(self, socket: Socket, reason: str) -> None:
        """Say why a client is gone."""
        print("a client is gone:", reason, "(it may come back)" if socket.away else "")

    def gone(self, socket: Socket) -> None:
        """It will not come back."""


def main() -> None:
    server = Server(EngineConfig(allowed_origins="*"))
    server.namespace("/", Echo(), recovery="browsers")
    WireServer(server.engine, port=8000).run()


if __name__ == "__main__":
    main()
