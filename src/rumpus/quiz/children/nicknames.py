"""Makes up nicknames: Brave Otter, Flinke Möwe. Who takes one tells nobody their name."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final

from rumpus.quiz.children.lists import Language, document, language_of

LONGEST: Final = 20
"""Characters of a nickname: it has to fit on a small phone and many times on a projector."""

TRIES: Final = 32
"""How often chance is asked before the words are gone through one by one."""

_ENDINGS: Final = {"m": "er", "f": "e", "n": "es"}
"""Of a German adjective without an article, by the gender of its noun."""


class Nicknames:
    """All nicknames of one language: any adjective goes with any noun."""

    __slots__ = ("_adjectives", "_nouns")

    def __init__(self, language: Language) -> None:
        listed = document(f"nicknames_{language}")
        self._adjectives: list[str] = listed["adjectives"].split()
        # Each noun with the ending that its adjective gets.
        self._nouns: list[tuple[str, str]] = (
            [(noun, _ENDINGS[gender]) for gender, nouns in listed["nouns"].items() for noun in nouns.split()]
            if language == "de"
            else [(noun, "") for noun in listed["nouns"].split()]
        )

    def __len__(self) -> int:
        return len(self._adjectives) * len(self._nouns)

    def __iter__(self) -> Iterator[str]:
        return map(self.__getitem__, range(len(self)))

    def __getitem__(self, place: int) -> str:
        """The nickname at a place below the length."""
        adjective, noun = divmod(place, len(self._nouns))
        text, ending = self._nouns[noun]
        return f"{self._adjectives[adjective].capitalize()}{ending} {text}"


class NicknameMaker:
    """Makes up nicknames that nobody in a game has.

    Args:
        language: of the quiz, a BCP 47 tag; English words where we have none of that language.
        taken: whether somebody in the game has this name, or could not have it.
        dice: gives a number below its argument; the same numbers give the same nicknames.
    """

    __slots__ = ("_dice", "_nicknames", "_offered", "_taken")

    def __init__(self, language: str, taken: Callable[[str], bool], dice: Callable[[int], int]) -> None:
        self._nicknames = nicknames_of(language_of(language))
        self._taken = taken
        self._dice = dice
        self._offered: set[str] = set()

    def make(self) -> str | None:
        """The next nickname, none twice from one maker. None if all are taken, which takes tens of thousands."""
        nicknames, count = self._nicknames, len(self._nicknames)
        for _ in range(TRIES):
            if self._is_free(nickname := nicknames[self._dice(count)]):
                return self._offer(nickname)
        start = self._dice(count)
        for step in range(count):
            if self._is_free(nickname := nicknames[(start + step) % count]):
                return self._offer(nickname)
        return None

    def _is_free(self, nickname: str) -> bool:
        return nickname not in self._offered and not self._taken(nickname)

    def _offer(self, nickname: str) -> str:
        self._offered.add(nickname)
        return nickname


@cache
def nicknames_of(language: Language) -> Nicknames:
    """The nicknames of a language; its words are read once."""
    return Nicknames(language)
