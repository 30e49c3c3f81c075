"""Texts as words that can be found: without HTML, case and accents, the same on every database, in any language."""

import html
import re
import unicodedata
from typing import Final

LONGEST_TEXT: Final = 60_000
"""Characters of a text that are looked at."""

LONGEST_WORD: Final = 40
"""Characters of a word; the rest of it is not looked at."""

LONGEST_QUERY: Final = 200
MOST_WORDS: Final = 10
"""Characters and words of a query; the rest is not looked at."""

_TAG: Final = re.compile(r"<[^<>]*>")

_UNSPACED: Final = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x3FFFF),  # Han
)
"""Scripts written without spaces: every letter is a word, and a word of a query is a row of them."""


def words_of(text: str) -> list[str]:
    """The words of a text, in order."""
    found: list[str] = []
    current: list[str] = []
    for letter in _folded(text[:LONGEST_TEXT]):
        if _is_unspaced(letter):
            found += _end(current)
            if letter.isalnum():
                found.append(letter)
        elif letter.isalnum() or unicodedata.category(letter) in ("Mn", "Mc"):
            current.append(letter)
        else:
            found += _end(current)
    return found + _end(current)


def query_of(query: str) -> list[list[str]]:
    """What to look for: all of these rows of words. Words that people write together stand in a row."""
    rows = [words_of(word) for word in _folded(query[:LONGEST_QUERY]).split()]
    return [row for row in rows if row][:MOST_WORDS]


def _folded(text: str) -> str:
    bare = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    if bare.isascii():
        return bare.lower()
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", bare).casefold())
    # Accents go; vowel signs of the Indic scripts, which have class 0, are letters.
    return unicodedata.normalize("NFC", "".join(one for one in apart if not unicodedata.combining(one)))


def _is_unspaced(letter: str) -> bool:
    return letter > "\u0dff" and any(first <= ord(letter) <= last for first, last in _UNSPACED)


def _end(current: list[str]) -> list[str]:
    word = "".join(current)[:LONGEST_WORD]
    current.clear()
    return [word] if word else []
