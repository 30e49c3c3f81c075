"""Points of guessers and artists."""

import pytest

from rumpus.pixel.rules.guesser.scoring import points_for, points_for_artist


@pytest.mark.parametrize(
    ("time", "points"),
    [(0, 100), (10_000, 100), (10_001, 75), (20_000, 75), (20_001, 50), (30_000, 50), (30_001, 25), (45_000, 25)],
)
def test_who_is_quick_gets_more(time: int, points: int) -> None:
    assert points_for(time, 4) == points


def test_the_first_three_get_more() -> None:
    assert [points_for(5_000, position) for position in range(1, 6)] == [120, 110, 105, 100, 100]
    assert points_for(44_000, 1) == 45


@pytest.mark.parametrize(("points", "share"), [(0, 0), (230, 46), (95, 19), (120, 24), (122, 24), (123, 25)])
def test_the_artist_gets_a_fifth(points: int, share: int) -> None:
    assert points_for_artist(points) == share
