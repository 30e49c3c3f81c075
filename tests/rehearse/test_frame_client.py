"""The frame client against our own wire, over each of its transports."""

import asyncio
import socket
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from rumpus.rehearse.errors import HandshakeError, NoConnectionError, RefusedError
from rumpus.rehearse.frame_client import FrameClient, Transport
from rumpus.rehearse.polling_link import PollingLink
from rumpus.rehearse.websocket_link import WebSocketLink
from tests.until import until

from .wire_server import EchoEvents, echo_server

TRANSPORTS: tuple[Transport, ...] = ("websocket", "polling", "upgrade")


@pytest.fixture
async def server() -> AsyncIterator[tuple[str, EchoEvents]]:
    async with echo_server() as running:
        yield running


@pytest.fixture
def url(server: tuple[str, EchoEvents]) -> str:
    return server[0]


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_events_acknowledgements_and_binary_go_both_ways(url: str, transport: Transport) -> None:
    client = await FrameClient.connect(url, "/", {"name": "anna"}, transport)
    assert isinstance(client.link, PollingLink if transport == "polling" else WebSocketLink)
    assert await client.wait_for("hello") == [{"name": "anna"}]
    client.emit("echo", 1, "grüße", {"a": [True, None]})
    assert await client.wait_for("echo") == [1, "grüße", {"a": [True, None]}]
    assert await client.call("sum", 2, 3) == ["sum", 2, 3]
    client.emit("echo", b"\x00\x1e\xff", {"n": 1})
    assert await client.wait_for("echo") == [b"\x00\x1e\xff", {"n": 1}]
    assert await client.call("bytes", b"abc") == ["bytes", b"abc"]
    client.emit("ask")
    assert await client.wait_for("answered") == [[]]
    client.disconnect()
    assert client.counts["echo"] == 2


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_many_events_keep_their_order_on_a_namespace_of_its_own(url: str, transport: Transport) -> None:
    client = await FrameClient.connect(url, "/kept", None, transport)
    for number in range(300):
        client.emit("echo", number)
    assert [await client.wait_for("echo") for _ in range(300)] == [[number] for number in range(300)]
    client.abort()


@pytest.mark.parametrize(("transport", "two_pings"), [("websocket", 6), ("polling", 2)])
async def test_it_answers_pings(server: tuple[str, EchoEvents], transport: Transport, two_pings: int) -> None:
    url, events = server
    client = await FrameClient.connect(url, transport=transport)
    await client.wait_for("hello")
    link = client.link
    assert link is not None
    before = link.bytes_in
    # The second ping comes only if the first one was answered.
    await until(lambda: link.bytes_in >= before + two_pings)
    assert await client.call("still here") == ["still here"]
    assert not events.left
    client.abort()


async def test_a_large_message_comes_whole(url: str) -> None:
    client = await FrameClient.connect(url)
    text = "x" * 90_000
    client.emit("echo", text)
    assert await client.wait_for("echo") == [text]
    client.abort()


async def test_waiting_picks_what_fits_and_leaves_the_rest(url: str) -> None:
    client = await FrameClient.connect(url)
    for number in (1, 2, 3):
        client.emit("echo", number)
    assert await client.wait_for("echo", where=lambda args: bool(args[0] == 2)) == [2]
    await client.call("all came")
    assert client.kept("echo") == [[1], [3]]
    client.forget()
    assert client.kept("echo") == []
    client.abort()


async def test_a_deadline_tells_what_was_awaited_and_what_came(url: str) -> None:
    client = await FrameClient.connect(url)
    with pytest.raises(NoConnectionError, match=r"no 'never' within 0\.05 s \(came: hello\)"):
        await client.wait_for("never", within=0.05)
    client.abort()


async def test_handlers_take_events_before_they_are_kept(url: str) -> None:
    client = FrameClient()
    seen: list[object] = []
    client.on("hello", seen.append)
    client.on_raw("echo", seen.append)
    client.on_any(lambda name, args: seen.append(name))
    await client.open(url)
    client.emit("echo", 5)
    await client.call("flushed")
    assert seen == ["hello", [{}], b'["echo",5]']
    client.abort()


async def test_a_refusal_tells_message_and_data(url: str) -> None:
    with pytest.raises(RefusedError, match="no entry") as refused:
        await FrameClient.connect(url, "/", {"password": "wrong"})
    assert refused.value.data == {"code": 7}
    with pytest.raises(RefusedError, match="Invalid namespace"):
        await FrameClient.connect(url, "/nowhere")


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_no_engine_at_that_path_is_told_with_its_status(url: str, transport: Transport) -> None:
    with pytest.raises(HandshakeError) as refused:
        await FrameClient.connect(url, transport=transport, path="/elsewhere/")
    assert refused.value.status in (403, 404)


async def test_nobody_there_is_told_in_a_sentence() -> None:
    with pytest.raises(NoConnectionError, match=r"Nobody answers at http://127\.0\.0\.1:1\. "):
        await FrameClient.connect("http://127.0.0.1:1")


async def test_a_server_that_says_nothing_meets_a_deadline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with pytest.raises(NoConnectionError, match=r"within 0\.1 s"):
            await FrameClient.connect(f"http://127.0.0.1:{port}", within=0.1)


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_cut_connection_is_lost_for_both_sides(server: tuple[str, EchoEvents], transport: Transport) -> None:
    url, events = server
    client = await FrameClient.connect(url, transport=transport)
    told: list[NoConnectionError] = []
    client.on_disconnected(told.append)
    waiting = asyncio.create_task(client.wait_for("never"))
    await asyncio.sleep(0)
    client.abort()
    with pytest.raises(NoConnectionError, match="cut"):
        await waiting
    with pytest.raises(NoConnectionError, match="cut"):
        client.emit("echo")
    assert len(told) == 1
    assert not client.is_connected
    await until(lambda: events.left)
    # As the JS server names it: a poll that ends too early is an error.
    assert events.left == ["transport error" if transport == "polling" else "transport close"]


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_the_server_may_end_it(server: tuple[str, EchoEvents], transport: Transport) -> None:
    url, events = server
    client = await FrameClient.connect(url, transport=transport)
    client.emit("leave")
    await until(lambda: client.lost is not None)
    assert "the server ended the session" in str(client.lost)
    assert len(events.left) == 1


async def test_leaving_politely_is_heard_as_that(server: tuple[str, EchoEvents]) -> None:
    url, events = server
    client = await FrameClient.connect(url)
    client.disconnect()
    await until(lambda: events.left)
    assert events.left == ["client namespace disconnect"]
    await until(lambda: client.lost is not None)


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_session_is_taken_up_again_with_what_was_missed(url: str, transport: Transport) -> None:
    other = await FrameClient.connect(url, "/kept")
    client = await FrameClient.connect(url, "/kept", None, transport)
    other.emit("all", "first")
    assert await client.wait_for("news") == ["first"]
    client.abort()
    other.emit("all", "second")
    await other.wait_for("news")
    await other.wait_for("news")
    back = await FrameClient.connect(url, "/kept", client.recovery_auth(), transport)
    assert back.recovered
    assert back.sid == client.sid
    assert await back.wait_for("news") == ["second"]
    other.emit("all", "third")
    assert await back.wait_for("news") == ["third"]
    other.abort()
    back.abort()


async def test_without_recovery_a_new_connection_is_a_new_session(url: str) -> None:
    client = await FrameClient.connect(url)
    assert client.recovery_auth() == {}
    client.abort()
    again = await FrameClient.connect(url, "/", client.recovery_auth())
    assert not again.recovered
    assert again.sid != client.sid
    again.abort()


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    secret = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    path = tmp_path / "localhost.pem"
    path.write_bytes(secret + made.public_bytes(pem))
    return path


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_it_speaks_tls_and_looks_at_the_certificate(
    certificate: Path, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with echo_server(certificate) as (url, _):
        with pytest.raises(NoConnectionError, match="certificate of https://localhost"):
            await FrameClient.connect(url, transport=transport)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        client = await FrameClient.connect(url, transport=transport)
        assert await client.call("over tls") == ["over tls"]
        client.abort()
