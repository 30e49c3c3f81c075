"""What is known of a client, with and without proxies in between."""

from __future__ import annotations

from typing import Any

import pytest

from rumpus.wire.engineio.request import Proxies, Request, head_of
from tests.wire.clients import WebSocketClient, request
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import POLLING, WEBSOCKET

TRUSTED = ("127.0.0.1", "10.0.0.0/8", "fd00::/8")


def made(head: list[tuple[bytes, bytes]], query: bytes = b"") -> Request:
    return Request("GET", "/", query, head_of(head), "127.0.0.1", False)


def test_headers_are_by_lower_case_name() -> None:
    assert made([(b"host", b"x:1"), (b"a", b"1"), (b"a", b"2"), (b"b", b"\xe9:")]).headers == {
        "host": "x:1",
        "a": "1, 2",
        "b": "é:",
    }
    assert made([]).headers == {}


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        (b"", {}),
        (b"EIO=4&sid=a%2Bb&x", {"EIO": "4", "sid": "a+b", "x": ""}),
        (b"a=1&a=2", {"a": "2"}),
        (b"&".join(b"a%d=1" % n for n in range(33)), {}),
        (b"%ff=%", {"\ufffd": "%"}),
        (b"\xff=1", {"\xff": "1"}),
    ],
)
def test_queries(query: bytes, fields: dict[str, str]) -> None:
    assert made([], query).query == fields


@pytest.mark.parametrize(
    ("peer", "headers", "client"),
    [
        ("203.0.113.9", {}, ("203.0.113.9", False)),
        # Nobody is believed who is not configured.
        ("203.0.113.9", {"x-forwarded-for": "1.2.3.4", "x-forwarded-proto": "https"}, ("203.0.113.9", False)),
        ("127.0.0.1", {}, ("127.0.0.1", False)),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.9"}, ("203.0.113.9", False)),
        ("127.0.0.1", {"x-forwarded-proto": "https"}, ("127.0.0.1", True)),
        ("127.0.0.1", {"x-forwarded-proto": "http, HTTPS"}, ("127.0.0.1", True)),
        ("127.0.0.1", {"x-forwarded-proto": "https, http"}, ("127.0.0.1", False)),
        # What the client itself says it came from stands to the left.
        ("127.0.0.1", {"x-forwarded-for": "6.6.6.6, 203.0.113.9"}, ("203.0.113.9", False)),
        ("127.0.0.1", {"x-forwarded-for": "6.6.6.6, 203.0.113.9, 10.1.2.3"}, ("203.0.113.9", False)),
        ("127.0.0.1", {"x-forwarded-for": "10.1.2.3, 10.1.2.4"}, ("10.1.2.3", False)),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.9:4711"}, ("203.0.113.9", False)),
        ("127.0.0.1", {"x-forwarded-for": "[2001:db8::1]:4711"}, ("2001:db8::1", False)),
        ("127.0.0.1", {"x-forwarded-for": "2001:DB8::1"}, ("2001:db8::1", False)),
        ("fd00::1", {"x-forwarded-for": "2001:db8::1"}, ("2001:db8::1", False)),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.9, rubbish"}, ("127.0.0.1", False)),
        ("127.0.0.1", {"x-forwarded-for": "203.0.113.9, rubbish, 10.1.1.1"}, ("10.1.1.1", False)),
        ("127.0.0.1", {"x-forwarded-for": "," * 100}, ("127.0.0.1", False)),
        ("127.0.0.1", {"x-forwarded-for": "[" + "9" * 1000}, ("127.0.0.1", False)),
        ("", {"x-forwarded-for": "203.0.113.9"}, ("", False)),
    ],
)
def test_the_address_of_a_client(peer: str, headers: dict[str, str], client: tuple[str, bool]) -> None:
    raw = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert Proxies(TRUSTED).client(peer, False, raw) == client


def test_headers_in_several_lines_count_as_one() -> None:
    headers = [
        (b"x-forwarded-for", b"6.6.6.6"),
        (b"x-forwarded-for", b"203.0.113.9"),
        (b"x-forwarded-for", b"10.0.0.1"),
    ]
    assert Proxies(TRUSTED).client("127.0.0.1", False, headers)[0] == "203.0.113.9"


def test_a_proxy_is_an_address_or_a_network() -> None:
    with pytest.raises(ValueError, match="proxy"):
        Proxies(("proxy.example",))


FORWARDED = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https"}


@pytest.mark.parametrize("transport", ["polling", "websocket"])
@pytest.mark.parametrize("trusted", [(), ("127.0.0.1",)])
async def test_both_transports_see_the_same_client(serve: Serve, transport: str, trusted: tuple[str, ...]) -> None:
    served = await serve(trusted_proxies=trusted)
    if transport == "polling":
        await request(served.port, "GET", POLLING, FORWARDED)
    else:
        await WebSocketClient.open(served.port, WEBSOCKET, FORWARDED)
    seen = served.last.connection.request
    if trusted:
        assert (seen.address, seen.secure, seen.direct) == ("203.0.113.9", True, False)
    else:
        assert (seen.address, seen.secure, seen.direct) == ("127.0.0.1", False, True)
    assert seen.headers["x-forwarded-for"] == "203.0.113.9"
    assert seen.path == "/engine.io/"


async def test_the_application_sees_it_too(serve: Serve) -> None:
    seen: list[Any] = []

    async def app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        if scope["type"] == "lifespan":
            raise NotImplementedError
        seen.append((scope["client"][0], scope["scheme"]))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body"})

    await request((await serve(app=app)).port, "GET", "/", FORWARDED)
    await request((await serve(app=app, trusted_proxies=("127.0.0.1",))).port, "GET", "/", FORWARDED)
    assert seen == [("127.0.0.1", "http"), ("203.0.113.9", "https")]


async def test_limits_count_the_client_and_not_the_proxy(serve: Serve) -> None:
    served = await serve(trusted_proxies=("127.0.0.1",), connections_per_address=1, unlimited_addresses=())
    assert (await request(served.port, "GET", POLLING, {"X-Forwarded-For": "203.0.113.1"})).status == 200
    assert (await request(served.port, "GET", POLLING, {"X-Forwarded-For": "203.0.113.2"})).status == 200
    assert (await request(served.port, "GET", POLLING, {"X-Forwarded-For": "203.0.113.2"})).status == 429
