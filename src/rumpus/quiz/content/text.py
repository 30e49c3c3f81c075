"""Text from people: names, plain text and the few tags of HTML that a quiz may carry (quiz.md 0.6, 0.11)."""

import re
import unicodedata
from html import unescape
from typing import Final

import nh3

NAME_LENGTH: Final = 40
"""Characters (code points) of a name after trimming."""

HTML_TAGS: Final = frozenset({"b", "strong", "i", "em", "small", "mark", "del", "sub", "sup"})

WORD_JOINER: Final = "\u2060"

_OPENS_A_TAG: Final = re.compile(r"<(?=[A-Za-z/!?])")
# Letters and symbols of Unicode that show nothing: fillers of Hangul, the empty Braille cell.
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_BIDIRECTIONAL: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Cc controls, Cs halves of a surrogate pair, Zl and Zp breaks of line and paragraph.
_NOT_TEXT: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})


class BadName(ValueError):  # noqa: N818
    """A name that nobody may have. `code` is `name_empty`, `name_too_long` or `name_not_allowed`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def player_name(raw: str) -> str:
    """The name as it is kept: trimmed, NFC, 1 to 40 characters, at least one of them visible.

    Raises:
        BadName: if it is none.
    """
    name = raw.strip()
    if name.isascii() and name.isprintable():
        if not name:
            raise BadName("name_empty")
    else:
        name = unicodedata.normalize("NFC", name)
        if any(unicodedata.category(char) in _NOT_TEXT or char in _BIDIRECTIONAL for char in name):
            raise BadName("name_not_allowed")
        if not any(map(_is_visible, name)):
            raise BadName("name_empty")
    if len(name) > NAME_LENGTH:
        raise BadName("name_too_long")
    return name


def name_key(name: str) -> str:
    """What must be unique in a game: NFKC and casefold, so that `ANNA` and a full-width `anna` are one name."""
    name = name.strip()
    if name.isascii():
        return name.lower()
    folded = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", folded).strip()


def plain(raw: str) -> str:
    """Plain text as it is kept: trimmed, NFC, without control characters. Nothing is escaped: who shows it escapes."""
    if raw.isascii() and raw.isprintable():
        return raw.strip()
    text = unicodedata.normalize("NFC", raw)
    return "".join(char for char in text if unicodedata.category(char) not in _NOT_TEXT).strip()


def lines(raw: str) -> str:
    """Plain text that may have line breaks."""
    return "\n".join(plain(line) for line in raw.splitlines()).strip()


def html(raw: str) -> str:
    """HTML with nothing left but b strong i em small mark del sub sup, without attributes; NFC."""
    text = lines(raw)
    if "<" not in text and "&" not in text and ">" not in text:
        return text
    cleaned = nh3.clean(text, tags=set(HTML_TAGS), attributes={}, link_rel=None, strip_comments=True)
    # Once more: `&#1;` was a control character all along.
    return lines(cleaned)


def without_tags(cleaned: str) -> str:
    """Plain text of cleaned HTML, for places that show no HTML."""
    return unescape(nh3.clean(cleaned, tags=set()))


def well_formed(raw: str) -> str:
    """Text that can be encoded: half an emoji (a lone surrogate) becomes U+FFFD."""
    return raw if raw.isascii() else raw.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def guarded(text: str) -> str:
    """Plain text for the namespace `/`, whose result chart prints options as HTML: no `<` in it opens a tag.

    A word joiner (U+2060, shows nothing) comes between the `<` and what would make it a tag.
    """
    return _OPENS_A_TAG.sub("<" + WORD_JOINER, text) if "<" in text else text


def unguarded(text: str) -> str:
    """Text as it is compared: NFC, trimmed, without the word joiners of `guarded`."""
    if text.isascii():
        return text.strip()
    return unicodedata.normalize("NFC", text.replace(WORD_JOINER, "")).strip()


def folded(text: str, *, case_sensitive: bool) -> str:
    """A typed answer as it is compared: trimmed, NFKC, without word joiners, casefolded unless the case counts."""
    if text.isascii():
        key = text.strip()
        return key if case_sensitive else key.lower()
    key = unicodedata.normalize("NFKC", text.replace(WORD_JOINER, "")).strip()
    return key if case_sensitive else unicodedata.normalize("NFKC", key.casefold())


def _is_visible(char: str) -> bool:
    # What this version of Unicode does not know (Cn) may be a new emoji.
    category = unicodedata.category(char)
    return category == "Cn" or (category[0] in "LNPS" and char not in _BLANK)
