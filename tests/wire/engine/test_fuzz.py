"""Whatever comes over the line: nothing raises out of the wire, nothing stays behind, and the others never notice."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import pytest
import structlog
import uvloop
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rumpus.wire.engineio.config import EngineConfig
from rumpus.wire.engineio.connection import Connection
from rumpus.wire.engineio.engine import Engine
from rumpus.wire.engineio.errors import Refusal
from rumpus.wire.engineio.origin import is_same_origin
from rumpus.wire.engineio.request import Proxies, Request, head_of
from rumpus.wire.engineio.serve import WireServer
from rumpus.wire.engineio.upgrade import check_upgrade
from tests.wire.clients import HttpClient, cut_all, frame, upgrade_request
from tests.wire.engine.recorder import PATH, POLLING, WEBSOCKET, PollingClient, Recorder, SocketClient

Attack = Callable[[int, Any], Awaitable[None]]

PROFILE = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@contextmanager
def town(loop_factory: Callable[[], asyncio.AbstractEventLoop]) -> Iterator[Callable[[Attack, Any], None]]:
    """A server with a bystander on each transport; yields what runs one attack and looks whether all is well."""
    logged: list[Any] = []

    def note(_logger: Any, _name: str, event: Any) -> Any:
        logged.append(dict(event))
        raise structlog.DropEvent

    recorders: list[Recorder] = []

    def on_open(connection: Connection) -> Recorder:
        recorders.append(Recorder(connection, echo=True))
        return recorders[-1]

    config = EngineConfig(path=PATH, max_payload=2_000, max_fragments=20, header_timeout=1_000, ping_interval=900_000)
    engine = Engine(config, on_open)
    server = WireServer(engine)
    bystanders: list[SocketClient | PollingClient] = []

    async def start() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _loop, context: logged.append(context))
        await server.start()
        bystanders.append(await SocketClient.open(server.port))
        bystanders.append(await PollingClient.open(server.port))

    async def run(attack: Attack, data: Any) -> None:
        await attack(server.port, data)
        for bystander in bystanders:
            await bystander.send("4all is well")
            assert await bystander.receive() == "4all is well"
        for connection in list(engine.connections.values()):
            if connection.sid not in (bystander.sid for bystander in bystanders):
                connection.abort()
        assert not logged
        assert all(len(recorder.closed) == 1 for recorder in recorders[2:])
        assert len(engine.connections) == 2

    async def stop() -> None:
        bystanders[0].socket.cut()  # type: ignore[union-attr]
        await cut_all()
        await server.stop()
        assert not engine.connections
        assert not engine.limits.total
        assert not server._server.config.door.sockets.total

    saved = structlog.get_config()
    structlog.configure(processors=[note])
    try:
        with asyncio.Runner(loop_factory=loop_factory) as runner:
            runner.run(start())
            try:
                yield lambda attack, data: runner.run(run(attack, data))
            finally:
                runner.run(stop())
    finally:
        structlog.configure(**saved)


@pytest.fixture(params=[uvloop.new_event_loop, asyncio.new_event_loop], ids=["uvloop", "asyncio"])
def run(request: pytest.FixtureRequest) -> Iterator[Callable[[Attack, Any], None]]:
    with town(request.param) as running:
        yield running


async def settle(client: HttpClient) -> None:
    """Let the server read everything, then drop the line."""
    with suppress(ConnectionError):
        await client.writer.drain()
    for _ in range(5):
        await asyncio.sleep(0.001)
    client.cut()


# HTTP

TOKENS = st.sampled_from(
    [b"GET", b"POST", b"OPTIONS", b"PUT", b"HEAD", b"CONNECT", b"BREW", b"", b"GET GET", b"\x00", b"get"]
)
TARGETS = st.one_of(
    st.sampled_from(
        [
            POLLING.encode(),
            WEBSOCKET.encode(),
            b"/",
            b"*",
            b"",
            b"//",
            b"http://server" + POLLING.encode(),
            b"server:80",
            PATH.encode() + b"%00%ff%2f?EIO=4&transport=polling",
            POLLING.encode() + b"&sid=x",
            POLLING.encode() + b"&sid=%ff%fe&sid=%00",
            POLLING.encode() + b"#fragment",
            b"/engine.io/" * 50,
        ]
    ),
    st.binary(max_size=40),
)
HEADERS = st.lists(
    st.one_of(
        st.sampled_from(
            [
                b"Host: server",
                b"Connection: Upgrade",
                b"Connection: close",
                b"Upgrade: websocket",
                b"Upgrade: h2c",
                b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                b"Sec-WebSocket-Key: \xff\xff",
                b"Sec-WebSocket-Version: 13",
                b"Origin: http://server",
                b"Origin: \xff\xfe[",
                b"X-Forwarded-For: 1.2.3.4, \xff",
                b"Content-Length: 5",
                b"Content-Length: 99999999999999999999",
                b"Content-Length: -1",
                b"Transfer-Encoding: chunked",
                b"Transfer-Encoding: gzip, chunked",
                b"Expect: 100-continue",
                b"Content-Type: application/octet-stream",
                b"Cookie: " + b"x" * 5_000,
            ]
        ),
        st.binary(max_size=40),
    ),
    max_size=8,
)
BODIES = st.one_of(
    st.sampled_from([b"", b"5\r\n4abcd\r\n0\r\n\r\n", b"4abcd", b"fffffffff\r\n"]), st.binary(max_size=60)
)
VERSIONS = st.sampled_from([b"HTTP/1.1", b"HTTP/1.0", b"HTTP/2.0", b"HTTP/0.9", b"", b"HTTP/1.1 x"])
REQUESTS = st.builds(
    lambda method, target, version, headers, body: (
        b"%b %b %b\r\n%b\r\n\r\n%b" % (method, target, version, b"\r\n".join(headers), body)
    ),
    TOKENS,
    TARGETS,
    VERSIONS,
    HEADERS,
    BODIES,
)


async def send_pieces(port: int, pieces: list[bytes]) -> None:
    client = await HttpClient.connect(port)
    for piece in pieces:
        client.write(piece)
        await asyncio.sleep(0)
    await settle(client)


def test_any_http_request(run: Callable[[Attack, Any], None]) -> None:
    @PROFILE
    @given(st.lists(st.one_of(REQUESTS, REQUESTS, st.binary(max_size=80)), min_size=1, max_size=4))
    def attack(pieces: list[bytes]) -> None:
        run(send_pieces, pieces)

    attack()


@PROFILE
@given(st.binary(max_size=60), st.binary(max_size=60), st.binary(max_size=60), st.text(max_size=40))
def test_nothing_of_a_request_raises(query: bytes, name: bytes, value: bytes, text: str) -> None:
    headers = [(name, value), (b"x-forwarded-for", value), (b"x-forwarded-proto", name), (b"origin", value)]
    request = Request("GET", "/", query, head_of(headers), "", False)
    assert isinstance(request.query, dict)
    assert isinstance(request.headers, dict)
    Proxies(("127.0.0.1", "::1")).client("127.0.0.1", False, headers)
    is_same_origin(text, text)
    is_same_origin(value.decode("latin-1"), name.decode("latin-1"))
    with pytest.raises(Refusal):
        check_upgrade("GET", "1.1", [(b"sec-websocket-key", value), (b"sec-websocket-version", b"13")])


# Frames

PACKETS = st.sampled_from([b"4hello", b"2probe", b"5", b"3", b"1", b"6", b"", b"4\xff", b"451-[", b"\x03\xe8", b"\x00"])
PAYLOADS = st.one_of(PACKETS, PACKETS, st.binary(max_size=200), st.sampled_from([b"4" * 2_000, b"4" * 2_001]))
FRAMES = st.builds(
    lambda opcode, payload, fin, rsv, mask: frame(opcode, payload, fin=fin, rsv=rsv, mask=mask),
    st.sampled_from([0, 1, 1, 1, 2, 2, 8, 9, 10, 3, 15]),
    PAYLOADS,
    st.sampled_from([True, True, True, False]),
    st.sampled_from([0] * 12 + [1, 2, 4, 7]),
    st.sampled_from([b"\x01\x02\x03\x04", b"\x00\x00\x00\x00", b"\xff\xfe\xfd\xfc", None][:3] * 4 + [None]),
)
STREAMS = st.lists(st.one_of(FRAMES, FRAMES, FRAMES, FRAMES, st.binary(max_size=30)), min_size=1, max_size=12)


async def send_frames(port: int, attack: tuple[list[bytes], list[int], bool]) -> None:
    frames, cuts, probes = attack
    target = WEBSOCKET
    if probes:
        polling = await PollingClient.open(port)
        target += f"&sid={polling.sid}"
    client = await HttpClient.connect(port)
    stream = upgrade_request(target) + b"".join(frames)
    start = 0
    for end in [*sorted(cut % len(stream) for cut in cuts), len(stream)]:
        client.write(stream[start:end])
        start = end
        await asyncio.sleep(0)
    await settle(client)


def test_any_stream_of_frames(run: Callable[[Attack, Any], None]) -> None:
    @PROFILE
    @given(st.tuples(STREAMS, st.lists(st.integers(0, 10_000), max_size=6), st.booleans()))
    def attack(stream: tuple[list[bytes], list[int], bool]) -> None:
        run(send_frames, stream)

    attack()


# Payloads

PARTS = st.one_of(
    st.sampled_from([b"4hello", b"bAQI=", b"b!", b"3", b"2", b"1", b"5", b"2probe", b"", b"\xff"]),
    st.binary(max_size=30),
)


async def post_payloads(port: int, bodies: list[list[bytes]]) -> None:
    client = await PollingClient.open(port)
    for body in bodies:
        answer = await client.post(b"\x1e".join(body))
        assert answer.status in (200, 400)


def test_any_payload(run: Callable[[Attack, Any], None]) -> None:
    @PROFILE
    @given(st.lists(st.lists(PARTS, max_size=5), min_size=1, max_size=3))
    def attack(bodies: list[list[bytes]]) -> None:
        run(post_payloads, bodies)

    attack()


# Both transports at once, in any order


async def walk(port: int, steps: list[str]) -> None:
    """Do the steps of a client that has lost its mind."""
    client = await PollingClient.open(port)
    lines: list[HttpClient] = []
    for step in steps:
        if step == "poll":
            lines.append(await HttpClient.connect(port))
            lines[-1].ask("GET", client.target)
        elif step == "post":
            lines.append(await HttpClient.connect(port))
            lines[-1].ask("POST", client.target, body=b"4x")
        elif step == "socket":
            lines.append(await HttpClient.connect(port))
            lines[-1].write(upgrade_request(f"{WEBSOCKET}&sid={client.sid}"))
        elif step == "cut" and lines:
            lines.pop(0).cut()
        elif lines:
            lines[-1].write(frame(1, step.encode()))
        await asyncio.sleep(0)
    for line in lines:
        await settle(line)


def test_any_order_of_polls_posts_and_probes(run: Callable[[Attack, Any], None]) -> None:
    steps = st.sampled_from(["poll", "post", "socket", "cut", "2probe", "5", "4x", "1", "3"])

    @PROFILE
    @given(st.lists(steps, max_size=12))
    def attack(chosen: list[str]) -> None:
        run(walk, chosen)

    attack()
