"""Behind a real nginx, as docs/hosting.md shows it: under a path of its own, which it leaves on or takes off."""

import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.until import until
from tests.web.built_client import build
from tests.web.nginx import binary, nginx
from tests.web.serving import KEY, Served, served
from tests.web.test_site import demo
from tests.wire.socketio.js_clients import JsClients

pytestmark = pytest.mark.skipif(binary() is None, reason="no nginx is installed. On Debian: apt install nginx-light")

HOSTING = Path(__file__).parents[2] / "docs/hosting.md"


def locations(server: str, *, left_on: bool) -> str:
    """The proxy's configuration of docs/hosting.md for a path, with another address."""
    blocks: list[str] = re.findall(r"```nginx\n(.*?)```", HOSTING.read_text(), re.DOTALL)
    [shown] = [block for block in blocks if "/rumpus/" in block]
    assert shown.count("http://127.0.0.1:8000;") == 1
    return shown.replace("http://127.0.0.1:8000;", f"{server}{'' if left_on else '/'};")


@pytest.fixture(scope="module")
def clients() -> Iterator[JsClients]:
    running = JsClients()
    yield running
    running.stop()


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Served]:
    settings = {"base_path": "/rumpus", "trusted_proxies": ("127.0.0.1",)}
    async with served(tmp_path / "data", client=build(tmp_path / "built"), **settings) as one:
        yield one


@pytest.fixture(params=[True, False], ids=["left on", "taken off"])
def proxy(request: pytest.FixtureRequest, site: Served, tmp_path: Path) -> Iterator[str]:
    """The proxy's URL."""
    with nginx(tmp_path / "nginx", locations(site.url, left_on=request.param)) as url:
        yield url


async def test_pages_and_signing_in(site: Served, proxy: str) -> None:
    browser = await site.browser()
    async with browser.get(f"{proxy}/rumpus/play?pin=123456") as response:
        assert response.status == 200
        assert 'base: "/rumpus"' in await response.text()
        address = proxy.removeprefix("http://")
        assert f"ws://{address} " in response.headers["Content-Security-Policy"]
    async with browser.get(f"{proxy}/rumpus") as response:
        assert (response.status, response.url.path) == (200, "/rumpus/")
    async with browser.get(proxy + "/rumpus" + site.start.link) as response:
        assert (response.status, response.url.path) == (200, "/rumpus/host")
    async with browser.get(f"{proxy}/rumpus/api/v2/session") as response:
        assert (await response.json())["user"]["name"] == "Operator"
    async with browser.delete(f"{proxy}/rumpus/api/v2/session", headers={"Origin": proxy}) as response:
        assert response.status == 204
    async with browser.get(f"{proxy}/rumpus/api/v2/session") as response:
        assert (await response.json())["user"] is None


@pytest.mark.parametrize("transports", [["websocket"], ["polling"], ["polling", "websocket"]], ids="-".join)
async def test_a_page_plays_through_it(site: Served, proxy: str, clients: JsClients, transports: list[str]) -> None:
    browser = await site.browser()
    headers = {"Authorization": f"Bearer {KEY}"}
    async with browser.post(f"{proxy}/rumpus/api/v2/games", json={"quiz": demo()}, headers=headers) as response:
        game = await response.json()
    # The name is another one: phones do not reach this machine under a loopback address.
    assert game["join_url"].endswith(f":{proxy.rpartition(':')[2]}/rumpus/play?pin={game['game_pin']}")

    headers = {"Origin": proxy}
    client = clients.open(f"{proxy}/quiz", path="/rumpus/socket.io/", transports=transports, extraHeaders=headers)
    await client.some("connect")
    if len(transports) > 1:
        await client.some("upgrade")
    client.emit("join_game", {"username": "anna", "game_pin": game["game_pin"]})
    await until(lambda: "joined_game" in [event for event, *_ in client.all("event")], why=lambda: str(client.log))
    client.do("close")
