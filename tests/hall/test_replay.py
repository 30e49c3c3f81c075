import time

import pytest

from rumpus.hall.record import BIND, COMMAND, LEAVE, SEATING, UNBIND, UnreadableError, pack
from rumpus.hall.replay import Replayed, replay
from rumpus.hall.turn import Packed
from tests.hall.guessing import KIND, Ask, Away, Begin, Guessing, Join


def rows(*groups: list[bytes]) -> list[Packed]:
    first, made = 1, []
    for group in groups:
        made.append(Packed(first, len(group), 0, b"".join(group)))
        first += len(group)
    return made


def command(at: int, body: object) -> bytes:
    return pack(COMMAND, at, KIND.version, body)


def played(groups: list[Packed], until: int = 0) -> Replayed:
    return replay(KIND, groups, until=until, wakes_at_once=10)


BEGIN = command(0, Begin(1))
ADA, BOB = command(5, Join("ada")), command(6, Join("bob"))


def names(replayed: Replayed) -> list[str]:
    assert isinstance(replayed.game, Guessing)
    return list(replayed.game.names.values())


def test_a_game_is_what_its_records_say() -> None:
    replayed = played(rows([BEGIN, ADA], [BOB]))
    assert names(replayed) == ["ada", "bob"]
    assert (replayed.count, replayed.at) == (3, 6)


def test_rows_seen_already_are_skipped() -> None:
    whole = rows([BEGIN, ADA, BOB])
    assert names(played([*whole, *rows([BEGIN], [ADA], [BOB])])) == ["ada", "bob"]


def test_a_missing_row_is_noticed() -> None:
    with pytest.raises(UnreadableError, match="record 2 is missing"):
        played([row for row in rows([BEGIN], [ADA], [BOB]) if row.first != 2])


def test_a_game_is_taken_past_its_last_record_by_the_clock() -> None:
    groups = rows([BEGIN, command(100, Ask(1))])
    assert isinstance(played(groups, 10_099).game.wake_at, int)
    assert played(groups, 10_100).game.wake_at is None


def test_pids_are_those_that_were_bound_last() -> None:
    def bind(key: bytes, seat: int) -> bytes:
        return pack(BIND, 9, SEATING, (key, seat))

    groups = rows(
        [BEGIN, bind(b"a", 1), bind(b"b", 1), bind(b"c", 2), bind(b"d", 2), bind(b"e", 3)],
        [bind(b"b", 2), pack(UNBIND, 9, SEATING, 3), pack(LEAVE, 9, SEATING, b"d")],
    )
    assert {seat: list(keys) for seat, keys in played(groups).pids.items()} == {1: [b"a"], 2: [b"c", b"b"]}


@pytest.mark.parametrize("record", [pack(BIND, 9, 99, (b"key", 1)), pack(77, 9, SEATING, 1)])
def test_records_of_the_hall_that_a_newer_one_wrote_are_refused(record: bytes) -> None:
    with pytest.raises(UnreadableError):
        played(rows([BEGIN, record]))


def test_a_hundred_thousand_records_take_seconds_at_most() -> None:
    away = [command(7, Away(1, away=n % 2 == 0)) for n in range(100_000)]
    groups = rows([BEGIN, ADA], *([*away[start : start + 100]] for start in range(0, len(away), 100)))
    begin = time.perf_counter()
    assert played(groups).count == 100_002
    assert time.perf_counter() - begin < 5, "a tenth of a second is usual"
