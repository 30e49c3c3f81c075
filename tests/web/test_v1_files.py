"""Pictures as the deployed original's pages use them."""

import base64
import io

import aiohttp
from PIL import Image

from tests.web.answers import answer
from tests.web.deployed import form, picture
from tests.web.serving import Served

ITEM = {
    "id", "uploaded_at", "mime_type", "hash", "size", "deleted_at", "alt_text", "filename", "thumbhash", "server",
    "imported",
}  # fmt: skip


async def test_a_picture_goes_in_and_comes_out(site: Served, browser: aiohttp.ClientSession) -> None:
    status, item = await answer(browser.post("/api/v1/storage/", data=form(picture(), "red.png")))
    assert status == 200
    assert item.keys() == ITEM
    assert (item["mime_type"], item["filename"]) == ("image/png", "red.png")
    async with browser.get(f"/api/v1/storage/info/{item['id']}") as response:
        assert response.headers["X-Alt-Text"] == "", "deployed pages decode it, there or not"
    status, described = await answer(
        browser.put(f"/api/v1/storage/meta/{item['id']}", json={"alt_text": "rot, größer"})
    )
    assert (status, described["alt_text"], described["filename"]) == (200, "rot, größer", "red.png")

    nobody = await site.browser()
    async with nobody.get(f"/api/v1/storage/download/{item['id']}") as response:
        assert response.status == 200
        shown = Image.open(io.BytesIO(await response.read()))
        assert (shown.size, shown.format) == ((8, 8), "PNG")
        assert response.headers["Content-Type"] == "image/png"
        assert response.headers["Cache-Control"] == "public, immutable, max-age=31536000"
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in response.headers["Content-Security-Policy"]
        assert base64.b64decode(response.headers["X-Alt-Text"]).decode() == "rot, größer"
        assert response.headers["X-Hash"] == item["hash"]
    for asking in (
        nobody.get(f"/api/v1/storage/info/{item['id']}"),
        nobody.head(f"/api/v1/storage/download/{item['id']}"),
        nobody.head(f"/api/v1/storage/download/{item['id'].replace('-', '')}"),
        nobody.head(f"/api/v1/storage/download/{item['id']}--{item['id']}"),
    ):
        async with asking as response:
            assert response.status == 200
            assert response.headers["Content-Type"] == "image/png"
            assert response.headers["Content-Size"] == str(item["size"])
            assert response.headers["Content-Length"] == str(item["size"] if response.method == "HEAD" else 0)
            assert await response.read() == b""


async def test_the_same_picture_is_kept_once(browser: aiohttp.ClientSession) -> None:
    _, first = await answer(browser.post("/api/v1/storage/", data=form(picture(), "red.png")))
    _, second = await answer(browser.post("/api/v1/storage/raw", data=picture()))
    assert first["id"] == second["id"]
    for path in ("list", "list/last"):
        status, listed = await answer(browser.get(f"/api/v1/storage/{path}"))
        assert (status, [item["id"] for item in listed]) == (200, [first["id"]])
    status, limit = await answer(browser.get("/api/v1/storage/limit"))
    assert (status, limit["used"], limit["limit_reached"]) == (200, first["size"], False)


async def test_what_is_no_picture_is_refused(browser: aiohttp.ClientSession) -> None:
    for data in (b"<svg onload='alert(1)'/>", b"", b"\x89PNG\r\n\x1a\nnothing", b"GIF89a"):
        status, body = await answer(browser.post("/api/v1/storage/", data=form(data, "x.png")))
        assert (status, body) == (422, {"detail": "Unsupported"})
    assert (await answer(browser.post("/api/v1/storage/", data=b"no form")))[0] in (400, 415, 422)
    assert (await answer(browser.post("/api/v1/storage/raw", data=io.BytesIO(b"x" * (10 * 1024 * 1024 + 1)))))[0] == 413


async def test_a_picture_that_is_none(site: Served, browser: aiohttp.ClientSession) -> None:
    nobody = await site.browser()
    assert await answer(nobody.get("/api/v1/storage/download/nope")) == (400, {"detail": "Invalid file name"})
    unknown = "847c64d3-39f9-4bb7-8f13-fae913f67858"
    assert (await answer(nobody.get(f"/api/v1/storage/download/{unknown}")))[0] == 404
    _, item = await answer(browser.post("/api/v1/storage/raw", data=picture()))
    assert await answer(browser.delete(f"/api/v1/storage/meta/{item['id']}")) == (200, None)
    assert (await answer(nobody.get(f"/api/v1/storage/download/{item['id']}")))[0] == 404
