"""A store of files that does not answer: told clearly on both surfaces, and everything else goes on."""

from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tests.web.deployed import form, picture
from tests.web.serving import served


async def test_store_that_does_not_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "key")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "the-secret-key")
    async with served(tmp_path) as site:
        await site.user("teacher")
        browser = await site.signed_in("teacher")
        async with browser.post("/api/v2/files", data=form(picture(), "red.png")) as response:
            kept = (await response.json())["id"]
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    with capture_logs() as logs:
        async with served(tmp_path, files="s3://bucket/prefix") as site:
            browser = await site.signed_in("teacher")
            for asking in (
                browser.post("/api/v2/files", data=form(picture("blue"), "blue.png")),
                browser.post("/api/v1/storage/", data=form(picture("blue"), "blue.png")),
                browser.get(f"/api/v2/files/{kept}/content"),
                browser.get(f"/api/v1/storage/download/{kept}"),
            ):
                async with asking as response:
                    assert response.status == 503
                    assert int(response.headers["Retry-After"]) > 0
                    assert "does not answer" in (await response.json(content_type=None))["detail"]
            async with browser.get("/api/v2/files") as response:
                assert [file["id"] for file in (await response.json())["items"]] == [kept]
            async with browser.get("/api/v2/quizzes") as response:
                assert response.status == 200
    assert any("pictures can neither" in entry["event"] for entry in logs)
    assert "the-secret-key" not in repr(logs)
