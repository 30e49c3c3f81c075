"""Under a path of a reverse proxy, whether it takes that path off or leaves it on."""

import re
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest

from rumpus.quiz.content.demo import demo_quiz
from rumpus.quiz.content.quiz_file import write_quiz
from rumpus.web.base_path import base_path_of
from rumpus.web.examples import QUIZ
from tests.web.built_client import START, build
from tests.web.serving import KEY, Served, served


@pytest.mark.parametrize(
    ("text", "base"),
    [("", ""), ("/", ""), ("/rumpus", "/rumpus"), ("rumpus/", "/rumpus"), ("/a/b-c_~.d/", "/a/b-c_~.d")],
)
def test_what_somebody_means(text: str, base: str) -> None:
    assert base_path_of(text) == base


@pytest.mark.parametrize(
    "text", ["/a b", "/..", "/a/../b", "/a//b", "/ä", "/<b>", '/"', "/a?b", "/a;b", "/%2e", "/api", "/api/x", "/_app"]
)
def test_what_is_no_base_path(text: str) -> None:
    with pytest.raises(ValueError, match="base path"):
        base_path_of(text)


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path / "data", client=build(tmp_path / "built"), base_path="/rumpus") as one:
        yield one


@pytest.fixture(params=["/rumpus", ""], ids=["left on", "taken off"])
def prefix(request: pytest.FixtureRequest) -> str:
    """What the server sees of the base path."""
    given: str = request.param
    return given


async def test_pages_and_files_know_where_they_are(client: aiohttp.ClientSession, prefix: str) -> None:
    async with client.get(f"{prefix}/play") as response:
        assert response.status == 200
        assert 'base: "/rumpus"' in await response.text()
    async with client.get(prefix + START) as response:
        assert "/rumpus/_app/one.js" in await response.text()
    async with client.get(f"{prefix}/health") as response:
        assert (await response.json())["status"] == "ok"


async def test_the_path_without_a_slash_leads_to_the_one_with(client: aiohttp.ClientSession) -> None:
    async with client.get("/rumpus?pin=1", allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (308, "/rumpus/?pin=1")
    async with client.get("/rumpusx", headers={"Accept": "text/html"}) as response:
        assert response.status == 404


async def test_a_link_signs_in_where_browsers_see_the_server(
    client: aiohttp.ClientSession, site: Served, prefix: str
) -> None:
    async with client.get(prefix + site.start.link, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, "/rumpus/host")
        told = response.headers.getall("Set-Cookie")
    assert len(told) == 2
    assert all(re.search(r"; path=/rumpus(;|$)", cookie, re.IGNORECASE) for cookie in told)
    async with client.get("/rumpus/api/v2/session") as response:
        assert (await response.json())["user"]["name"] == "Operator"
    async with client.delete("/rumpus/api/v2/session") as response:
        assert response.status == 204
    async with client.get("/rumpus/api/v2/session") as response:
        assert (await response.json())["user"] is None


async def test_what_was_made_is_where_browsers_see_it(site: Served) -> None:
    await site.user("anna")
    browser = await site.signed_in("anna")
    async with browser.post("/rumpus/api/v2/quizzes", json={"document": QUIZ}) as response:
        assert response.status == 201
        made = response.headers["Location"]
    assert made.startswith("/rumpus/api/v2/quizzes/")
    async with browser.get(made) as response:
        assert (await response.json())["document"]["title"] == QUIZ["title"]


async def test_players_are_sent_under_the_path(client: aiohttp.ClientSession, prefix: str) -> None:
    body = b'{"quiz": ' + write_quiz(demo_quiz("en")) + b"}"
    headers = {"Authorization": f"Bearer {KEY}", "Host": "school.example", "Content-Type": "application/json"}
    async with client.post(f"{prefix}/api/v2/games", data=body, headers=headers) as response:
        game = await response.json()
        assert response.status == 201
    assert game["join_url"] == f"http://school.example/rumpus/play?pin={game['game_pin']}"


@pytest.mark.parametrize("transport", ["websocket", "polling"])
async def test_sockets_connect_under_the_path(site: Served, prefix: str, transport: str) -> None:
    browser = await site.browser()
    path = f"{prefix}/socket.io/?EIO=4&transport={transport}"
    if transport == "polling":
        async with browser.get(path) as response:
            assert (await response.text()).startswith('0{"sid":')
    else:
        async with browser.ws_connect(path) as socket:
            assert (await socket.receive_str()).startswith('0{"sid":')
