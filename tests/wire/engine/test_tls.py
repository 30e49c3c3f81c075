"""TLS spoken by the server itself, without a proxy."""

from __future__ import annotations

import asyncio
import datetime as dt
import ipaddress
import ssl
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.wire.clients import TEXT, HttpClient, WebSocketClient, frame
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import POLLING, WEBSOCKET, text


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A PEM file with a key and a certificate for this machine."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = dt.datetime.now(dt.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


def trust(certificate: Path) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=str(certificate))


async def test_both_transports_over_tls(serve: Serve, certificate: Path) -> None:
    served = await serve(echo=True, wire={"ssl_certfile": str(certificate), "ssl_keyfile": str(certificate)})
    async with await HttpClient.connect(served.port, tls=trust(certificate)) as http:
        assert (await http.request("GET", POLLING)).status == 200
    assert served.last.connection.request.secure

    tail = frame(TEXT, b"4first")
    socket = await WebSocketClient.open(served.port, WEBSOCKET, tail=tail, tls=trust(certificate))
    assert served.last.connection.request.secure
    assert (await socket.text())[0] == "0"
    assert await socket.text() == "4first"
    for size in (1, 30_000, 90_000):
        socket.send("4" + "x" * size)
        assert await socket.text() == "4" + "x" * size
    assert not served.last.connection.is_stuck
    stop = asyncio.ensure_future(served.server.stop())
    assert await socket.closing() == 1012
    await stop


async def test_a_client_that_reads_again_gets_everything_over_tls(serve: Serve, certificate: Path) -> None:
    wire = {"ssl_certfile": str(certificate), "ssl_keyfile": str(certificate)}
    served = await serve(wire=wire, outgoing_bound=64 << 20)
    socket = await WebSocketClient.open(served.port, WEBSOCKET, tls=trust(certificate), receive_buffer=1 << 16)
    await socket.text()
    connection = served.last.connection
    for number in range(1_500):
        connection.send(text(f"{number} " + "x" * 10_000))
    await asyncio.sleep(0.05)
    assert connection.is_stuck
    for number in range(1_500):
        assert (await socket.text()).startswith(f"4{number} ")
    assert connection.unsent == 0


async def test_a_client_that_does_not_read_is_closed_over_tls(serve: Serve, certificate: Path) -> None:
    served = await serve(wire={"ssl_certfile": str(certificate), "ssl_keyfile": str(certificate)})
    socket = await WebSocketClient.open(served.port, WEBSOCKET, tls=trust(certificate), receive_buffer=1 << 16)
    await socket.text()
    socket.writer.transport.pause_reading()  # type: ignore[attr-defined]
    connection = served.last.connection
    for _ in range(5_000):
        connection.send(text("x" * 10_000))
        await asyncio.sleep(0)
        if not connection.is_open:
            break
    assert served.last.closed == ["transport error"]
