"""The dice of a quiz: thrown from the seed of the first command, the same on every machine and every Python."""

from collections.abc import Sequence
from random import Random


class Dice:
    """Shuffles. Stands on `Random.random` alone, the one method whose sequence Python promises to keep for a seed."""

    __slots__ = ("_random",)

    def __init__(self, seed: int) -> None:
        self._random = Random(seed).random

    def order(self, count: int) -> tuple[int, ...]:
        """The numbers below `count` in an order by chance (Fisher-Yates)."""
        order = list(range(count))
        for last in range(count - 1, 0, -1):
            other = int(self._random() * (last + 1))
            order[last], order[other] = order[other], order[last]
        return tuple(order)

    def puzzle(self, items: Sequence[str]) -> tuple[int, ...]:
        """An order by chance in which the items do not read as they did, unless they all read the same."""
        order = self.order(len(items))
        for _ in items:
            if any(items[place] != item for place, item in zip(order, items, strict=True)):
                break
            order = (*order[1:], order[0])
        return order
