"""WebSocket frames as a client sees them: bytes in, messages out. No I/O; what a load client needs of RFC 6455."""

import secrets
from collections.abc import Iterator
from enum import IntEnum

from rumpus.rehearse.errors import ProtocolError

FIN = 0x80
MASKED = 0x80


class Opcode(IntEnum):
    """The kinds of frames."""

    CONTINUATION = 0x0
    TEXT = 0x1
    BINARY = 0x2
    CLOSE = 0x8
    PING = 0x9
    PONG = 0xA


def new_mask() -> bytes:
    """Four bytes, none of them zero: some servers spare themselves unmasking a zero mask, which no browser sends."""
    return bytes(secrets.randbelow(255) + 1 for _ in range(4))


def masked_frame(opcode: Opcode, payload: bytes, mask: bytes) -> bytes:
    """One whole frame from client to server. `mask` may be the same for a whole connection: it hides nothing here."""
    size = len(payload)
    if size < 126:
        head = bytes((FIN | opcode, MASKED | size))
    elif size < 65_536:
        head = bytes((FIN | opcode, MASKED | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((FIN | opcode, MASKED | 127)) + size.to_bytes(8, "big")
    key = (mask * (size // 4 + 1))[:size]
    covered = (int.from_bytes(payload, "big") ^ int.from_bytes(key, "big")).to_bytes(size, "big")
    return head + mask + covered


class FrameReader:
    """Cuts what a server sends into messages; fragments are joined.

    `feed` gives (opcode, payload) for each whole message and control frame. Payloads are not checked for UTF-8.
    """

    __slots__ = ("_fragments", "_opcode", "_rest")

    def __init__(self) -> None:
        self._rest: bytes | bytearray = b""
        self._opcode = 0
        self._fragments: list[bytes] | None = None

    def feed(self, data: bytes) -> Iterator[tuple[int, bytes]]:
        """Take bytes as they came.

        Raises:
            ProtocolError: the server sent what no server may.
        """
        if self._rest:
            # Grown in place: a large message comes in many pieces.
            rest = self._rest if isinstance(self._rest, bytearray) else bytearray(self._rest)
            rest += data
            if self._missing(rest):
                self._rest = rest
                return
            data = bytes(rest)
            self._rest = b""
        position, end = 0, len(data)
        while end - position >= 2:
            first, size = data[position], data[position + 1]
            start = position + 2
            if size >= 126:
                width = 2 if size == 126 else 8
                if size > 127:
                    raise ProtocolError("the server sent a masked frame")
                if end - start < width:
                    break
                size = int.from_bytes(data[start : start + width], "big")
                start += width
            if end - start < size:
                break
            position = start + size
            payload = data[start:position]
            if first & FIN and first & 0x0F:
                yield first & 0x0F, payload
            else:
                yield from self._fragment(first, payload)
        if position < end:
            self._rest = data[position:]

    @staticmethod
    def _missing(data: bytearray) -> bool:
        """Whether the first frame is still incomplete."""
        if len(data) < 2:
            return True
        size, start = data[1], 2
        if size >= 126:
            start = 4 if size == 126 else 10
            size = int.from_bytes(data[2:start], "big")
        return len(data) < start + size

    def _fragment(self, first: int, payload: bytes) -> Iterator[tuple[int, bytes]]:
        opcode = first & 0x0F
        if opcode:
            if self._fragments is not None or opcode >= Opcode.CLOSE:
                raise ProtocolError("the server sent fragments out of order")
            self._opcode, self._fragments = opcode, [payload]
            return
        if self._fragments is None:
            raise ProtocolError("the server sent a continuation of nothing")
        self._fragments.append(payload)
        if first & FIN:
            whole, self._fragments = b"".join(self._fragments), None
            yield self._opcode, whole
