"""Sees through disguises of words: capitals, accents, look-alikes, digits for letters, repeats, spelled-out words.

Nothing here knows a word. A name is read in a few ways (`readings_of`), each lower case with single spaces; a word
becomes a pattern (`pattern_of`) that finds it in a reading, and a skeleton that tells cheaply when it cannot be there.
"""

import re
import unicodedata
from collections.abc import Iterable
from enum import StrEnum
from itertools import pairwise
from typing import Final

from rumpus.quiz.children.lists import document


class Place(StrEnum):
    """Where in a name a word counts."""

    ACROSS = "across"
    """In the middle of a word, and across spaces."""
    INSIDE = "inside"
    """In the middle of a word."""
    START = "start"
    """At the beginning of a word."""
    WORD = "word"
    """As a whole word."""


_STANDS_FOR: Final = {
    "a": "4@*", "b": "8", "c": "(*", "e": "3€*", "g": "69", "i": "1!|*", "l": "1!|", "o": "0*", "s": "5$", "t": "7+",
    "u": "v*",
}  # fmt: skip
"""What is written in place of a letter. A star hides a vowel or a c: `f*ck`."""

_SYMBOLS: Final = re.escape("@$!|+*€(")
"""Signs that may stand for letters. All others part words."""

_READ_AS: Final = {ord(one): latin for latin, likes in document("looks_like").items() for one in likes}
"""Letters of other alphabets that are read as Latin ones."""

_ENCLOSED: Final = {first + place: 97 + place for first in (0x1F150, 0x1F170, 0x1F1E6) for place in range(26)}
"""Letters in circles and squares and halves of flags, which NFKC leaves as they are."""

_UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
_BONES: Final = str.maketrans("4@8(3€691!|l05$7+v", "aabceeggiiiiossttu", " ")
"""One letter for all that stand for each other."""

_PART: Final = re.compile(rf"(?:[^\W_]|[{_SYMBOLS}])+")
_CAMEL: Final = re.compile(r"(?<=[^\W\d_])(?=\d)|(?<=\d)(?=[^\W\d_])|(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_RUN: Final = re.compile(r"(.)\1*")
_SPELLED_OUT: Final = 2
"""Letters of the pieces of a word that is written in pieces: `f u c k`, `fu ck`."""

_VOWELS: Final = "aeiou"
_STARRED: Final = re.compile(rf"[{_VOWELS}c*]")

_EDGE: Final = rf"[\d{_SYMBOLS}]*"
"""What decorates a word without changing it: `xyz123`, `!xyz!`."""


def readings_of(name: str) -> list[str]:
    """The ways to read a name, most often one."""
    text = _one_script(name)
    readings = []
    for written in {text: None, _CAMEL.sub(" ", text): None}:
        lower = written.casefold()
        for spelled in {lower.translate(_UMLAUTS): None, lower: None}:
            parts = _PART.findall(_without_accents(spelled))
            readings.append(" ".join(parts))
            if any(len(part) <= _SPELLED_OUT for part in parts):
                readings.append(" ".join(_put_together(parts)))
    return list(dict.fromkeys(readings))


def split_words_of(reading: str) -> list[str]:
    """Neighbours in a reading, put together if one of them is a single letter: `fuc k`."""
    parts = reading.split(" ")
    return [one + other for one, other in pairwise(parts) if (len(one) == 1) != (len(other) == 1)]


def skeleton_of(text: str, *, starred: bool = False) -> str:
    """What remains of a word or a reading whatever the disguise. A word whose skeleton is not in it is not in it.

    `starred`: without the letters that a star may hide; a reading with stars has to be compared so.
    """
    bare = text.translate(_BONES)
    return _RUN.sub(r"\1", _STARRED.sub("", bare) if starred else bare)


def pattern_of(word: str, place: Place) -> re.Pattern[str]:
    """Finds a word (lower case, a to z) in a reading, however it is spelled there; group 1 is the word as written."""
    if word.isdigit():
        return re.compile(rf"(?<![^ ])({word})(?![^ ])")
    gap = " ?" if place is Place.ACROSS else ""
    runs = list(_RUN.finditer(word))
    spelled = [_spelled(run[0], first=run is runs[0], inner=run not in (runs[0], runs[-1])) for run in runs]
    letters = gap.join(spelled)
    before = rf"(?<![^ ]){_EDGE}" if place in (Place.START, Place.WORD) else ""
    after = rf"{_EDGE}(?![^ ])" if place is Place.WORD else ""
    return re.compile(f"{before}({letters}){after}")


def is_written(match: re.Match[str]) -> bool:
    """Whether enough of the match are letters: `a55` may be a word, `455` is a number."""
    return sum(map(str.isalpha, match[1])) * 3 >= len(match[1])


def _spelled(run: str, *, first: bool, inner: bool) -> str:
    """A letter (or two and more of it) in all its spellings, repeated as often as one likes."""
    letter, count = run[0], len(run)
    signs = letter + _STANDS_FOR.get(letter, "")
    if first:
        signs = signs.replace("*", "")
    one = f"[{re.escape(signs)}]"
    if count > 1:
        return f"{one}{{{count},}}"
    if letter == "i":
        # An l that looks like a capital I. Only one: Turkish Nazli is a name.
        return f"(?:{one}+|l)"
    if inner and letter not in _VOWELS:
        # Two make another word: Bonner.
        return f"(?:{one}{{3,}}|{one})"
    return one + "+"


def _one_script(name: str) -> str:
    """The name in plain letters, their case kept, without what shows nothing."""
    if name.isascii():
        return name
    text = unicodedata.normalize("NFKC", name.translate(_ENCLOSED))
    return "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Me"))


def _without_accents(text: str) -> str:
    if text.isascii():
        return text
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")
    return bare.translate(_READ_AS)


def _put_together(parts: list[str]) -> Iterable[str]:
    """Short pieces that follow each other as one word."""
    together = ""
    for part in parts:
        if len(part) <= _SPELLED_OUT:
            together += part
            continue
        if together:
            yield together
            together = ""
        yield part
    if together:
        yield together
