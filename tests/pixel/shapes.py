"""Shapes of what the deployed original was heard to say, and in what a message of ours differs.

`fixtures/shapes.json` was made from recordings of the original: for each event (of `phase-changed` for each phase, of
`lobby-joined` for each type) how many arguments it had, and of the argument the types of all members, recursively, and
which members were always there.
"""

import json
from pathlib import Path
from typing import Any

SHAPES: dict[str, Any] = json.loads((Path(__file__).parent / "fixtures/shapes.json").read_text(encoding="utf-8"))

MAPS = {"byMode"}
"""Members whose own members are data."""


def name_of(event: str, args: list[Any]) -> str:
    if event == "phase-changed":
        return f"{event}:{args[0]['phase']}"
    return f"{event}:{args[0]['type']}" if event == "lobby-joined" else event


def differences(event: str, args: list[Any]) -> set[str]:
    """In what a message differs from all that the original said: "event.member: new", "... missing", "... a number"."""
    name = name_of(event, args)
    known = SHAPES.get(name)
    if known is None:
        return {f"{name}: new"}
    if len(args) not in known["arguments"]:
        return {f"{name}: {len(args)} arguments"}
    found: set[str] = set()
    if args:
        _compare(name, known["shape"], args[0], found)
    return found


def _compare(path: str, shape: dict[str, Any], value: Any, found: set[str]) -> None:
    kind = _kind(value)
    if kind not in shape["types"]:
        found.add(f"{path}: {kind}")
    elif kind == "array":
        for item in value:
            if "types" in shape.get("items", {}):
                _compare(f"{path}[]", shape["items"], item, found)
    elif kind == "object" and path.rpartition(".")[2] not in MAPS:
        members = shape["members"]
        found |= {f"{path}.{member}: new" for member in value.keys() - members.keys()}
        found |= {f"{path}.{member}: missing" for member in set(shape["always"]) - value.keys()}
        for member in value.keys() & members.keys():
            _compare(f"{path}.{member}", members[member], value[member], found)


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int | float):
        return "number"
    if isinstance(value, str):
        return "string"
    return "array" if isinstance(value, list) else "object"
