"""Accounts as deployed clients know them: shapes as in the transcripts (quiz-rest), without the holes."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import jwt
import pytest

from tests.web.serving import PASSWORD, Served, served

ADDRESS = "t@example.com"


@pytest.fixture
async def open_site(tmp_path: Path) -> AsyncIterator[Served]:
    """A server on which anybody may register."""
    async with served(tmp_path, registration="open") as one:
        yield one


async def asked(browser: aiohttp.ClientSession, method: str, path: str, body: Any = None, status: int = 200) -> Any:
    async with browser.request(method, f"/api/v1/{path}", json=body, allow_redirects=False) as response:
        text = await response.text()
        assert response.status == status, text
        return json.loads(text) if text else None


async def signed_up(site: Served) -> aiohttp.ClientSession:
    """A teacher's browser after the way of the transcript."""
    browser = await site.browser()
    created = await asked(
        browser, "POST", "users/create", {"email": ADDRESS, "password": PASSWORD, "username": "teacher"}
    )
    assert created == {"id": created["id"], "email": ADDRESS, "verified": True}
    begun = await asked(browser, "POST", "login/start", {"email": ADDRESS})
    assert begun == {
        "step_1": ["PASSWORD"],
        "step_2": [],
        "session_id": begun["session_id"],
        "webauthn_data": None,
    }
    assert len(begun["session_id"]) == 32
    step = f"login/step/1?session_id={begun['session_id']}"
    wrong = await asked(browser, "POST", step, {"auth_type": "PASSWORD", "data": "wrong"}, 401)
    assert wrong == {"detail": "wrong credentials"}
    given = await asked(browser, "POST", step, {"auth_type": "PASSWORD", "data": PASSWORD})
    assert set(given) == {"access_token", "token_type"}
    await asked(browser, "POST", step, {"auth_type": "PASSWORD", "data": PASSWORD}, 401)
    return browser


async def test_the_way_of_the_transcript(open_site: Served) -> None:
    browser = await signed_up(open_site)

    assert await asked(browser, "GET", "users/check") == {"email": ADDRESS}
    me = await asked(browser, "GET", "users/me")
    assert set(me) == {
        *("id", "email", "username", "verified", "created_at", "auth_type", "google_uid", "github_user_id"),
        *("require_password", "storage_used", "gameresultss", "quiztivitys", "quiztivityshares", "storageitems"),
        *("controllers", "ratings"),
    }
    assert (me["email"], me["username"], me["auth_type"]) == (ADDRESS, "teacher", "LOCAL")
    session = await asked(browser, "GET", "users/session")
    assert set(session) == {"id", "created_at", "ip_address", "user_agent", "last_seen"}
    async with browser.get("/api/v1/users/logout", allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, "/")
    assert await asked(browser, "GET", "users/me", status=401) == {"detail": "Not authenticated"}


async def test_pages_read_the_access_cookie_without_a_key(open_site: Served) -> None:
    """Deployed pages strip "Bearer " and decode (quiz.md 6.2)."""
    browser = await open_site.browser()
    await open_site.user("teacher", email=ADDRESS)
    begun = await asked(browser, "POST", "login/start", {"email": ADDRESS})
    async with browser.post(
        f"/api/v1/login/step/1?session_id={begun['session_id']}", json={"auth_type": "PASSWORD", "data": PASSWORD}
    ) as response:
        headers = response.headers.getall("Set-Cookie")
        access = response.cookies["access_token"]
        remember = response.cookies["rememberme_token"]

    assert headers[0].startswith('access_token="Bearer ')
    claims = jwt.decode(access.value.removeprefix("Bearer "), options={"verify_signature": False})
    assert claims["sub"] == ADDRESS
    assert int(access["max-age"]) > 24 * 60 * 60
    assert len(remember.value) == 64


async def test_whether_there_is_an_account_is_not_told(site: Served) -> None:
    await site.user("teacher", email=ADDRESS)
    browser = await site.browser()
    answers = [await asked(browser, "POST", "login/start", {"email": email}) for email in (ADDRESS, "x@example.com")]

    assert answers[0] | {"session_id": ""} == answers[1] | {"session_id": ""}


async def test_a_taken_address_and_a_closed_server_are_told_as_before(open_site: Served, tmp_path: Path) -> None:
    await signed_up(open_site)
    somebody = {"email": ADDRESS, "password": PASSWORD, "username": "somebody"}
    browser = await open_site.browser()
    await asked(browser, "POST", "users/create", somebody, 409)
    await asked(browser, "POST", "users/create", somebody | {"email": "nonsense"}, 400)
    async with served(tmp_path / "closed", registration="closed") as closed:
        await asked(await closed.browser(), "POST", "users/create", somebody, 423)


async def test_session_keys_are_told_to_nobody(open_site: Served) -> None:
    browser = await signed_up(open_site)
    secrets = [cookie.value for cookie in browser.cookie_jar]
    async with browser.get("/api/v1/users/sessions/list") as response:
        text = await response.text()

    assert "session_key" not in text
    assert not any(secret in text for secret in secrets)


async def test_a_key_is_its_owners_to_delete_and_nobody_elses(open_site: Served) -> None:
    browser = await signed_up(open_site)
    await open_site.user("other")
    other = await open_site.signed_in("other")
    key = (await asked(browser, "POST", "users/api_keys"))["key"]
    assert len(key) == 48

    await asked(other, "DELETE", f"users/api_keys?api_key={key}", status=404)
    listed = await asked(browser, "GET", "users/api_keys")
    assert [one["hint"] for one in listed] == [key[:6]]
    await asked(browser, "DELETE", f"users/api_keys?api_key={key}")
    assert await asked(browser, "GET", "users/api_keys") == []


async def test_what_is_not_as_described_is_told_as_a_list(site: Served) -> None:
    browser = await site.browser()
    problem = await asked(browser, "POST", "login/start", {"email": 5}, 422)

    assert [set(one) for one in problem["detail"]] == [{"loc", "msg", "type"}]


async def test_a_foreign_page_signs_nobody_out(open_site: Served) -> None:
    browser = await signed_up(open_site)
    async with browser.get(
        "/api/v1/users/logout", allow_redirects=False, headers={"Sec-Fetch-Site": "cross-site"}
    ) as response:
        assert response.status == 302
    assert await asked(browser, "GET", "users/check") == {"email": ADDRESS}
