"""The words that are drawn in PixelGuesser, `words.json`: our own, in both languages and three levels (pixel.md 0.6).

Easy words are things that eight by eight pixels show at a glance, medium ones take some care, and hard ones are places,
doings and ideas, for which one has to find something that can be drawn.
"""

from importlib.resources import files
from typing import Final

import msgspec


class Word(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that is drawn.

    Attributes:
        en: English.
        de: German.
        also: what else is a right answer, in either language: other names of the thing, and what looks the same.
    """

    en: str
    de: str
    also: tuple[str, ...] = ()

    @property
    def answers(self) -> tuple[str, ...]:
        """All right answers."""
        return (self.en, self.de, *self.also)


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words of each level."""

    easy: tuple[Word, ...]
    medium: tuple[Word, ...]
    hard: tuple[Word, ...]


WORDS: Final = msgspec.json.decode((files(__package__) / "words.json").read_bytes(), type=Words)
