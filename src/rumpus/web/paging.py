"""Lists of /api/v2: a page, and the cursor that leads to the next one."""

from typing import Annotated, Generic, TypeAlias, TypeVar

import msgspec
from litestar.params import QueryParameter

from rumpus.library import Page

T = TypeVar("T")

Cursor: TypeAlias = Annotated[
    str | None, QueryParameter(description="The `next` of the page before; none for the first.", max_length=200)
]
"""To be used as `cursor: Cursor = None`."""

Limit: TypeAlias = Annotated[int, QueryParameter(description="How many to give at most.", ge=1, le=100)]
"""To be used as `limit: Limit = 50`."""


class Listed(msgspec.Struct, Generic[T], frozen=True):
    """A page of a list. `next` is the `cursor` of the page that follows, null on the last one."""

    items: list[T]
    next: str | None = None


def listed(page: Page[T]) -> Listed[T]:
    """A page of the library as it goes out."""
    return Listed(page.items, page.next)
