"""Who may what of accounts, sessions, keys, invitations and workspaces."""

from collections.abc import Mapping

from tests.web.walk import PASSWORD, Cast, Row


async def a_session(cast: Cast) -> Mapping[str, str]:
    return {"session_id": (await cast.library.sessions.open(cast.owner.id)).session.id}


async def a_link(cast: Cast) -> Mapping[str, str]:
    return {"token": await cast.library.links.make(cast.owner.id)}


async def a_key(cast: Cast) -> Mapping[str, str]:
    made = await cast.library.keys.make(cast.owner.id)
    return {"key_id": made.record.id, "key": made.key}


async def an_invitation(cast: Cast) -> Mapping[str, str]:
    made = await cast.library.invitations.make(created_by=cast.administrator.id)
    return {"invitation_id": made.invitation.id, "code": made.code}


async def the_owner(cast: Cast) -> Mapping[str, str]:
    return {"user_id": cast.owner.id}


async def a_host(cast: Cast) -> Mapping[str, str]:
    """Somebody who may be erased."""
    user = await cast.library.users.add(f"somebody {await cast.library.users.count()}")
    return {"user_id": user.id}


async def a_new_name(cast: Cast) -> Mapping[str, str]:
    count = await cast.library.users.count()
    return {"name": f"newcomer {count}", **await an_invitation(cast)}


async def own_workspace(cast: Cast) -> Mapping[str, str]:
    """A workspace of the owner, with a member that can be taken away."""
    made = await cast.library.workspaces.create("a school", owner_id=cast.owner.id)
    somebody = await cast.library.users.add(f"member {await cast.library.users.count()}", workspace_id=made.id)
    return {"workspace_id": made.id, "user_id": somebody.id}


async def a_login(cast: Cast) -> Mapping[str, str]:
    browser = await cast.served.browser()
    async with browser.post("/api/v1/login/start", json={"email": cast.owner.email or cast.owner.name}) as response:
        login: str = (await response.json())["session_id"]
    return {"login": login, "step": "1"}


def credentials(cast: Cast, _: Mapping[str, str]) -> dict[str, str]:
    return {"name": cast.owner.name, "password": PASSWORD}


def newcomer(_: Cast, things: Mapping[str, str]) -> dict[str, str]:
    return {"name": things["name"], "password": PASSWORD, "invitation": things["code"]}


def newcomer_of_before(_: Cast, things: Mapping[str, str]) -> dict[str, str]:
    email = things["name"].replace(" ", "") + "@school.example"
    return {"username": things["name"], "password": PASSWORD, "email": email, "invitation": things["code"]}


ROWS = [
    # method, path, nobody, other, owner, administrator
    Row("GET", "/health", 200, 200, 200, 200),
    Row("GET", "/api/v2/session", 200, 200, 200, 200),
    Row("POST", "/api/v2/session", 201, 201, 201, 201, json=credentials),
    Row("DELETE", "/api/v2/session", 204, 204, 204, 204),
    Row("GET", "/api/v2/session/link", 302, 302, 302, 302, things=a_link, query="token={token}"),
    Row("GET", "/api/v2/sessions", 401, 200, 200, 200),
    Row("DELETE", "/api/v2/sessions", 401, 200, 200, 200),
    Row("DELETE", "/api/v2/sessions/{session_id}", 401, 404, 204, 404, things=a_session),
    Row("POST", "/api/v2/accounts", 201, 201, 201, 201, things=a_new_name, json=newcomer),
    Row(
        "POST",
        "/api/v2/accounts/invitation",
        200,
        200,
        200,
        200,
        things=an_invitation,
        json=lambda _, things: {"code": things["code"]},
    ),
    Row("GET", "/api/v2/invitations", 401, 403, 403, 200),
    Row("POST", "/api/v2/invitations", 401, 403, 403, 201, json={"role": "teacher"}),
    Row("DELETE", "/api/v2/invitations/{invitation_id}", 401, 403, 403, 204, things=an_invitation),
    Row("GET", "/api/v2/me", 401, 200, 200, 200),
    Row("PATCH", "/api/v2/me", 401, 200, 200, 200, json={"email": ""}),
    Row("PUT", "/api/v2/me/password", 401, 204, 204, 204, json={"current": PASSWORD, "new": PASSWORD}),
    Row("POST", "/api/v2/me/erase", 401, 204, 204, 204, json={"password": PASSWORD}),
    Row("GET", "/api/v2/me/keys", 401, 200, 200, 200),
    Row("POST", "/api/v2/me/keys", 401, 201, 201, 201, json={"name": "overlay"}),
    Row("DELETE", "/api/v2/me/keys/{key_id}", 401, 404, 204, 404, things=a_key),
    Row("GET", "/api/v2/users", 401, 403, 403, 200),
    Row(
        "POST",
        "/api/v2/users",
        401,
        403,
        403,
        201,
        things=a_new_name,
        json=lambda _, things: {"name": things["name"]},
    ),
    Row("GET", "/api/v2/users/{user_id}", 401, 403, 403, 200, things=the_owner),
    Row("PATCH", "/api/v2/users/{user_id}", 401, 403, 403, 200, things=a_host, json={"email": ""}),
    Row("PUT", "/api/v2/users/{user_id}/administrator", 401, 403, 403, 200, things=a_host, json={"value": True}),
    Row("PUT", "/api/v2/users/{user_id}/disabled", 401, 403, 403, 200, things=a_host, json={"value": True}),
    Row("DELETE", "/api/v2/users/{user_id}", 401, 403, 403, 204, things=a_host),
    Row("POST", "/api/v2/users/{user_id}/link", 401, 403, 403, 201, things=the_owner),
    Row("GET", "/api/v2/workspaces", 401, 200, 200, 200),
    Row("POST", "/api/v2/workspaces", 401, 403, 403, 201, json={"name": "another school"}),
    Row("PATCH", "/api/v2/workspaces/{workspace_id}", 401, 403, 200, 200, things=own_workspace, json={"name": "new"}),
    Row("GET", "/api/v2/workspaces/{workspace_id}/members", 401, 403, 200, 200, things=own_workspace),
    Row(
        "PUT",
        "/api/v2/workspaces/{workspace_id}/members/{user_id}",
        401,
        403,
        200,
        200,
        things=own_workspace,
        json={"role": "viewer"},
    ),
    Row("DELETE", "/api/v2/workspaces/{workspace_id}/members/{user_id}", 401, 403, 204, 204, things=own_workspace),
    Row("POST", "/api/v1/users/create", 200, 200, 200, 200, things=a_new_name, json=newcomer_of_before),
    Row("GET", "/api/v1/users/me", 401, 200, 200, 200),
    Row("GET", "/api/v1/users/check", 401, 200, 200, 200),
    Row("GET", "/api/v1/users/logout", 302, 302, 302, 302),
    Row(
        "PUT",
        "/api/v1/users/password/update",
        401,
        200,
        200,
        200,
        json={"old_password": PASSWORD, "new_password": PASSWORD},
    ),
    Row("GET", "/api/v1/users/session", 401, 200, 200, 200),
    Row("GET", "/api/v1/users/sessions/list", 401, 200, 200, 200),
    Row("DELETE", "/api/v1/users/sessions/{session_id}", 401, 404, 200, 404, things=a_session),
    Row("GET", "/api/v1/users/api_keys", 401, 200, 200, 200),
    Row("POST", "/api/v1/users/api_keys", 401, 200, 200, 200),
    Row("DELETE", "/api/v1/users/api_keys", 401, 404, 200, 404, things=a_key, query="api_key={key}"),
    Row("POST", "/api/v1/login/start", 200, 200, 200, 200, json={"email": "whoever@school.example"}),
    Row(
        "POST",
        "/api/v1/login/step/{step}",
        200,
        200,
        200,
        200,
        things=a_login,
        query="session_id={login}",
        json={"auth_type": "PASSWORD", "data": PASSWORD},
    ),
]
