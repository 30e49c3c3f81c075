"""Pairs are fair: over thousands of games every picture is shown about equally often (0.7)."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rumpus.hall.game import Seat
from rumpus.pixel.rules.battle.pairing import Pairing, rounds_for
from rumpus.pixel.rules.dice import Dice

ALLOWED = 2


class Voting:
    """The voting of one game: `drawings` players who drew, on seats from 1, and others who only vote."""

    def __init__(self, drawings: int, others: int, seed: int) -> None:
        self.authors = range(1, drawings + 1)
        self.seats = range(1, drawings + others + 1)
        self.pairing = Pairing(list(self.authors))
        self.dice = Dice(seed)
        self.shown = [0] * drawings
        self.seen: dict[Seat, list[int]] = {seat: [] for seat in self.seats}
        self.met: Counter[frozenset[int]] = Counter()

    def deal(self, voters: list[Seat]) -> None:
        """Deal, and see that each voter has a pair that they may have."""
        dealt = self.pairing.deal(voters, self.dice)
        assert dealt.keys() == set(voters)
        for voter, pair in dealt.items():
            assert pair.first != pair.second, "a picture against itself"
            for picture in pair:
                assert voter not in self.authors or self.authors[picture] != voter, "one's own picture"
                self.shown[picture] += 1
                self.seen[voter].append(picture)
            self.met[frozenset(pair)] += 1

    @property
    def spread(self) -> int:
        return max(self.shown) - min(self.shown)

    @property
    def repeats(self) -> int:
        """How often somebody was shown a picture again."""
        return sum(len(pictures) - len(set(pictures)) for pictures in self.seen.values())


@settings(max_examples=300)
@given(drawings=st.integers(5, 100), others=st.integers(0, 20), seed=st.integers(0, 1 << 40))
def test_pictures_are_shown_equally_often_and_to_nobody_twice(drawings: int, others: int, seed: int) -> None:
    voting = Voting(drawings, others, seed)
    for _ in range(rounds_for(drawings)):
        voting.deal(list(voting.seats))
        assert voting.spread <= 1
    assert voting.repeats == 0


@settings(max_examples=500)
@given(data=st.data(), drawings=st.one_of(st.integers(5, 12), st.integers(5, 60)), seed=st.integers(0, 1 << 40))
def test_pictures_are_shown_equally_often_whoever_is_present(data: st.DataObject, drawings: int, seed: int) -> None:
    """In each round other voters are present, and others come in its middle."""
    voting = Voting(drawings, data.draw(st.integers(0, 4), "others"), seed)
    few = data.draw(st.integers(1, len(voting.seats)), "of these")
    seats = st.lists(st.sampled_from(voting.seats[:few]), unique=True)
    for _ in range(rounds_for(drawings)):
        present = data.draw(seats, "present")
        voting.deal(present)
        for late in data.draw(seats, "late"):
            if late not in present:
                voting.deal([late])
        assert voting.spread <= ALLOWED


@pytest.mark.parametrize("drawings", range(5, 13))
def test_a_thousand_games_with_players_who_come_and_go(drawings: int) -> None:
    repeats = total = 0
    for seed in range(1_000):
        dice = Dice(seed)
        voting = Voting(drawings, dice.below(3), seed)
        share = dice.below(100) / 100
        for _ in range(rounds_for(drawings)):
            voting.deal([seat for seat in voting.seats if dice.happens(share)])
            assert voting.spread <= ALLOWED
        repeats += voting.repeats
        total += sum(voting.shown)
    assert repeats <= 0.04 * total, "pictures that somebody has seen are the exception"


@pytest.mark.parametrize("drawings", [3, 4])
def test_with_three_or_four_drawings_everybody_has_one_fresh_pair(drawings: int) -> None:
    for seed in range(200):
        voting = Voting(drawings, seed % 4, seed)
        assert rounds_for(drawings) == 1
        voting.deal(list(voting.seats))
        assert voting.repeats == 0


def test_who_has_seen_everything_gets_something_rather_than_nothing() -> None:
    voting = Voting(3, 0, 1)
    for _ in range(10):
        voting.deal([1])
    assert voting.shown == [0, 10, 10]


@pytest.mark.parametrize("drawings", [30, 60, 100])
def test_in_large_games_hardly_any_two_pictures_meet_again(drawings: int) -> None:
    voting = Voting(drawings, 0, 1)
    for _ in range(rounds_for(drawings)):
        voting.deal(list(voting.seats))
    again = sum(count - 1 for count in voting.met.values())
    assert again <= sum(voting.met.values()) // 50
    assert len(voting.met) <= len(list(combinations(range(drawings), 2)))


def test_both_sides_are_as_likely() -> None:
    voting = Voting(20, 0, 1)
    left = sum(voting.pairing.deal([seat], voting.dice)[seat].first == 0 for seat in list(voting.seats)[1:] * 60)
    shown = voting.pairing.levels.count_of(1)
    assert 0.4 * shown < left < 0.6 * shown


@pytest.mark.parametrize(
    ("drawings", "rounds"),
    [(0, 0), (1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (6, 2), (7, 3), (10, 3), (11, 4), (20, 4), (21, 5), (30, 5),
     (31, 6), (50, 6), (51, 7), (100, 7)],
)  # fmt: skip
def test_rounds_follow_from_the_drawings(drawings: int, rounds: int) -> None:
    assert rounds_for(drawings) == rounds
