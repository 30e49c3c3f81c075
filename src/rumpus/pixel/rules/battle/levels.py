"""How often each picture was shown, so that the ones shown least are found at once.

A set of pictures is a mask: bit i stands for picture i. Such a set has the same order in every replay, and what
concerns a hundred pictures is one operation on an integer.
"""

from collections.abc import Iterator
from typing import TypeAlias

Picture: TypeAlias = int
"""The number of a picture, from 0 in the order in which they were submitted."""

Mask: TypeAlias = int
"""A set of pictures; a set of one is called a bit here."""


class Levels:
    """Counts of pictures. A level is the set of those that were shown equally often."""

    __slots__ = ("_levels",)

    def __init__(self, pictures: int) -> None:
        self._levels: list[Mask] = [(1 << pictures) - 1]

    @property
    def least(self) -> int:
        """How often the picture was shown that was shown least."""
        return next(count for count, level in enumerate(self._levels) if level)

    @property
    def most(self) -> int:
        """How often the picture was shown that was shown most."""
        return len(self._levels) - 1

    @property
    def spread(self) -> int:
        """How far these two are apart."""
        return self.most - self.least

    def count_of(self, bit: Mask) -> int:
        """How often one picture was shown."""
        return next(count for count, level in enumerate(self._levels) if level & bit)

    def up_to(self, count: int) -> Mask:
        """The pictures that were shown at most so often."""
        return sum(self._levels[: max(0, count + 1)])

    def least_of(self, among: Mask) -> Mask:
        """Of some pictures, at least one, those that were shown least."""
        return next(level & among for level in self._levels if level & among)

    def add(self, bit: Mask) -> None:
        """A picture is shown once more."""
        count = self.count_of(bit)
        if count == self.most:
            self._levels.append(0)
        self._levels[count] ^= bit
        self._levels[count + 1] ^= bit

    def take(self, bit: Mask) -> None:
        """A picture is shown once less after all."""
        count = self.count_of(bit)
        self._levels[count] ^= bit
        self._levels[count - 1] ^= bit
        if not self._levels[-1]:
            self._levels.pop()


def bits_of(mask: Mask) -> Iterator[Mask]:
    """The pictures of a set, each as a set of its own."""
    while mask:
        bit = mask & -mask
        yield bit
        mask ^= bit


def number_of(bit: Mask) -> Picture:
    """The one picture of a set of one."""
    return bit.bit_length() - 1


def first_of(mask: Mask, start: Picture) -> Mask:
    """The first of some pictures from `start` on, or the very first if there is none."""
    mask = mask >> start << start or mask
    return mask & -mask
