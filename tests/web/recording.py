"""What was recorded of the deployed original, as shapes: the members of each answer and what kind of value they have.

`recorded/*.json` hold them, one exchange a line. A member is a path (`[].user.id`), its kinds those of JSON; lists are
looked at as if all items were one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp

FOLDER = Path(__file__).parent / "recorded"
KINDS = {dict: "object", list: "list", str: "str", bool: "bool", int: "int", float: "float", type(None): "null"}
ANY = object()
"""A body that is not looked at: a file."""


@dataclass(frozen=True)
class Recorded:
    """An exchange with the original. `members` is None if the answer was no JSON."""

    request: str
    status: int
    members: Mapping[str, set[str]] | None


def recorded(name: str) -> list[Recorded]:
    """A recording, in its order."""
    return [
        Recorded(one["request"], one["status"], _kinds(one.get("members")))
        for one in json.loads((FOLDER / f"{name}.json").read_text())
        if "status" in one
    ]


def _kinds(members: dict[str, str] | None) -> Mapping[str, set[str]] | None:
    return None if members is None else {path: set(kinds.split("|")) for path, kinds in members.items()}


def members_of(body: Any) -> dict[str, set[str]]:
    """The same of an answer of ours."""
    found: dict[str, set[str]] = {}

    def look(value: Any, path: str) -> None:
        found.setdefault(path or "body", set()).add(KINDS[type(value)])
        if isinstance(value, dict):
            for name, item in value.items():
                look(item, f"{path}.{name}" if path else name)
        elif isinstance(value, list):
            for item in value:
                look(item, f"{path}[]")

    look(body, "")
    return found


def differences(then: Recorded, status: int, body: Any) -> set[str]:
    """What a client of the original would find different: another status, a member that is missing or of another kind.

    A member that was null may be anything; one of ours may be null.
    """
    if status != then.status:
        return {f"{then.status} → {status}"}
    if then.members is None or body is ANY:
        return set()
    ours = members_of(body)
    found: set[str] = set()
    gone: list[str] = []
    for path, kinds in then.members.items():
        if path not in ours:
            if not path.startswith(tuple(gone)):
                found.add(f"{path} is missing")
                gone += [f"{path}.", f"{path}[]"]
        elif kinds != {"null"} and not ours[path] <= kinds | {"null"}:
            found.add(f"{path}: {'|'.join(sorted(kinds))} → {'|'.join(sorted(ours[path]))}")
    return found


async def read(response: aiohttp.ClientResponse) -> Any:
    """The body of an answer, if it is JSON."""
    data = await response.read()
    return json.loads(data) if response.content_type.endswith("json") and data else ANY
