"""The owner of a namespace in these tests: writes down what it is told, and does what its test gave it to do."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rumpus.wire import Socket
from tests.until import until

Handler = Callable[..., None]


class Owner:
    """Echoes "echo"; other events go to the function in `on` of that name, called with (socket, *args[, ack])."""

    def __init__(self, **on: Handler) -> None:
        self.on: dict[str, Handler] = {"echo": self._echo, **on}
        self.log: list[tuple[Any, ...]] = []
        self.sockets: list[Socket] = []

    def connect(self, socket: Socket, auth: dict[str, Any]) -> None:
        self.log.append(("connect", auth))
        self.sockets.append(socket)
        if "connect" in self.on:
            self.on["connect"](socket, auth)

    def recovered(self, socket: Socket) -> None:
        self.log.append(("recovered",))
        if "recovered" in self.on:
            self.on["recovered"](socket)

    def event(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        self.log.append((name, *args))
        if name in self.on:
            self.on[name](socket, *args, *(() if ack is None else (ack,)))

    def disconnect(self, socket: Socket, reason: str) -> None:
        self.log.append(("disconnect", reason))
        if "disconnect" in self.on:
            self.on["disconnect"](socket, reason)

    def gone(self, socket: Socket) -> None:
        self.log.append(("gone",))
        if "gone" in self.on:
            self.on["gone"](socket)

    @staticmethod
    def _echo(socket: Socket, *args: Any) -> None:
        if args and callable(args[-1]):
            args[-1](*args[:-1])
        else:
            socket.emit("echo", *args)

    async def told(self, *entry: Any) -> None:
        """Wait until it has been told so."""
        await until(lambda: entry in self.log, why=lambda: f"{entry} is not in {self.log}")
