"""Which pages may connect, and what their browsers are told."""

from __future__ import annotations

from typing import Any

import pytest

from rumpus.wire.engineio.origin import is_same_origin
from tests.wire.clients import Refused, WebSocketClient, request
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import POLLING, WEBSOCKET

HOME = "https://play.example"


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://play.example", "play.example", True),
        ("http://play.example:80", "play.example", True),
        ("https://play.example", "play.example:443", True),
        ("http://play.example:8000", "play.example:8000", True),
        ("http://PLAY.example", "play.EXAMPLE", True),
        ("http://[::1]:8000", "[::1]:8000", True),
        ("http://play.example:8000", "play.example:8001", False),
        ("http://evil.example", "play.example", False),
        ("http://play.example.evil.example", "play.example", False),
        ("null", "play.example", False),
        ("", "play.example", False),
        ("http://play.example", "", False),
        ("http://", "", False),
        ("http://[::1", "[::1", False),
        ("http://x:99999", "x:99999", False),
        ("\xff://\xff", "\xff", True),
    ],
)
def test_an_origin_is_ours_by_host_and_port(origin: str, host: str, same: bool) -> None:
    assert is_same_origin(origin, host) is same


async def both(port: int, headers: dict[str, str]) -> set[int]:
    """The status of a session opened on either transport."""
    statuses = {(await request(port, "GET", POLLING, headers)).status}
    try:
        await WebSocketClient.open(port, WEBSOCKET, headers)
    except Refused as refused:
        statuses.add(refused.response.status)
        codes = refused.response.json
    else:
        codes = None
        statuses.add(200)
    assert codes in (None, {"code": 4, "message": "Forbidden"})
    return statuses


@pytest.mark.parametrize(
    ("settings", "headers", "status"),
    [
        ({}, {}, 200),
        ({}, {"Origin": "http://server"}, 200),
        ({}, {"Origin": HOME}, 403),
        ({}, {"Origin": "null"}, 403),
        ({"allowed_origins": (HOME,)}, {"Origin": HOME}, 200),
        ({"allowed_origins": (HOME + "/",)}, {"Origin": HOME.upper()}, 200),
        ({"allowed_origins": (HOME,)}, {"Origin": "http://server"}, 200),
        ({"allowed_origins": (HOME,)}, {"Origin": "http://play.example"}, 403),
        ({"allowed_origins": ()}, {"Origin": HOME}, 403),
        ({"allowed_origins": "*"}, {"Origin": HOME}, 200),
        ({"allowed_origins": "*"}, {"Origin": "null"}, 200),
    ],
)
async def test_pages_are_let_in_by_origin(
    serve: Serve, settings: dict[str, Any], headers: dict[str, str], status: int
) -> None:
    served = await serve(**settings)
    assert await both(served.port, headers) == {status}


async def test_a_page_that_is_not_allowed_cannot_use_a_session_either(serve: Serve) -> None:
    served = await serve()
    opened = await request(served.port, "GET", POLLING)
    sid = opened.text.split('"')[3]
    answer = await request(served.port, "POST", f"{POLLING}&sid={sid}", {"Origin": HOME}, b"4hello")
    assert (answer.status, answer.json) == (403, {"code": 4, "message": "Forbidden"})
    assert not served.last.messages
    assert "access-control-allow-origin" not in answer.headers


async def test_cors_for_one_page(serve: Serve) -> None:
    served = await serve(allowed_origins=(HOME,), cors_credentials=True)
    answer = await request(served.port, "GET", POLLING, {"Origin": HOME})
    assert answer.headers["access-control-allow-origin"] == HOME
    assert answer.headers["access-control-allow-credentials"] == "true"
    assert answer.headers["vary"] == "Origin"
    refused = await request(served.port, "GET", POLLING + "&sid=unknown", {"Origin": HOME})
    assert refused.status == 400
    assert refused.headers["access-control-allow-origin"] == HOME, "the page may read why"
    ours = await request(served.port, "GET", POLLING)
    assert "access-control-allow-origin" not in ours.headers


async def test_cors_for_every_page(serve: Serve) -> None:
    served = await serve(allowed_origins="*")
    answer = await request(served.port, "GET", POLLING, {"Origin": "https://anywhere.example"})
    assert answer.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in answer.headers


async def test_a_preflight(serve: Serve) -> None:
    served = await serve(allowed_origins=(HOME,))
    asked = {"Origin": HOME, "Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-game"}
    answer = await request(served.port, "OPTIONS", POLLING, asked)
    assert (answer.status, answer.body) == (204, b"")
    assert answer.headers["access-control-allow-origin"] == HOME
    assert answer.headers["access-control-allow-methods"] == "GET,POST,OPTIONS"
    assert answer.headers["access-control-allow-headers"] == "x-game"
    assert not served.recorders
    answer = await request(served.port, "OPTIONS", POLLING, {**asked, "Origin": "https://evil.example"})
    assert answer.status == 403
    assert "access-control-allow-origin" not in answer.headers


async def test_no_cors_unless_configured(serve: Serve) -> None:
    served = await serve()
    answer = await request(served.port, "GET", POLLING, {"Origin": "http://server"})
    assert not any(name.startswith("access-control") for name in answer.headers)


@pytest.mark.parametrize(("trusted", "status"), [(("127.0.0.1",), 200), ((), 403)])
async def test_a_trusted_proxy_tells_the_host_that_the_page_knows(
    serve: Serve, trusted: tuple[str, ...], status: int
) -> None:
    served = await serve(trusted_proxies=trusted)
    assert await both(served.port, {"Origin": HOME, "X-Forwarded-Host": "play.example"}) == {status}
