"""The built client over HTTP: files, the page for every path that is not the server's own, and what comes with them."""

import gzip
from collections.abc import AsyncIterator
from pathlib import Path
from urllib.parse import urlsplit

import aiohttp
import pytest
from yarl import URL

from rumpus.web.client import PAGES
from tests.web.built_client import FONT, START, build
from tests.web.serving import Served, served

HTML = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.fixture
async def site(tmp_path: Path) -> AsyncIterator[Served]:
    async with served(tmp_path / "data", client=build(tmp_path / "built")) as one:
        yield one


@pytest.mark.parametrize("path", ["/", "/play?pin=123456", *(f"/{page}" for page in sorted(PAGES)), "/host/game/1/x"])
async def test_every_page_is_the_one_page(client: aiohttp.ClientSession, path: str) -> None:
    async with client.get(path) as response:
        assert response.status == 200
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert response.headers["Cache-Control"] == "no-cache"
        assert 'base: ""' in await response.text()


def test_every_page_of_the_client_is_known() -> None:
    routes = Path(__file__).parents[2] / "frontend/src/routes"
    assert {route.name for route in routes.iterdir() if route.is_dir() and not route.name.startswith("(")} <= PAGES


async def test_the_page_itself_says_that_there_is_no_such_page(client: aiohttp.ClientSession) -> None:
    async with client.get("/nowhere/at/all", headers=HTML) as response:
        assert response.status == 404
        assert "Rumpus" in await response.text()
    async with client.get("/nowhere", headers={"Accept": "application/json"}) as response:
        assert response.status == 404
        assert (await response.json(content_type=None))["code"] == "not_found"


async def test_the_servers_own_paths_stay_what_they_are(client: aiohttp.ClientSession) -> None:
    for path, status in (("/api/v2/nothing", 404), ("/api/v2/me", 401), ("/health", 200), ("/metrics", 200)):
        async with client.get(path, headers=HTML) as response:
            assert response.status == status
            assert "text/html" not in response.headers["Content-Type"]
    async with client.get("/socket.io/", headers=HTML) as response:
        assert response.status == 400
    async with client.post("/play", headers=HTML) as response:
        assert response.status == 405


async def test_files_come_as_what_they_are(client: aiohttp.ClientSession) -> None:
    for path, media_type in (
        (START, "text/javascript; charset=utf-8"),
        (FONT, "font/woff2"),
        ("/manifest.webmanifest", "application/manifest+json"),
        ("/icon.svg", "image/svg+xml"),
    ):
        async with client.get(path) as response:
            assert (response.status, response.headers["Content-Type"]) == (200, media_type)
            assert response.headers["X-Content-Type-Options"] == "nosniff"
            assert len(await response.read()) > 0


async def test_only_files_of_the_build_are_served(client: aiohttp.ClientSession, site: Served, tmp_path: Path) -> None:
    (tmp_path / "built/later.js").write_text("later()")
    for path in ("/_app/immutable/entry/gone.js", "/_app/", "/_app/%2e%2e/%2e%2e/data/operator.key"):
        async with client.get(URL(site.url + path, encoded=True), headers=HTML) as response:
            assert (response.status, response.headers["Content-Type"]) == (404, "text/plain; charset=utf-8")
            assert response.headers["Cache-Control"] == "no-store"
    for path in ("/later.js", "/.done", "/200.html", "/%2e%2e/data/operator.key", "//etc/passwd"):
        async with client.get(URL(site.url + path, encoded=True), headers={"Accept": "*/*"}) as response:
            assert response.status == 404


async def test_text_is_sent_compressed_to_who_takes_it(client: aiohttp.ClientSession, site: Served) -> None:
    async with (
        aiohttp.ClientSession(site.url, auto_decompress=False) as raw,
        raw.get(START, headers={"Accept-Encoding": "br, gzip;q=0.9"}) as response,
    ):
        assert response.headers["Content-Encoding"] == "gzip"
        assert response.headers["Vary"] == "Accept-Encoding"
        compressed, etag = await response.read(), response.headers["ETag"]
    for accepted in ("identity", "gzip;q=0", "br"):
        async with client.get(START, headers={"Accept-Encoding": accepted}) as response:
            assert "Content-Encoding" not in response.headers
            assert response.headers["ETag"] != etag, "a strong tag names bytes"
            assert gzip.decompress(compressed) == await response.read()


@pytest.mark.parametrize("path", ["/play", START, FONT])
async def test_what_a_browser_has_is_not_sent_again(client: aiohttp.ClientSession, path: str) -> None:
    async with client.get(path) as response:
        etag = response.headers["ETag"]
        cache_control = response.headers["Cache-Control"]
    for known in (etag, f'"another", W/{etag}', "*"):
        async with client.get(path, headers={"If-None-Match": known}) as response:
            assert (response.status, await response.read()) == (304, b"")
            assert (response.headers["ETag"], response.headers["Cache-Control"]) == (etag, cache_control)
    async with client.get(path, headers={"If-None-Match": '"another"'}) as response:
        assert response.status == 200


@pytest.mark.parametrize("path", ["/play", "/nowhere", START, "/_app/gone.js"])
async def test_head_is_get_without_the_body(client: aiohttp.ClientSession, path: str) -> None:
    async with client.get(path, headers=HTML) as got, client.head(path, headers=HTML) as asked:
        assert asked.status == got.status
        for name in ("Content-Length", "Content-Type", "Cache-Control"):
            assert asked.headers[name] == got.headers[name]
        assert await asked.read() == b""


async def test_the_page_says_what_it_may_do(client: aiohttp.ClientSession, site: Served) -> None:
    async with client.get("/play") as response:
        policy = response.headers["Content-Security-Policy"]
        assert response.headers["Referrer-Policy"] == "same-origin"
    assert policy.count("'sha256-") == 2
    assert f"ws://{urlsplit(site.url).netloc} " in policy
    assert "Strict-Transport-Security" not in response.headers


async def test_a_link_signs_in_and_leads_to_the_hosts_page(client: aiohttp.ClientSession, site: Served) -> None:
    async with client.get(site.start.link) as response:
        assert (response.status, response.url.path) == (200, "/host")
    async with client.get("/api/v2/session") as response:
        assert (await response.json())["user"]["name"] == "Operator"
    other = await site.browser()
    async with other.get(site.start.link) as response:
        assert (response.status, response.url.path_qs) == (200, "/host/sign-in?problem=link_spent")


async def test_who_has_built_no_client_reads_what_to_run(tmp_path: Path) -> None:
    async with served(tmp_path) as one:
        browser = await one.browser()
        async with browser.get("/host") as response:
            assert "make serve" in await response.text()
