"""What has a meaning in Moodle's GIFT format, and how it is written when it has none."""

import re
from typing import Final

SPECIAL: Final = "\\~=#{}:"
_FORMAT: Final = re.compile(r"\s*\[(html|plain|moodle|markdown)\]", re.IGNORECASE)
# While a file is read, what was escaped is a control character: those mean nothing in a text.
_HIDDEN: Final = {"\\" + char: chr(1 + index) for index, char in enumerate(SPECIAL)} | {"\\n": "\x08"}
_ESCAPES: Final = re.compile(r"\\[\\~=#{}:n]")
_SHOWN: Final = str.maketrans({hidden: "\n" if seen == "\\n" else seen[1] for seen, hidden in _HIDDEN.items()})
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_TO_ESCAPE: Final = re.compile(r"[\\~=#{}:]")


def hide(text: str) -> str:
    """The text of a file with everything escaped out of the way."""
    return _ESCAPES.sub(lambda found: _HIDDEN[found.group()], _CONTROLS.sub("", text))


def reveal(text: str) -> str:
    """What was hidden, as it is meant."""
    return text.translate(_SHOWN)


def escape(text: str) -> str:
    """Text in which nothing has a meaning. Line breaks become a backslash and an n."""
    return _TO_ESCAPE.sub(lambda found: "\\" + found.group(), text).replace("\r\n", "\n").replace("\n", "\\n")


def format_of(text: str) -> tuple[str | None, str]:
    """The format that a text says it has (`html`, `plain`), and the text."""
    found = _FORMAT.match(text)
    return (found.group(1).lower(), text[found.end() :]) if found is not None else (None, text)
