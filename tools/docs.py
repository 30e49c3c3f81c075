"""Writes the generated parts of docs/: the event reference from the messages, the diagrams from the state tables.

`make docs` runs it. A test fails while what is checked in differs from what this makes.
"""

import inspect
import re
from pathlib import Path

import msgspec

from rumpus.quiz.messages import client_messages, server_messages
from rumpus.quiz.rules import phases
from rumpus.wire.engineio import session as engine_session

DOCS = Path(__file__).parent.parent / "docs"


def pages() -> dict[Path, str]:
    """Every generated page by its path."""
    return {DOCS / "events.md": _events(), DOCS / "diagrams.md": _diagrams()}


def _events() -> str:
    lines = [
        "# Events of the live quiz",
        "",
        "Made from the message types by `make docs`. On `/` the events are those of the existing protocol, to the",
        "letter; what is marked *ours* exists on `/quiz` only.",
        "",
        "## What clients say",
    ]
    for message in client_messages.EVENTS.values():
        lines += _heading(message.event, ours=message.ours, notes=_CLIENT_NOTES[message.payload])
        lines += _about(message)
        if message.payload == "object":
            lines += _members(message)
    lines += ["", "## What the server says"]
    for said in server_messages.MESSAGES:
        signal = issubclass(said, server_messages.Signal)
        lines += _heading(said.event, ours=said.ours, notes="no argument" if signal else "")
        lines += _about(said)
        lines += _members(said)
    return "\n".join(lines) + "\n"


_CLIENT_NOTES = {"none": "no argument needed", "bare": "one bare value", "object": ""}


def _heading(event: str, *, ours: bool, notes: str) -> list[str]:
    marks = ", ".join(mark for mark in ("*ours*" if ours else "", notes) if mark)
    return ["", f"### `{event}`" + (f" ({marks})" if marks else ""), ""]


def _about(message: type[msgspec.Struct]) -> list[str]:
    return [inspect.cleandoc(message.__doc__ or "")]


def _members(message: type[msgspec.Struct]) -> list[str]:
    fields = msgspec.structs.fields(message)
    if not fields:
        return []
    rows = [f"| `{field.encode_name}` | `{_type(field.type)}` | {_presence(field)} |" for field in fields]
    return ["", "| member | type | |", "|---|---|---|", *rows]


def _type(annotation: object) -> str:
    plain = isinstance(annotation, type) and not hasattr(annotation, "__args__")
    text = annotation.__name__ if isinstance(annotation, type) and plain else str(annotation)
    text = re.sub(r"\b(typing|rumpus\.quiz\.\w+)\.", "", text)
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
    text = "# Diagrams\n\nMade from the state tables by `make docs`.\n"
    for title, source, diagram in parts:
        text += f"\n## {title}\n\n{source}\n\n```mermaid\n{diagram.rstrip()}\n```\n"
    return text


def main() -> None:
    """Write every page."""
    for path, text in pages().items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
