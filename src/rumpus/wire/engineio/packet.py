"""Engine.IO packets: what one is, and how a long-polling payload is read. No I/O."""

from __future__ import annotations

import binascii
from enum import StrEnum
from typing import NamedTuple

from rumpus.wire.engineio.errors import ProtocolError

SEPARATOR = b"\x1e"
_SEPARATOR = "\x1e"


class PacketType(StrEnum):
    """The seven types of packet, by the digit that stands first in a text packet."""

    OPEN = "0"
    CLOSE = "1"
    PING = "2"
    PONG = "3"
    MESSAGE = "4"
    UPGRADE = "5"
    NOOP = "6"


_TYPES = {str(kind.value): kind for kind in PacketType}


class Packet(NamedTuple):
    """A packet as it came: its type and its content, which is bytes for a binary message only."""

    type: PacketType
    data: str | bytes


def decode_packet(text: str) -> Packet:
    """Read a text packet.

    Raises:
        ProtocolError: it is empty or of no known type.
    """
    kind = _TYPES.get(text[:1])
    if kind is None:
        raise ProtocolError("packet of unknown type")
    return Packet(kind, text[1:])


def decode_payload(body: bytes) -> list[Packet]:
    """Read the body of a long-polling POST: packets with the record separator between them.

    Raises:
        ProtocolError: not UTF-8, or one of the packets is malformed. None of them counts then.
    """
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise ProtocolError("payload is not UTF-8") from None
    return [
        Packet(PacketType.MESSAGE, _from_base64(packet)) if packet[:1] == "b" else decode_packet(packet)
        for packet in text.split(_SEPARATOR)
    ]


def _from_base64(packet: str) -> bytes:
    try:
        return binascii.a2b_base64(packet[1:], strict_mode=True)
    except (binascii.Error, ValueError):
        raise ProtocolError("binary packet is not base64") from None
