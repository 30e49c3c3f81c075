"""Refuses names that nobody should read on a projector: three levels, a list of words for each language.

It errs on the side of letting through: a class knows worse words than any list, and a child whose own name is refused
is hurt more than a joker who gets away with it. Whoever is refused wrongly is let in by the host (`allow_name`).
The rules of the game never ask here: what was let in stays let in when a list changes.
"""

import re
from functools import cache
from typing import Final, Literal, TypeAlias

from rumpus.quiz.children.disguise import Place, is_written, pattern_of, readings_of, skeleton_of, split_words_of
from rumpus.quiz.children.lists import document, language_of

Level: TypeAlias = Literal["off", "normal", "strict"]

EVERYWHERE: Final = "any"
"""The list that holds in every language."""


class _Word:
    """A word that is not wanted. Its pattern is made when something like it is seen for the first time."""

    __slots__ = ("_pattern", "place", "skeleton", "starred", "text")

    def __init__(self, text: str, place: Place) -> None:
        self.text = text
        self.place = place
        self.skeleton = skeleton_of(text)
        self.starred = skeleton_of(text, starred=True)
        self._pattern: re.Pattern[str] | None = None

    def is_in(self, reading: str, *, whole: bool = False) -> bool:
        if self._pattern is None:
            self._pattern = pattern_of(self.text, self.place)
        if whole:
            return self.place is not Place.WORD and self._pattern.fullmatch(reading) is not None
        return any(self.text.isdigit() or is_written(found) for found in self._pattern.finditer(reading))


class NameFilter:
    """The words of one language at one level. Made by `name_filter`, which keeps each."""

    __slots__ = ("_innocent", "_words")

    def __init__(self, language: str, level: Level) -> None:
        words: dict[tuple[str, Place], None] = {}
        innocent: list[str] = []
        for name in (EVERYWHERE, language):
            listed = document(f"refused_{name}")
            innocent += listed["innocent"].split()
            for section in ("normal", "strict") if level == "strict" else ("normal",):
                for place, texts in listed[section].items():
                    words |= dict.fromkeys((text, Place(place)) for text in texts.split())
        self._words = [_Word(*word) for word in words]
        self._innocent = innocent

    def refuses(self, name: str) -> bool:
        """Whether nobody should be called so. The name is one that `text.player_name` has let through."""
        return any(map(self._is_refused, readings_of(name)))

    def _is_refused(self, reading: str) -> bool:
        starred = "*" in reading
        skeleton = skeleton_of(reading, starred=starred)
        for word in self._words:
            if (word.starred if starred else word.skeleton) in skeleton and (
                word.is_in(self._without_innocent(reading))
                or any(word.is_in(split, whole=True) for split in split_words_of(reading))
            ):
                return True
        return False

    def _without_innocent(self, reading: str) -> str:
        for word in self._innocent:
            if word in reading:
                reading = reading.replace(word, "·")
        return reading


def refuses(name: str, *, level: Level, language: str) -> bool:
    """Whether a game of this level in this language (a BCP 47 tag) refuses this name."""
    return level != "off" and name_filter(language_of(language), level).refuses(name)


@cache
def name_filter(language: Literal["en", "de"], level: Literal["normal", "strict"]) -> NameFilter:
    """The filter of a language."""
    return NameFilter(language, level)
