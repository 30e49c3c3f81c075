"""Socket.IO protocol 5 packets: text taken apart, and put together. Nothing here knows a connection.

`<type>[<number of attachments>-][<namespace>,][<acknowledgement id>][<JSON>]`
"""

from enum import IntEnum
from typing import Any, NamedTuple

from rumpus.wire.socketio.payload import PacketError, decode, encode, holds_binary, take_out

MAX_NAMESPACE_LENGTH = 128
"""Characters. A longer name cannot be one of ours, and names of clients are echoed in refusals."""

MAX_ID_DIGITS = 15
"""What a JavaScript number holds exactly."""

RESERVED_EVENTS = frozenset(
    ("connect", "connect_error", "disconnect", "disconnecting", "newListener", "removeListener")
)
"""Names that the clients' libraries use themselves. Neither side may send them."""


class PacketType(IntEnum):
    """The first character of a packet."""

    CONNECT = 0
    DISCONNECT = 1
    EVENT = 2
    ACK = 3
    CONNECT_ERROR = 4
    BINARY_EVENT = 5
    BINARY_ACK = 6


_TYPES = {str(int(kind)): kind for kind in PacketType}
_BINARY_TYPES = frozenset((PacketType.BINARY_EVENT, PacketType.BINARY_ACK))


class Packet(NamedTuple):
    """What a client said.

    Attributes:
        type: BINARY_EVENT and BINARY_ACK have placeholders in `data` until their attachments are there.
        namespace: "/" if the packet does not name one.
        id: of the acknowledgement that is wanted or given.
        data: list for events (name first) and acknowledgements, dict for CONNECT, None for DISCONNECT.
        attachments: how many binary messages follow.
    """

    type: PacketType
    namespace: str
    id: int | None
    data: Any
    attachments: int = 0


def parse(text: str, max_attachments: int) -> Packet:
    """Take one text message of a client apart.

    Raises:
        PacketError: it is not a packet, its content does not fit its type, or it announces too many attachments.
    """
    kind = _TYPES.get(text[:1])
    if kind is None:
        raise PacketError("unknown packet type")
    at = 1
    attachments = 0
    if kind in _BINARY_TYPES:
        digits, dash, _ = text[1:12].partition("-")
        attachments = _number(digits)
        if not dash or not 1 <= attachments <= max_attachments:
            raise PacketError("illegal number of attachments")
        at += len(digits) + 1
    namespace = "/"
    if text.startswith("/", at):
        comma = text.find(",", at)
        end = len(text) if comma < 0 else comma
        if end - at > MAX_NAMESPACE_LENGTH:
            raise PacketError("namespace too long")
        namespace = text[at:end]
        at = end + 1
    start = at
    while at - start <= MAX_ID_DIGITS and text[at : at + 1] in _DIGITS:
        at += 1
    packet_id = None if at == start else _number(text[start:at])
    return Packet(kind, namespace, packet_id, _content(kind, packet_id, text[at:]), attachments)


_DIGITS = frozenset("0123456789")


def _number(digits: str) -> int:
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MAX_ID_DIGITS):
        raise PacketError("not a number")
    return int(digits)


def _content(kind: PacketType, packet_id: int | None, text: str) -> Any:
    if kind is PacketType.DISCONNECT:
        if text:
            raise PacketError("DISCONNECT with a payload")
        return None
    if kind is PacketType.CONNECT:
        data = decode(text) if text else {}
        if type(data) is not dict:
            raise PacketError("CONNECT without an object")
        return data
    if kind is PacketType.CONNECT_ERROR:
        return None
    if kind is PacketType.EVENT or kind is PacketType.BINARY_EVENT:
        return decode_event(text)
    if packet_id is None:
        raise PacketError("acknowledgement without id")
    data = decode(text)
    if type(data) is not list:
        raise PacketError("acknowledgement without an array")
    return data


def decode_event(text: str) -> list[Any]:
    """Decode the array of an event: a name that is not reserved, then the arguments.

    Raises:
        PacketError: it is something else.
    """
    data = decode(text)
    if type(data) is not list or not data:
        raise PacketError("event without an array")
    name = data[0]
    if type(name) is not str:
        # The reference accepts numbers as names, and its clients can send them.
        if type(name) is not int and type(name) is not float:
            raise PacketError("event without a name")
        data[0] = str(name)
    elif name in RESERVED_EVENTS:
        raise PacketError("reserved event name")
    return data


def place_of(namespace: str) -> bytes:
    """What stands between type and id: nothing for the main namespace."""
    return b"" if namespace == "/" else namespace.encode() + b","


def encode_object(kind: PacketType, place: bytes, value: Any = None) -> bytes:
    """Encode CONNECT, CONNECT_ERROR or DISCONNECT with its object, or without."""
    return b"%d%b%b" % (kind, place, b"" if value is None else encode(value))


def encode_array(
    kind: PacketType, place: bytes, packet_id: int | None, array: tuple[Any, ...]
) -> tuple[bytes, tuple[bytes, ...]]:
    """Encode an event or acknowledgement: the text of its packet, and its attachments.

    Args:
        kind: EVENT or ACK; it becomes the binary type if there are bytes in the array.
        place: `place_of` its namespace.
        packet_id: of the acknowledgement that is wanted or given.
        array: the arguments, for an event the name first.

    Raises:
        TypeError, ValueError: the array cannot be said in JSON; that is a fault of the caller.
    """
    number = b"" if packet_id is None else b"%d" % packet_id
    if not holds_binary(array):
        return b"%d%b%b%b" % (kind, place, number, encode(array)), ()
    attachments: list[bytes] = []
    array = take_out(array, attachments)
    binary = PacketType.BINARY_EVENT if kind is PacketType.EVENT else PacketType.BINARY_ACK
    return b"%d%d-%b%b%b" % (binary, len(attachments), place, number, encode(array)), tuple(attachments)


def ends_in_string(event: bytes) -> bool:
    """Whether the last element of an encoded event's array is a string; without arguments that is the name."""
    return event[:-1].rstrip().endswith(b'"')


def append_element(event: bytes, element: bytes) -> bytes:
    """Append an encoded element to the array of an encoded event, without encoding the event again."""
    return event[:-1] + b"," + element + b"]"
