"""A thin Socket.IO client for load and for tests: Engine.IO v4 and Socket.IO v5 by hand, thousands of them on one loop.

    client = await FrameClient.connect("http://127.0.0.1:8000", "/quiz")
    client.emit("join_game", {"username": "anna", "game_pin": "123456"})
    [game] = await client.wait_for("joined_game", within=5)
    client.abort()                                  # the network is gone
    client = await FrameClient.connect(url, "/quiz", client.recovery_auth())

It never reconnects by itself and keeps no more than it is told to.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Callable, Mapping
from typing import Any, Literal, TypeAlias

from rumpus.rehearse.address import Address
from rumpus.rehearse.errors import NoConnectionError, ProtocolError, RefusedError
from rumpus.rehearse.link import Link
from rumpus.rehearse.packets import (
    ACK,
    BINARY_ACK,
    BINARY_EVENT,
    CONNECT,
    CONNECT_ERROR,
    DISCONNECT,
    EVENT,
    MESSAGE,
    Arguments,
    Codec,
    Incoming,
    event_name,
    from_json,
    with_attachments,
)
from rumpus.rehearse.polling_link import PollingLink
from rumpus.rehearse.upgrade import upgrade
from rumpus.rehearse.websocket_link import WebSocketLink

Transport: TypeAlias = Literal["websocket", "polling", "upgrade"]
"""`upgrade` begins with polling and goes over to a WebSocket before `connect` returns, as browsers do by default."""

Handler: TypeAlias = Callable[[list[Any]], None]

KEPT_EVENTS = 10_000
"""Events without a handler that are kept for `wait_for`; older ones are forgotten."""

OPEN, CLOSE, PING = b"012"

_arguments = Arguments()


class FrameClient:
    """One client of one namespace on one connection.

    Attributes:
        sid: id of the socket, "" before it is connected.
        pid: secret id for connection state recovery, None if the server has it off.
        offset: last offset that came with an event, for recovery.
        recovered: whether the server took the session of `auth["pid"]` up again.
        is_connected: whether events go both ways now.
        lost: why the connection ended, None while it stands.
        counts: how many events of each name came.
        link: the transport below, with `received_at` (seconds, `time.monotonic`), `bytes_in` and `bytes_out`.
    """

    __slots__ = (
        "_acks", "_any", "_auth", "_codec", "_connected", "_handlers", "_keep", "_kept", "_next_ack", "_on_lost",
        "_parts", "_raw", "_waiting", "counts", "handshake", "is_connected", "link", "lost", "offset", "pid",
        "recovered", "sid",
    )  # fmt: skip

    def __init__(self, namespace: str = "/", auth: Mapping[str, Any] | None = None, *, keep: bool = True) -> None:
        self._codec = Codec(namespace)
        self._auth = auth
        self._keep = keep
        self._kept: deque[tuple[str, list[Any]]] = deque(maxlen=KEPT_EVENTS)
        self._handlers: dict[str, Handler] = {}
        self._raw: dict[str, Callable[[bytes], None]] = {}
        self._any: Callable[[str, list[Any]], None] | None = None
        self._on_lost: Callable[[NoConnectionError], None] | None = None
        self._waiting: list[tuple[str, Callable[[list[Any]], bool] | None, asyncio.Future[list[Any]]]] = []
        self._acks: dict[int, Callable[[list[Any]], None]] = {}
        self._next_ack = 0
        self._parts: tuple[Incoming, list[bytes]] | None = None
        self._connected: asyncio.Future[None] | None = None
        self.link: Link | None = None
        self.handshake: dict[str, Any] = {}
        self.sid = ""
        self.pid: str | None = None
        self.offset: str | None = None
        self.recovered = False
        self.is_connected = False
        self.lost: NoConnectionError | None = None
        self.counts: Counter[str] = Counter()

    @classmethod
    async def connect(
        cls,
        url: str | Address,
        namespace: str = "/",
        auth: Mapping[str, Any] | None = None,
        transport: Transport = "websocket",
        *,
        within: float = 20.0,
        path: str = "/socket.io/",
        keep: bool = True,
    ) -> "FrameClient":
        """Open a connection and wait until the namespace has taken it.

        Args:
            url: `http://host:port`, or an Address (looked up once, for thousands).
            namespace: such as `/quiz`.
            auth: sent with CONNECT.
            transport: see `Transport`.
            within: seconds for all of it.
            path: of Engine.IO on the server.
            keep: whether events without a handler are kept for `wait_for`.

        Raises:
            NoConnectionError: no connection in time; HandshakeError and RefusedError say what the server answered.
        """
        client = cls(namespace, auth, keep=keep)
        await client.open(url, transport, within=within, path=path)
        return client

    async def open(
        self,
        url: str | Address,
        transport: Transport = "websocket",
        *,
        within: float = 20.0,
        path: str = "/socket.io/",
    ) -> None:
        """The same for a client that has its handlers already, so that not even the first event is missed."""
        self._connected = asyncio.get_running_loop().create_future()
        try:
            async with asyncio.timeout(within):
                address = url if isinstance(url, Address) else await Address.parse(url).resolved()
                target = f"{path}?EIO=4&transport="
                if transport == "websocket":
                    self.link = WebSocketLink(address, target + "websocket", self)
                else:
                    self.link = PollingLink(address, target + "polling", self)
                await self.link.open()
                await self._connected
                if transport == "upgrade":
                    assert isinstance(self.link, PollingLink)
                    target += f"websocket&sid={self.handshake['sid']}"
                    self.link = await upgrade(self.link, address, target, self)
        except BaseException as error:
            self._connected = None
            self.abort()
            if isinstance(error, TimeoutError):
                raise NoConnectionError(f"the server did not take the connection within {within:g} s") from None
            raise

    # ---- events

    def on(self, event: str, handler: Handler) -> None:
        """Call `handler(args)` for each such event. The list is shared by clients that got the same: read it only."""
        self._handlers[event] = handler

    def on_raw(self, event: str, handler: Callable[[bytes], None]) -> None:
        """Call `handler(json)` with the undecoded array `["event",…]`: for large messages."""
        self._raw[event] = handler

    def on_any(self, handler: Callable[[str, list[Any]], None]) -> None:
        """Call `handler(event, args)` for every event, before any other handler."""
        self._any = handler

    def on_disconnected(self, handler: Callable[[NoConnectionError], None]) -> None:
        """Call `handler(error)` once, when the connection or the namespace has ended, whoever ended it."""
        self._on_lost = handler

    def emit(self, event: str, *args: Any, ack: Callable[[list[Any]], None] | None = None) -> None:
        """Send an event. Arguments are JSON or bytes; `ack` is called with the arguments of the acknowledgement.

        Raises:
            NoConnectionError: not connected.
        """
        if not self.is_connected or self.link is None:
            raise self.lost or NoConnectionError("not connected")
        number = None
        if ack is not None:
            number, self._next_ack = self._next_ack, self._next_ack + 1
            self._acks[number] = ack
        if any(isinstance(arg, bytes) for arg in args):
            packet, attachments = self._codec.binary_event(event, args, number)
            self.link.send(packet)
            for attachment in attachments:
                self.link.send_binary(attachment)
        else:
            self.link.send(self._codec.event(event, args, number))

    async def call(self, event: str, *args: Any, within: float = 10.0) -> list[Any]:
        """Send an event and wait for its acknowledgement.

        Raises:
            NoConnectionError: it did not come in `within` seconds.
        """
        answer: asyncio.Future[list[Any]] = asyncio.get_running_loop().create_future()
        self.emit(event, *args, ack=lambda args: None if answer.done() else answer.set_result(args))
        return await self._await(answer, f"no acknowledgement of {event!r}", None, within)

    async def wait_for(
        self, event: str, *, within: float = 10.0, where: Callable[[list[Any]], bool] | None = None
    ) -> list[Any]:
        """The arguments of the first such event that was not waited for before, come already or yet to come.

        Args:
            event: its name. It must have no handler of its own, and the client must keep events.
            within: seconds.
            where: only an event for whose arguments this is true.

        Raises:
            NoConnectionError: it did not come in time, or the connection ended; the text tells what came instead.
        """
        for index, (name, args) in enumerate(self._kept):
            if name == event and (where is None or where(args)):
                del self._kept[index]
                return args
        answer: asyncio.Future[list[Any]] = asyncio.get_running_loop().create_future()
        self._waiting.append((event, where, answer))
        return await self._await(answer, f"no {event!r}", event, within)

    def kept(self, event: str) -> list[list[Any]]:
        """The arguments of every such event that came and was not waited for; they stay."""
        return [args for name, args in self._kept if name == event]

    def forget(self) -> None:
        """Drop all events that were kept, so that `wait_for` sees new ones only."""
        self._kept.clear()

    # ---- the end

    @property
    def is_gone(self) -> bool:
        """Whether there is no connection: it was never made, or has ended."""
        return self.link is None or self.lost is not None

    def disconnect(self) -> None:
        """Leave the namespace politely, then close the connection."""
        if self.is_connected and self.link is not None:
            self.link.send(self._codec.disconnect())
        self.close()

    def close(self) -> None:
        """Close the connection politely, without leaving the namespace: for the server that is a transport close."""
        if self.link is not None and self.lost is None:
            self.link.close()

    def abort(self) -> None:
        """Cut the TCP connection, as a phone that leaves the Wi-Fi does."""
        self._end(NoConnectionError("the connection was cut"))

    def recovery_auth(self) -> dict[str, str]:
        """The `auth` of a new connection that takes this session up again; empty if the server does not offer that."""
        if self.pid is None:
            return {}
        return {"pid": self.pid} if self.offset is None else {"pid": self.pid, "offset": self.offset}

    # ---- what the link brings

    def on_packet(self, packet: bytes) -> None:
        """One Engine.IO packet came."""
        kind = packet[0] if packet else -1
        if kind == MESSAGE:
            incoming = self._codec.read(packet)
            if incoming is not None:
                self._take(incoming)
        elif kind == PING and self.link is not None:
            self.link.send(b"3" + packet[1:])
        elif kind == OPEN:
            self.handshake = from_json(packet[1:])
            if self.link is not None:
                self.link.opened(str(self.handshake.get("sid", "")))
                self.link.send(self._codec.connect(self._auth))
        elif kind == CLOSE:
            self._end(NoConnectionError("the server closed the session"))

    def on_binary(self, payload: bytes) -> None:
        """One binary message came: an attachment of the packet before."""
        if self._parts is None:
            raise ProtocolError("the server sent an attachment of nothing")
        incoming, attachments = self._parts
        attachments.append(payload)
        if len(attachments) < incoming.attachments:
            return
        self._parts = None
        name, *args = with_attachments(from_json(incoming.data), attachments)
        if incoming.kind == BINARY_ACK:
            self._acknowledged(incoming.ack, [name, *args])
        else:
            self._event(name, args, incoming)

    def on_lost(self, error: NoConnectionError) -> None:
        """The link is gone."""
        if self.lost is not None:
            return
        self.lost = error
        self.is_connected = False
        if self._connected is not None and not self._connected.done():
            self._connected.set_exception(error)
        waiting, self._waiting = self._waiting, []
        for _, _, answer in waiting:
            if not answer.done():
                answer.set_exception(error)
        if self._on_lost is not None:
            self._on_lost(error)

    def _take(self, incoming: Incoming) -> None:
        kind = incoming.kind
        if kind == EVENT:
            name = event_name(incoming.data)
            raw = self._raw.get(name)
            if raw is not None:
                self.counts[name] += 1
                raw(incoming.data)
            else:
                self._event(name, _arguments.decode(incoming.data), incoming)
        elif kind == ACK:
            self._acknowledged(incoming.ack, from_json(incoming.data))
        elif kind in (BINARY_EVENT, BINARY_ACK):
            self._parts = (incoming, [])
        elif kind == CONNECT:
            self._connect_taken(from_json(incoming.data) if incoming.data else {})
        elif kind == CONNECT_ERROR:
            told = from_json(incoming.data) if incoming.data else "no reason given"
            # The JS server gives an object, others a bare string.
            told = told if isinstance(told, dict) else {"message": told}
            self._end(RefusedError(str(told.get("message")), told.get("data")))
        elif kind == DISCONNECT:
            self._end(NoConnectionError("the server ended the session"))

    def _end(self, error: NoConnectionError) -> None:
        self.on_lost(error)
        if self.link is not None:
            self.link.abort()

    def _connect_taken(self, told: dict[str, Any]) -> None:
        self.sid = told.get("sid", "")
        self.pid = told.get("pid")
        self.recovered = self.pid is not None and self._auth is not None and self._auth.get("pid") == self.pid
        self.is_connected = True
        if self._connected is not None and not self._connected.done():
            self._connected.set_result(None)

    def _event(self, name: str, args: list[Any], incoming: Incoming) -> None:
        self.counts[name] += 1
        # The offset of a recoverable event is its last argument; it is of the wire, not of the event.
        if incoming.ack is None and args and isinstance(args[-1], str) and self._expects_offsets():
            self.offset = args[-1]
            args = args[:-1]
        if self._any is not None:
            self._any(name, args)
        handler = self._handlers.get(name)
        if handler is not None:
            handler(args)
        elif self._keep:
            self._keep_or_hand_over(name, args)
        if incoming.ack is not None and self.link is not None:
            self.link.send(self._codec.acknowledgement(incoming.ack, []))

    def _expects_offsets(self) -> bool:
        # Missed events come before the CONNECT reply that says the session was recovered.
        return self.pid is not None or (not self.is_connected and self._auth is not None and "pid" in self._auth)

    def _keep_or_hand_over(self, name: str, args: list[Any]) -> None:
        for index, (event, where, answer) in enumerate(self._waiting):
            if event == name and not answer.done() and (where is None or where(args)):
                del self._waiting[index]
                answer.set_result(args)
                return
        self._kept.append((name, args))

    def _acknowledged(self, number: int | None, args: list[Any]) -> None:
        callback = self._acks.pop(number, None) if number is not None else None
        if callback is not None:
            callback(args)

    async def _await(
        self, answer: "asyncio.Future[list[Any]]", lacking: str, event: str | None, within: float
    ) -> list[Any]:
        if self.lost is not None:
            raise self.lost
        try:
            async with asyncio.timeout(within):
                return await answer
        except TimeoutError:
            self._waiting = [entry for entry in self._waiting if entry[2] is not answer]
            came = ", ".join(sorted({name for name, _ in self._kept if name != event})) or "nothing"
            raise NoConnectionError(f"{lacking} within {within:g} s (came: {came})") from None
