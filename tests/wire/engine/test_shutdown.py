"""The end of a server: everybody is told, nobody is waited for longer than a moment."""

from __future__ import annotations

import asyncio
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.until import until
from tests.wire.clients import CLOSE, Frame, HttpClient, Refused, WebSocketClient, cut_all, request
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import POLLING, WEBSOCKET, PollingClient, SocketClient


async def test_sockets_are_told_to_come_back(serve: Serve) -> None:
    served = await serve()
    clients = [await SocketClient.open(served.port) for _ in range(20)]
    stop = asyncio.ensure_future(served.server.stop())
    assert [await client.socket.closing() for client in clients] == [1012] * 20
    await stop
    assert {recorder.closed[0] for recorder in served.recorders} == {"server shutting down"}


async def test_a_poll_that_waits_is_ended(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    poll = asyncio.ensure_future(client.poll())
    await until(lambda: not served.last.connection.is_stuck)
    began = time.monotonic()
    await served.server.stop()
    assert (await poll).body == b"1"
    assert time.monotonic() - began < 1
    assert served.last.closed == ["server shutting down"]


async def test_a_client_that_does_not_listen_is_cut_off(serve: Serve) -> None:
    served = await serve()
    client = await WebSocketClient.open(served.port, WEBSOCKET)
    await client.text()
    began = time.monotonic()
    await served.server.stop()
    assert 0.9 < time.monotonic() - began < 3
    assert await client.receive() == Frame(CLOSE, (1012).to_bytes(2))


async def test_sockets_on_their_way_in_are_told_too(serve: Serve) -> None:
    served = await serve()
    polling = await PollingClient.open(served.port)
    probing = await WebSocketClient.open(served.port, f"{WEBSOCKET}&sid={polling.sid}")
    idle = await HttpClient.connect(served.port)
    assert (await idle.request("GET", "/")).status == 404
    half = await HttpClient.connect(served.port)
    half.write(b"GET / HT")
    await until(lambda: len(served.server._server.server_state.connections) == 3)
    stop = asyncio.ensure_future(served.server.stop())
    assert await probing.closing() == 1012
    assert await idle.ended() == b""
    assert await half.ended() == b""
    await stop


async def test_nobody_comes_in_any_more(serve: Serve) -> None:
    served = await serve()
    line = await HttpClient.connect(served.port)
    served.engine.close()
    assert (await request(served.port, "GET", POLLING)).status == 503
    with pytest.raises(Refused) as refused:
        await WebSocketClient.open(served.port, WEBSOCKET)
    assert refused.value.response.status == 503
    line.cut()


async def test_the_application_is_shut_down_last(serve: Serve) -> None:
    happened: list[str] = []

    async def app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        if scope["type"] == "lifespan":
            await receive()
            happened.append("startup")
            await send({"type": "lifespan.startup.complete"})
            await receive()
            happened.append(f"shutdown, {len(served.engine.connections)} connections")
            await send({"type": "lifespan.shutdown.complete"})
            return
        await asyncio.sleep(0.1)
        happened.append("answered")
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"2")]})
        await send({"type": "http.response.body", "body": b"ok"})

    served = await serve(app=app)
    client = await SocketClient.open(served.port)
    answer = asyncio.ensure_future(request(served.port, "GET", "/"))
    await until(lambda: served.server._server.server_state.tasks)
    stop = asyncio.ensure_future(served.server.stop())
    await client.socket.closing()
    await stop
    assert (await answer).text == "ok"
    assert happened == ["startup", "answered", "shutdown, 0 connections"]


async def test_an_application_that_does_not_start_is_told(serve: Serve) -> None:
    async def app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        await receive()
        await send({"type": "lifespan.startup.failed", "message": "no disk"})

    with pytest.raises(RuntimeError, match="did not start"):
        await serve(app=app)


async def test_an_address_in_use_is_told(serve: Serve) -> None:
    served = await serve()
    with pytest.raises(OSError, match="in use"):
        await serve(wire={"port": served.port})


async def test_a_socket_that_is_bound_already(serve: Serve) -> None:
    sock = socket.socket()
    sock.bind(("127.0.0.1", 0))
    served = await serve(wire={"sock": sock})
    assert served.port == sock.getsockname()[1]
    await PollingClient.open(served.port)


@pytest.fixture
async def lines() -> AsyncIterator[None]:
    """For tests without a server of their own."""
    yield
    await cut_all()


SERVER = """
import asyncio, sys
from rumpus.wire.engineio.engine import Engine, EngineConfig
from rumpus.wire.engineio.serve import WireServer

class Quiet:
    def __init__(self, connection): pass
    def on_message(self, data): pass
    def on_close(self, reason): print(reason, flush=True)

async def app(scope, receive, send):
    if scope["type"] != "lifespan":
        return
    await receive()
    await send({"type": "lifespan.startup.complete"})
    print(server.port, flush=True)
    await receive()
    print("lifespan over", flush=True)
    if "hang" in sys.argv:
        await asyncio.sleep(60)
    await send({"type": "lifespan.shutdown.complete"})

server = WireServer(Engine(EngineConfig(path="/engine.io/"), Quiet), app)
server.run()
print("returned", flush=True)
"""


def _run(script: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, script, *arguments], stdout=subprocess.PIPE, text=True)


async def started(tmp_path: Path, *arguments: str) -> tuple[subprocess.Popen[str], int]:
    script = tmp_path / "server.py"
    script.write_text(SERVER)
    process = await asyncio.to_thread(_run, script, *arguments)
    assert process.stdout is not None
    port = int(await asyncio.to_thread(process.stdout.readline))
    for _ in range(500):  # it listens when the lifespan has started
        try:
            await request(port, "GET", "/engine.io/")
        except OSError:
            await asyncio.sleep(0.01)
        else:
            break
    return process, port


async def rest(process: subprocess.Popen[str]) -> tuple[str, int]:
    """What it still says, and its exit status."""
    said: Any = await asyncio.to_thread(process.communicate, timeout=5)
    return said[0], process.returncode


@pytest.mark.usefixtures("lines")
@pytest.mark.parametrize("sig", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_it_in_order(tmp_path: Path, sig: signal.Signals) -> None:
    process, port = await started(tmp_path)
    try:
        client = await SocketClient.open(port)
        polling = await PollingClient.open(port)
        poll = asyncio.ensure_future(polling.poll())
        await asyncio.sleep(0.1)
        process.send_signal(sig)
        assert await client.socket.closing() == 1012
        assert (await poll).body == b"1"
        assert await rest(process) == ("server shutting down\n" * 2 + "lifespan over\nreturned\n", 0)
    finally:
        process.kill()
        await rest(process)


@pytest.mark.usefixtures("lines")
async def test_a_second_signal_ends_it_at_once(tmp_path: Path) -> None:
    process, port = await started(tmp_path, "hang")
    try:
        client = await SocketClient.open(port)
        process.send_signal(signal.SIGTERM)
        assert await client.socket.closing() == 1012
        assert process.stdout is not None
        assert await asyncio.to_thread(process.stdout.readline) == "server shutting down\n"
        assert await asyncio.to_thread(process.stdout.readline) == "lifespan over\n"
        began = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert await rest(process) == ("", -signal.SIGTERM)
        assert time.monotonic() - began < 1
    finally:
        process.kill()
        process.wait()
