"""Writes the generated parts of docs/, from the messages, the routes and the state tables.

`make docs` runs it. A test fails while what is checked in differs from what this makes.
"""

import inspect
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Final

import msgspec

from rumpus.pixel.rules.phases import diagram as pixel_diagram
from rumpus.pixel.rules.registry import MODES
from rumpus.quiz.rules import phases
from rumpus.wire.engineio import session as engine_session
from tools import asyncapi, openapi
from tools.protocols import PROTOCOLS, Message, Protocol, argument_told

DOCS = Path(__file__).parent.parent / "docs"


def _events(protocol: Protocol) -> str:
    lines = [
        f"# Events of {protocol.title}",
        "",
        "Made from the message types by `make docs`. On `/` the events are those of the existing protocol, to the",
        f"letter; what is marked *ours* exists on `{protocol.namespace}` only.",
        "",
        "## What clients say",
    ]
    for message in protocol.client:
        lines += _heading(message.event, ours=message.ours, notes=_CLIENT_NOTES[message.payload])
        lines += _about(message)
        if message.payload == "object":
            lines += _members(message)
    lines += ["", "## What the server says"]
    for said in protocol.server:
        argument = argument_told(said)
        lines += _heading(said.event, ours=said.ours, notes=_SERVER_NOTES.get(argument, ""))
        lines += _about(said)
        lines += [] if argument is bytes else _members(said)
    return "\n".join(lines) + "\n"


_SERVER_NOTES = {None: "no argument", bytes: "one binary attachment"}
_CLIENT_NOTES = {"none": "no argument needed", "bare": "one bare value", "object": ""}


def _heading(event: str, *, ours: bool, notes: str) -> list[str]:
    marks = ", ".join(mark for mark in ("*ours*" if ours else "", notes) if mark)
    return ["", f"### `{event}`" + (f" ({marks})" if marks else ""), ""]


def _about(message: Message) -> list[str]:
    return [inspect.cleandoc(message.__doc__ or "")]


def _members(message: Message) -> list[str]:
    fields = msgspec.structs.fields(message)
    if not fields:
        return []
    rows = [f"| `{field.encode_name}` | `{_type(field.type)}` | {_presence(field)} |" for field in fields]
    return ["", "| member | type | |", "|---|---|---|", *rows]


def _type(annotation: object) -> str:
    plain = isinstance(annotation, type) and not hasattr(annotation, "__args__")
    text = annotation.__name__ if isinstance(annotation, type) and plain else str(annotation)
    text = re.sub(r"\b(typing\.|rumpus\.(\w+\.)+)", "", text)
    return text.replace(" | msgspec._core.UnsetType", "").replace("|", "\\|")


def _presence(field: msgspec.structs.FieldInfo) -> str:
    if field.default is msgspec.UNSET:
        return "may be missing"
    return "" if field.required else f"default `{field.default!r}`"


def _diagrams() -> str:
    parts = [
        ("A session of the wire", "From the table in `src/rumpus/wire/engineio/session.py`.", engine_session.diagram()),
        ("Phases of a quiz", "From the table in `src/rumpus/quiz/rules/phases.py`.", phases.diagram()),
    ]
    parts += [
        (f"{mode.spec.display_name}", f"From the table of `{mode.begin.__module__}`.", pixel_diagram(mode.begin.phases))
        for mode in MODES.values()
    ]
    text = "# Diagrams\n\nMade from the state tables by `make docs`.\n"
    for title, source, diagram in parts:
        text += f"\n## {title}\n\n{source}\n\n```mermaid\n{diagram.rstrip()}\n```\n"
    return text


def _json(document: Any) -> str:
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


PAGES: Final[dict[Path, Callable[[], str]]] = {
    **{DOCS / protocol.page: partial(_events, protocol) for protocol in PROTOCOLS},
    DOCS / "asyncapi.json": lambda: _json(asyncapi.document(PROTOCOLS)),
    DOCS / "openapi-v2.json": lambda: _json(openapi.document("/api/docs/v2.json")),
    DOCS / "diagrams.md": _diagrams,
}
"""What makes each generated page."""


def main() -> None:
    """Write every page."""
    for path, text in PAGES.items():
        path.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
