"""Signing in and out of /api/v2: cookies, links, sessions, accounts."""

import asyncio
from pathlib import Path

import aiohttp
import pytest

from rumpus.web.access_token import AccessTokens
from tests.web.serving import PASSWORD, Served, served


async def me(browser: aiohttp.ClientSession) -> str | None:
    """Who is signed in there."""
    async with browser.get("/api/v2/session") as response:
        user = (await response.json())["user"]
    return None if user is None else str(user["name"])


async def sign_in(browser: aiohttp.ClientSession, name: str, password: str = PASSWORD) -> int:
    async with browser.post("/api/v2/session", json={"name": name, "password": password}) as response:
        return response.status


async def test_who_signs_in_is_known_from_then_on(site: Served) -> None:
    await site.user("Ada", email="ada@school.example")
    by_name, by_address = await site.browser(), await site.browser()

    assert await sign_in(by_name, "ada") == 201
    assert await sign_in(by_address, "ADA@school.example") == 201

    assert await me(by_name) == await me(by_address) == "Ada"


async def test_cookies_are_kept_from_scripts_and_other_sites(site: Served) -> None:
    await site.user("Ada")
    browser = await site.browser()
    async with browser.post("/api/v2/session", json={"name": "Ada", "password": PASSWORD}) as response:
        cookies = response.headers.getall("Set-Cookie")

    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=lax" in cookie
        assert "Path=/" in cookie
        assert "Secure" not in cookie
        assert PASSWORD not in cookie


async def test_behind_a_proxy_that_speaks_tls_cookies_are_secure(tmp_path: Path) -> None:
    async with served(tmp_path, trusted_proxies=("127.0.0.1",)) as site:
        await site.user("Ada")
        browser = await site.browser()
        headers = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
        credentials = {"name": "Ada", "password": PASSWORD}
        async with browser.post("/api/v2/session", json=credentials, headers=headers) as response:
            assert all("Secure" in cookie for cookie in response.headers.getall("Set-Cookie"))


@pytest.mark.parametrize(("name", "password"), [("Ada", "wrong password"), ("Nobody", PASSWORD), ("Ada", "")])
async def test_a_wrong_name_and_a_wrong_password_are_told_alike(site: Served, name: str, password: str) -> None:
    await site.user("Ada")
    browser = await site.browser()
    async with browser.post("/api/v2/session", json={"name": name, "password": password}) as response:
        assert response.status == 401
        assert response.content_type == "application/problem+json"
        assert (await response.json())["code"] == "wrong_password"
    assert await me(browser) is None


async def test_guessing_passwords_is_limited(site: Served) -> None:
    await site.user("Ada")
    browser = await site.browser()
    for _ in range(10):
        assert await sign_in(browser, "Ada", "a wrong guess") == 401

    async with browser.post("/api/v2/session", json={"name": "Ada", "password": PASSWORD}) as response:
        assert response.status == 429
        assert int(response.headers["Retry-After"]) > 0
        assert (await response.json())["code"] == "too_many_attempts"


async def test_signing_out_ends_this_session_and_no_other(site: Served) -> None:
    await site.user("Ada")
    here, there = await site.signed_in("Ada"), await site.signed_in("Ada")

    async with here.delete("/api/v2/session") as response:
        assert response.status == 204

    assert await me(here) is None
    assert await me(there) == "Ada"


async def test_signing_out_everywhere_ends_access_tokens_too(site: Served) -> None:
    await site.user("Ada")
    here, there = await site.signed_in("Ada"), await site.signed_in("Ada")

    async with here.delete("/api/v2/sessions?keep_this=true") as response:
        assert await response.json() == {"ended": 1}
    assert (await me(here), await me(there)) == ("Ada", None)

    async with here.delete("/api/v2/sessions") as response:
        assert await response.json() == {"ended": 1}
    assert await me(here) is None


async def test_sessions_are_listed_without_any_secret(site: Served) -> None:
    await site.user("Ada")
    browser = await site.signed_in("Ada")
    secrets = [cookie.value for cookie in browser.cookie_jar]

    async with browser.get("/api/v2/sessions") as response:
        text = await response.text()
        told = await response.json()

    assert told["items"][0]["id"] == told["current"]
    assert not any(secret in text for secret in secrets)


async def test_the_link_of_the_console_signs_the_operator_in_once(site: Served) -> None:
    first, second = await site.browser(), await site.browser()

    async with first.get(site.start.link, allow_redirects=False) as response:
        assert (response.status, response.headers["Location"]) == (302, "/host")
    assert await me(first) == "Operator"
    async with second.get(site.start.link) as response:
        assert response.url.path == "/host/sign-in"
        assert "rumpus users link" in await response.text()
    assert await me(second) is None
    async with first.get(site.start.link, allow_redirects=False) as response:
        assert response.headers["Location"] == "/host"


async def test_who_came_by_a_link_sets_a_password_without_the_old_one(site: Served) -> None:
    user = await site.user("Ada")
    browser = await site.browser()
    token = await site.library.links.make(user.id)
    async with browser.get(f"/api/v2/session/link?token={token}"):
        pass

    async with browser.put("/api/v2/me/password", json={"new": "a whole new one"}) as response:
        assert response.status == 204

    assert await sign_in(await site.browser(), "Ada", "a whole new one") == 201
    assert await sign_in(await site.browser(), "Ada") == 401


async def test_a_password_is_changed_by_who_knows_it_and_ends_other_sessions(site: Served) -> None:
    await site.user("Ada")
    here, there = await site.signed_in("Ada"), await site.signed_in("Ada")

    async with here.put("/api/v2/me/password", json={"new": "a whole new one"}) as response:
        assert (await response.json())["code"] == "password_needed"
    async with here.put("/api/v2/me/password", json={"current": "wrong one", "new": "a whole new one"}) as response:
        assert response.status == 401
    async with here.put("/api/v2/me/password", json={"current": PASSWORD, "new": "short"}) as response:
        assert (response.status, (await response.json())["field"]) == (422, "password")
    async with here.put("/api/v2/me/password", json={"current": PASSWORD, "new": "a whole new one"}) as response:
        assert response.status == 204

    assert await me(here) == "Ada"
    assert await me(there) is None


async def test_an_access_token_that_is_too_old_is_renewed_from_the_session(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    await site.user("Ada", email="ada@school.example")
    monkeypatch.setattr("rumpus.web.access_token.LASTS", -1)
    browser = await site.signed_in("Ada")
    monkeypatch.undo()

    async with browser.get("/api/v1/users/check") as response:
        assert await response.json() == {"email": "ada@school.example"}
        assert "access_token" in response.cookies
    async with browser.get("/api/v1/users/check") as response:
        assert response.status == 200
        assert not response.cookies


async def test_an_access_cookie_that_holds_no_more_is_taken_away(site: Served) -> None:
    stranger = AccessTokens(b"another server's key, which is long enough").make("0", "ada@school.example")
    for value in (f'"Bearer {stranger}"', f"Bearer {stranger}", "nonsense", '"', "Bearer "):
        browser = await site.browser()
        async with browser.get("/api/v2/me", headers={"Cookie": f"access_token={value}"}) as response:
            assert response.status == 401
            assert (await response.json())["code"] == "credentials_invalid"
            assert "Max-Age=0" in response.headers["Set-Cookie"]


async def test_an_access_token_goes_in_a_header_too(site: Served) -> None:
    await site.user("Ada")
    browser = await site.browser()
    async with browser.post("/api/v1/login/start", json={"email": "Ada"}) as response:
        login = (await response.json())["session_id"]
    proof = {"auth_type": "PASSWORD", "data": PASSWORD}
    async with browser.post(f"/api/v1/login/step/1?session_id={login}", json=proof) as response:
        token = (await response.json())["access_token"]

    script = await site.browser()
    async with script.get("/api/v2/me", headers={"Authorization": f"Bearer {token}"}) as response:
        assert (await response.json())["name"] == "Ada"


async def test_a_key_opens_no_account(site: Served) -> None:
    user = await site.user("Ada")
    key = (await site.library.keys.make(user.id)).key
    browser = await site.browser()
    async with browser.get("/api/v2/me", headers={"Authorization": f"Bearer {key}"}) as response:
        assert (response.status, (await response.json())["code"]) == (403, "key_not_enough")
    async with browser.get(f"/api/v2/me?api_key={key}") as response:
        assert response.status == 401


async def test_a_disabled_account_is_out_at_once(site: Served) -> None:
    user = await site.user("Ada")
    browser = await site.signed_in("Ada")
    await site.library.users.set_disabled(user.id, True)

    assert await me(browser) is None
    assert await sign_in(await site.browser(), "Ada") == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "none"}, 200),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "OWN"}, 200),
        ({"Origin": "OWN", "Sec-Fetch-Site": "cross-site"}, 403),
    ],
)
async def test_a_page_of_another_site_changes_nothing(site: Served, headers: dict[str, str], status: int) -> None:
    await site.user("Ada")
    browser = await site.signed_in("Ada")
    headers = {name: site.url if value == "OWN" else value for name, value in headers.items()}

    async with browser.patch("/api/v2/me", json={"email": "new@school.example"}, headers=headers) as response:
        assert response.status == status


async def test_a_page_of_another_site_signs_nobody_in(site: Served) -> None:
    await site.user("Ada")
    browser = await site.browser()
    credentials = {"name": "Ada", "password": PASSWORD}
    async with browser.post("/api/v2/session", json=credentials, headers={"Origin": "http://evil.example"}) as response:
        assert (response.status, (await response.json())["code"]) == (403, "foreign_page")


async def test_who_was_invited_makes_an_account_and_is_in(site: Served) -> None:
    operator = await site.library.users.operator()
    made = await site.library.invitations.make(created_by=operator.id, role="teacher", email="ada@school.example")
    browser = await site.browser()
    account = {"name": "Ada", "password": PASSWORD, "email": "ada@school.example"}

    async with browser.post("/api/v2/accounts", json=account) as response:
        assert (response.status, (await response.json())["code"]) == (403, "registration_invitation_needed")
    async with browser.post("/api/v2/accounts/invitation", json={"code": made.code}) as response:
        assert (await response.json())["email"] == "ada@school.example"
    async with browser.post("/api/v2/accounts", json=account | {"invitation": made.code}) as response:
        assert response.status == 201

    assert await me(browser) == "Ada"
    async with browser.post("/api/v2/accounts/invitation", json={"code": made.code}) as response:
        assert (response.status, (await response.json())["code"]) == (404, "invitation_not_found")


async def test_the_first_person_who_registers_is_administrator(tmp_path: Path) -> None:
    async with served(tmp_path, registration="open") as site:
        browsers = [await site.browser() for _ in range(6)]

        async def register(number: int) -> int:
            account = {"password": PASSWORD, "email": f"{number}@school.example"}
            old, new = account | {"username": f"user {number}"}, account | {"name": f"user {number}"}
            path, body = ("/api/v1/users/create", old) if number % 2 else ("/api/v2/accounts", new)
            async with browsers[number].post(path, json=body) as response:
                return response.status

        assert set(await asyncio.gather(*map(register, range(6)))) == {200, 201}
        people = [user for user in (await site.library.users.page()).items if user.name != "Operator"]

    assert len(people) == 6
    (first,) = [user for user in people if user.is_administrator]
    assert first.memberships[0].role == "owner"


async def test_an_account_is_erased_by_who_knows_its_password(site: Served) -> None:
    await site.user("Ada")
    browser = await site.signed_in("Ada")

    async with browser.post("/api/v2/me/erase", json={}) as response:
        assert response.status == 403
    async with browser.post("/api/v2/me/erase", json={"password": PASSWORD}) as response:
        assert response.status == 204

    assert await site.library.users.find("Ada") is None


async def test_the_last_administrator_stays(site: Served) -> None:
    browser = await site.browser()
    async with browser.get(site.start.link):
        pass
    operator = await site.library.users.operator()

    async with browser.put(f"/api/v2/users/{operator.id}/administrator", json={"value": False}) as response:
        assert (response.status, (await response.json())["code"]) == (409, "last_administrator")


async def test_lists_of_accounts_go_on_at_a_cursor(site: Served) -> None:
    for number in range(4):
        await site.user(f"user {number}")
    browser = await site.browser()
    async with browser.get(site.start.link):
        pass

    names: list[str] = []
    cursor = ""
    while True:
        async with browser.get(f"/api/v2/users?limit=2{cursor}") as response:
            page = await response.json()
        names += [user["name"] for user in page["items"]]
        if page["next"] is None:
            break
        cursor = f"&cursor={page['next']}"

    assert sorted(names) == ["Operator", "user 0", "user 1", "user 2", "user 3"]
    async with browser.get("/api/v2/users?cursor=nonsense") as response:
        assert (response.status, (await response.json())["code"]) == (400, "cursor_invalid")
