"""HTTP requests that are too large, too slow, or not HTTP."""

from __future__ import annotations

import asyncio
import gc
from typing import Any

import pytest

from tests.until import until
from tests.wire.clients import HttpClient, Refused, WebSocketClient, frame, request, upgrade_request
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import POLLING, WEBSOCKET, PollingClient


async def slow_app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
    """Answers when the body of the request is there, and later still for /slow."""
    if scope["type"] == "lifespan":
        raise NotImplementedError
    body = b""
    while (message := await receive())["type"] == "http.request":
        body += message["body"]
        if not message["more_body"]:
            break
    if scope["path"] == "/slow":
        await asyncio.sleep(0.05)
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


async def test_half_a_request_is_given_up(serve: Serve) -> None:
    served = await serve(header_timeout=50)
    for half in (b"", b"\r\n", b"GET ", b"GET / HTTP/1.1\r\nHost: x\r\nX-A: b", upgrade_request(WEBSOCKET)[:-2]):
        async with await HttpClient.connect(served.port) as client:
            client.write(half)
            assert (await client.answer()).status == 408
            assert await client.ended() == b""


async def test_half_a_second_request_is_given_up(serve: Serve) -> None:
    served = await serve(header_timeout=50)
    async with await HttpClient.connect(served.port) as client:
        assert (await client.request("GET", "/")).status == 404
        client.write(b"GET / HT")
        assert (await client.answer()).status == 408


async def test_a_body_may_take_longer_than_the_head(serve: Serve) -> None:
    served = await serve(app=slow_app, header_timeout=50)
    async with await HttpClient.connect(served.port) as client:
        client.write(b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nab")
        await asyncio.sleep(0.12)
        client.write(b"cd")
        assert (await client.answer()).body == b"abcd"


async def test_a_slow_answer_is_not_taken_for_a_slow_request(serve: Serve) -> None:
    served = await serve(app=slow_app, header_timeout=20)
    assert (await request(served.port, "GET", "/slow")).status == 200


@pytest.mark.parametrize(
    "head",
    [
        b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"x" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"a:\r\n" * 5_000 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"x" * 20_000 + b": x\r\n\r\n",
        upgrade_request(WEBSOCKET, {"Cookie": "x" * 20_000}),
    ],
    ids=["target", "value", "many", "name", "upgrade"],
)
async def test_a_head_has_a_limit(serve: Serve, head: bytes) -> None:
    served = await serve()
    async with await HttpClient.connect(served.port) as client:
        client.write(head)
        assert (await client.answer()).status == 431


async def test_an_endless_header_is_counted_while_it_comes(serve: Serve) -> None:
    served = await serve()
    async with await HttpClient.connect(served.port) as client:
        client.write(b"GET / HTTP/1.1\r\nHost: x\r\nX: ")
        for _ in range(40):
            client.write(b"x" * 500)
            await asyncio.sleep(0)
        assert (await client.answer()).status == 431


async def test_a_large_body_is_no_large_head(serve: Serve) -> None:
    served = await serve(app=slow_app)
    assert len((await request(served.port, "POST", "/", body=b"x" * 300_000)).body) == 300_000


@pytest.mark.parametrize(
    "rubbish",
    [b"\x16\x03\x01\x02\x00\x01\x00", b"hello\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"\x00" * 100],
)
async def test_what_is_not_http_is_a_bad_request(serve: Serve, rubbish: bytes) -> None:
    served = await serve()
    async with await HttpClient.connect(served.port) as client:
        client.write(rubbish)
        assert (await client.answer()).status == 400
        assert await client.ended() == b""


async def test_an_upgrade_after_a_request_on_the_same_line(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await WebSocketClient.connect(served.port)
    assert (await client.request("GET", "/")).status == 404
    client.write(upgrade_request(WEBSOCKET) + frame(1, b"4hello"))
    assert (await client.reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
    assert (await client.text())[0] == "0"
    assert await client.text() == "4hello"


async def test_an_upgrade_behind_a_request_that_is_still_answered_is_refused(serve: Serve) -> None:
    served = await serve(app=slow_app)
    async with await HttpClient.connect(served.port) as client:
        client.write(b"GET /slow HTTP/1.1\r\nHost: x\r\n\r\n" + upgrade_request(WEBSOCKET))
        assert b"101" not in await client.ended()
    assert not served.recorders


async def test_pipelined_requests_are_answered_in_order(serve: Serve) -> None:
    served = await serve(app=slow_app)
    async with await HttpClient.connect(served.port) as client:
        for number in range(5):
            client.ask("POST", "/slow", body=b"%d" % number)
        assert [(await client.answer()).body for _ in range(5)] == [b"0", b"1", b"2", b"3", b"4"]


async def test_many_upgrades_at_once_take_turns(serve: Serve) -> None:
    served = await serve(echo=True, handshakes_per_turn=3)
    lines = [await WebSocketClient.connect(served.port) for _ in range(40)]
    for line in lines:
        line.write(upgrade_request(WEBSOCKET))
    for line in lines:
        line.write(frame(1, b"4hello"))
    for line in lines:
        assert (await line.reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 101 ")
        assert (await line.text())[0] == "0"
        assert await line.text() == "4hello"


async def test_a_bug_in_one_turn_does_not_keep_the_others_out(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    served = await serve(handshakes_per_turn=1)
    opening = served.engine.open
    calls: list[int] = []

    def fail_once(*arguments: Any) -> Any:
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError("a bug")
        return opening(*arguments)

    monkeypatch.setattr(served.engine, "open", fail_once)
    lines = [await WebSocketClient.connect(served.port) for _ in range(10)]
    for line in lines:
        line.write(upgrade_request(WEBSOCKET))
    ends = [(await line.reader.read(12)).startswith(b"HTTP/1.1 101") for line in lines]
    assert sorted(ends) == [False] + [True] * 9


async def test_who_leaves_before_its_turn_is_forgotten(serve: Serve) -> None:
    served = await serve(handshakes_per_turn=1)
    lines = [await WebSocketClient.connect(served.port) for _ in range(20)]
    for line in lines:
        line.write(upgrade_request(WEBSOCKET))
    for line in lines:
        line.cut()
    await until(lambda: not served.engine.connections and not served.server._server.server_state.connections)


async def test_sockets_of_one_address_are_limited(serve: Serve) -> None:
    served = await serve(sockets_per_address=3, unlimited_addresses=())
    lines = [await HttpClient.connect(served.port) for _ in range(3)]
    for line in lines:
        assert (await line.request("GET", "/")).status == 404
    fourth = await HttpClient.connect(served.port)
    assert await fourth.ended() == b""
    lines[0].cut()
    door = served.server._server.config.door
    await until(lambda: door.sockets.total == 2)
    assert (await request(served.port, "GET", "/")).status == 404
    # A WebSocket counts as a session and no more as a mere socket.
    await WebSocketClient.open(served.port, WEBSOCKET)
    await until(lambda: door.sockets.total == 2)


async def test_connections_of_one_address_are_limited(serve: Serve) -> None:
    served = await serve(connections_per_address=2, unlimited_addresses=())
    await PollingClient.open(served.port)
    await WebSocketClient.open(served.port, WEBSOCKET)
    answer = await request(served.port, "GET", POLLING)
    assert (answer.status, answer.json) == (429, {"code": 4, "message": "Too many connections"})
    assert answer.headers["retry-after"] == "10"
    with pytest.raises(Refused) as refused:
        await WebSocketClient.open(served.port, WEBSOCKET)
    assert refused.value.response.status == 429
    served.recorders[0].connection.close()
    assert (await request(served.port, "GET", POLLING)).status == 200


async def test_new_connections_of_one_address_are_limited(serve: Serve) -> None:
    served = await serve(new_connections_per_address=3, unlimited_addresses=())
    for _ in range(3):
        await PollingClient.open(served.port)
        served.last.connection.close()
    assert (await request(served.port, "GET", POLLING)).status == 429


async def test_this_machine_is_not_limited_unless_told_so(serve: Serve) -> None:
    served = await serve(connections_per_address=1, new_connections_per_address=1)
    for _ in range(5):
        await PollingClient.open(served.port)


async def test_connections_in_all_are_limited(serve: Serve) -> None:
    served = await serve(max_connections=2)
    for _ in range(2):
        client = await PollingClient.open(served.port)
    answer = await request(served.port, "GET", POLLING)
    assert answer.status == 503
    # Those who are in are served.
    assert (await client.post(b"4x")).body == b"ok"


async def test_an_upgraded_connection_leaves_no_cycle_behind(serve: Serve) -> None:
    served = await serve()
    client = await WebSocketClient.open(served.port, WEBSOCKET)
    await until(lambda: served.recorders)
    gc.collect()
    gc.disable()
    try:
        for _ in range(5):
            other = await WebSocketClient.open(served.port, WEBSOCKET)
            await other.text()
            other.send_frame(8, b"\x03\xe8")
            assert await other.closing() == 1000
        served.recorders[1:] = []
        await until(lambda: len(served.server._server.server_state.connections) == 1)
        from rumpus.wire.engineio.connection import Connection
        from rumpus.wire.engineio.http import HttpProtocol
        from rumpus.wire.engineio.websocket import WebSocket
        from rumpus.wire.engineio.websocket_protocol import WebSocketProtocol

        await asyncio.sleep(0.02)
        kinds = (Connection, HttpProtocol, WebSocket, WebSocketProtocol)
        alive = [type(thing).__name__ for thing in gc.get_objects() if type(thing) in kinds]
        assert sorted(alive) == ["Connection", "WebSocket", "WebSocketProtocol"]
    finally:
        gc.enable()
    client.cut()
