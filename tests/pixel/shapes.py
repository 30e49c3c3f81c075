"""Shapes of what the deployed original was heard to say, and in what a message of ours differs.

`fixtures/shapes.json` was made from recordings of the original: for each event (of `phase-changed` for each phase, of
`lobby-joined` for each type) how many arguments it had, and of the argument the types of all members, recursively, and
which members were always there.
"""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.listener import Listener

SHAPES: dict[str, Any] = json.loads((Path(__file__).parent / "fixtures/shapes.json").read_text(encoding="utf-8"))

MAPS = {"byMode"}
"""Members whose own members are data."""

JOINED_DIFFERS = {
    "lobby-joined:public.playerId: new": "0.1: clients may know who they are",
    "lobby-joined:public.standing: new": "ours: how the room stands",
}
"""Whoever comes into a public lobby is told this beyond the original, in every mode, and why."""

RESTORED_DIFFERS = {
    "session-restored.type: new": "0.3: a client that comes back knows where it is",
    "session-restored.standing: new": "ours: how the room stands",
    "session-restored.isHost: new": "0.3",
    "session-restored.playerId: new": "0.3",
}
"""And whoever comes back, this."""


def name_of(event: str, args: list[Any]) -> str:
    if event == "phase-changed":
        return f"{event}:{args[0]['phase']}"
    return f"{event}:{args[0]['type']}" if event == "lobby-joined" else event


def heard(people: Iterable[Listener]) -> tuple[set[str], set[str]]:
    """The names of all messages that people were ever told, and in what these differ from the original's."""
    ever = [said for person in people for said in person.ever]
    found = set[str]().union(*(differences(event, args) for event, args in ever))
    return {name_of(event, args) for event, args in ever}, found


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
