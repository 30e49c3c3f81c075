"""The example does what it says."""

import runpy
from pathlib import Path

from rumpus.wire import Server
from tests.wire.socketio.conftest import Open

EXAMPLE = Path(__file__).parents[3] / "examples/socket_echo.py"


async def test_example_echoes(open_raw: Open, transport: str) -> None:
    server = Server()
    server.namespace("/", runpy.run_path(str(EXAMPLE))["Echo"]())
    client = await open_raw(server, transport)
    await client.connect()
    assert await client.event() == ["arrived", 1]
    await client.send('2["echo","hello"]', '27["echo","hello"]')
    assert await client.receive() == '2["echo","hello"]'
    assert await client.receive() == '37["hello"]'
