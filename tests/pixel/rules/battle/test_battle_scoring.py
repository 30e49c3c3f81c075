"""Elo, finalists and places."""

import pytest

from rumpus.pixel.rules.battle.scoring import elo_change, finalists, ranking


def test_the_first_vote_moves_sixteen_points() -> None:
    assert elo_change(1000, 1000) == 16


@pytest.mark.parametrize(
    ("winner", "loser", "change"), [(1016, 984, 15), (984, 1016, 17), (1000, 1400, 29), (1400, 1000, 3), (0, 5000, 32)]
)
def test_who_was_expected_to_win_wins_less(winner: int, loser: int, change: int) -> None:
    assert elo_change(winner, loser) == change


@pytest.mark.parametrize(
    ("drawings", "count"), [(2, 2), (3, 3), (5, 3), (30, 3), (31, 4), (60, 6), (61, 7), (91, 10), (100, 10)]
)
def test_a_tenth_comes_into_the_finale(drawings: int, count: int) -> None:
    assert finalists([1000] * drawings) == list(range(count)), "equal ones in the order in which they were submitted"


def test_the_best_come_first() -> None:
    assert finalists([1000, 1016, 984, 1016]) == [1, 3, 0]


def test_equal_ones_share_a_place_and_the_next_skips() -> None:
    places = ranking([1000, 1010, 1000, 990, 1000], [0, 0, 0, 3, 0])
    assert places == [(1, 3), (2, 1), (3, 0), (3, 2), (3, 4)]
    assert [place for place, _ in ranking([1000] * 5, [2, 1, 1, 1, 0])] == [1, 2, 2, 2, 5]
    assert ranking([], []) == []
