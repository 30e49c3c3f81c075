"""What people write into the column that says what is right: `1,3`, `A; C`, an answer's own text, or `40..60`."""

import re
from collections.abc import Sequence
from typing import Final

from rumpus.quiz.content.text import folded

_BETWEEN: Final = re.compile(r"[,;/|&+\s]+|\bund\b|\band\b")
_SPAN: Final = re.compile(r"\s*(-?[0-9]{1,10})\s*(?:\.\.\.?|…|-|\u2013|\bto\b|\bbis\b)\s*(-?[0-9]{1,10})\s*\Z")
_ONE: Final = re.compile(r"\s*(-?[0-9]{1,10})\s*\Z")
_MOST_TOKENS: Final = 100


def rights_of(said: str, texts: Sequence[str]) -> tuple[list[int], list[str]]:
    """Indexes of the right answers (from 0), and what names none of them."""
    keys = [folded(text, case_sensitive=False) for text in texts]
    whole = folded(said, case_sensitive=False)
    tokens = [token for token in _BETWEEN.split(said.strip()) if token][:_MOST_TOKENS]
    chosen = [_index(token, len(texts)) for token in tokens]
    if tokens and None not in chosen:
        return [index for index in chosen if index is not None], []
    if whole and whole in keys:
        return [keys.index(whole)], []
    parts = [part.strip() for part in re.split(r"[,;|]", said) if part.strip()][:_MOST_TOKENS]
    found = [_named(part, keys) for part in parts]
    unknown = [part for part, index in zip(parts, found, strict=True) if index is None]
    return [index for index in found if index is not None], unknown


def span_of(said: str) -> tuple[int | None, int | None]:
    """The smallest and largest value that is right: `40..60`, `40-60`, `40`."""
    found = _SPAN.match(said)
    if found is not None:
        return int(found.group(1)), int(found.group(2))
    one = _ONE.match(said)
    return (int(one.group(1)), int(one.group(1))) if one is not None else (None, None)


def _index(token: str, count: int) -> int | None:
    token = token.rstrip(".)")
    if token.isascii() and token.isdigit() and len(token) <= 2:
        number = int(token)
    elif len(token) == 1 and token.isascii() and token.isalpha():
        number = ord(token.lower()) - ord("a") + 1
    else:
        return None
    return number - 1 if 1 <= number <= count else None


def _named(part: str, keys: list[str]) -> int | None:
    key = folded(part, case_sensitive=False)
    return keys.index(key) if key in keys else _index(part, len(keys))
