import uuid

import pytest

from rumpus.library import TooManyAttemptsError
from rumpus.library.identifier import new_id
from rumpus.library.people.attempts import REMEMBERED, Attempts
from tests.library.builders import SetClock


def test_ids_sort_as_they_were_made() -> None:
    ids = [new_id(1_900_000_000_000 + number // 1000) for number in range(5000)]
    assert ids == sorted(set(ids))
    for one in ids[::500]:
        parsed = uuid.UUID(one)
        assert (parsed.version, parsed.variant, str(parsed)) == (7, uuid.RFC_4122, one)
        assert parsed.int >> 80 in range(1_900_000_000_000, 1_900_000_000_005)


def test_attempts_are_forgotten_when_there_are_too_many() -> None:
    clock = SetClock()
    attempts = Attempts(clock)
    for number in range(REMEMBERED + 10):
        attempts.begin(f"user {number}", f"10.0.{number}")
    for bucket in (attempts._both, attempts._account, attempts._address):
        assert len(bucket._levels) == REMEMBERED


def test_clock_that_goes_back_forgives_nothing() -> None:
    clock = SetClock()
    attempts = Attempts(clock)
    for _ in range(10):
        attempts.begin("ada", "")
    clock.advance(-1_000_000)
    with pytest.raises(TooManyAttemptsError):
        attempts.begin("ada", "")
