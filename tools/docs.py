"""Writes the generated parts of docs/: the event reference from the messages, the diagrams from the state tables.

`make docs` runs it. A test fails while what is checked in differs from what this makes.
"""

import inspect
from collections.abc import Iterator
from pathlib import Path

import msgspec

from rumpus.quiz import client_messages, phases, server_messages
from rumpus.wire import engine_session

DOCS = Path(__file__).parent.parent / "docs"


def pages() -> dict[Path, str]:
    """Every generated page by its path."""
    return {DOCS / "events.md": _events(), DOCS / "diagrams.md": _diagrams()}


def _events() -> str:
    lines = [
        "# Events of the live quiz",
        "",
        "Made from the message types by `make docs`. On `/` the events are those of the existing protocol, to the letter;",
        "what is marked *ours* exists on `/quiz` only.",
        "",
        "## What clients say",
    ]
    for event, message in client_messages.EVENTS.items():
        lines += _event(event, message, ours=False)
    lines += ["", "## What the server says"]
    for message in _server_messages():
        lines += _event(message.event, message, ours=message.ours)
    return "\n".join(lines) + "\n"


def _event(event: str, message: type[msgspec.Struct], *, ours: bool) -> list[str]:
    lines = ["", f"### `{event}`" + (" *(ours)*" if ours else ""), "", inspect.cleandoc(message.__doc__ or "")]
    fields = msgspec.structs.fields(message)
    if fields:
        lines += ["", "| member | type | |", "|---|---|---|"]
        lines += [f"| `{field.encode_name}` | `{_type(field.type)}` | {_presence(field)} |" for field in fields]
    return lines


def _type(annotation: object) -> str:
    text = (
        annotation.__name__ if isinstance(annotation, type) and not hasattr(annotation, "__args__") else str(annotation)
    )
    for noise in (
        "typing.",
        "rumpus.quiz.server_messages.",
        "rumpus.quiz.question_shapes.",
        "rumpus.quiz.game_shapes.",
    ):
        text = text.replace(noise, "")
    return text.replace(" | msgspec._core.UnsetType", "").replace("|", "\\|")


def _presence(field: msgspec.structs.FieldInfo) -> str:
    if field.default is msgspec.UNSET:
        return "may be missing"
    return "" if field.required else f"default `{field.default!r}`"


def _server_messages() -> Iterator[type[server_messages.ServerMessage]]:
    for _, message in inspect.getmembers(server_messages, inspect.isclass):
        if issubclass(message, server_messages.ServerMessage) and "event" in vars(message):
            yield message


def _diagrams() -> str:
    parts = [
        ("A session of the wire", "From the table in `src/rumpus/wire/engine_session.py`.", engine_session.diagram()),
        ("Phases of a quiz", "From the table in `src/rumpus/quiz/phases.py`.", phases.diagram()),
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
