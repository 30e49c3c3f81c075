"""XML from outside as a small tree: no entities, no document type, no namespaces, bounded in size and depth."""

import io
import re
from collections.abc import Iterator
from typing import Any, Final, Protocol
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from rumpus.quiz.content.text import HTML_TAGS
from rumpus.quiz.formats import markup
from rumpus.quiz.formats.limits import DEEPEST_ELEMENT, LARGEST_TEXT, MIB, MOST_ELEMENTS
from rumpus.quiz.formats.report import ImportFailed

_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_BLOCKS: Final = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "pre", "blockquote"})


class Element(Protocol):
    """What is used of an element. Its tag has no namespace any more."""

    tag: str
    text: str | None
    tail: str | None
    attrib: dict[str, str]

    def __iter__(self) -> Iterator["Element"]: ...
    def __len__(self) -> int: ...

    def iter(self, tag: str | None = None) -> Iterator["Element"]:
        """This element and all below it, or those with this tag."""
        ...


def parse_xml(data: bytes) -> Element:
    """The root element.

    Raises:
        ImportFailed: if it is no XML, or XML that is too large or not allowed.
    """
    if len(data) > LARGEST_TEXT:
        raise ImportFailed("file_too_large", limit=LARGEST_TEXT // MIB)
    count = depth = 0
    root: Any = None
    try:
        for event, element in iterparse(io.BytesIO(data), events=("start", "end"), forbid_dtd=True):
            if event == "end":
                depth -= 1
                continue
            count, depth = count + 1, depth + 1
            _check(count, depth)
            root = element if root is None else root
            element.tag = element.tag.rpartition("}")[2]
    except DefusedXmlException:
        raise ImportFailed("xml_not_allowed") from None
    except ImportFailed:
        raise
    except (ParseError, ValueError, LookupError):
        raise ImportFailed("damaged") from None
    if root is None:
        raise ImportFailed("damaged")
    found: Element = root
    return found


def _check(count: int, depth: int) -> None:
    if count > MOST_ELEMENTS or depth > DEEPEST_ELEMENT:
        raise ImportFailed("xml_too_large", limit=MOST_ELEMENTS)


def attribute(element: Element, name: str, default: str = "") -> str:
    """An attribute of an element."""
    return element.attrib.get(name, default)


def inner_html(element: Element, leave_out: frozenset[str] = frozenset()) -> str:
    """What is in an element as the HTML that a question may have; blocks end in a line break."""
    parts = [_escaped(element.text)]
    for child in element:
        if child.tag not in leave_out:
            inside = inner_html(child, leave_out)
            parts.append(f"<{child.tag}>{inside}</{child.tag}>" if child.tag in HTML_TAGS else inside)
            if child.tag in _BLOCKS:
                parts.append("\n")
        parts.append(_escaped(child.tail))
    return "".join(parts)


def inner_text(element: Element, leave_out: frozenset[str] = frozenset()) -> str:
    """What is in an element as plain text."""
    parts = [_flowing(element.text)]
    for child in element:
        if child.tag not in leave_out:
            parts.append(inner_text(child, leave_out))
            if child.tag in _BLOCKS:
                parts.append("\n")
        parts.append(_flowing(child.tail))
    return "".join(parts)


def _escaped(text: str | None) -> str:
    # A fixed space at the end of a line is meant, so it must not look like any blank.
    return markup.of_plain(_flowing(text)).replace("\u00a0", "&nbsp;")


def _flowing(text: str | None) -> str:
    # Line breaks and indents of the source mean a space.
    return _BLANKS.sub(_flowing_blank, text) if text else ""


def _flowing_blank(found: re.Match[str]) -> str:
    blank = found.group()
    return " " if blank.strip(" ") else blank
