"""Quizzes as files, as the deployed original's pages send and fetch them; its own sample files among them."""

import asyncio
import io
from typing import Any

import aiohttp
import pytest
from python_calamine import CalamineWorkbook

from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.formats import export_quiz, import_quiz
from rumpus.quiz.records.drafts import draft_of
from tests.web.answers import answer
from tests.web.deployed import all_kinds, edited, form, made, picture
from tests.web.serving import Served

SHEET = {
    "rumpus_quiz": 1,
    "title": "Sheet",
    "description": "Two words",
    "questions": [{"question": "q", "time": 20, "options": [{"text": "a", "right": True}, {"text": "b"}]}],
}


async def test_a_quiz_with_a_picture_survives_as_cqa(browser: aiohttp.ClientSession) -> None:
    _, item = await answer(browser.post("/api/v1/storage/", data=form(picture(), "red.png")))
    quiz = all_kinds(cover_image=item["id"].replace("-", ""))
    quiz["questions"][0]["image"] = item["id"]
    assert (await edited(browser, quiz))[0] == 200
    _, (row,) = await answer(browser.get("/api/v1/quiz/list"))

    async with browser.get(f"/api/v1/eximport/{row['id']}") as response:
        assert response.status == 200
        assert response.headers["Content-Disposition"].startswith("attachment;")
        data = await response.read()
    status, imported = await answer(browser.post("/api/v1/eximport/", data=form(data, "quiz.cqa")))

    assert status == 200
    assert imported["id"] != row["id"]
    assert imported["public"] is False
    for name in ("title", "description", "background_color"):
        assert imported[name] == row[name]
    for before, after in zip(row["questions"], imported["questions"], strict=True):
        assert (before["question"], before["type"], before["time"]) == (
            after["question"],
            after["type"],
            after["time"],
        )
    assert imported["cover_image"] is not None
    assert imported["questions"][0]["image"] == imported["cover_image"]


async def test_a_spreadsheet_comes_out_and_goes_in_at_the_end(browser: aiohttp.ClientSession) -> None:
    quiz_id = await made(browser, title="Sheet")
    async with browser.get(f"/api/v1/eximport/excel/{quiz_id}") as response:
        assert response.status == 200
        data = await response.read()
    assert CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names

    status, row = await answer(browser.post("/api/v1/quiz/excel-import", data=form(data, "quiz.xlsx")))

    assert status == 200
    assert row["id"] == quiz_id, "questions are put at the end of the quiz of the same title"
    assert len(row["questions"]) == 9
    _, rows = await answer(browser.get("/api/v1/quiz/list"))
    assert len(rows) == 1


async def test_spreadsheets_sent_at_once_end_up_in_one_quiz(browser: aiohttp.ClientSession) -> None:
    quiz_id = await made(browser, title="Sheet")
    async with browser.get(f"/api/v1/eximport/excel/{quiz_id}") as response:
        data = await response.read()
    renamed = export_quiz(parse_document(SHEET | {"title": "New"}), "sheet").data

    for one in (data, renamed):
        sent = [browser.post("/api/v1/quiz/excel-import", data=form(one, "quiz.xlsx")) for _ in range(4)]
        answers = await asyncio.gather(*map(answer, sent))
        assert [status for status, _ in answers] == [200] * 4, answers
        assert len({row["id"] for _, row in answers}) == 1

    _, rows = await answer(browser.get("/api/v1/quiz/list"))
    assert {row["title"]: len(row["questions"]) for row in rows} == {"Sheet": 7 + 4 * 2, "New": 4}


async def test_a_title_without_any_word_is_found_again(site: Served, browser: aiohttp.ClientSession) -> None:
    # As many whose titles have its words, and more, as a page of what a search finds.
    owner = await site.library.users.find("teacher")
    assert owner is not None
    data = {title: export_quiz(parse_document(SHEET | {"title": title}), "sheet").data for title in ("?!?", "Sheet")}
    path = "/api/v1/quiz/excel-import"
    first = {title: await answer(browser.post(path, data=form(one, "x.xlsx"))) for title, one in data.items()}
    other = parse_document(SHEET | {"title": "Sheet sheet sheet"})
    for _ in range(101):
        await site.library.quizzes.create(owner.id, draft_of(other))

    for title, one in data.items():
        status, row = await answer(browser.post(path, data=form(one, "x.xlsx")))
        assert (status, row["id"], len(row["questions"])) == (200, first[title][1]["id"], 2)


async def test_an_editor_that_saves_meanwhile_loses_nothing(
    site: Served, browser: aiohttp.ClientSession, monkeypatch: pytest.MonkeyPatch
) -> None:
    quiz_id = await made(browser, title="Sheet")
    save = site.library.quizzes.save
    edits = [all_kinds(title="Sheet", description=f"edit {number}") for number in range(3)]

    async def late(*args: Any, **options: Any) -> Any:
        if edits:
            monkeypatch.undo()
            await edited(browser, edits.pop(), quiz_id)
            monkeypatch.setattr(site.library.quizzes, "save", late)
        return await save(*args, **options)

    monkeypatch.setattr(site.library.quizzes, "save", late)
    data = export_quiz(parse_document(SHEET | {"title": "Sheet"}), "sheet").data
    status, row = await answer(browser.post("/api/v1/quiz/excel-import", data=form(data, "quiz.xlsx")))

    assert (status, row["description"], len(row["questions"])) == (200, "edit 0", 8)


async def test_nothing_that_is_uploaded_makes_it_fail(browser: aiohttp.ClientSession) -> None:
    for path in ("eximport/", "quiz/excel-import"):
        for data in (b"", b"nothing", b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"{}" * 1000):
            status, body = await answer(browser.post(f"/api/v1/{path}", data=form(data, "x.bin")))
            assert status in (400, 422), (path, data, body)
            assert body["detail"]
        assert (await answer(browser.post(f"/api/v1/{path}", data=b"no form")))[0] in (400, 415, 422)
    _, rows = await answer(browser.get("/api/v1/quiz/list"))
    assert rows == []


async def test_what_comes_out_can_be_read_elsewhere(browser: aiohttp.ClientSession) -> None:
    quiz_id = await made(browser)
    async with browser.get(f"/api/v1/eximport/{quiz_id}") as response:
        imported = import_quiz(await response.read())
    assert imported.quiz is not None
    assert imported.errors == ()
