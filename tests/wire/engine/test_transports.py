"""What holds on either transport."""

from __future__ import annotations

import asyncio
import json

from rumpus.wire.engineio.connection import Connection
from rumpus.wire.engineio.outgoing import Outgoing
from tests.until import until
from tests.wire.engine.conftest import Client, Serve
from tests.wire.engine.recorder import binary, text


async def test_the_handshake_tells_the_settings_as_given(serve: Serve, client_class: Client) -> None:
    served = await serve(ping_interval=300, ping_timeout=200, max_payload=1_000_000)
    client = await client_class.open(served.port)
    opened = client.opened if hasattr(client, "opened") else client.handshake.text
    assert opened[0] == "0"
    told = json.loads(opened[1:])
    assert told == {
        "sid": served.last.connection.sid,
        "upgrades": ["websocket"] if client.transport == "polling" else [],
        "pingInterval": 300,
        "pingTimeout": 200,
        "maxPayload": 1_000_000,
    }
    assert served.last.connection.transport_name == client.transport
    assert served.last.connection.request.query["EIO"] == "4"
    assert served.last.connection.request.headers["host"] == "server"
    assert served.last.connection.request.address == "127.0.0.1"
    assert not served.last.connection.request.secure


async def test_messages_go_both_ways_in_order(serve: Serve, client_class: Client) -> None:
    served = await serve(echo=True)
    client = await client_class.open(served.port)
    for number in range(20):
        await client.send(f"4message {number} ä €")
    for number in range(20):
        assert await client.receive() == f"4message {number} ä €"
    assert served.last.messages == [f"message {number} ä €" for number in range(20)]


async def test_an_empty_message_is_a_message(serve: Serve, client_class: Client) -> None:
    served = await serve(echo=True)
    client = await client_class.open(served.port)
    await client.send("4")
    assert await client.receive() == "4"


async def test_what_the_layer_above_sends_at_once_comes_after_the_handshake(serve: Serve, client_class: Client) -> None:
    served = await serve()
    served.greeting = lambda connection: connection.send(text("welcome"))
    client = await client_class.open(served.port)
    assert await client.receive() == "4welcome"


async def test_a_header_and_its_attachments_leave_together_and_in_order(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    served.last.connection.send(Outgoing(b"header", (b"\x01\x02\x03\x04", b"")))
    served.last.connection.send(binary(b"\xff"))
    assert [await client.receive() for _ in range(4)] == ["4header", "bAQIDBA==", "b", "b/w=="]


async def test_messages_of_all_sizes_arrive(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    sizes = [0, 1, 124, 125, 126, 127, 65_533, 65_534, 65_535, 65_536, 300_000]
    for size in sizes:
        served.last.connection.send(text("x" * size))
    for size in sizes:
        assert await client.receive() == "4" + "x" * size


async def test_a_client_that_does_not_answer_the_ping_is_closed(serve: Serve, client_class: Client) -> None:
    served = await serve(ping_interval=60, ping_timeout=60)
    client = await client_class.open(served.port)
    assert await client.receive() == "2"
    await until(lambda: served.last.closed)
    assert served.last.closed == ["ping timeout"]


async def test_a_client_that_answers_stays(serve: Serve, client_class: Client) -> None:
    served = await serve(ping_interval=40, ping_timeout=400)
    client = await client_class.open(served.port)
    for _ in range(3):
        assert await client.receive() == "2"
        await client.send("3")
    assert not served.last.closed
    assert not served.last.messages


async def test_a_client_closes_by_a_packet(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    await client.send("1")
    await until(lambda: served.last.closed)
    assert served.last.closed == ["transport close"]
    assert await client.is_closed()


async def test_a_client_that_is_cut_off_is_noticed(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    await client.cut()
    await until(lambda: served.last.closed)
    assert served.last.closed == ["transport error" if client.transport == "polling" else "transport close"]


async def test_the_server_closes_after_its_last_words(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    connection = served.last.connection
    connection.send(text("goodbye"))
    connection.close()
    assert not connection.is_open
    assert served.last.closed == ["forced close"]
    connection.close()
    connection.send(text("too late"))
    assert not connection.send_volatile(text("too late"))
    connection.send_latest("key", text("too late"))
    assert await client.receive() == "4goodbye"
    assert await client.is_closed()
    assert served.last.closed == ["forced close"]


async def test_the_server_aborts(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    served.last.connection.abort("transport error")
    assert served.last.closed == ["transport error"]
    assert await client.is_closed()


async def test_a_connection_closed_while_it_opens_is_told_once(serve: Serve, client_class: Client) -> None:
    served = await serve()
    served.greeting = lambda connection: connection.close()
    client = await client_class.open(served.port)
    assert await client.is_closed()
    assert served.last.closed == ["forced close"]


async def test_a_bug_above_costs_nobody_the_connection(serve: Serve, client_class: Client) -> None:
    served = await serve(echo=True)
    client = await client_class.open(served.port)
    await client.send("4raise")
    await client.send("4on it goes")
    assert await client.receive() == "4on it goes"


async def test_a_bug_while_opening_ends_that_connection_only(serve: Serve, client_class: Client) -> None:
    served = await serve(echo=True)
    good = await client_class.open(served.port)

    def fail(connection: Connection) -> None:
        served.recorders.pop()
        raise RuntimeError("the layer above has a bug")

    served.greeting = fail
    bad = await client_class.open(served.port)
    assert await bad.is_closed()
    await good.send("4still here")
    assert await good.receive() == "4still here"
    assert len(served.engine.connections) == 1


async def test_packets_that_no_client_sends_close_the_session(serve: Serve, client_class: Client) -> None:
    served = await serve()
    for number, packet in enumerate(("abc", "", "7", "0{}", "2", "2probe", "5"), 1):
        client = await client_class.open(served.port)
        recorder = await served.opened(number)
        if client.transport == "polling":
            refused = await client.post(packet.encode())  # type: ignore[union-attr]
            assert (refused.status, refused.json) == (400, {"code": 3, "message": "Bad request"})
        else:
            await client.send(packet)
        assert await client.is_closed()
        assert recorder.closed == ["parse error"], packet


async def test_a_noop_of_a_client_is_nothing(serve: Serve, client_class: Client) -> None:
    served = await serve(echo=True)
    client = await client_class.open(served.port)
    await client.send("6")
    await client.send("4hello")
    assert await client.receive() == "4hello"


async def test_volatile_messages_are_skipped_while_others_wait(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    connection = served.last.connection
    assert connection.send_volatile(text("one"))
    await asyncio.sleep(0.02)
    if client.transport == "polling":
        # Nobody polls, so the first one still waits.
        assert not connection.send_volatile(text("two"))
    else:
        assert connection.send_volatile(text("two"))
    connection.send(text("three"))
    expected = ["4one", "4three"] if client.transport == "polling" else ["4one", "4two", "4three"]
    assert [await client.receive() for _ in expected] == expected


async def test_of_what_is_latest_only_the_newest_leaves(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    connection = served.last.connection
    for number in range(5):
        connection.send_latest("score", text(f"score {number}"))
        connection.send_latest("time", text(f"time {number}"))
    assert connection.unsent == len(b"xx4score 4") + len(b"xx4time 4")
    assert [await client.receive() for _ in range(2)] == ["4score 4", "4time 4"]


async def test_on_sent_tells_when_the_bytes_left(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    told: list[tuple[Connection, int]] = []

    def on_sent(connection: Connection, now: int) -> None:
        told.append((connection, now))

    connection = served.last.connection
    connection.send(Outgoing(b"one", on_sent=on_sent))
    connection.send(Outgoing(b"two", on_sent=on_sent))
    assert not told
    assert [await client.receive() for _ in range(2)] == ["4one", "4two"]
    assert len(told) == 2
    assert told[0] == told[1]
    assert told[0][0] is connection


async def test_sending_from_on_sent_is_fine(serve: Serve, client_class: Client) -> None:
    served = await serve()
    client = await client_class.open(served.port)
    connection = served.last.connection
    connection.send(Outgoing(b"one", on_sent=lambda connection, _now: connection.send(text("two"))))
    assert [await client.receive() for _ in range(2)] == ["4one", "4two"]


async def test_thousands_of_connections_get_a_message_in_slices(serve: Serve) -> None:
    from rumpus.wire.engineio.slices import SLICE
    from tests.wire.engine.recorder import SocketClient

    served = await serve()
    clients = [await SocketClient.open(served.port) for _ in range(30)]
    times: list[int] = []
    out = Outgoing(b"all", on_sent=lambda _connection, now: times.append(now))
    for _ in range(2 * SLICE // 30 + 1):
        for recorder in served.recorders:
            recorder.connection.send(out)
    for client in clients:
        for _ in range(2 * SLICE // 30 + 1):
            assert await client.receive() == "4all"
    assert times == sorted(times)
