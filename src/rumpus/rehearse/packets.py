"""Socket.IO packets as a client writes and reads them; one namespace per client, so its prefixes are made once."""

from typing import Any, NamedTuple

import msgspec

from rumpus.rehearse.errors import ProtocolError

CONNECT, DISCONNECT, EVENT, ACK, CONNECT_ERROR, BINARY_EVENT, BINARY_ACK = b"0123456"
MESSAGE = ord("4")

to_json = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder().decode


def from_json(data: bytes) -> Any:
    """Decode what the server sent.

    Raises:
        ProtocolError: it is no JSON.
    """
    try:
        return _decode(data)
    except msgspec.DecodeError as error:
        raise ProtocolError(f"the server sent what is no JSON ({error}): {data[:80]!r}") from None


class Incoming(NamedTuple):
    """One packet for this namespace.

    Attributes:
        kind: the type digit.
        attachments: how many binary messages belong to it.
        ack: acknowledgement id, if any.
        data: JSON as it came, perhaps empty.
    """

    kind: int
    attachments: int
    ack: int | None
    data: bytes


class Codec:
    """Writes and reads the packets of one namespace."""

    __slots__ = ("_event", "_namespace", "namespace")

    def __init__(self, namespace: str) -> None:
        self.namespace = namespace
        self._namespace = b"" if namespace == "/" else namespace.encode() + b","
        self._event = b"42" + self._namespace

    def connect(self, auth: Any) -> bytes:
        """The request to be connected."""
        return b"40" + self._namespace + (b"" if auth is None else to_json(auth))

    def disconnect(self) -> bytes:
        """The end of the namespace."""
        return b"41" + self._namespace

    def event(self, name: str, args: tuple[Any, ...], ack: int | None = None) -> bytes:
        """An event whose arguments are JSON."""
        return b"%b%b%b" % (self._event, b"" if ack is None else b"%d" % ack, to_json([name, *args]))

    def binary_event(self, name: str, args: tuple[Any, ...], ack: int | None = None) -> tuple[bytes, list[bytes]]:
        """An event whose top-level arguments may be bytes, and its attachments."""
        attachments: list[bytes] = []
        told: list[Any] = [name]
        for arg in args:
            if isinstance(arg, bytes):
                told.append({"_placeholder": True, "num": len(attachments)})
                attachments.append(arg)
            else:
                told.append(arg)
        head = b"45%d-%b%b" % (len(attachments), self._namespace, b"" if ack is None else b"%d" % ack)
        return head + to_json(told), attachments

    def acknowledgement(self, ack: int, args: list[Any]) -> bytes:
        """The answer to an event with an id."""
        return b"43%b%d%b" % (self._namespace, ack, to_json(args))

    def read(self, packet: bytes) -> Incoming | None:
        """Take a packet apart; None if it is for another namespace. `packet` starts with the digit of Engine.IO.

        Raises:
            ProtocolError: it is no packet.
        """
        if len(packet) < 2:
            raise ProtocolError("the server sent an empty packet")
        kind, position, attachments = packet[1], 2, 0
        if kind in (BINARY_EVENT, BINARY_ACK):
            dash = packet.find(b"-", position)
            digits = packet[position:dash]
            if dash < 0 or not digits.isdigit():
                raise ProtocolError(f"the server sent a packet that is none: {packet[:80]!r}")
            attachments, position = int(digits), dash + 1
        namespace = self._namespace
        if namespace:
            # A packet without data ends with the namespace and has no comma.
            if packet.startswith(namespace, position):
                position += len(namespace)
            elif packet[position:] == namespace[:-1]:
                position = len(packet)
            else:
                return None
        elif packet.startswith(b"/", position):
            return None
        end = position
        while packet[end : end + 1].isdigit():
            end += 1
        return Incoming(kind, attachments, int(packet[position:end]) if end > position else None, packet[end:])


def event_name(data: bytes) -> str:
    """The name in `["name",…]`, without decoding the rest; "" if it is no such array."""
    if not data.startswith(b'["'):
        return ""
    end = data.find(b'"', 2)
    name = data[2:end]
    if b"\\" in name:
        return str(from_json(data)[0])
    return name.decode()


def with_attachments(value: Any, attachments: list[bytes]) -> Any:
    """Put the attachments in the places that were kept for them."""
    if isinstance(value, list):
        return [with_attachments(item, attachments) for item in value]
    if isinstance(value, dict):
        if value.get("_placeholder") is True:
            return attachments[value["num"]]
        return {key: with_attachments(item, attachments) for key, item in value.items()}
    return value


class Arguments:
    """Decodes the arguments of events and remembers the last: thousands of clients get a broadcast in the same bytes.

    What it gives is shared: read it, don't write it.
    """

    __slots__ = ("_args", "_data")

    def __init__(self) -> None:
        self._data = b""
        self._args: list[Any] = []

    def decode(self, data: bytes) -> list[Any]:
        """The arguments of `["name",…]`.

        Raises:
            ProtocolError: it is no JSON.
        """
        if data != self._data:
            value = from_json(data)
            if not isinstance(value, list):
                raise ProtocolError(f"the server sent an event that is no array: {data[:80]!r}")
            self._args = value[1:]
            self._data = data
        return self._args
