"""The Engine.IO layer by itself: a server that sends every message back.

Run it with `python examples/engine_echo.py` and connect an Engine.IO client to http://127.0.0.1:8000/engine.io/.
"""

from rumpus.wire.engineio.engine import Connection, Engine, EngineConfig
from rumpus.wire.engineio.outgoing import Outgoing
from rumpus.wire.engineio.serve import WireServer


class Echo:
    """Sends back what one client says, text as text and binary as binary."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def on_message(self, data: str | bytes) -> None:
        """Send it back."""
        if isinstance(data, str):
            self._connection.send(Outgoing(data.encode()))
        else:
            self._connection.send(Outgoing(None, (data,)))

    def on_close(self, reason: str) -> None:
        """Say why the client is gone."""
        print("a client is gone:", reason)


def main() -> None:
    server = WireServer(Engine(EngineConfig(path="/engine.io/", allowed_origins="*"), Echo), port=8000)
    server.run()


if __name__ == "__main__":
    main()
