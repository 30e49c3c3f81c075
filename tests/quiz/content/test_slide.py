"""What can be read on a slide, however it is drawn."""

import json
from typing import Any

import pytest

from rumpus.quiz.content.slide import canvas, words


def node(name: str, *children: Any, **attrs: Any) -> dict[str, Any]:
    return {"attrs": attrs, "className": name, "filters": [], "children": list(children)}


def drawing(*shapes: Any) -> str:
    background = {"image": node("Image"), "overlay": node("Rect")}
    parts = {"stage": node("Stage"), "layer": node("Layer"), "background": background, "shapes": list(shapes)}
    return json.dumps(parts)


def test_plain_text_is_its_words() -> None:
    assert words("Stand up,\nstretch.") == "Stand up,\nstretch."


@pytest.mark.parametrize("text", ["Stand up,\nstretch.", "a <b> and <script>"])
def test_plain_text_that_was_drawn_for_other_pages_is_the_same(text: str) -> None:
    assert words(canvas(text)) == text


def test_texts_of_a_board_without_its_headline_which_is_the_question() -> None:
    board = drawing(
        node("Label", node("Tag"), node("Text", text="Half-time"), rumpus="headline"),
        node("Rect", rumpus="rectangle", fill="#123456"),
        node("Label", node("Tag"), node("Text", text="Photosynthesis"), rumpus="text"),
        node("Text", text="drawn by somebody else"),
    )
    assert words(board) == "Photosynthesis\ndrawn by somebody else"


@pytest.mark.parametrize(
    "shapes", [[], [1], [{"children": 3}], [{"attrs": [], "children": [None]}], [node("Text", text=7)]]
)
def test_whatever_is_no_text_says_nothing(shapes: list[Any]) -> None:
    assert words(drawing(*shapes)) == ""
