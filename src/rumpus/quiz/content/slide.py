"""The content of a slide: plain text of ours, or the canvas that the deployed original draws (quiz.md 4.2)."""

from typing import Any

import msgspec

from rumpus.quiz.content.text import guarded

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


def _node(name: str, **attrs: Any) -> dict[str, Any]:
    return {"attrs": attrs, "className": name, "filters": []}
