"""Names of players: what may be one, and those that everybody begins with (pixel.md 2.5)."""

import re
from typing import Final

FIRST_NAMES: Final = (
    "Painter", "Sketcher", "Doodler", "Artist", "Drawer", "Maker", "Creator", "Designer", "Crafter", "Colorist",
)  # fmt: skip

LONGEST_NAME: Final = 20
RESERVED: Final = frozenset({"admin", "moderator", "system", "null", "undefined", "bot", "server", "host"})

_BLANKS: Final = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"  # noqa: E501
_MARKUP: Final = re.compile(r"<\s*(script|iframe|img)|javascript:|data:|on\w+\s*=", re.IGNORECASE)


class BadName(ValueError):  # noqa: N818
    """Not a name, or not a guess; the text is the protocol's."""


def player_name(raw: str) -> str:
    """The name as it is kept: trimmed, and not escaped, which is the business of whoever shows it (0.2).

    Raises:
        BadName: nobody can have it.
    """
    name = plain_text(raw, LONGEST_NAME)
    if name.lower() in RESERVED:
        raise BadName("This name is not allowed")
    if is_markup(name):
        raise BadName("Invalid characters")
    return name


def plain_text(raw: str, longest: int) -> str:
    """A text of 1 to `longest` UTF-16 units, trimmed as in JavaScript, and not empty then.

    Raises:
        BadName: it is none.
    """
    units = utf16_length(raw)
    if units == 0:
        raise BadName("Cannot be empty")
    if units > longest:
        raise BadName(f"Max {longest} characters")
    text = well_formed(raw).strip(_BLANKS)
    if not text:
        raise BadName("Cannot be empty after trim")
    return text


def is_markup(text: str) -> bool:
    """Whether the original would refuse it for what it looks like."""
    return _MARKUP.search(text) is not None


def utf16_length(text: str) -> int:
    """The length of a string in JavaScript."""
    return len(text) + sum(character > "\uffff" for character in text)


def well_formed(text: str) -> str:
    """The same without lone surrogates, which could not be sent on."""
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
