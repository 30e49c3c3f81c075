"""Results that were saved, and what happened after that: a game went on, somebody was erased."""

from typing import Any

import aiohttp
import pytest

from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.rules.commands import Options
from tests.web.play import Table
from tests.web.serving import KEY, PASSWORD, Served

QUIZ = {
    "rumpus_quiz": 1,
    "title": "Rivers",
    "questions": [
        {"kind": "ABCD", "question": "Q", "time": 30, "options": [{"text": "A", "right": True}, {"text": "B"}]}
    ],
}


async def json(response_of: Any) -> Any:
    async with response_of as response:
        assert response.status in (200, 201, 204), await response.text()
        return await response.json(content_type=None)


async def saved_in_the_middle(site: Served) -> tuple[aiohttp.ClientSession, Table, str]:
    await site.user("teacher")
    browser = await site.signed_in("teacher")
    started = await json(browser.post("/api/v2/games", json={"quiz": QUIZ}))
    table = await Table.opened(site.url, started["game_pin"], started["game_id"])
    await table.join("anna")
    await table.join("carl")
    await table.ask(0, anna="A", carl="A")
    await table.finish(save=True)
    await site.rumpus.archive.settled()
    return browser, table, started["game_id"]


async def over(site: Served, browser: aiohttp.ClientSession, table: Table, game_id: str) -> dict[str, Any]:
    async with browser.post(f"/api/v2/games/{game_id}/end") as response:
        assert response.status == 204
    table.leave()
    await site.rumpus.archive.settled()
    found: dict[str, Any] = await json(browser.get(f"/api/v2/results/{game_id}"))
    return found


async def names(browser: aiohttp.ClientSession, game_id: str) -> list[str]:
    return [player["name"] for player in (await json(browser.get(f"/api/v2/results/{game_id}/players")))["items"]]


async def test_who_was_kicked_after_saving_is_in_no_results(site: Served) -> None:
    browser, table, game_id = await saved_in_the_middle(site)
    assert await names(browser, game_id) == ["anna", "carl"]
    table.host.emit("kick_player", {"username": "carl"})
    await table.players["carl"].wait_for("kick", within=5)
    whole = await over(site, browser, table, game_id)
    assert await names(browser, game_id) == ["anna"]
    game = whole["game"]
    assert (game["player_count"], game["answer_count"], game["is_saved"]) == (1, 1, True)
    assert game["reason"] is not None
    assert not {"table", "seats"} & whole["options"].keys()


async def test_who_was_erased_after_saving_stays_erased(site: Served) -> None:
    browser, table, game_id = await saved_in_the_middle(site)
    async with browser.delete("/api/v2/players?name=carl") as response:
        assert response.status == 200
    async with browser.put("/api/v2/players?name=anna", json={"name": "A"}) as response:
        assert response.status == 200
    await over(site, browser, table, game_id)
    assert await names(browser, game_id) == ["A"]


async def test_erasing_reaches_games_that_are_running(site: Served) -> None:
    await site.user("teacher")
    await site.user("colleague")
    browser, other = await site.signed_in("teacher"), await site.signed_in("colleague")
    started = await json(browser.post("/api/v2/games", json={"quiz": QUIZ}))
    table = await Table.opened(site.url, started["game_pin"], started["game_id"])
    await table.join("anna")
    await table.join("zoe")
    await table.ask(0, anna="A", zoe="A")
    async with other.delete("/api/v2/players?name=zoe") as response:
        assert response.status == 404
    assert await json(browser.delete("/api/v2/players?name=ZOE")) == {"games": 1}
    await table.players["zoe"].wait_for("kick", within=5)
    await table.finish(save=True)
    await over(site, browser, table, started["game_id"])
    assert await names(browser, started["game_id"]) == ["anna"]


async def test_renaming_reaches_games_that_are_running(site: Served) -> None:
    browser, table, game_id = await saved_in_the_middle(site)
    await site.user("colleague")
    other = await site.signed_in("colleague")
    async with other.put("/api/v2/players?name=carl", json={"name": "Ente"}) as response:
        assert response.status == 404
    async with browser.put("/api/v2/players?name=carl", json={"name": "ANNA"}) as response:
        assert (response.status, (await response.json())["code"]) == (409, "name_taken")
    assert await names(browser, game_id) == ["anna", "carl"]
    assert await json(browser.put("/api/v2/players?name=CARL", json={"name": " Ente "})) == {"games": 1}
    told = [(await table.host.wait_for("player_joined", within=5))[0]["username"] for _ in range(3)]
    assert told == ["anna", "carl", "Ente"], "the deployed page of the host learns the name"
    assert await names(browser, game_id) == ["anna", "Ente"]
    token = await table.finish(save=True)
    nobody = await site.browser()
    running = await json(nobody.get(f"/api/v2/exports/{token}"))
    await over(site, browser, table, game_id)
    assert await names(browser, game_id) == ["anna", "Ente"]
    for exported in (running, await json(nobody.get(f"/api/v2/exports/{token}"))):
        assert [player["username"] for player in exported["players"]] == ["anna", "Ente"]


async def test_a_game_whose_host_is_gone_keeps_nobody_from_erasing(site: Served) -> None:
    """An account is erased, and the journal cannot be written just then: its game ends later."""
    _, table, _ = await saved_in_the_middle(site)
    table.leave()
    gone = await site.rumpus.quizzes.open_game_durably(parse_document(QUIZ), Options(), user_id="gone")
    orphan = await Table.opened(site.url, gone.game_pin, gone.game_id)
    await orphan.join("carl")
    headers = {"Authorization": f"Bearer {KEY}"}
    nobody = await site.browser()
    renaming = nobody.put("/api/v2/players?name=carl", json={"name": "Ente"}, headers=headers)
    assert await json(renaming) == {"games": 1}
    assert await json(nobody.delete("/api/v2/players?name=ente", headers=headers)) == {"games": 1}
    orphan.leave()


async def test_a_player_of_one_game_that_is_running(site: Served) -> None:
    browser, table, game_id = await saved_in_the_middle(site)
    path = f"/api/v2/results/{game_id}/players"
    async with browser.put(f"{path}/2", json={"name": "anna"}) as response:
        assert response.status == 409
    assert await json(browser.put(f"{path}/2", json={"name": "Ente"})) == {"games": 1}
    assert await json(browser.delete(f"{path}/1")) == {"games": 1}
    await table.players["anna"].wait_for("kick", within=5)
    running = await json(browser.get(f"/api/v1/live/players?game_pin={table.pin}&game_id={game_id}"))
    assert [player["username"] for player in running] == ["Ente"]
    await over(site, browser, table, game_id)
    assert await names(browser, game_id) == ["Ente"]


async def test_a_game_is_corrected_when_it_is_over(site: Served) -> None:
    """While it runs, its players hear points: nothing else may be told of the same answers."""
    browser, table, game_id = await saved_in_the_middle(site)
    key = f"/api/v2/results/{game_id}/questions/0/key"
    async with browser.put(key, json={"right": ["b"]}) as response:
        assert (response.status, (await response.json())["code"]) == (409, "game_running")
    played = await json(browser.get(f"/api/v2/results/{game_id}/players"))
    async with browser.post(f"/api/v2/games/{game_id}/end") as response:
        assert response.status == 204
    await json(browser.put(key, json={"right": ["b"]}))  # at once: what is on its way is waited for
    table.leave()
    found = await json(browser.get(f"/api/v2/results/{game_id}/players"))
    assert [player["total"] for player in found["items"]] == [0, 0]
    assert sum(player["total"] for player in played["items"]) > 0
    answers = await json(browser.get(f"/api/v2/results/{game_id}/answers"))
    assert len(answers) == 2
    assert {(answer["right"], answer["score"], answer["played_right"]) for answer in answers} == {(False, 0, True)}
    await json(browser.delete(key))
    assert await json(browser.get(f"/api/v2/results/{game_id}/players")) == played


@pytest.mark.parametrize("by", ["itself", "administrator"])
async def test_nothing_is_left_of_the_games_of_an_account_that_is_erased(site: Served, by: str) -> None:
    browser, table, game_id = await saved_in_the_middle(site)
    token = await table.finish(save=True)
    await over(site, browser, table, game_id)
    running = await json(browser.post("/api/v2/games", json={"quiz": QUIZ}))
    second = await Table.opened(site.url, running["game_pin"], running["game_id"])
    await second.join("berta")
    still = await second.finish(save=False)
    nobody = await site.browser()
    for one in (token, still):
        async with nobody.get(f"/api/v2/exports/{one}") as response:
            assert response.status == 200

    if by == "itself":
        request = browser.post("/api/v2/me/erase", json={"password": PASSWORD})
    else:
        user_id = (await json(browser.get("/api/v2/me")))["id"]
        request = nobody.delete(f"/api/v2/users/{user_id}", headers={"Authorization": f"Bearer {KEY}"})
    async with request as response:
        assert response.status == 204
    await site.rumpus.archive.settled()
    for one in (token, still):
        async with nobody.get(f"/api/v2/exports/{one}") as response:
            assert response.status == 404
    async with nobody.get(f"/api/v2/join/{running['game_pin']}") as response:
        assert response.status == 404
    second.leave()


async def test_deployed_shapes_after_a_correction_and_names_that_became_the_same(site: Served) -> None:
    browser, table, game_id = await saved_in_the_middle(site)
    await over(site, browser, table, game_id)
    await json(browser.put(f"/api/v2/results/{game_id}/questions/0/key", json={"right": ["b"]}))
    await json(browser.put("/api/v2/players?name=carl", json={"name": "anna"}))
    found = await json(browser.get(f"/api/v1/results/{game_id}"))
    assert found["player_scores"] == {"anna": "0", "anna (2)": "0"}
    assert [(one["username"], one["right"]) for one in found["answers"][0]] == [("anna", False), ("anna (2)", False)]
    assert [option["right"] for option in found["questions"][0]["answers"]] == [False, True]
    (listed,) = await json(browser.get("/api/v1/results/list"))
    assert listed["player_scores"] == found["player_scores"]
