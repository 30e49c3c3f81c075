"""A session moves from long-polling to a WebSocket, and nothing is lost or overtakes."""

from __future__ import annotations

import asyncio

import pytest

from tests.until import until
from tests.wire.clients import Refused, WebSocketClient
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import WEBSOCKET, PollingClient, post_begun, text


async def probe(port: int, client: PollingClient) -> WebSocketClient:
    socket = await WebSocketClient.open(port, f"{WEBSOCKET}&sid={client.sid}")
    socket.send("2probe")
    assert await socket.text() == "3probe"
    return socket


async def upgraded(port: int, client: PollingClient) -> WebSocketClient:
    socket = await probe(port, client)
    socket.send("5")
    return socket


async def test_a_session_moves(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    socket = await upgraded(served.port, client)
    socket.send("4hello", b"\x01")
    assert await socket.text() == "4hello"
    got = await socket.receive()
    assert got is not None
    assert got.payload == b"\x01"
    assert served.last.connection.transport_name == "websocket"
    assert len(served.recorders) == 1
    served.last.connection.close()
    assert await socket.closing() == 1000


async def test_the_probe_ends_a_poll_that_waits(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    poll = asyncio.ensure_future(client.poll())
    await until(lambda: not served.last.connection.is_stuck)
    socket = await probe(served.port, client)
    assert (await poll).body == b"6"
    # A poll that crossed the answer to the probe ends soon, too.
    assert (await client.poll()).body == b"6"
    socket.send("5", "4hello")
    await until(lambda: served.last.messages)


async def test_messages_go_to_polls_until_the_upgrade(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    connection = served.last.connection
    connection.send(text("one"))
    socket = await probe(served.port, client)
    connection.send(text("two"))
    assert (await client.poll()).body == b"4one\x1e4two"
    connection.send(text("three"))
    connection.send_latest("key", text("four"))
    socket.send("5")
    assert [await socket.text() for _ in range(2)] == ["4three", "4four"]
    connection.send(text("five"))
    assert await socket.text() == "4five"


async def test_a_poll_at_the_moment_of_the_upgrade_is_ended(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    socket = await probe(served.port, client)
    poll = asyncio.ensure_future(client.poll())
    await until(lambda: not served.last.connection.is_stuck)
    socket.send("5")
    assert (await poll).body == b"6"
    served.last.connection.send(text("hello"))
    assert await socket.text() == "4hello"


async def test_nothing_is_lost_or_reordered_while_messages_pour(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    connection = served.last.connection
    got: list[str] = []
    pouring = True

    async def pour() -> int:
        number = 0
        while pouring:
            for _ in range(3):
                connection.send(text(str(number)))
                number += 1
            await asyncio.sleep(0)
        return number

    sender = asyncio.ensure_future(pour())
    for _ in range(5):
        got += (await client.poll()).text.split("\x1e")
    socket = await probe(served.port, client)
    got += (await client.poll()).text.split("\x1e")
    socket.send("5")
    for _ in range(50):
        got.append(await socket.text())
    pouring = False
    total = await sender
    got = [packet for packet in got if packet != "6"]
    while len(got) < total:
        got.append(await socket.text())
    assert got == [f"4{number}" for number in range(total)]


async def test_what_the_client_posts_before_the_upgrade_comes_first(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    socket = await probe(served.port, client)
    await client.send("4one")
    socket.send("5", "4two")
    await until(lambda: len(served.last.messages) == 2)
    assert served.last.messages == ["one", "two"]


async def test_polling_after_the_upgrade_is_a_bad_request(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    socket = await upgraded(served.port, client)
    socket.send("4hello")
    assert await socket.text() == "4hello"
    assert (await client.poll()).status == 400
    answer = await client.post(b"4hello")
    assert (answer.status, answer.json) == (400, {"code": 3, "message": "Bad request"})
    socket.send("4still here")
    assert await socket.text() == "4still here"


async def test_a_post_that_ends_after_the_upgrade_does_not_count(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    async with post_begun(client, served.last.connection, 6) as http:
        await upgraded(served.port, client)
        await until(lambda: served.last.connection.transport_name == "websocket")
        http.write(b"owl")
        assert (await http.answer()).status == 400
    assert served.last.messages == []


async def test_a_second_websocket_of_an_upgraded_session_is_closed(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    socket = await upgraded(served.port, client)
    socket.send("4hello")
    assert await socket.text() == "4hello"
    second = await WebSocketClient.open(served.port, f"{WEBSOCKET}&sid={client.sid}")
    second.send("2probe")
    assert await second.closing() == 1000
    socket.send("4still here")
    assert await socket.text() == "4still here"


async def test_a_second_probe_is_closed_and_the_first_goes_on(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    first = await probe(served.port, client)
    second = await WebSocketClient.open(served.port, f"{WEBSOCKET}&sid={client.sid}")
    second.send("2probe")
    assert await second.closing() == 1002
    first.send("5", "4hello")
    assert await first.text() == "4hello"


@pytest.mark.parametrize("packets", [("5",), ("4hello",), ("2",), ("2probe", "4hello"), ("2probe", "2probe"), ("x",)])
async def test_a_probe_that_goes_wrong_leaves_the_session_as_it_was(serve: Serve, packets: tuple[str, ...]) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    socket = await WebSocketClient.open(served.port, f"{WEBSOCKET}&sid={client.sid}")
    socket.send(*packets)
    assert await socket.closing() == 1002
    await client.send("4still polling")
    assert await client.receive() == "4still polling"
    assert served.last.messages == ["still polling"]
    # It may try again.
    socket = await upgraded(served.port, client)
    socket.send("4moved")
    assert await socket.text() == "4moved"


async def test_a_binary_frame_is_no_probe(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    socket = await WebSocketClient.open(served.port, f"{WEBSOCKET}&sid={client.sid}")
    socket.send(b"2probe")
    assert await socket.closing() == 1002
    assert not served.last.closed


async def test_a_probe_that_is_cut_off_leaves_the_session_as_it_was(serve: Serve) -> None:
    served = await serve(echo=True)
    client = await PollingClient.open(served.port)
    socket = await probe(served.port, client)
    socket.cut()
    await until(lambda: served.last.connection.session.state == "polling")
    await client.send("4still polling")
    assert await client.receive() == "4still polling"


async def test_an_upgrade_takes_no_longer_than_allowed(serve: Serve) -> None:
    served = await serve(echo=True, upgrade_timeout=50)
    client = await PollingClient.open(served.port)
    silent = await WebSocketClient.open(served.port, f"{WEBSOCKET}&sid={client.sid}")
    probing = await probe(served.port, client)
    assert await silent.closing() == 1008
    assert await probing.closing() == 1008
    await client.send("4still polling")
    assert await client.receive() == "4still polling"


async def test_a_probe_of_a_session_that_closes_meanwhile_is_closed(serve: Serve) -> None:
    served = await serve()
    client = await PollingClient.open(served.port)
    socket = await probe(served.port, client)
    served.last.connection.close()
    socket.send("5")
    assert await socket.closing() == 1002
    with pytest.raises(Refused):
        await WebSocketClient.open(served.port, f"{WEBSOCKET}&sid={client.sid}")


async def test_the_heartbeat_goes_on_over_the_websocket(serve: Serve) -> None:
    served = await serve(ping_interval=50, ping_timeout=50)
    client = await PollingClient.open(served.port)
    socket = await upgraded(served.port, client)
    assert await socket.text() == "2"
    socket.send("3")
    assert await socket.text() == "2"
    await until(lambda: served.last.closed)
    assert served.last.closed == ["ping timeout"]
