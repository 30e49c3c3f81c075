"""Who may open a session, and what everybody else is answered."""

from __future__ import annotations

import pytest

from tests.until import until
from tests.wire.clients import Refused, WebSocketClient, request, upgrade_request
from tests.wire.engine.conftest import Serve
from tests.wire.engine.recorder import PATH, POLLING, WEBSOCKET, PollingClient

UNKNOWN_TRANSPORT = (400, {"code": 0, "message": "Transport unknown"})
UNKNOWN_SESSION = (400, {"code": 1, "message": "Session ID unknown"})
BAD_METHOD = (400, {"code": 2, "message": "Bad handshake method"})
BAD_REQUEST = (400, {"code": 3, "message": "Bad request"})
FORBIDDEN = (403, {"code": 4, "message": "Forbidden"})
UNSUPPORTED = (400, {"code": 5, "message": "Unsupported protocol version"})


@pytest.mark.parametrize(
    ("method", "query", "refusal"),
    [
        ("GET", "transport=polling", UNSUPPORTED),
        ("GET", "EIO=abc&transport=polling", UNSUPPORTED),
        ("GET", "EIO=3&transport=polling", UNSUPPORTED),
        ("GET", "EIO=4", UNKNOWN_TRANSPORT),
        ("GET", "EIO=4&transport=abc", UNKNOWN_TRANSPORT),
        ("GET", "EIO=4&transport=polling&sid=abc", UNKNOWN_SESSION),
        ("GET", "EIO=4&transport=polling&sid=", UNKNOWN_SESSION),
        ("POST", "EIO=4&transport=polling", BAD_METHOD),
        ("PUT", "EIO=4&transport=polling", BAD_METHOD),
        ("DELETE", "EIO=4&transport=polling", BAD_METHOD),
        ("OPTIONS", "EIO=4&transport=polling", BAD_METHOD),
        ("GET", "EIO=4&transport=websocket", BAD_REQUEST),
        ("GET", "", UNKNOWN_TRANSPORT),
        ("GET", "&".join(f"field{n}=1" for n in range(100)), UNKNOWN_TRANSPORT),
    ],
)
async def test_improper_requests_are_refused(serve: Serve, method: str, query: str, refusal: object) -> None:
    served = await serve()
    answer = await request(served.port, method, f"{PATH}?{query}")
    assert (answer.status, answer.json) == refusal
    assert answer.headers["content-type"] == "application/json"
    assert not served.recorders


async def test_a_proxy_may_leave_its_own_path_before_ours(serve: Serve) -> None:
    served = await serve(other_paths=(f"/school{PATH}",))
    for before in ("", "/school"):
        assert (await request(served.port, "GET", before + POLLING)).text.startswith('0{"sid"')
        socket = await WebSocketClient.open(served.port, before + WEBSOCKET)
        assert (await socket.text()).startswith('0{"sid"')
    for before in ("/college", "/school/school"):
        assert (await request(served.port, "GET", before + POLLING)).status == 404
        with pytest.raises(Refused):
            await WebSocketClient.open(served.port, before + WEBSOCKET)


@pytest.mark.parametrize(
    ("query", "refusal"),
    [
        ("transport=websocket", UNSUPPORTED),
        ("EIO=abc&transport=websocket", UNSUPPORTED),
        ("EIO=4", UNKNOWN_TRANSPORT),
        ("EIO=4&transport=abc", UNKNOWN_TRANSPORT),
        ("EIO=4&transport=polling", BAD_REQUEST),
        ("EIO=4&transport=websocket&sid=abc", UNKNOWN_SESSION),
    ],
)
async def test_improper_upgrades_are_refused_before_the_switch(serve: Serve, query: str, refusal: object) -> None:
    served = await serve()
    with pytest.raises(Refused) as refused:
        await WebSocketClient.open(served.port, f"{PATH}?{query}")
    answer = refused.value.response
    assert (answer.status, answer.json) == refusal
    assert answer.headers["connection"] == "close"
    assert not served.recorders


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-WebSocket-Key": None}, 400),
        ({"Sec-WebSocket-Key": "c2hvcnQ="}, 400),
        ({"Sec-WebSocket-Key": "not base64 at all!!!!!!="}, 400),
        ({"Sec-WebSocket-Version": None}, 426),
        ({"Sec-WebSocket-Version": "8"}, 426),
        ({"Content-Length": "5"}, 400),
        ({"Transfer-Encoding": "chunked"}, 400),
    ],
)
async def test_an_upgrade_must_be_one_of_rfc_6455(serve: Serve, headers: dict[str, str | None], status: int) -> None:
    served = await serve()
    with pytest.raises(Refused) as refused:
        await WebSocketClient.open(served.port, WEBSOCKET, headers)
    assert refused.value.response.status == status
    if status == 426:
        assert refused.value.response.headers["sec-websocket-version"] == "13"
    assert not served.engine.connections


@pytest.mark.parametrize(("method", "version"), [("POST", "1.1"), ("GET", "1.0")])
async def test_an_upgrade_is_a_get_of_http_1_1(serve: Serve, method: str, version: str) -> None:
    from tests.wire.clients import HttpClient

    served = await serve()
    raw = (
        upgrade_request(WEBSOCKET)
        .replace(b"GET ", method.encode() + b" ")
        .replace(b"HTTP/1.1", b"HTTP/" + version.encode())
    )
    async with await HttpClient.connect(served.port) as client:
        client.write(raw)
        assert (await client.answer()).status == 400


@pytest.mark.parametrize("connection", ["keep-alive, Upgrade", "upgrade", "UPGRADE , close"])
async def test_what_browsers_send_as_connection_header_is_fine(serve: Serve, connection: str) -> None:
    served = await serve()
    client = await WebSocketClient.open(served.port, WEBSOCKET, {"Connection": connection, "Upgrade": "WebSocket"})
    assert (await client.text()).startswith('0{"sid"')


async def test_a_websocket_elsewhere_is_not_found(serve: Serve) -> None:
    served = await serve()
    with pytest.raises(Refused) as refused:
        await WebSocketClient.open(served.port, "/elsewhere")
    assert refused.value.response.status == 404


async def test_the_slash_at_the_end_of_the_path_may_be_missing(serve: Serve) -> None:
    served = await serve()
    assert (await request(served.port, "GET", POLLING.replace("/?", "?"))).status == 200
    client = await WebSocketClient.open(served.port, WEBSOCKET.replace("/?", "?"))
    assert (await client.text())[0] == "0"


async def test_frames_behind_the_upgrade_request_are_not_lost(serve: Serve) -> None:
    from tests.wire.clients import BINARY, TEXT, frame

    served = await serve(echo=True)
    large = "x" * 90_000
    tail = frame(TEXT, b"4first") + frame(BINARY, b"\x00\x01") + frame(TEXT, b"4" + large.encode())
    client = await WebSocketClient.open(served.port, WEBSOCKET, tail=tail)
    assert (await client.text())[0] == "0"
    assert await client.text() == "4first"
    got = await client.receive()
    assert got is not None
    assert got.payload == b"\x00\x01"
    assert await client.text() == "4" + large


async def test_sids_are_long_and_differ(serve: Serve) -> None:
    served = await serve()
    sids = {(await PollingClient.open(served.port)).sid for _ in range(20)}
    assert len(sids) == 20
    assert all(len(sid) == 20 for sid in sids)


async def test_a_transport_that_is_not_offered_is_unknown(serve: Serve) -> None:
    served = await serve(transports=("websocket",))
    answer = await request(served.port, "GET", POLLING)
    assert (answer.status, answer.json) == UNKNOWN_TRANSPORT
    client = await WebSocketClient.open(served.port, WEBSOCKET)
    assert (await client.text())[0] == "0"

    served = await serve(transports=("polling",))
    polling = await PollingClient.open(served.port)
    assert '"upgrades":[]' in polling.handshake.text
    with pytest.raises(Refused) as refused:
        await WebSocketClient.open(served.port, WEBSOCKET)
    assert (refused.value.response.status, refused.value.response.json) == UNKNOWN_TRANSPORT


async def test_other_requests_go_to_the_application(serve: Serve) -> None:
    async def app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        if scope["type"] == "lifespan":
            raise NotImplementedError
        body = f"{scope['method']} {scope['path']}".encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
        await send({"type": "http.response.body", "body": body})

    served = await serve(app=app)
    assert (await request(served.port, "GET", "/")).text == "GET /"
    assert (await request(served.port, "POST", "/engine.iox", body=b"{}")).text == "POST /engine.iox"
    # An upgrade to something else is an ordinary request to the application.
    answer = await request(served.port, "GET", "/h2", {"Connection": "Upgrade, HTTP2-Settings", "Upgrade": "h2c"})
    assert answer.text == "GET /h2"
    await until(lambda: not served.recorders)


async def test_an_unknown_path_without_an_application_is_not_found(serve: Serve) -> None:
    served = await serve()
    assert (await request(served.port, "GET", "/")).status == 404


async def test_a_settings_error_is_told_when_it_is_made() -> None:
    from rumpus.wire.engineio.config import EngineConfig

    for wrong in ({"path": "socket.io"}, {"path": "/x"}, {"transports": ()}, {"transports": ("carrier pigeon",)}):
        with pytest.raises(ValueError, match="must"):
            EngineConfig(**wrong)
    with pytest.raises(ValueError, match="credentials"):
        EngineConfig(allowed_origins="*", cors_credentials=True)
