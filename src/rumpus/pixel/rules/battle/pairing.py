"""Which two pictures each voter is shown, so that every picture is shown about equally often (pixel.md 5.4, 0.7)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, NamedTuple, TypeAlias

from rumpus.hall.game import Seat
from rumpus.pixel.rules.battle.levels import Levels, Mask, Picture, bits_of, first_of, number_of
from rumpus.pixel.rules.dice import Dice

SPREAD: Final = 1
"""Counts of pictures are brought so close together if any exchange can do it; 0.7 allows 2, and that always holds."""

FEWEST_TO_VOTE: Final = 3
"""With two drawings there would be one pair, and none for their authors: that is what the finale is for."""

MOST_ROUNDS: Final = 7
ROUNDS: Final = ((10, 3), (20, 4), (30, 5), (50, 6))
"""Up to so many drawings, so many rounds; beyond, `MOST_ROUNDS`."""


def rounds_for(drawings: int) -> int:
    """How many rounds of voting there are: never more than have fresh pairs for everybody (0.7)."""
    if drawings < FEWEST_TO_VOTE:
        return 0
    wanted = next((rounds for most, rounds in ROUNDS if drawings <= most), MOST_ROUNDS)
    return min(wanted, (drawings - 1) // 2)


class Pair(NamedTuple):
    """Two pictures to choose from, as they stand beside each other."""

    first: Picture
    second: Picture


class Pairing:
    """Deals pairs to voters, in the rounds of one game.

    A voter is never dealt their own picture, nor a picture against itself, and never nothing. Beyond that, what comes
    first counts most: pictures are shown equally often; they are new to the voter; they have not met before.

    A voter is dealt to only while present: what nobody looks at is not counted as shown.

    Attributes:
        levels: how often each picture was shown.
    """

    __slots__ = ("_all", "_met", "_own", "_seen", "levels")

    def __init__(self, authors: Sequence[Seat]) -> None:
        self.levels = Levels(len(authors))
        self._own: dict[Seat, Mask] = {seat: 1 << picture for picture, seat in enumerate(authors)}
        self._all: Mask = (1 << len(authors)) - 1
        self._seen: dict[Seat, Mask] = {}
        self._met: list[Mask] = [0] * len(authors)

    def deal(self, voters: Sequence[Seat], dice: Dice) -> Mapping[Seat, Pair]:
        """A pair for each of these voters, who have had none in this round."""
        hands = {voter: self._hand(voter, dice) for voter in dice.shuffled(voters)}
        self._level(hands, self._fresh)
        self._level(hands, self._others)
        return {voter: self._pair(voter, hand, dice) for voter, hand in hands.items()}

    def _others(self, voter: Seat) -> Mask:
        """The pictures that are not the voter's own."""
        return self._all & ~self._own.get(voter, 0)

    def _fresh(self, voter: Seat) -> Mask:
        """Those that the voter has not seen, either."""
        return self._others(voter) & ~self._seen.get(voter, 0)

    def _hand(self, voter: Seat, dice: Dice) -> Mask:
        """Two pictures that were shown least; a little more often for one that has not met the other."""
        others, fresh = self._others(voter), self._fresh(voter)
        one = self._draw(self.levels.least_of(fresh or others), dice)
        rest = fresh & ~one or others & ~one
        least, strangers = self.levels.least_of(rest), rest & ~self._met[number_of(one)]
        if strangers:
            strangers = self.levels.least_of(strangers)
            if self.levels.count_of(strangers & -strangers) <= self.levels.count_of(least & -least) + 1:
                least = strangers
        other = self._draw(least, dice)
        self._meet(one, other)
        self.levels.add(one)
        self.levels.add(other)
        return one | other

    def _draw(self, among: Mask, dice: Dice) -> Mask:
        return first_of(among, dice.below(len(self._met)))

    def _meet(self, one: Mask, other: Mask) -> None:
        self._met[number_of(one)] |= other
        self._met[number_of(other)] |= one

    def _level(self, hands: dict[Seat, Mask], allowed: Callable[[Seat], Mask]) -> None:
        """Exchange pictures in these hands until counts are close, or no exchange of allowed ones brings them closer.

        A picture that is shown too often gives its place in a hand to another one, that one in another hand to a third
        one, and so on to a picture that is shown too seldom: augmenting paths, as for matchings in graphs.
        """
        levels = self.levels
        while levels.spread > SPREAD:
            path = _path(
                hands, allowed, self._all & ~levels.up_to(levels.most - 1), levels.up_to(levels.most - 2)
            ) or _path(hands, allowed, self._all & ~levels.up_to(levels.least + 1), levels.up_to(levels.least))
            if not path:
                return
            levels.take(path[0].out)
            levels.add(path[-1].into)
            for voter, out, into in path:
                hands[voter] ^= out | into

    def _pair(self, voter: Seat, hand: Mask, dice: Dice) -> Pair:
        self._seen[voter] = self._seen.get(voter, 0) | hand
        one, other = bits_of(hand)
        self._meet(one, other)
        pair = Pair(number_of(one), number_of(other))
        return pair if dice.below(2) else Pair(pair.second, pair.first)


class _Exchange(NamedTuple):
    """In the hand of a voter, one picture for another."""

    voter: Seat
    out: Mask
    into: Mask


_Path: TypeAlias = list[_Exchange]


def _path(hands: Mapping[Seat, Mask], allowed: Callable[[Seat], Mask], sources: Mask, targets: Mask) -> _Path:
    """The shortest sequence of exchanges that takes out one of `sources` and brings in one of `targets`, or nothing."""
    holders: dict[Mask, list[Seat]] = {}
    for voter, hand in hands.items():
        for bit in bits_of(hand):
            holders.setdefault(bit, []).append(voter)
    by: dict[Mask, _Exchange] = {}
    queue = list(bits_of(sources))
    reached = sources
    for out in queue:
        for voter in holders.get(out, ()):
            news = allowed(voter) & ~hands[voter] & ~reached
            reached |= news
            for into in bits_of(news):
                by[into] = _Exchange(voter, out, into)
                if into & targets:
                    return _back(by, into)
                queue.append(into)
    return []


def _back(by: Mapping[Mask, _Exchange], last: Mask) -> _Path:
    path = [by[last]]
    while path[-1].out in by:
        path.append(by[path[-1].out])
    return path[::-1]
