"""A small HTTP/1.1 client for load: one request at a time on a kept connection. No redirects, cookies, compression."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any, NamedTuple, cast

import httptools

from rumpus.rehearse.address import Address, open_connection
from rumpus.rehearse.errors import NoConnectionError

FRESH_FOR = 3.0
"""Seconds for which an idle connection is used again. Servers close idle ones from 5 s on."""

LARGEST_BODY = 64 * 1024 * 1024
"""Bytes of a response that are taken; results of a large game are some megabytes."""


class Response(NamedTuple):
    """What the server answered."""

    status: int
    body: bytes


def request_bytes(
    address: Address, method: str, target: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
) -> bytes:
    """A whole request. `target` is the path with its query, after the prefix of the address."""
    lines = [f"{method} {address.prefix}{target} HTTP/1.1", f"Host: {address.authority}", "Accept: */*"]
    if body is not None:
        lines.append(f"Content-Length: {len(body)}")
    lines += [f"{name}: {value}" for name, value in (headers or {}).items()]
    return ("\r\n".join(lines) + "\r\n\r\n").encode() + (body or b"")


class _Exchange(asyncio.Protocol):
    """The connection under `HttpClient`: bytes of one request out, one response in."""

    __slots__ = ("_body", "_parser", "_size", "answer", "started", "transport", "used_at")

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.answer: asyncio.Future[Response] | None = None
        self.started = False
        self.used_at = 0.0
        self._parser: Any = None
        self._body: list[bytes] = []
        self._size = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    @property
    def is_fresh(self) -> bool:
        """Whether another request may go out on this connection."""
        transport = self.transport
        return transport is not None and not transport.is_closing() and time.monotonic() - self.used_at < FRESH_FOR

    def send(self, request: bytes) -> "asyncio.Future[Response]":
        assert self.transport is not None
        self.answer = asyncio.get_running_loop().create_future()
        self.started = False
        self._parser = httptools.HttpResponseParser(self)
        self._body, self._size = [], 0
        self.transport.write(request)
        return self.answer

    def data_received(self, data: bytes) -> None:
        if self._parser is None:
            self.abort()
            return
        self.started = True
        try:
            self._parser.feed_data(data)
        except (httptools.HttpParserError, ValueError):
            self._fail("the server did not answer with HTTP")

    def on_body(self, body: bytes) -> None:
        self._size += len(body)
        if self._size > LARGEST_BODY:
            raise ValueError
        self._body.append(body)

    def on_message_complete(self) -> None:
        parser, self._parser = self._parser, None
        self.used_at = time.monotonic()
        if not parser.should_keep_alive():
            self.abort()
        answer, self.answer = self.answer, None
        if answer is not None and not answer.done():
            answer.set_result(Response(parser.get_status_code(), b"".join(self._body)))

    def connection_lost(self, exc: Exception | None) -> None:
        self.transport = None
        self._fail(f"the server closed the connection ({exc})" if exc else "the server closed the connection")

    def abort(self) -> None:
        if self.transport is not None:
            self.transport.abort()

    def _fail(self, text: str) -> None:
        self._parser = None
        answer, self.answer = self.answer, None
        if answer is not None and not answer.done():
            answer.set_exception(NoConnectionError(text))
        self.abort()


class HttpClient:
    """Requests to one server, one after the other, on one connection that is opened again when it was closed."""

    __slots__ = ("_aborted", "_exchange", "address")

    def __init__(self, address: Address) -> None:
        self.address = address
        self._aborted = False
        self._exchange: _Exchange | None = None

    async def request(self, request: bytes) -> Response:
        """Send the bytes of a whole request and wait for the whole response.

        A request on a kept connection that the server had just closed is sent once more on a new one.

        Raises:
            NoConnectionError: no connection, it was lost before the response, or the response is not HTTP.
        """
        exchange = self._exchange
        if exchange is not None and exchange.is_fresh:
            try:
                return await exchange.send(request)
            except NoConnectionError:
                if exchange.started or self._aborted:
                    raise
        elif exchange is not None:
            exchange.abort()
        self._exchange = exchange = await open_connection(self.address, _Exchange)
        if self._aborted:
            exchange.abort()
            raise NoConnectionError("the connection was cut")
        return await exchange.send(request)

    def abort(self) -> None:
        """Cut the connection for good; a request under way fails."""
        self._aborted = True
        if self._exchange is not None:
            self._exchange.abort()
