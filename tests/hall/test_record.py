import msgspec
import pytest

from rumpus.hall.record import BIND, COMMAND, SEATING, CommandReader, Record, UnreadableError, pack, unpack
from rumpus.hall.turn import Packed
from tests.hall.guessing import KIND, Guess, Join


def packed(*records: bytes) -> Packed:
    return Packed(1, len(records), 0, b"".join(records))


def test_what_is_packed_is_unpacked() -> None:
    records = list(unpack(packed(pack(COMMAND, 7, 2, Join("ada")), pack(BIND, 8, SEATING, (b"key", 1)))))
    assert [(record.sort, record.at, record.version) for record in records] == [(COMMAND, 7, 2), (BIND, 8, SEATING)]
    assert CommandReader(KIND).read(records[0]) == Join("ada")
    assert msgspec.msgpack.decode(records[1].body) == [b"key", 1]


def test_a_command_of_an_older_version_is_understood() -> None:
    (record,) = unpack(packed(pack(COMMAND, 7, 1, ["guess", 3, 1, 12])))
    assert CommandReader(KIND).read(record) == Guess(3, 1, 12, arrived=0)


@pytest.mark.parametrize("version", [0, 3, 999])
def test_a_command_of_an_unknown_version_is_refused_with_what_is_understood(version: int) -> None:
    record = Record(COMMAND, 0, version, msgspec.Raw(msgspec.msgpack.encode(Join("ada"))))
    with pytest.raises(UnreadableError, match=rf"guessing in version {version}; this server understands 1, 2"):
        CommandReader(KIND).read(record)


@pytest.mark.parametrize("body", [["join"], {"type": "shout"}, {"type": "join", "name": 3}, 17])
def test_a_command_that_is_not_what_its_version_says_is_refused(body: object) -> None:
    (record,) = unpack(packed(pack(COMMAND, 0, 2, body)))
    with pytest.raises(UnreadableError):
        CommandReader(KIND).read(record)


@pytest.mark.parametrize("cut", range(1, 12))
def test_records_that_are_cut_short_are_refused(cut: int) -> None:
    whole = packed(pack(COMMAND, 1, 2, Join("ada")))
    whole.data = whole.data[:-cut]
    with pytest.raises(UnreadableError, match="cut short"):
        list(unpack(whole))


def test_records_that_are_missing_or_no_records_are_refused() -> None:
    record = pack(COMMAND, 1, 2, Join("ada"))
    with pytest.raises(UnreadableError, match="2 records announced, 1 found"):
        list(unpack(Packed(1, 2, 1, record)))
    with pytest.raises(UnreadableError, match="record 1"):
        list(unpack(Packed(1, 1, 1, b"\x03\0\0\0\xc0\xc0\xc0")))
