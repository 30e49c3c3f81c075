"""Pictures of 8 by 8 pixels as 64 hexadecimal digits, row by row, and how alike two of them are (pixel.md 5.3, 6.1)."""

from math import floor
from typing import Final

PIXELS: Final = 64
BACKGROUND: Final = "1"
"""The colour of an empty canvas, white."""

BLANK: Final = BACKGROUND * PIXELS
HEX: Final = frozenset("0123456789ABCDEFabcdef")

LEAST_DRAWN: Final = 5
"""Pixels that a picture has besides the background, or it is none."""


class BadPixels(ValueError):  # noqa: N818
    """Not a picture; the text is the protocol's."""


def picture(text: str) -> str:
    """A whole picture, in upper case.

    Raises:
        BadPixels: it has not 64 digits, or something else among them.
    """
    if len(text) != PIXELS:
        raise BadPixels("Must be exactly 64 characters")
    if not HEX.issuperset(text):
        raise BadPixels("Only hex characters allowed")
    return text.upper()


def padded(text: str) -> str:
    """The same in upper case, with background behind it up to 64 digits."""
    return text.upper().ljust(PIXELS, BACKGROUND)


def drawn(pixels: str) -> int:
    """How many pixels are not background."""
    return len(pixels) - pixels.count(BACKGROUND)


def matching(pixels: str, reference: str) -> int:
    """In how many pixels two pictures are the same."""
    return sum(one == other for one, other in zip(padded(pixels), padded(reference), strict=True))


def accuracy(pixels: str, reference: str) -> int:
    """How alike two pictures are, in percent, rounded as in JavaScript."""
    return js_round(100 * matching(pixels, reference) / PIXELS)


def js_round(number: float) -> int:
    """Halves go up, unlike in Python."""
    return floor(number + 0.5)
