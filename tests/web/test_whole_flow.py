"""A teacher's week: register, make a quiz with pictures, play it, look at the results, correct them, hand them out."""

import io
import json as json_module
from typing import Any

import aiohttp
from python_calamine import CalamineWorkbook

from tests.web.answers import json, nothing
from tests.web.deployed import form, picture
from tests.web.play import Table
from tests.web.serving import PASSWORD, Served


def quiz_with(file_id: str) -> dict[str, Any]:
    return {
        "rumpus_quiz": 1,
        "language": "en",
        "title": "Capitals & <b>rivers</b>",
        "description": "Ten minutes",
        "cover_image": file_id,
        "questions": [
            {"kind": "SLIDE", "content": "Welcome", "image": file_id, "image_alt": "a river"},
            {
                "kind": "ABCD",
                "question": "Capital of Australia?",
                "time": 30,
                "options": [{"text": "Sydney", "right": True}, {"text": "Canberra"}, {"text": "Perth"}],
            },
            {
                "kind": "ORDER",
                "question": "From short to long",
                "time": 30,
                "options": [{"text": "Elbe"}, {"text": "Rhine, all of it"}, {"text": "Nile"}],
            },
            {"kind": "TEXT", "question": "River in Cairo?", "time": 30, "accepted": [{"text": "Nile"}]},
            {
                "kind": "RANGE",
                "question": "Length of the Elbe in km",
                "time": 30,
                "min": 0,
                "max": 2000,
                "min_correct": 1050,
                "max_correct": 1150,
            },
        ],
    }


async def totals(browser: aiohttp.ClientSession, game_id: str) -> dict[str, int]:
    players = await json(browser.get(f"/api/v2/results/{game_id}/players"))
    return {player["name"]: player["total"] for player in players["items"]}


def scores(rows: list[Any]) -> dict[str, int]:
    """Names and points of a spreadsheet; a quote before a name keeps it from being a formula."""
    return {str(row[0]).removeprefix("'"): int(row[1]) for row in rows[1:]}


async def test_a_week_of_a_teacher(site: Served) -> None:
    browser = await site.browser()
    invitation = await site.library.invitations.make(created_by=(await site.library.users.operator()).id)
    account = {"name": "Ms Frizzle", "password": PASSWORD, "invitation": invitation.code}
    await json(browser.post("/api/v2/accounts", json=account), 201)
    await json(browser.post("/api/v2/session", json={"name": "Ms Frizzle", "password": PASSWORD}), 201)

    # A quiz with a picture, as version 1.
    file = await json(browser.post("/api/v2/files?alt_text=a+river", data=form(picture("blue"), "river.png")), 201)
    made = await json(browser.post("/api/v2/quizzes", json={"document": quiz_with(file["id"])}), 201)
    quiz_id = made["quiz"]["id"]
    assert made["quiz"]["question_count"] == 5

    # A game of it.
    started = await json(
        browser.post("/api/v2/games", json={"quiz_id": quiz_id, "options": {"custom_field": "Class"}}), 201
    )
    assert started["join_url"].endswith(f"/play?pin={started['game_pin']}")
    running = await json(browser.get("/api/v2/games"))
    assert [game["game_pin"] for game in running["items"]] == [started["game_pin"]]
    table = await Table.opened(site.url, started["game_pin"], started["game_id"])
    await table.join("anna", custom_field="7b")
    await table.join("=berta")
    await table.ask(1, **{"anna": "Canberra", "=berta": "Sydney"})
    await table.ask(2, anna=["Elbe", "Rhine, all of it", "Nile"], **{"=berta": ["Nile", "Elbe", "Rhine, all of it"]})
    await table.ask(3, anna="nile", **{"=berta": "Danube"})
    answers = await table.ask(4, anna=1100)
    assert answers[0]["right"] is True

    # Meanwhile the quiz is changed: that changes nothing about this game.
    changed = {"title": "Another quiz"}
    await json(browser.patch(f"/api/v2/quizzes/{quiz_id}", json=changed, headers={"If-Match": '"1"'}))

    token = await table.finish(save=True)
    await site.rumpus.archive.settled()
    (game,) = (await json(browser.get("/api/v2/results?saved=true")))["items"]
    game_id = game["id"]
    assert game_id == started["game_id"]
    assert (game["quiz_id"], game["quiz_version"], game["player_count"], game["answer_count"]) == (quiz_id, 1, 2, 7)
    assert game["title"] == "Capitals &amp; <b>rivers</b>"
    await nothing(browser.post(f"/api/v2/games/{game_id}/end"))
    table.leave()
    await site.rumpus.archive.settled()
    assert (await json(browser.get("/api/v2/games")))["items"] == []

    # Totals are what was played, in the library, in the export, in the deployed shapes.
    exported = await json(browser.get(f"/api/v2/exports/{token}"))
    played = {player["username"]: player["total"] for player in exported["players"]}
    assert await totals(browser, game_id) == played
    deployed = await json(browser.get(f"/api/v1/results/{game_id}"))
    assert {name: int(score) for name, score in deployed["player_scores"].items()} == played
    assert deployed["custom_field_data"] == {"anna": "7b"}
    assert [len(answers) for answers in deployed["answers"]] == [0, 2, 2, 2, 1]
    (listed,) = await json(browser.get("/api/v1/results/list?include_quiz=true"))
    assert set(listed["player_scores"]) == {"anna", "=berta"}
    assert played["anna"] > 2_500
    assert 0 < played["=berta"] <= 1_000

    # The key was wrong: Canberra is right.
    correction = await json(
        browser.put(f"/api/v2/results/{game_id}/questions/1/key", json={"right": ["B"], "reason": "B is right"})
    )
    assert correction["reason"] == "B is right"
    corrected = await totals(browser, game_id)
    assert corrected["=berta"] == 0
    assert corrected["anna"] > played["anna"]
    question = await json(browser.get(f"/api/v2/results/{game_id}/questions/1"))
    assert question["question"]["options"][0]["right"] is True
    assert [one.get("right", False) for one in question["corrected"]["options"]] == [False, True, False]
    assert {one["answer"]: one["right"] for one in question["answers"]} == {"Canberra": True, "Sydney": False}
    players = await json(browser.get(f"/api/v2/results/{game_id}/players"))
    assert {player["name"]: player["played_total"] for player in players["items"]} == played

    # The spreadsheet, read back.
    async with browser.get(f"/api/v2/results/{game_id}/export") as response:
        assert response.status == 200
        book = CalamineWorkbook.from_filelike(io.BytesIO(await response.read()))
    rows = book.get_sheet_by_name("Players").to_python()
    assert rows[0][:2] == ["Username", "Score"]
    assert scores(rows) == corrected
    assert len([name for name in book.sheet_names if "Question" in name]) == 6, "one, and one for each question"
    async with browser.get(f"/api/v1/quiz/export_data/{token}?ts=1&game_pin={started['game_pin']}") as response:
        assert response.status == 200
        played_book = CalamineWorkbook.from_filelike(io.BytesIO(await response.read()))
    assert scores(played_book.get_sheet_by_name("Players").to_python()) == played
    for chosen, expected in (("csv", "Rank,Username"), ("csv_answers", "Question number")):
        async with browser.get(f"/api/v2/results/{game_id}/export?format={chosen}") as response:
            assert expected in await response.text()

    # Taken back, what was played counts again.
    await nothing(browser.delete(f"/api/v2/results/{game_id}/questions/1/key"))
    assert await totals(browser, game_id) == played

    # A child's data: told, then erased everywhere.
    held = await json(browser.get("/api/v2/players?name=Anna"))
    assert [len(one["answers"]) for one in held["games"]] == [4]
    assert held["games"][0]["custom_field"] == "7b"
    assert await json(browser.delete("/api/v2/players?name=anna")) == {"games": 1}
    assert await totals(browser, game_id) == {"=berta": played["=berta"]}
    assert "anna" not in json_module.dumps(await json(browser.get(f"/api/v1/results/{game_id}")))
    await json(browser.get(f"/api/v2/exports/{token}"), 404)
    await nothing(browser.delete(f"/api/v2/results/{game_id}"))
    await json(browser.get(f"/api/v2/results/{game_id}"), 404)
