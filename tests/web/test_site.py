"""The HTTP side: health, figures, the operator's games, results for who has a token."""

import json
from typing import Any

import aiohttp
import pytest

from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.content.quiz_file import write_quiz
from tests.web.serving import KEY


def demo() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(write_quiz(demo_quiz("en")))
    return document


async def start(client: aiohttp.ClientSession, body: object, key: str | None = KEY) -> tuple[int, dict[str, Any]]:
    headers = {} if key is None else {"Authorization": f"Bearer {key}"}
    async with client.post("/api/v2/games", json=body, headers=headers) as response:
        return response.status, await response.json(content_type=None)


async def test_a_server_that_is_well_says_so(client: aiohttp.ClientSession) -> None:
    async with client.get("/health") as response:
        assert response.status == 200
        assert (await response.json())["status"] == "ok"


async def test_a_visitor_reads_that_the_server_runs(client: aiohttp.ClientSession) -> None:
    for path in ("/", "/play?pin=123456", "/host"):
        async with client.get(path) as response:
            assert response.status == 200
            assert "Rumpus" in await response.text()


async def test_the_operator_starts_a_game(client: aiohttp.ClientSession) -> None:
    status, game = await start(client, {"quiz": demo(), "options": {"late_join": True}})

    assert status == 201
    assert len(game["game_pin"]) == 6
    assert game["game_id"] != game["public_id"]
    async with client.get("/health") as response:
        assert (await response.json())["games"] == 1


async def test_nobody_else_does(client: aiohttp.ClientSession) -> None:
    for key in (None, "", "wrong", "sämtlich"):
        status, problem = await start(client, {"quiz": demo()}, key)

        assert status == 401
        assert problem["code"] in {"not_signed_in", "credentials_invalid"}


async def test_a_quiz_that_cannot_be_played_is_refused_with_every_reason(client: aiohttp.ClientSession) -> None:
    quiz = demo()
    quiz["title"] = ""
    quiz["questions"][1]["time"] = "soon"

    status, problem = await start(client, {"quiz": quiz})

    assert (status, problem["code"]) == (422, "quiz_invalid")
    assert len(problem["errors"]) == 2
    assert any("title" in error for error in problem["errors"])


@pytest.mark.parametrize("body", [[], {}, {"quiz": 5}, {"quiz": {}, "options": {"late_join": "perhaps"}}, "quiz"])
async def test_a_body_that_is_no_game_is_refused(client: aiohttp.ClientSession, body: object) -> None:
    status, problem = await start(client, body)

    assert status in {400, 422}
    assert problem["code"]


async def test_results_need_a_token(client: aiohttp.ClientSession) -> None:
    async with client.get("/api/v1/quiz/export_data/" + "0" * 64) as response:
        assert response.status == 404
        assert (await response.json())["detail"] == "export token not found"


async def test_figures_can_be_scraped(client: aiohttp.ClientSession) -> None:
    await start(client, {"quiz": demo()})

    async with client.get("/metrics") as response:
        text = await response.text()

    assert "rumpus_tables 1.0" in text
    assert "rumpus_gc_pause_seconds_bucket" in text
