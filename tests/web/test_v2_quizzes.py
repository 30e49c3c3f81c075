"""Quizzes of /api/v2: saved as one types, versions, sharing, searching, importing."""

import asyncio
from typing import Any

import aiohttp
import pytest

from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.formats import EXPORT_FORMATS, export_quiz
from rumpus.quiz.records.drafts import draft_of
from tests.web.answers import json
from tests.web.deployed import form, picture
from tests.web.serving import Served

DEMO = draft_of(demo_quiz("en")).document


async def made(browser: aiohttp.ClientSession, **more: Any) -> Any:
    return await json(browser.post("/api/v2/quizzes", json={"document": DEMO, **more}), 201)


async def test_two_tabs_never_overwrite_each_other(browser: aiohttp.ClientSession) -> None:
    quiz = (await made(browser))["quiz"]
    path = f"/api/v2/quizzes/{quiz['id']}"
    async with browser.get(path) as response:
        etag = response.headers["ETag"]
    one, two = DEMO | {"title": "One"}, DEMO | {"title": "Two"}

    async def save(document: dict[str, Any]) -> int:
        async with browser.put(path, json={"document": document}, headers={"If-Match": etag}) as response:
            return response.status

    assert sorted(await asyncio.gather(save(one), save(two))) == [200, 412]
    refused = await json(browser.put(path, json={"document": one}, headers={"If-Match": etag}), 412)
    assert (refused["code"], refused["current"]) == ("changed_in_between", 2)
    assert (await json(browser.put(path, json={"document": one}), 428))["code"] == "if_match_missing"
    for nonsense in ("1", 'W/"1"', '"one"', '"99999999999999999999"'):
        await json(browser.put(path, json={"document": one}, headers={"If-Match": nonsense}), 412)
    await json(browser.put(path, json={"document": one}, headers={"If-Match": "*"}))


async def test_members_that_are_saved_at_once_are_all_there(browser: aiohttp.ClientSession) -> None:
    path = f"/api/v2/quizzes/{(await made(browser))['quiz']['id']}"
    members = {"title": "New", "description": "Other", "language": "de", "background_color": "#123456"}
    saving = [browser.patch(path, json={name: said}, headers={"If-Match": "*"}) for name, said in members.items()]

    assert {(await one)["version"] for one in asyncio.as_completed(map(json, saving))} == {2, 3, 4, 5}

    assert (await json(browser.get(path)))["document"].items() >= members.items()


async def test_saving_the_same_makes_no_version(browser: aiohttp.ClientSession) -> None:
    quiz = (await made(browser))["quiz"]
    path = f"/api/v2/quizzes/{quiz['id']}"
    saved = await json(browser.put(path, json={"document": DEMO}, headers={"If-Match": '"1"'}))
    assert saved["version"] == 1
    merged = await json(browser.patch(path, json={"title": "New"}, headers={"If-Match": '"1"'}))
    assert (merged["version"], merged["quiz"]["title"]) == (2, "New")
    assert merged["document"]["questions"] == DEMO["questions"]
    async with browser.get(path, headers={"If-None-Match": '"2"'}) as response:
        assert response.status == 304

    versions = (await json(browser.get(f"{path}/versions")))["items"]
    assert [(one["number"], one["title"]) for one in versions] == [(2, "New"), (1, DEMO["title"])]
    old = await json(browser.get(f"{path}/versions/1"))
    assert old["document"]["title"] == DEMO["title"]
    back = await json(browser.post(f"{path}/versions/1/restore", headers={"If-Match": '"2"'}))
    assert (back["version"], back["quiz"]["title"]) == (3, DEMO["title"])


async def test_what_is_wrong_names_question_and_field(browser: aiohttp.ClientSession) -> None:
    document = {
        "rumpus_quiz": 1,
        "title": " ",
        "questions": [
            {"kind": "ABCD", "question": "q", "time": 0, "options": [{"text": "a"}, {"text": "a"}]},
            {"kind": "TEXT", "question": "q", "time": 20, "accepted": []},
        ],
    }

    problem = await json(browser.post("/api/v2/quizzes", json={"document": document}), 422)

    assert problem["code"] == "quiz_invalid"
    places = {one["where"] for one in problem["problems"]}
    assert {
        "title", "questions[0].time", "questions[0].options", "questions[0].options[1].text", "questions[1].accepted",
    } <= places  # fmt: skip
    assert any("question 1" in sentence for sentence in problem["errors"])


async def test_pictures_of_others_are_no_pictures(site: Served, browser: aiohttp.ClientSession) -> None:
    await site.user("other")
    other = await site.signed_in("other")
    file = await json(other.post("/api/v2/files", data=form(picture(), "x.png")), 201)
    document = DEMO | {"cover_image": file["id"]}

    problem = await json(browser.post("/api/v2/quizzes", json={"document": document}), 422)
    assert problem["code"] == "picture_unknown"

    quiz = await json(other.post("/api/v2/quizzes", json={"document": document, "share": "public"}), 201)
    copy = await json(browser.post(f"/api/v2/quizzes/{quiz['quiz']['id']}/duplicate", json={"title": "Mine"}), 201)
    assert copy["quiz"]["mine"] is True
    assert copy["quiz"]["title"] == copy["document"]["title"] == "Mine"
    await json(other.delete(f"/api/v2/quizzes/{quiz['quiz']['id']}"), 204)
    async with browser.get(f"/api/v2/files/{copy['quiz']['cover_image']}/content") as response:
        assert response.status == 200


async def test_a_picture_that_quizzes_show_is_erased_by_who_insists(browser: aiohttp.ClientSession) -> None:
    file = await json(browser.post("/api/v2/files", data=form(picture(), "x.png")), 201)
    path = f"/api/v2/files/{file['id']}"
    shown = (await made(browser, document=DEMO | {"title": "Shown", "cover_image": file["id"]}))["quiz"]

    refused = await json(browser.delete(path), 409)
    assert refused["code"] == "picture_in_use"
    assert refused["quizzes"] == [{"id": shown["id"], "title": "Shown"}]
    assert (await json(browser.get(path)))["id"] == file["id"]

    # Older versions keep nobody from it.
    await json(browser.patch(f"/api/v2/quizzes/{shown['id']}", json={"cover_image": None}, headers={"If-Match": "*"}))
    await json(browser.delete(path), 204)
    await json(browser.get(path), 404)

    file = await json(browser.post("/api/v2/files", data=form(picture("blue"), "x.png")), 201)
    quiz = (await made(browser, document=DEMO | {"cover_image": file["id"]}))["quiz"]
    await json(browser.delete(f"/api/v2/files/{file['id']}?force=true"), 204)
    await json(browser.get(f"/api/v2/files/{file['id']}/content"), 404)
    headers = {"If-Match": "*"}
    await json(browser.patch(f"/api/v2/quizzes/{quiz['id']}", json={"title": "Still saved"}, headers=headers))
    await json(browser.post("/api/v2/games", json={"quiz_id": quiz["id"]}), 201)


async def test_who_is_not_signed_in_sees_no_solutions(site: Served, browser: aiohttp.ClientSession) -> None:
    quiz = (await made(browser, share="link"))["quiz"]
    nobody = await site.browser()
    for path in (f"/api/v2/quizzes/{quiz['id']}?link={quiz['link']}", f"/api/v2/quizzes/by-link/{quiz['link']}"):
        seen = await json(nobody.get(path))
        assert seen["has_solutions"] is False
        assert seen["quiz"]["link"] is None
        text = str(seen["document"])
        for secret in ("'right'", "accepted", "min_correct", "explanation", "'id': 'a'"):
            assert secret not in text
        order = next(one for one in seen["document"]["questions"] if one["kind"] == "ORDER")
        texts = [option["text"] for option in order["options"]]
        assert texts == sorted(texts, key=str.casefold)
    await site.user("other")
    other = await site.signed_in("other")
    assert (await json(other.get(f"/api/v2/quizzes/by-link/{quiz['link']}")))["has_solutions"] is True
    shared = await json(browser.put(f"/api/v2/quizzes/{quiz['id']}/share", json={"share": "link", "new_link": True}))
    assert shared["link"] != quiz["link"]
    await json(nobody.get(f"/api/v2/quizzes/by-link/{quiz['link']}"), 404)


async def test_lists_go_on_with_a_cursor_and_searching_finds(browser: aiohttp.ClientSession) -> None:
    for number in range(5):
        await made(browser, document=DEMO | {"title": f"Quiz number{number}"})
    titles: list[str] = []
    cursor = ""
    while True:
        page = await json(browser.get(f"/api/v2/quizzes?limit=2{cursor}"))
        titles += [quiz["title"] for quiz in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"
    assert titles == [f"Quiz number{number}" for number in (4, 3, 2, 1, 0)]
    found = await json(browser.get("/api/v2/quizzes/search?q=number3&scope=own"))
    assert [quiz["title"] for quiz in found["items"]] == ["Quiz number3"]
    assert (await json(browser.get("/api/v2/quizzes/search?q=number3")))["items"] == []
    await json(browser.get("/api/v2/quizzes?cursor=nonsense"), 400)


@pytest.mark.parametrize("chosen", EXPORT_FORMATS)
async def test_a_quiz_goes_out_and_comes_in(browser: aiohttp.ClientSession, chosen: str) -> None:
    quiz = (await made(browser))["quiz"]
    async with browser.get(f"/api/v2/quizzes/{quiz['id']}/export?format={chosen}") as response:
        assert response.status == 200
        data = await response.read()

    tried = await json(browser.post("/api/v2/imports?dry_run=true", data=form(data, f"demo.{chosen}")))
    imported = await json(browser.post("/api/v2/imports", data=form(data, f"demo.{chosen}")), 201)

    assert tried["quiz"] is None
    assert imported["quiz"]["share"] == "private"
    assert imported["question_count"] == imported["quiz"]["question_count"] > 0
    assert len((await json(browser.get("/api/v2/quizzes")))["items"]) == 2


async def test_a_file_that_is_none_says_why(browser: aiohttp.ClientSession) -> None:
    broken = export_quiz(demo_quiz("en"), "csv").data.replace(b"20", b"soon")
    for data, name in ((b"\x00\x01", "x.bin"), (b"{}", "x.json"), (b"PK\x03\x04", "x.xlsx"), (b"", "x.csv")):
        problem = await json(browser.post("/api/v2/imports", data=form(data, name)), 422)
        assert problem["code"].startswith("import_")
        assert problem["report"]
    async with browser.post("/api/v2/imports", data=form(broken, "x.csv")) as response:
        assert response.status in (201, 422)
        assert (await response.json(content_type=None))["report"]


async def test_games_begin_with_all_options(site: Served, browser: aiohttp.ClientSession) -> None:
    quiz = (await made(browser))["quiz"]
    options = {"proof_of_work": True, "late_join": True, "game_mode": "normal", "custom_field": "Class"}
    game = await json(browser.post("/api/v2/games", json={"quiz_id": quiz["id"], "options": options}), 201)
    nobody = await site.browser()

    info = await json(nobody.get(f"/api/v2/join/{game['game_pin']}"))
    assert info == {"enabled": False, "game_mode": "normal", "custom_field": "Class", "proof_of_work": True}
    challenge = await json(nobody.get(f"/api/v2/captcha?game_pin={game['game_pin']}"))
    assert challenge["signature"]
    names = await json(nobody.get(f"/api/v2/nicknames?game_pin={game['game_pin']}&count=5"))
    assert len(set(names["items"])) == 5
    assert (await json(browser.get(f"/api/v2/games/{game['game_id']}")))["phase"] == "lobby"
    assert (await json(browser.get(f"/api/v2/quizzes/{quiz['id']}")))["quiz"]["plays"] == 1
    allowed = await json(browser.post(f"/api/v2/games/{game['game_id']}/names", json={"name": "Dick"}))
    assert allowed["allowed"] == ["Dick"]
    for bad in ({}, {"quiz_id": quiz["id"], "quiz": DEMO}):
        await json(browser.post("/api/v2/games", json=bad), 422)
    await json(browser.post("/api/v2/games", json={"quiz": DEMO, "options": {"max_players": 0}}), 422)


async def test_pins_cannot_be_tried_for_long(site: Served) -> None:
    nobody = await site.browser()
    statuses = set()
    for number in range(150):
        async with nobody.get(f"/api/v2/join/{100_000 + number}") as response:
            statuses.add(response.status)
    assert statuses == {404, 429}
