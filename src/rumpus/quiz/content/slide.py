"""The content of a slide: plain text of ours, or the canvas that the deployed original draws (quiz.md 4.2)."""

from collections.abc import Iterator
from typing import Any

import msgspec

from rumpus.quiz.content.text import WORD_JOINER, guarded

_PARTS = ("stage", "layer", "background", "shapes")


def is_canvas(content: str) -> bool:
    """Whether this is the JSON text of a canvas with all that the deployed host page reads without asking."""
    if not content.startswith("{"):
        return False
    try:
        drawn = msgspec.json.decode(content)
        return all(part in drawn for part in _PARTS) and all(
            part in drawn["background"] for part in ("image", "overlay")
        )
    except (msgspec.DecodeError, TypeError, RecursionError):
        return False


def words(content: str) -> str:
    """All that can be read on a slide besides its headline, a line for each text."""
    if not is_canvas(content):
        return content
    shapes = msgspec.json.decode(content)["shapes"]
    nodes = [node for node in shapes if isinstance(node, dict)] if isinstance(shapes, list) else []
    return "\n".join(text for node in nodes if not _is_headline(node) for text in _texts(node))


def canvas(content: str) -> str:
    """The content as the JSON text of a canvas: plain text becomes one label on it."""
    if is_canvas(content):
        return content
    drawn = {
        "stage": _node("Stage"),
        "layer": _node("Layer"),
        "background": {"image": _node("Image"), "overlay": _node("Rect")},
        "shapes": [
            _node("Label", x=40, y=40)
            | {
                "children": [
                    _node("Tag", fill="transparent"),
                    _node("Text", text=guarded(content), fontSize=40, lineHeight=1.3, fill="#1f1a17"),
                ]
            }
        ],
    }
    return msgspec.json.encode(drawn).decode()


def _is_headline(node: dict[str, Any]) -> bool:
    """Whether our editor drew it from the question's text, for pages that know no other headline."""
    attrs = node.get("attrs")
    return isinstance(attrs, dict) and attrs.get("rumpus") == "headline"


def _texts(node: dict[str, Any]) -> Iterator[str]:
    children = node.get("children")
    # A label has its text one level below, and nothing of ours lies deeper.
    for one in [node, *(children if isinstance(children, list) else [])]:
        attrs = one.get("attrs") if isinstance(one, dict) else None
        text = attrs.get("text") if isinstance(attrs, dict) else None
        if isinstance(text, str) and text:
            yield text.replace("<" + WORD_JOINER, "<")


def _node(name: str, **attrs: Any) -> dict[str, Any]:
    return {"attrs": attrs, "className": name, "filters": []}
