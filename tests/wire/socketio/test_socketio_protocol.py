"""What the protocol's own test suite demands of a Socket.IO v5 server, packet by packet, over both transports."""

from typing import Any

import pytest

from rumpus.wire import Server, Socket
from tests.wire.socketio.conftest import Open
from tests.wire.socketio.owner import Owner
from tests.wire.socketio.raw_client import RawClient

TWO_BINARIES = '{"_placeholder":true,"num":0},{"_placeholder":true,"num":1}]'


def reference_server(**settings: Any) -> tuple[Server, Owner]:
    """The server that the suite talks to."""

    def connect(socket: Socket, auth: dict[str, Any]) -> None:
        socket.emit("auth", auth)

    def message(socket: Socket, *args: Any) -> None:
        socket.emit("message-back", *args)

    def message_with_ack(_: Socket, *args: Any) -> None:
        args[-1](*args[:-1])

    owner = Owner(connect=connect, message=message, **{"message-with-ack": message_with_ack})
    server = Server(**settings)
    server.namespace("/", owner)
    server.namespace("/custom", owner)
    return server, owner


@pytest.fixture
async def client(open_raw: Open, transport: str) -> RawClient:
    return await open_raw(reference_server()[0], transport)


async def test_connects_to_the_main_namespace(client: RawClient) -> None:
    await client.send("0")
    assert list(await client.connect_reply()) == ["sid"]
    assert await client.event() == ["auth", {}]


async def test_connects_with_a_payload(client: RawClient) -> None:
    assert list(await client.connect({"token": "123"})) == ["sid"]
    assert await client.event() == ["auth", {"token": "123"}]


@pytest.mark.parametrize("packet", ["0/custom,", "0/custom", "0/custom,{}"])
async def test_connects_to_a_custom_namespace(client: RawClient, packet: str) -> None:
    await client.send(packet)
    assert (await client.expect('0/custom,{"sid":"')).endswith('"}')
    assert await client.expect("2/custom,") == '["auth",{}]'


async def test_connects_to_a_custom_namespace_with_a_payload(client: RawClient) -> None:
    await client.connect({"token": "abc"}, "/custom")
    assert await client.expect("2/custom,") == '["auth",{"token":"abc"}]'


async def test_refuses_an_unknown_namespace(client: RawClient) -> None:
    await client.send("0/random")
    assert await client.expect("4/random,") == '{"message":"Invalid namespace"}'
    await client.connect()


async def test_closes_on_an_invalid_handshake(client: RawClient) -> None:
    await client.send("4abc")
    await client.closed()


async def test_closes_without_a_handshake(open_raw: Open, transport: str) -> None:
    client = await open_raw(reference_server(connect_timeout=100)[0], transport)
    await client.closed()


async def test_stays_open_with_a_handshake(open_raw: Open, transport: str) -> None:
    server, _ = reference_server(connect_timeout=100)
    client = await open_raw(server, transport)
    idle = await open_raw(server, transport)
    await client.connect()
    await idle.closed()
    await client.event()
    assert await client.silent()


async def test_disconnects_from_the_main_namespace(client: RawClient) -> None:
    await client.connect()
    await client.event()
    await client.send("1")
    await client.connect(namespace="/custom")


async def test_disconnects_from_a_custom_namespace(client: RawClient) -> None:
    await client.connect()
    await client.event()
    await client.connect(namespace="/custom")
    await client.expect("2/custom,")
    await client.send("1/custom")
    assert await client.silent()
    await client.connect(namespace="/custom")


async def test_sends_text(client: RawClient) -> None:
    await client.connect()
    await client.event()
    await client.send('2["message",1,"2",{"3":[true]}]')
    assert await client.receive() == '2["message-back",1,"2",{"3":[true]}]'


async def test_sends_binary(client: RawClient) -> None:
    await client.connect()
    await client.event()
    await client.send(f'52-["message",{TWO_BINARIES}', b"\x01\x02\x03", b"\x04\x05\x06")
    assert await client.receive() == f'52-["message-back",{TWO_BINARIES}'
    assert await client.receive() == b"\x01\x02\x03"
    assert await client.receive() == b"\x04\x05\x06"


async def test_acknowledges_text(client: RawClient) -> None:
    await client.connect()
    await client.event()
    await client.send('2456["message-with-ack",1,"2",{"3":[false]}]')
    assert await client.receive() == '3456[1,"2",{"3":[false]}]'


async def test_acknowledges_binary(client: RawClient) -> None:
    await client.connect()
    await client.event()
    packet = f'52-789["message-with-ack",{TWO_BINARIES}'
    await client.send(packet, b"\x01\x02\x03", b"\x04\x05\x06")
    assert await client.receive() == f"62-789[{TWO_BINARIES}"
    assert await client.receive() == b"\x01\x02\x03"
    assert await client.receive() == b"\x04\x05\x06"


@pytest.mark.parametrize(
    "message",
    [
        "abc",
        "2{}",
        '2abc["message-with-ack",1]',
        '2["disconnect"]',
        '511-["message"]',
        b"nobody announced this",
        "31{}",
        "1{}",
        '2["' + '",["' * 40,
    ],
)
async def test_closes_on_malformed(open_raw: Open, transport: str, message: str | bytes) -> None:
    server, owner = reference_server()
    client = await open_raw(server, transport)
    await client.connect()
    await client.send(message)
    await client.closed()
    assert owner.log[-2:] == [("disconnect", "parse error"), ("gone",)]


@pytest.mark.parametrize(
    "messages",
    [
        ['51-["message",{"_placeholder":true,"num":0}]', '2["message"]'],
        ['51-["message",{"_placeholder":true,"num":1}]', b"x"],
        ['52-["message",{"_placeholder":true,"num":0}]', b"x" * 60_000, b"x" * 60_000],
    ],
)
async def test_closes_on_wrong_attachments(open_raw: Open, transport: str, messages: list[str | bytes]) -> None:
    server, owner = reference_server(max_attachment_bytes=100_000)
    client = await open_raw(server, transport)
    await client.connect()
    for message in messages:
        await client.send(message)
    await client.closed()
    assert owner.log[-2:] == [("disconnect", "parse error"), ("gone",)]


@pytest.mark.parametrize(
    "message", ["0", '0{"a":1}', '4{"message":"no"}', '2/custom,["message"]', "1/custom,", "3/x,1[]"]
)
async def test_closes_on_what_must_not_come_now(open_raw: Open, transport: str, message: str) -> None:
    server, owner = reference_server()
    client = await open_raw(server, transport)
    await client.connect()
    await client.send(message)
    await client.closed()
    assert owner.log == [("connect", {}), ("disconnect", "forced server close"), ("gone",)]


async def test_closes_on_an_event_before_connect(client: RawClient) -> None:
    await client.send('2["message"]')
    await client.closed()
