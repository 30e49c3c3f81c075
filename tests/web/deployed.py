"""What a page of the deployed original sends, and small pictures."""

import io
from typing import Any

import aiohttp
from PIL import Image


def all_kinds(**changed: Any) -> dict[str, Any]:
    """A quiz with one question of each kind, as the editor sends it."""
    return {
        "public": True,
        "title": "All <b>kinds</b>",
        "description": "One question of each kind",
        "cover_image": None,
        "background_color": "#abcdef",
        "background_image": None,
        "questions": [
            {
                "question": "ABCD <i>q</i>",
                "time": "20",
                "type": "ABCD",
                "image": None,
                "answers": [
                    {"right": True, "answer": "yes", "color": "#ff0000"},
                    {"right": False, "answer": "no"},
                    {"right": False, "answer": "maybe", "color": None},
                ],
            },
            {
                "question": "RANGE q",
                "time": "20",
                "type": "RANGE",
                "answers": {"min": 0, "max": 100, "min_correct": 40, "max_correct": 60},
            },
            {
                "question": "VOTING q",
                "time": "20",
                "type": "VOTING",
                "answers": [{"answer": "a", "image": None, "color": "#00ff00"}, {"answer": "b"}],
            },
            {"question": "SLIDE q", "time": "120", "type": "SLIDE", "answers": "Look here"},
            {
                "question": "TEXT q",
                "time": "20.0",
                "type": "TEXT",
                "answers": [{"answer": "Berlin", "case_sensitive": False}],
            },
            {
                "question": "ORDER q",
                "time": 3,
                "type": "ORDER",
                "answers": [{"answer": "one"}, {"answer": "two"}, {"answer": "three"}],
            },
            {
                "question": "CHECK q",
                "time": "20",
                "type": "CHECK",
                "answers": [
                    {"right": True, "answer": "x"},
                    {"right": False, "answer": "y"},
                    {"right": True, "answer": "z"},
                ],
            },
        ],
        **changed,
    }


async def edited(browser: aiohttp.ClientSession, quiz: dict[str, Any], quiz_id: str | None = None) -> tuple[int, Any]:
    """Make or change a quiz with the editor's two steps: status and body of the last."""
    query = {"edit": "false"} if quiz_id is None else {"edit": "true", "quiz_id": quiz_id}
    async with browser.post("/api/v1/editor/start", params=query) as response:
        assert response.status == 200, await response.text()
        token = (await response.json())["token"]
    async with browser.post("/api/v1/editor/finish", params={"edit_id": token}, json=quiz) as response:
        return response.status, await response.json(content_type=None)


async def made(browser: aiohttp.ClientSession, **changed: Any) -> str:
    """Make a quiz of all kinds: its id."""
    assert await edited(browser, all_kinds(**changed)) == (200, None)
    async with browser.get("/api/v1/quiz/list") as response:
        newest: str = (await response.json())[0]["id"]
    return newest


def picture(color: str = "red", size: tuple[int, int] = (8, 8), kind: str = "PNG") -> bytes:
    """A small picture."""
    out = io.BytesIO()
    Image.new("RGB", size, color).save(out, kind)
    return out.getvalue()


def form(data: bytes, filename: str) -> aiohttp.FormData:
    """A form with a file."""
    fields = aiohttp.FormData()
    fields.add_field("file", data, filename=filename, content_type="application/octet-stream")
    return fields
