"""Reads the members of a payload, with the texts of the original for what is none (pixel.md 2.0)."""

from typing import Any, Final


class BadPayload(ValueError):  # noqa: N818
    """Not what is expected there; the text is the protocol's."""


class _Missing:
    """Stands for a member that is not there, which is something else than null."""


MISSING: Final = _Missing()


def object_of(args: list[Any]) -> dict[str, Any]:
    """The first argument, which must be an object."""
    payload = args[0] if args else MISSING
    if not isinstance(payload, dict):
        raise _expected("object", payload)
    return payload


def member_of(payload: dict[str, Any], name: str) -> Any:
    """A member, or `MISSING`."""
    return payload.get(name, MISSING)


def string_of(value: Any) -> str:
    """A string."""
    if not isinstance(value, str):
        raise _expected("string", value)
    return value


def boolean_of(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise _expected("boolean", value)
    return value


def _expected(kind: str, value: Any) -> BadPayload:
    if value is MISSING:
        return BadPayload("Required")
    return BadPayload(f"Expected {kind}, received {_kind(value)}")


def _kind(value: Any) -> str:
    """What JavaScript's validators call it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"
