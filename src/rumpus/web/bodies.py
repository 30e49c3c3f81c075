"""Bodies of requests, bounded before anything is made of them: bytes alone are no bound.

Two megabytes of `{},{},{}` become half a million dicts, for which the loop stands still.
"""

from itertools import accumulate
from typing import Any, Final

from litestar import Request

from rumpus.web.problems import Problem

MOST_VALUES: Final = 40_000
"""Values in a body of JSON. The largest quiz has some 12,000; 40,000 are decoded within 5 ms."""

DEEPEST: Final = 50
"""Levels of lists and objects in each other. A quiz has six; a thousand are more than Python can follow."""

_MARKS: Final = b"[{,"
"""One of them stands before every value."""

_BRACKETS: Final = b"[]{}"

_NO_MARKS: Final = bytes(byte for byte in range(256) if byte not in _MARKS)
_NO_BRACKETS: Final = bytes(byte for byte in range(256) if byte not in _BRACKETS)


class BoundedRequest(Request[Any, Any, Any]):
    """A request whose JSON has not too many values or levels."""

    async def json(self) -> Any:
        """The body, decoded. Raises a Problem if there is too much in it."""
        body = await self.body()
        if has_too_many_values(body):
            raise Problem(413, "too_many_values", f"the body has more than {MOST_VALUES} values")
        if is_too_deep(body):
            raise Problem(400, "too_deep", f"the body has more than {DEEPEST} levels")
        return await super().json()


def has_too_many_values(body: bytes) -> bool:
    """Whether JSON has more values than anybody needs. What is no JSON may be judged either way."""
    if _marks(body) <= MOST_VALUES:
        return False
    # The marks may stand in texts.
    bare = _without_texts(body)
    return bare is None or _marks(bare) > MOST_VALUES


def is_too_deep(body: bytes) -> bool:
    """Whether JSON has more levels than anybody needs. What is no JSON may be judged either way."""
    if body.count(b"[") + body.count(b"{") <= DEEPEST:
        return False
    bare = _without_texts(body)
    if bare is None:
        return True
    steps = (1 if bracket in b"[{" else -1 for bracket in bare.translate(None, _NO_BRACKETS))
    return max(accumulate(steps), default=0) > DEEPEST


def _without_texts(body: bytes) -> bytes | None:
    """JSON without what stands in its texts, each of which begins and ends with a quote that nothing escapes.

    None if there are more texts than the most values could have.
    """
    bare = body.replace(rb"\\", b"").replace(rb"\"", b"")
    if bare.count(b'"') > 4 * MOST_VALUES:
        return None
    return b'"'.join(bare.split(b'"')[::2])


def _marks(text: bytes) -> int:
    return len(text.translate(None, _NO_MARKS))
