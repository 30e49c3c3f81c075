"""Whether a guess is right, and whether it is close (pixel.md 7, 0.2).

A guess is right if it is one of the answers, in any language, however it is written: upper or lower case, with or
without an article, accents, blanks or hyphens, an umlaut as two letters. It is one answer and not a list of words.

It is close, which only the guesser is told, in two cases:

* It is misspelt: of every four letters one may be wrong, missing, too many, or swapped with its neighbour; at least
  one of a word, at most `MOST_MISTAKES`. What is another word is no misspelling (horse, house): no word of ours is, and
  where the answer has up to `SHORT` letters, with many other words one letter away, the first one must be right (cat,
  hat). With fewer than `SHORTEST` letters nothing is close.
* It is a part of the answer, or the answer is a part of it: one begins or ends with the other (Baum, Weihnachtsbaum;
  starfish, star), and that one has `SHORTEST_PART` letters or more, since fewer are there by chance (car, carrot).
"""

import unicodedata
from collections.abc import Iterable
from typing import Final

from rapidfuzz.distance import OSA

from rumpus.pixel.content.words import WORDS

SHORTEST: Final = 3
SHORT: Final = 5
LETTERS_TO_A_MISTAKE: Final = 4
MOST_MISTAKES: Final = 3
SHORTEST_PART: Final = 4

ARTICLES: Final = frozenset(
    {"a", "an", "the", "der", "die", "das", "den", "dem", "ein", "eine", "einen", "einem", "einer"}
)
UMLAUTS: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


class Answers:
    """All right answers to one drawing."""

    __slots__ = ("_spellings",)

    def __init__(self, answers: Iterable[str]) -> None:
        self._spellings = frozenset[str]().union(*map(spellings, answers))

    def takes(self, guess: str) -> bool:
        """Whether a guess is right."""
        return not self._spellings.isdisjoint(spellings(guess))

    def nearly_takes(self, guess: str) -> bool:
        """Whether a guess that is not right is close."""
        spelt = spellings(guess)
        return any(_is_misspelt(one, answer) or _is_part(one, answer) for one in spelt for answer in self._spellings)


def spellings(text: str) -> frozenset[str]:
    """A text without all that makes no difference: with umlauts as two letters, and as one without its dots."""
    words = unicodedata.normalize("NFKC", text).casefold().split()
    while len(words) > 1 and words[0] in ARTICLES:
        del words[0]
    whole = "".join(words)
    spelt = {_letters(whole), _letters(whole.translate(UMLAUTS))} - {""}
    # Somebody's own word may be a sign or a picture: then that is the answer.
    return frozenset(spelt or {whole})


def _letters(text: str) -> str:
    return "".join(character for character in unicodedata.normalize("NFKD", text) if character.isalnum())


OURS: Final = frozenset[str]().union(
    *(
        spellings(answer)
        for level in (WORDS.easy, WORDS.medium, WORDS.hard)
        for word in level
        for answer in word.answers
    )
)
"""How all words of ours are spelt."""


def _is_misspelt(guess: str, answer: str) -> bool:
    length = len(answer)
    if length < SHORTEST or guess in OURS or (length <= SHORT and guess[:1] != answer[:1]):
        return False
    mistakes = min(MOST_MISTAKES, max(1, length // LETTERS_TO_A_MISTAKE))
    # Optimal string alignment: two neighbours that are swapped are one mistake.
    return OSA.distance(guess, answer, score_cutoff=mistakes) <= mistakes


def _is_part(guess: str, answer: str) -> bool:
    short, long = sorted((guess, answer), key=len)
    return len(short) >= SHORTEST_PART and (long.startswith(short) or long.endswith(short))
