"""Question texts on their way in and out: the little HTML that a quiz holds, and what people type instead of it."""

import re
from html import escape, unescape
from typing import Final

from rumpus.quiz.content import text

_KNOWN: Final = (
    "a abbr article aside audio b big blockquote body br button center code col colgroup dd del div dl dt em embed "
    "fieldset figure font footer form frame h1 h2 h3 h4 h5 h6 head header hr html i iframe img input ins label li link "
    "main map mark meta nav object ol optgroup option p param picture pre q s script section select small source span "
    "strike strong style sub sup svg table tbody td textarea tfoot th thead title tr tt u ul var video"
)
_TAG: Final = re.compile(rf"</?(?:{_KNOWN.replace(' ', '|')})(?:\s[^<>]*|/)?>", re.IGNORECASE)
_ENTITY: Final = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
_BREAK: Final = re.compile(r"<br\s*/?>|</(?:p|div|li|h[1-6]|tr|pre|blockquote)>", re.IGNORECASE)
_TORN: Final = re.compile(r"(?:<[^<>]*|&[^;&\s]{0,31})\Z")
_ANY_TAG: Final = re.compile(r"<[^<>]*>")


def of_plain(plain: str) -> str:
    """HTML that shows exactly this text."""
    return escape(plain, quote=False)


def of_loose(typed: str) -> str:
    """HTML of what people type into a cell: known tags and entities are meant as such, everything else as text.

    So `5 < 7 & a <b>bold</b>` shows what its writer meant.
    """
    if not ("<" in typed or "&" in typed or ">" in typed):
        return typed
    built = []
    at = 0
    for tag in _TAG.finditer(typed):
        built += [_without_markup(typed[at : tag.start()]), tag.group()]
        at = tag.end()
    built.append(_without_markup(typed[at:]))
    return "".join(built)


def to_loose(html: str) -> str:
    """The simplest text that `of_loose` reads as this HTML."""
    if not ("&" in html or "<" in html):
        return html
    simple = unescape(html)
    return simple if text.html(of_loose(simple)) == html else html


def broken_into_lines(html: str) -> str:
    """HTML whose paragraphs and line breaks are line breaks."""
    return _BREAK.sub(lambda found: found.group() + "\n", html)


def shown(html: str) -> str:
    """The plain text that HTML of any origin shows."""
    if "<" not in html and "&" not in html:
        return html
    return text.lines(text.without_tags(broken_into_lines(html)))


def has_tags(html: str) -> bool:
    """Whether cleaned HTML says more than its plain text."""
    return _ANY_TAG.search(html) is not None


def cut(html: str, longest: int) -> str:
    """Cleaned HTML with at most so many characters, ending in an ellipsis if there was more."""
    if len(html) <= longest:
        return html
    keep = longest - 1
    while keep > 0:
        part = text.html(_TORN.sub("", html[:keep]).rstrip() + "…")
        if len(part) <= longest:
            return part
        keep -= max(1, len(part) - longest)
    return text.html(of_plain(shown(html)[: longest // 8]))


def _without_markup(plain: str) -> str:
    if not ("<" in plain or "&" in plain or ">" in plain):
        return plain
    built = []
    at = 0
    for entity in _ENTITY.finditer(plain):
        built += [of_plain(plain[at : entity.start()]), entity.group()]
        at = entity.end()
    built.append(of_plain(plain[at:]))
    return "".join(built)
