"""How large an event is, without encoding it again."""

from typing import Any, Final

LARGEST: Final = 8 * 1024
"""Bytes that the arguments of one event may have (quiz.md 0.15)."""


def is_too_large(args: list[Any]) -> bool:
    """Whether the arguments of an event, as JSON, have more than `LARGEST` bytes; near the limit it is an estimate."""
    return _left(args, LARGEST) < 0


def _left(value: Any, left: int) -> int:
    """What is left of an allowance of bytes after this value."""
    kind = type(value)
    if kind is str:
        return left - 2 - (len(value) if value.isascii() else len(value.encode("utf-8", "surrogatepass")))
    if kind is dict:
        for key, item in value.items():
            left = _left(item, left - len(key) - 4)
            if left < 0:
                break
        return left
    if kind is list:
        for item in value:
            left = _left(item, left - 1)
            if left < 0:
                break
        return left
    if kind is bytes:
        return left - len(value)
    return left - 5
