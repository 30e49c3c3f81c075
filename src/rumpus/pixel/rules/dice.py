"""The dice of an instance: thrown from the seed of its first command, the same on every machine and every Python."""

from collections.abc import Sequence
from random import Random
from typing import Final, TypeVar

T = TypeVar("T")

SEED_BITS: Final = 53
"""Bits of a seed: as many as one throw has."""


class Dice:
    """Stands on `Random.random` alone, the one method whose sequence Python promises to keep for a seed.

    A command that is refused must not throw dice: it is not journaled, so a replay would throw others.
    """

    __slots__ = ("_random",)

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def below(self, count: int) -> int:
        """A number from 0 to `count - 1`."""
        return int(self._random() * count)

    def between(self, first: int, last: int) -> int:
        """A number from `first` to `last`, both included."""
        return first + self.below(last - first + 1)

    def happens(self, chance: float) -> bool:
        """True with a probability from 0.0 to 1.0."""
        return self._random() < chance

    def choice(self, items: Sequence[T]) -> T:
        """One of the items."""
        return items[self.below(len(items))]

    def weighted(self, items: Sequence[tuple[T, int]]) -> T:
        """One of the items, each as likely as its weight."""
        left = self.below(sum(weight for _, weight in items))
        for item, weight in items:
            left -= weight
            if left < 0:
                return item
        raise AssertionError("unreachable: the weights add up")

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The items in an order by chance (Fisher-Yates)."""
        order = list(items)
        for last in range(len(order) - 1, 0, -1):
            other = self.below(last + 1)
            order[last], order[other] = order[other], order[last]
        return order

    def seed(self) -> int:
        """A seed for other dice."""
        return int(self._random() * (1 << SEED_BITS))
