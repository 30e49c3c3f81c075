"""Lists of /api/v2: a page, and the cursor that leads to the next one."""

from collections.abc import Callable
from typing import Annotated, Generic, TypeAlias, TypeVar

import msgspec
from litestar.params import Parameter

from rumpus.library import Page

T = TypeVar("T")
R = TypeVar("R")

Cursor: TypeAlias = Annotated[
    str | None,
    Parameter(query="cursor", description="The `next` of the page before; none for the first page.", max_length=200),
]
Limit: TypeAlias = Annotated[
    int, Parameter(query="limit", description="How many to give at most.", ge=1, le=100, default=50)
]


class Listed(msgspec.Struct, Generic[T], frozen=True):
    """A page of a list. `next` is the `cursor` of the page that follows, null on the last one."""

    items: list[T]
    next: str | None = None


def listed(page: Page[R], show: Callable[[R], T]) -> Listed[T]:
    """A page of the library as it goes out."""
    return Listed([show(one) for one in page.items], page.next)
