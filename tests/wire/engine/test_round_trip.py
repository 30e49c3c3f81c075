"""How far away a client is."""

from __future__ import annotations

import pytest

from rumpus.wire.engineio import round_trip
from tests.until import until
from tests.wire.clients import PING, PONG, WebSocketClient
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import WEBSOCKET, PollingClient, SocketClient

FORWARDED = {"X-Forwarded-For": "203.0.113.9"}


async def test_the_kernel_is_asked_where_the_peer_is_the_client(serve: Serve) -> None:
    served = await serve()
    await SocketClient.open(served.port)
    measured = served.last.connection.round_trip
    assert measured is not None
    assert 0 < measured < 1_000
    served.last.connection.abort()
    assert served.last.connection.round_trip is None


async def test_through_a_proxy_it_is_measured_by_pings(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(round_trip, "EVERY", 50)
    served = await serve(trusted_proxies=("127.0.0.1",), ping_interval=1_000, ping_timeout=200)
    client = await WebSocketClient.open(served.port, WEBSOCKET, FORWARDED)
    await client.text()
    connection = served.last.connection
    for _ in range(3):
        ping = await client.receive()
        assert ping is not None
        assert ping.opcode == PING
        client.send_frame(PONG, b"of something else")
        client.send_frame(PONG, ping.payload)
        await until(lambda: connection.round_trip is not None)
    assert 0 < (connection.round_trip or 0) < 1_000
    connection.abort()
    assert connection.round_trip is None


async def test_through_a_proxy_it_is_measured_after_an_upgrade(serve: Serve) -> None:
    served = await serve(trusted_proxies=("127.0.0.1",))
    from tests.wire.clients import request
    from tests.wire.engine.recorder import POLLING

    opened = await request(served.port, "GET", POLLING, FORWARDED)
    sid = opened.text.split('"')[3]
    client = await WebSocketClient.open(served.port, f"{WEBSOCKET}&sid={sid}", FORWARDED)
    client.send("2probe")
    assert await client.text() == "3probe"
    client.send("5")
    ping = await client.receive()
    assert ping is not None
    assert ping.opcode == PING


async def test_polling_does_not_tell(serve: Serve) -> None:
    served = await serve()
    await PollingClient.open(served.port)
    assert served.last.connection.round_trip is None


def test_no_figure_is_better_than_a_wrong_one() -> None:
    class Socket:
        def getsockopt(self, level: int, name: int, size: int) -> bytes:
            return b"\x00" * 10

    class Closed:
        def getsockopt(self, level: int, name: int, size: int) -> bytes:
            raise OSError

    assert round_trip.of_socket(None) is None
    assert round_trip.of_socket(Socket()) is None
    assert round_trip.of_socket(Closed()) is None
