"""The records of a table as bytes: what the journal keeps is what this file writes and reads.

A record is four bytes of length (little endian) and a MessagePack array `[sort, at, version, body]`. `sort` is one of
the numbers below, `at` the GameTime, `version` the format version of the body: the game's own for commands, `SEATING`
for what the hall writes about seats.
"""

import struct
from collections.abc import Iterator
from typing import Any

import msgspec

from rumpus.hall.game import GameKind, GameTime
from rumpus.hall.turn import Packed

COMMAND = 0
"""A command of the game; the body is the command as the game's kind describes it."""

BIND = 1
"""A socket sits down: body `[digest of its pid, seat]`."""

UNBIND = 2
"""A seat is taken back: body is the seat; all its pids are forgotten."""

LEAVE = 3
"""A socket sits down at another table: body is the digest of its pid."""

SEATING = 1
"""Format version of the hall's own records."""

_LENGTH = struct.Struct("<I")
_ENCODER = msgspec.msgpack.Encoder()


class Record(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One record, its body not looked into yet."""

    sort: int
    at: GameTime
    version: int
    body: msgspec.Raw


class UnreadableError(Exception):
    """Records that cannot be understood; the text says why."""


_RECORD = msgspec.msgpack.Decoder(Record)


def pack(sort: int, at: GameTime, version: int, body: Any) -> bytes:
    """One record as bytes.

    Raises:
        TypeError: the body holds something that MessagePack has no form for.
    """
    record = _ENCODER.encode((sort, at, version, body))
    return _LENGTH.pack(len(record)) + record


def unpack(packed: Packed) -> Iterator[Record]:
    """The records, in order.

    Raises:
        UnreadableError: they are cut short or are no records.
    """
    data = memoryview(bytes(packed.data))
    start, end, count = 0, len(data), 0
    while start < end:
        if end - start < _LENGTH.size:
            raise UnreadableError(f"record {packed.first + count} is cut short")
        (length,) = _LENGTH.unpack_from(data, start)
        start += _LENGTH.size
        if end - start < length:
            raise UnreadableError(f"record {packed.first + count} is cut short")
        try:
            yield _RECORD.decode(data[start : start + length])
        except msgspec.MsgspecError as error:
            raise UnreadableError(f"record {packed.first + count}: {error}") from error
        start += length
        count += 1
    if count != packed.count:
        raise UnreadableError(f"{packed.count} records announced, {count} found")


class CommandReader:
    """Decodes the commands of a kind of game, those of older versions included."""

    __slots__ = ("_decoder", "_kind")

    def __init__(self, kind: GameKind[Any]) -> None:
        self._kind = kind
        self._decoder = msgspec.msgpack.Decoder(kind.command)

    def read(self, record: Record) -> Any:
        """The command of a record.

        Raises:
            UnreadableError: its version is not known, or it is not what its version says.
        """
        try:
            if record.version == self._kind.version:
                return self._decoder.decode(record.body)
            older = self._kind.older.get(record.version)
            if older is not None:
                return older(bytes(record.body))
        except msgspec.MsgspecError as error:
            raise UnreadableError(f"a command of version {record.version}: {error}") from error
        raise UnreadableError(
            f"commands of {self._kind.name} in version {record.version}; "
            f"this server understands {', '.join(map(str, sorted({self._kind.version, *self._kind.older})))}"
        )
