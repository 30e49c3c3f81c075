import pytest

from rumpus.hall.game import HOST, Presence, Seat
from rumpus.hall.pause import Pause


def pause_of(seats: int, *, host: bool = False) -> Pause:
    return Pause(Presence(host, set(range(1, seats + 1))))


@pytest.mark.parametrize(
    ("seats", "enough"), [(0, 0), (1, 1), (2, 2), (9, 9), (10, 9), (11, 10), (30, 27), (1_000, 900)]
)
def test_nine_tenths_are_enough(seats: int, enough: int) -> None:
    pause = pause_of(seats)
    for seat in range(1, seats + 1):
        assert pause.is_over == (seat - 1 >= enough)
        pause.back(seat)
    assert pause.is_over


def test_the_host_is_awaited_if_there_was_one() -> None:
    pause = pause_of(0, host=True)
    assert not pause.is_over
    pause.back(HOST)
    assert pause.is_over


def test_a_host_among_the_seats_is_no_player() -> None:
    pause = Pause(Presence(host=True, seats={HOST, 1}))
    pause.back(HOST)
    assert not pause.is_over
    assert pause.missing == {1}


def test_whoever_was_not_there_does_not_count() -> None:
    pause = pause_of(2)
    strangers: list[Seat] = [3, 4, 5]
    for seat in strangers:
        pause.back(seat)
    assert not pause.is_over
    assert pause.missing == {1, 2}
