"""Drawings of scripted players: 64 hexadecimal digits, `1` is the paper."""

from random import Random
from typing import Final

SIZE: Final = 64
PAPER: Final = "1"
COLORS: Final = "0123456789ABCDEF"


def drawing(dice: Random) -> str:
    """Some drawing with at least half of its pixels painted."""
    return "".join(
        dice.choice(COLORS) if index % 2 else dice.choice(COLORS.replace(PAPER, "")) for index in range(SIZE)
    )


def copy_of(picture: str, dice: Random) -> str:
    """A copy from memory, with up to twenty mistakes, that is still a drawing."""
    pixels = list(picture.upper().ljust(SIZE, PAPER))
    for index in dice.sample(range(SIZE), dice.randint(0, 20)):
        pixels[index] = dice.choice(COLORS)
    painted = [index for index, color in enumerate(pixels) if color != PAPER]
    for index in [index for index in range(SIZE) if index not in painted][: max(0, 5 - len(painted))]:
        pixels[index] = "0"
    return "".join(pixels)


def accuracy(copy: str, picture: str) -> int:
    """Percent of the pixels that are right, halves rounded up, as the server must find it."""
    right = sum(
        a == b for a, b in zip(copy.upper().ljust(SIZE, PAPER), picture.upper().ljust(SIZE, PAPER), strict=True)
    )
    return (right * 200 + SIZE) // (2 * SIZE)
