"""Engine.IO over long-polling: one waiting GET, and one POST at a time with all that is due."""

import asyncio
import base64
import time
from collections.abc import Callable

from rumpus.rehearse.address import Address
from rumpus.rehearse.errors import HandshakeError, NoConnectionError
from rumpus.rehearse.http_client import HttpClient, request_bytes
from rumpus.rehearse.link import Receiver

SEPARATOR = b"\x1e"
CLOSE = b"1"
NOOP = b"6"

LARGEST_POST = 90_000
"""Bytes of one POST. Servers announce their limit; this is below the common 100,000."""


class PollingLink:
    """One session over HTTP, on two kept connections. It is open when its receiver gets the first packet."""

    __slots__ = (
        "_address", "_due", "_get", "_pausing", "_poll", "_post", "_posting", "_receiver", "_target", "bytes_in",
        "bytes_out", "received_at",
    )  # fmt: skip

    def __init__(self, address: Address, target: str, receiver: Receiver) -> None:
        self._address = address
        self._target = target
        self._receiver: Receiver | None = receiver
        self._get = HttpClient(address)
        self._post = HttpClient(address)
        self._due: list[bytes] = []
        self._poll: asyncio.Task[None] | None = None
        self._posting: asyncio.Task[None] | None = None
        self._pausing: Callable[[], None] | None = None
        self.received_at = 0.0
        self.bytes_in = 0
        self.bytes_out = 0

    async def open(self) -> None:
        """Open a session; its packets come to the receiver.

        Raises:
            NoConnectionError: no connection, or the server refused.
        """
        response = await self._get.request(request_bytes(self._address, "GET", self._target))
        if response.status != 200:
            self.retire()
            raise HandshakeError(response.status, response.body.decode(errors="replace"))
        self._take(response.body)

    def opened(self, sid: str) -> None:
        """Begin to poll as the session `sid`."""
        self._target += f"&sid={sid}"
        self._poll = asyncio.get_running_loop().create_task(self._polling())

    def pause(self, then: Callable[[], None]) -> None:
        """Let the waiting poll and POST end, begin no other, then call `then`. For an upgrade."""
        self._pausing = then
        self._paused()

    def send(self, packet: bytes) -> None:
        """Send one Engine.IO packet with the next POST."""
        self._due.append(packet)
        self._flush()

    def send_binary(self, payload: bytes) -> None:
        """Send one binary message with the next POST."""
        self.send(b"b" + base64.b64encode(payload))

    def take_due(self) -> list[bytes]:
        """What waits for a POST, taken out. For an upgrade."""
        due, self._due = self._due, []
        return due

    def close(self) -> None:
        """Tell the server that this session is over."""
        self.send(CLOSE)

    def abort(self) -> None:
        """Cut both connections."""
        self._lose(NoConnectionError("the connection was cut"))

    def retire(self) -> None:
        """Drop the connections without telling anybody: the session goes on elsewhere."""
        self._receiver = None
        self._get.abort()
        self._post.abort()

    async def _polling(self) -> None:
        request = request_bytes(self._address, "GET", self._target)
        try:
            while self._receiver is not None and self._pausing is None:
                self.bytes_out += len(request)
                response = await self._get.request(request)
                if response.status != 200:
                    raise HandshakeError(response.status, response.body.decode(errors="replace"))
                self._take(response.body)
        except NoConnectionError as error:
            self._lose(error)
        self._poll = None
        self._paused()

    def _take(self, body: bytes) -> None:
        self.received_at = time.monotonic()
        self.bytes_in += len(body)
        for packet in body.split(SEPARATOR):
            receiver = self._receiver
            if receiver is None:
                return
            if packet.startswith(b"b"):
                receiver.on_binary(base64.b64decode(packet[1:]))
            elif packet == CLOSE:
                self._lose(NoConnectionError("the server closed the session"))
            elif packet and packet != NOOP:
                receiver.on_packet(packet)

    def _flush(self) -> None:
        if self._due and self._posting is None and self._pausing is None and self._receiver is not None:
            # A task of its own begins in the next turn, so all that is sent in this one goes into one POST.
            self._posting = asyncio.get_running_loop().create_task(self._post_due())

    async def _post_due(self) -> None:
        try:
            while self._due and self._receiver is not None and self._pausing is None:
                body = self._next_body()
                self.bytes_out += len(body)
                request = request_bytes(
                    self._address, "POST", self._target, body, {"Content-Type": "text/plain;charset=UTF-8"}
                )
                response = await self._post.request(request)
                if response.status != 200:
                    raise HandshakeError(response.status, response.body.decode(errors="replace"))
        except NoConnectionError as error:
            self._lose(error)
        self._posting = None
        self._paused()

    def _next_body(self) -> bytes:
        size, count = 0, 0
        while count < len(self._due) and (not count or size + len(self._due[count]) < LARGEST_POST):
            size += len(self._due[count]) + 1
            count += 1
        body = SEPARATOR.join(self._due[:count])
        del self._due[:count]
        return body

    def _paused(self) -> None:
        if self._pausing is not None and self._poll is None and self._posting is None:
            self._pausing()

    def _lose(self, error: NoConnectionError) -> None:
        receiver = self._receiver
        self.retire()
        if receiver is not None:
            receiver.on_lost(error)
