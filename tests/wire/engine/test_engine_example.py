"""The example that shows the Engine.IO layer by itself runs as it stands."""

from __future__ import annotations

import asyncio
import re
import subprocess
import sys
from pathlib import Path

from tests.wire.clients import cut_all
from tests.wire.engine.conftest import Client

EXAMPLE = Path(__file__).parents[3] / "examples" / "engine_echo.py"


async def test_the_echo_echoes(tmp_path: Path, client_class: Client) -> None:
    script = tmp_path / "echo.py"
    # Any free port, told on the first line.
    source = EXAMPLE.read_text()
    changed = re.sub(r"port=8000\)", "port=0)\n    server.bind()\n    print(server.port, flush=True)", source)
    assert changed != source
    script.write_text(changed)

    def run() -> subprocess.Popen[str]:
        return subprocess.Popen([sys.executable, "-u", script], stdout=subprocess.PIPE, text=True)

    process = await asyncio.to_thread(run)
    try:
        assert process.stdout is not None
        port = int(await asyncio.to_thread(process.stdout.readline))
        for attempt in range(500):
            try:
                client = await client_class.open(port)
            except OSError:
                assert attempt < 499
                await asyncio.sleep(0.01)
            else:
                break
        await client.send("4hello")
        assert await client.receive() == "4hello"
        await client.send("1")
        assert await asyncio.to_thread(process.stdout.readline) == "a client is gone: transport close\n"
    finally:
        await cut_all()
        process.terminate()
        assert await asyncio.to_thread(process.wait, 5) == 0
        assert process.stdout is not None
        process.stdout.close()
