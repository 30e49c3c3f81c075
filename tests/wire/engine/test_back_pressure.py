"""What happens to a client that does not read, and that nobody else notices."""

from __future__ import annotations

import asyncio
import socket

from rumpus.wire.engineio.connection import Connection
from rumpus.wire.engineio.outgoing import Outgoing
from tests.until import until
from tests.wire.clients import PING, PONG, WebSocketClient, frame
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import WEBSOCKET, PollingClient, SocketClient, binary, text

CHUNK = binary(b"\xaa" * 11_000)


async def deaf(port: int) -> WebSocketClient:
    """A client that does not read any more than its small buffers hold."""
    client = await WebSocketClient.open(port, WEBSOCKET, receive_buffer=1 << 16)
    assert (await client.text())[0] == "0"
    client.writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 65_536)
    client.writer.transport.pause_reading()  # type: ignore[attr-defined]
    return client


async def fill(connection: Connection) -> None:
    """Send until the kernel on both sides takes nothing more."""
    before = -1
    while connection.unsent != before or not before:
        for _ in range(100):
            connection.send(CHUNK)
        await asyncio.sleep(0.01)
        before = connection.unsent
        await asyncio.sleep(0.01)
    assert connection.is_stuck


async def test_a_client_that_does_not_read_is_closed_and_the_others_are_served(serve: Serve) -> None:
    served = await serve()
    readers = [await SocketClient.open(served.port) for _ in range(5)]
    sleeper = await deaf(served.port)
    assert len(served.recorders) == 6
    rounds = 0
    while not served.last.closed:
        assert rounds < 1_000, "it should have been closed by now"
        for recorder in served.recorders:
            recorder.connection.send(CHUNK)
        rounds += 1
        for reader in readers:
            await reader.receive()
    assert served.last.closed == ["transport error"]
    assert served.last.connection.unsent == 0
    # Kernel buffers and one mebibyte of ours, not more.
    assert rounds * len(CHUNK.websocket) < (1 << 20) + 8 * (1 << 20)
    assert not any(recorder.closed for recorder in served.recorders[:-1])
    sleeper.cut()


async def test_the_bound_holds_for_one_client(serve: Serve) -> None:
    served = await serve(outgoing_bound=50_000)
    sleeper = await deaf(served.port)
    patient = await deaf(served.port)
    connection = served.recorders[1].connection
    connection.outgoing_bound = 32 << 20
    for _ in range(1_000):
        for recorder in served.recorders:
            recorder.connection.send(CHUNK)
        await asyncio.sleep(0)
    assert served.recorders[0].closed == ["transport error"]
    assert not served.recorders[1].closed
    assert connection.unsent > 1_000_000
    patient.writer.transport.resume_reading()  # type: ignore[attr-defined]
    for _ in range(1_000):
        got = await patient.receive()
        assert got is not None
        assert len(got.payload) == 11_000
    sleeper.cut()


async def test_one_large_message_is_never_too_much(serve: Serve) -> None:
    served = await serve(outgoing_bound=50_000)
    client = await deaf(served.port)
    connection = served.last.connection
    large = text("x" * 3_000_000)
    connection.send(large)
    await asyncio.sleep(0.05)
    connection.send(text("small"))
    connection.send(large)
    connection.send(text("small"))
    await asyncio.sleep(0.05)
    assert connection.is_open
    client.writer.transport.resume_reading()  # type: ignore[attr-defined]
    assert [len(await client.text()) for _ in range(4)] == [3_000_001, 6, 3_000_001, 6]


async def test_order_holds_for_a_client_that_reads_again(serve: Serve) -> None:
    served = await serve(outgoing_bound=64 << 20)
    client = await deaf(served.port)
    connection = served.last.connection
    times: list[int] = []
    pad = "x" * 2_000
    for number in range(3_000):
        connection.send(Outgoing(f"{number} {pad}".encode(), on_sent=lambda _connection, now: times.append(now)))
        if number % 100 == 0:
            await asyncio.sleep(0)
    await asyncio.sleep(0.02)
    assert connection.is_stuck
    assert len(times) < 3_000, "what waits here has not been sent"
    client.writer.transport.resume_reading()  # type: ignore[attr-defined]
    for number in range(3_000):
        assert (await client.text()).split(" ")[0] == f"4{number}"
    assert len(times) == 3_000
    assert times == sorted(times)
    assert connection.unsent == 0


async def test_volatile_and_latest_for_a_client_that_does_not_read(serve: Serve) -> None:
    served = await serve(outgoing_bound=64 << 20)
    client = await deaf(served.port)
    connection = served.last.connection
    await fill(connection)
    before = connection.unsent
    assert not connection.send_volatile(CHUNK)
    for number in range(1_000):
        connection.send_latest("score", text(f"score {number}"))
    assert connection.unsent == before + len(text("score 999").websocket)
    client.writer.transport.resume_reading()  # type: ignore[attr-defined]
    while (got := await client.receive()) is not None and len(got.payload) == 11_000:
        pass
    assert got is not None
    assert got.text == "4score 999"
    assert connection.send_volatile(text("reads again"))
    assert await client.text() == "4reads again"


async def test_pings_of_a_client_that_does_not_read_cost_no_memory(serve: Serve) -> None:
    served = await serve(outgoing_bound=64 << 20)
    client = await deaf(served.port)
    connection = served.last.connection
    await fill(connection)
    before = connection.unsent
    for number in range(200):
        client.write(b"".join(frame(PING, b"%03d %02d" % (number, n) + b"x" * 100) for n in range(50)))
        await asyncio.sleep(0)
    client.send("4seen")
    await until(lambda: served.last.messages)
    assert connection.unsent <= before
    client.writer.transport.resume_reading()  # type: ignore[attr-defined]
    pongs: list[bytes] = []
    while not pongs or not pongs[-1].startswith(b"199 49"):
        got = await client.receive()
        assert got is not None
        if got.opcode == PONG:
            pongs.append(got.payload)
    assert len(pongs) < 1_000, "only the newest ping is answered when there is room again"


async def test_a_close_of_a_client_that_does_not_read_takes_a_second(serve: Serve) -> None:
    served = await serve(outgoing_bound=64 << 20)
    client = await deaf(served.port)
    connection = served.last.connection
    await fill(connection)
    connection.close()
    assert served.last.closed == ["forced close"]
    door = served.server._server.server_state.connections
    await until(lambda: not door)
    client.cut()


async def test_a_client_that_does_not_poll_is_closed(serve: Serve) -> None:
    served = await serve(outgoing_bound=100_000)
    client = await PollingClient.open(served.port)
    connection = served.last.connection
    connection.send(text("x" * 300_000))
    await asyncio.sleep(0.01)
    assert not served.last.closed, "never for one large message"
    for _ in range(10):
        connection.send(CHUNK)
    assert not connection.is_open
    await until(lambda: served.last.closed)
    assert served.last.closed == ["transport error"]
    assert (await client.poll()).status == 400


async def test_an_overflow_is_told_in_a_later_turn(serve: Serve) -> None:
    served = await serve(outgoing_bound=1_000)
    await PollingClient.open(served.port)
    connection = served.last.connection
    for _ in range(100):
        connection.send(text("x" * 100))
    assert not served.last.closed, "whoever sends may be walking over a room"
    await until(lambda: served.last.closed)
