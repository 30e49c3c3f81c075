"""Where players are sent: by the setting, by the name the teacher used, never to localhost."""

from pathlib import Path

import aiohttp
import pytest

from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.records.drafts import draft_of
from tests.web.serving import KEY, Served, served

BEARER = {"Authorization": f"Bearer {KEY}"}


async def join_url(browser: aiohttp.ClientSession, host: str | None = None) -> str:
    headers = BEARER if host is None else {**BEARER, "Host": host}
    body = {"quiz": draft_of(demo_quiz("en")).document}
    async with browser.post("/api/v2/games", json=body, headers=headers) as response:
        assert response.status == 201, await response.text()
        url: str = (await response.json())["join_url"]
        return url.partition("/play?pin=")[0]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("quiz.school.example", "http://quiz.school.example"),
        ("quiz.school.example:8000", "http://quiz.school.example:8000"),
        ("192.168.1.20:8000", "http://192.168.1.20:8000"),
        ("[fd00::1]:8000", "http://[fd00::1]:8000"),
    ],
)
async def test_players_go_where_the_teacher_went(site: Served, host: str, expected: str) -> None:
    assert await join_url(await site.browser(), host) == expected


@pytest.mark.parametrize("host", ["localhost:8000", "127.0.0.1:8000", "[::1]:8000", "me.localhost:8000", "me:nonsense"])
async def test_players_are_not_sent_to_their_own_phone(site: Served, host: str) -> None:
    url = await join_url(await site.browser(), host)
    assert "127.0.0.1" not in url
    assert "::1" not in url


async def test_the_setting_wins(tmp_path: Path) -> None:
    async with served(tmp_path, public_url="https://quiz.example.org/") as site:
        assert await join_url(await site.browser(), "elsewhere.example") == "https://quiz.example.org"


async def test_no_name_of_a_server_breaks_the_code(site: Served) -> None:
    browser = await site.browser()
    async with browser.get("/api/v1/utils/qr/123456", headers={"Host": "a" * 3_000}) as response:
        assert response.status == 400
    async with browser.get("/api/v1/utils/qr/12345x") as response:
        assert response.status == 422
