"""Long-polling over ASGI: GET is a poll, POST brings packets, OPTIONS asks whether a foreign page may do either."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from rumpus.wire.engineio.errors import ProtocolError, Refusal, bad_request
from rumpus.wire.engineio.packet import decode_payload
from rumpus.wire.engineio.polling import Polling
from rumpus.wire.engineio.request import Request, head_of

if TYPE_CHECKING:
    from rumpus.wire.engineio.connection import Connection
    from rumpus.wire.engineio.engine import Engine

_PLAIN = [(b"content-type", b"text/plain; charset=UTF-8"), (b"cache-control", b"no-store")]
_JSON = [(b"content-type", b"application/json"), (b"cache-control", b"no-store")]
_OK = b"ok"


class LongPolling:
    """An ASGI application in front of another one.

    Args:
        engine: whose sessions are polled, under its paths.
        app: gets everything else. It sees the client's address and scheme as trusted proxies tell them.
    """

    __slots__ = ("_app", "_engine", "_exact", "_paths")

    def __init__(self, engine: Engine, app: Callable[..., Awaitable[Any]]) -> None:
        self._engine = engine
        self._app = app
        self._paths = engine.config.paths
        self._exact = frozenset(path.rstrip("/") for path in self._paths)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Serve one request (or the lifespan)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        proxies = self._engine.proxies
        peer = (scope.get("client") or ("", 0))[0]
        address, secure, direct = peer, scope["scheme"] == "https", True
        if peer in proxies:
            address, secure = proxies.client(peer, secure, scope["headers"])
            direct = False
        path = scope["path"]
        if not path.startswith(self._paths) and path not in self._exact:
            if not direct:
                scope = {**scope, "client": (address, 0), "scheme": "https" if secure else "http"}
            await self._app(scope, receive, send)
            return
        request = Request(
            method=scope["method"],
            path=path,
            query_string=scope["query_string"],
            head=head_of(scope["headers"]),
            address=address,
            secure=secure,
            direct=direct,
        )
        await self._serve(request, receive, send)

    async def _serve(self, request: Request, receive: Any, send: Any) -> None:
        origin = request.header("origin")
        headers: list[tuple[bytes, bytes]] = []
        try:
            if self._engine.allows_origin(request):
                headers = self._engine.origins.cors_headers(origin)
            if request.method == "OPTIONS" and origin is not None and self._engine.allows_origin(request):
                asked = request.header("access-control-request-headers")
                await _respond(send, 204, self._engine.origins.preflight_headers(origin, asked), b"")
                return
            body = await self._answer(request, receive)
        except Refusal as refusal:
            await _respond(send, refusal.status, [*_JSON, *headers, *refusal.headers], refusal.body)
        else:
            if body is not None:
                await _respond(send, 200, [*_PLAIN, *headers], body)

    async def _answer(self, request: Request, receive: Any) -> bytes | None:
        """The body of the answer; None if the client is gone.

        Raises:
            Refusal: the answer is an error.
        """
        engine = self._engine
        if request.method == "GET" and engine.last_words:
            last_words = engine.last_words.pop(request.query.get("sid", ""), None)
            if last_words is not None:
                return last_words
        connection = engine.check(request, websocket=False)
        if connection is None:
            connection = engine.open(request, Polling())
            opened = engine.handshake(connection)
            engine.start(connection)
            return opened
        transport = connection.transport
        if not isinstance(transport, Polling):
            raise bad_request()
        if request.method == "GET":
            return await _poll(connection, transport, receive)
        if request.method == "POST":
            return await _post(connection, transport, request, receive)
        raise bad_request()


async def _poll(connection: Connection, transport: Polling, receive: Any) -> bytes | None:
    """Wait for packets. A second poll at the same time closes the session, and so does one that is given up."""
    if transport.poll is not None:
        connection.abort("transport error")
        raise bad_request()
    poll = transport.begin_poll(connection)
    if poll.done():
        return poll.result()
    watcher = asyncio.get_running_loop().create_task(_watch(receive, poll))
    try:
        payload = await poll
    finally:
        watcher.cancel()
    if payload is None:
        transport.poll = None
        connection.abort("transport error")
    return payload


async def _watch(receive: Any, poll: asyncio.Future[bytes | None]) -> None:
    """Give up the poll when its client does."""
    while (await receive())["type"] != "http.disconnect":
        pass
    if not poll.done():
        poll.set_result(None)


async def _post(connection: Connection, transport: Polling, request: Request, receive: Any) -> bytes | None:
    """Take the packets of a POST, one POST at a time."""
    if transport.is_posting or request.header("content-type") == "application/octet-stream":
        connection.abort("transport error")
        raise bad_request()
    transport.is_posting = True
    try:
        body = await _read(connection, request, receive)
    finally:
        transport.is_posting = False
    if body is None:
        connection.abort("transport error")
        return None
    if connection.transport is not transport or not connection.is_open:
        raise bad_request()
    try:
        connection.receive_all(decode_payload(body))
    except ProtocolError:
        connection.abort("parse error")
        raise bad_request() from None
    return _OK


async def _read(connection: Connection, request: Request, receive: Any) -> bytes | None:
    """The body of a POST, None if the client is gone. It is never more than allowed, whatever was announced."""
    config = connection.engine.config
    most = config.max_payload
    announced = request.header("content-length") or ""
    status = 413
    try:
        async with asyncio.timeout(config.body_timeout / 1000):
            if not (announced.isdecimal() and int(announced[:20]) > most):
                body = bytearray()
                while len(body) <= most:
                    message = await receive()
                    if message["type"] == "http.disconnect":
                        return None
                    body += message["body"]
                    if not message["more_body"] and len(body) <= most:
                        return bytes(body)
    except TimeoutError:
        status = 408
    connection.abort("transport error")
    raise bad_request(status, ((b"connection", b"close"),))


async def _respond(send: Any, status: int, headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    if status != 204:
        headers = [*headers, (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
