"""Games, results and overlays as clients of the deployed original see them.

Where this server differs on purpose from what was recorded of the original (quiz.md section 0): `quiz/join` gives the
public id; `check_captcha.enabled` is always false; a wrong key is 401; `results/list` nests nothing and leaves answers
and questions to `results/{id}`; slides and free text break no overlay; keys open the games of their owner only; export
tokens work as often as asked; a second `save_quiz` changes nothing.
"""

import io
from typing import Any

import aiohttp
from python_calamine import CalamineWorkbook

from tests.web.answers import json, nothing
from tests.web.deployed import made
from tests.web.play import Table
from tests.web.serving import Served

START = {
    "background_color", "background_image", "captcha_enabled", "cover_image", "cqc_code", "created_at",
    "current_question", "custom_field", "description", "dislikes", "game_id", "game_mode", "game_pin", "gameresultss",
    "imported_from_kahoot", "kahoot_id", "likes", "mod_rating", "plays", "public", "question_show", "questions",
    "quiz_id", "ratings", "started", "storageitems", "title", "updated_at", "user_id", "views",
}  # fmt: skip


async def started(browser: aiohttp.ClientSession, **options: str) -> tuple[str, dict[str, Any]]:
    quiz_id = await made(browser)
    query = {"game_mode": "kahoot", "captcha_enabled": "False", "cqcs_enabled": "True", **options}
    return quiz_id, await json(browser.post(f"/api/v1/quiz/start/{quiz_id}", params=query))


async def test_a_game_starts_with_the_answer_that_clients_know(site: Served, browser: aiohttp.ClientSession) -> None:
    quiz_id, game = await started(browser, custom_field="Phone", randomize_answers="False")
    assert game.keys() == START
    assert (game["quiz_id"], game["custom_field"], game["cqc_code"]) == (quiz_id, "Phone", None)
    pin = game["game_pin"]
    nobody = await site.browser()

    found = await json(nobody.get(f"/api/v1/quiz/play/check_captcha/{pin}"))
    assert found == {"enabled": False, "game_mode": "kahoot", "custom_field": "Phone"}
    assert await json(nobody.get("/api/v1/quiz/play/check_captcha/000000"), 404) == {"detail": "game not found"}
    public_id = await json(nobody.get(f"/api/v1/quiz/join/{pin}"))
    assert public_id != game["game_id"]
    waiting = await json(browser.get("/api/v1/remote/game_waiting"))
    assert waiting == {"game_pin": pin, "quiz_title": "All <b>kinds</b>", "game_id": game["game_id"]}
    async with nobody.get(f"/api/v1/utils/qr/{pin}?dark_mode=true") as response:
        assert response.headers["Content-Type"].startswith("image/svg+xml")
        assert "<svg" in await response.text()
    # The host's secret is worth nothing to a register as remote of another game, and everything to this one.
    table = await Table.opened(site.url, pin, game["game_id"])
    table.leave()


async def test_shuffled_answers_are_right_as_played(site: Served, browser: aiohttp.ClientSession) -> None:
    _, game = await started(browser, randomize_answers="True")
    table = await Table.opened(site.url, game["game_pin"], game["game_id"])
    await table.join("anna")
    right = [str(index) for index, answer in enumerate(game["questions"][6]["answers"]) if answer["right"]]
    (answer,) = await table.ask(6, anna="".join(right))
    assert answer["right"] is True
    await table.finish(save=True)
    table.leave()


async def test_overlays_see_the_games_of_their_key(site: Served, browser: aiohttp.ClientSession) -> None:
    quiz_id, game = await started(browser)
    key = (await json(browser.post("/api/v1/users/api_keys")))["key"]
    await site.user("other")
    foreign = (await json((await site.signed_in("other")).post("/api/v1/users/api_keys")))["key"]
    nobody = await site.browser()

    def live(path: str, **query: str) -> Any:
        return nobody.get(f"/api/v1/live/{path}", params={"game_pin": game["game_pin"], "api_key": key, **query})

    before = await json(live("get_question/now"))
    assert before == [{"question": {}, "current_question": 0, "total_questions": 7}]
    table = await Table.opened(site.url, game["game_pin"], game["game_id"])
    await table.join("anna")
    await table.ask(0, anna="yes")
    (told,) = await json(live("", in_array="true", in_human_count="true", player_count_as_a_string="true"))
    assert told["quiz"]["current_question"] == 1
    assert told["quiz"]["total_questions"] == 7
    assert told["data"]["answers"] == [{"id": 0, "answers": [{"username": "anna", "right": True, "answer": "yes"}]}]
    assert told["players"] == {"count": "1"}
    assert told["quiz"].keys() == {
        "quiz_id", "description", "user_id", "title", "questions", "game_id", "game_pin", "started",
        "captcha_enabled", "cover_image", "game_mode", "current_question", "background_color", "background_image",
        "custom_field", "question_show", "total_questions",
    }  # fmt: skip
    assert await json(live("user_count", as_array="true")) == [{"players": {"count": 1}}]
    (score,) = await json(live("scores"))
    assert score["username"] == "anna"
    assert score["score"] > 900
    assert await json(live("voting")) is None
    # By the id of the quiz, too.
    same = await json(live("user_count", game_pin=quiz_id))
    assert same == {"players": {"count": 1}}

    table.host.emit("set_question_number", "2")
    await table.players["anna"].wait_for("set_question_number", within=5)
    assert await json(live("voting")) is None
    table.players["anna"].emit("submit_answer", {"question_index": 2, "answer": "b"})
    await table.players["anna"].wait_for("player_answer", within=5)
    assert await json(live("voting")) == {"a": 0, "b": 1}
    # A slide, and free text, which broke the original's.
    for index in (3, 4):
        query = {"game_pin": game["game_pin"], "api_key": key, "question_number": str(index)}
        assert await json(nobody.post("/api/v1/live/set_question", params=query)) is None
        assert (await json(live("get_question/now")))[0]["current_question"] == index
        assert (await json(live("")))["quiz"]["current_question"] == index
    await table.host.wait_for("set_question_number", within=5)

    players = {"game_pin": game["game_pin"], "game_id": game["game_id"]}
    (player,) = await json(nobody.get("/api/v1/live/players", params=players))
    assert player["username"] == "anna"
    assert await json(live("players")) == [player]
    for path in ("", "user_count", "scores", "get_question/now", "voting", "players"):
        assert (await json(live(path, api_key=foreign), 404))["detail"] == "Game not found or API key not found"
        await json(live(path, api_key="0" * 48), 401)
    await json(nobody.get("/api/v1/live/players", params=players | {"game_id": "wrong"}), 401)
    table.leave()


async def test_results_have_the_shapes_that_the_pages_read(site: Served, browser: aiohttp.ClientSession) -> None:
    quiz_id, game = await started(browser, custom_field="Phone")
    table = await Table.opened(site.url, game["game_pin"], game["game_id"])
    await table.join("anna", custom_field="0151")
    await table.join("berta")
    told = [await table.ask(0, anna="yes", berta="no"), await table.ask(4, anna="BERLIN")]
    token = await table.finish(save=True)
    await table.finish(save=True)
    await site.rumpus.archive.settled()

    (listed,) = await json(browser.get("/api/v1/results/list"))
    assert listed["id"] == game["game_id"]
    assert set(listed["player_scores"]) == {"anna", "berta"}
    assert await json(browser.get(f"/api/v1/results/list/{quiz_id}")) == [listed]
    one = await json(browser.get(f"/api/v1/results/{game['game_id']}"))
    assert one["answers"] == [told[0], [], [], [], told[1], [], []]
    assert len(one["questions"]) == 7
    assert one["player_scores"]["anna"] == str(told[0][0]["score"] + told[1][0]["score"])
    assert one["custom_field_data"] == {"anna": "0151"}
    noted = await json(browser.post(f"/api/v1/results/set_note?id={game['game_id']}", json={"note": "well done"}))
    assert noted["note"] == "well done"
    unknown = "847c64d3-39f9-4bb7-8f13-fae913f67858"
    assert await json(browser.get(f"/api/v1/results/{unknown}"), 404) == {"detail": "Game Result not found"}

    nobody = await site.browser()
    for _ in range(2):
        async with nobody.get(f"/api/v1/quiz/export_data/{token}", params={"game_pin": game["game_pin"]}) as response:
            assert response.status == 200
            assert response.headers["Content-Type"] == "application/vnd.ms-excel"
            assert response.headers["Content-Disposition"].startswith("attachment;")
            book = CalamineWorkbook.from_filelike(io.BytesIO(await response.read()))
    rows = book.get_sheet_by_name("Players").to_python()
    assert rows[0][:3] == ["Username", "Score", "Custom-Field"]
    assert ("anna", float(one["player_scores"]["anna"]), "0151") in [tuple(row[:3]) for row in rows[1:]]
    assert len(book.sheet_names) == 2 + 7, "all questions, the unanswered and slides included"
    missing = await json(nobody.get("/api/v1/quiz/export_data/nope?game_pin=1"), 404)
    assert missing == {"detail": "export token not found"}
    table.leave()


async def test_results_wait_in_the_hall_until_the_library_has_them(
    site: Served, browser: aiohttp.ClientSession
) -> None:
    """A crash between the end of a game and the library's commit."""
    _, game = await started(browser)
    site.rumpus.quizzes.when_kept(lambda _: None)
    table = await Table.opened(site.url, game["game_pin"], game["game_id"])
    await table.join("anna")
    await table.ask(0, anna="yes")
    await nothing(browser.post(f"/api/v2/games/{game['game_id']}/end"))
    table.leave()
    assert await json(browser.get("/api/v1/results/list")) == []

    await site.rumpus.archive.open()
    await site.rumpus.archive.settled()

    (listed,) = await json(browser.get("/api/v1/results/list"))
    assert listed["id"] == game["game_id"]
    (kept,) = (await json(browser.get("/api/v2/results")))["items"]
    assert kept["is_saved"] is False
