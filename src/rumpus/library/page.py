"""Pages of long lists, and the cursors that lead from one to the next."""

import base64
import binascii
from collections.abc import Sequence
from typing import Final, Generic, TypeVar

import msgspec

from rumpus.library.errors import CursorError

T = TypeVar("T")

LARGEST: Final = 100
"""The most things on a page; who asks for more gets these."""

Mark = tuple[int, str]
"""Where a page ends: the number by which it is sorted, and the id that decides between equals."""


class Page(msgspec.Struct, Generic[T], frozen=True):
    """A part of a list.

    Attributes:
        items: in the order of the list.
        next: the cursor of the next page, None on the last one. It means nothing to anybody else.
    """

    items: list[T]
    next: str | None


def bounded(limit: int) -> int:
    """How many things a page gets."""
    return max(1, min(limit, LARGEST))


def cursor_of(mark: Mark) -> str:
    """The cursor that says where a page ended."""
    return base64.urlsafe_b64encode(msgspec.msgpack.encode(mark)).decode().rstrip("=")


def mark_of(cursor: str) -> Mark:
    """Where the page ended that this cursor was given with.

    Raises:
        CursorError: it is none of ours.
    """
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        number, name = msgspec.msgpack.decode(raw, type=tuple[int, str])
    except (binascii.Error, msgspec.DecodeError, ValueError):
        raise CursorError from None
    if not -(2**63) <= number < 2**63 or len(name) > 100 or "\0" in name:
        raise CursorError
    return number, name


def page_of(found: Sequence[T], marks: Sequence[Mark], limit: int) -> Page[T]:
    """A page of what was found with room for one more, which only says that there is a next page."""
    if len(found) <= limit:
        return Page(list(found), None)
    return Page(list(found[:limit]), cursor_of(marks[limit - 1]))
