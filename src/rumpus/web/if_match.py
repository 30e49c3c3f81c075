"""Versions in headers (RFC 9110, 13.1): so that two tabs never overwrite each other silently."""

import re
from typing import Annotated, Final, TypeAlias

from litestar.params import HeaderParameter

from rumpus.web.problems import Problem

IfMatch: TypeAlias = Annotated[
    str | None,
    HeaderParameter(name="If-Match", description='The `ETag` of the version that was changed, or "*".', max_length=100),
]
"""To be used as `if_match: IfMatch = None`; required all the same (428), so that nobody forgets it."""

IfNoneMatch: TypeAlias = Annotated[
    str | None, HeaderParameter(name="If-None-Match", description="The `ETag` that one has already.", max_length=100)
]

_ETAG: Final = re.compile(r'"(\d{1,18})"')


def etag(version: int) -> str:
    """The header's value for a version."""
    return f'"{version}"'


def expected(if_match: str | None) -> int | None:
    """Which version somebody changed; None if whatever there is may be replaced.

    Raises:
        Problem: it is not said (428), or no version can be like that (412).
    """
    if if_match is None:
        raise Problem(428, "if_match_missing", "say in If-Match which version was changed: its ETag")
    if if_match.strip() == "*":
        return None
    found = _ETAG.fullmatch(if_match.strip())
    if found is None:
        raise Problem(412, "changed_in_between", "no version has this ETag")
    return int(found[1])
