"""What refusals and failures look like: problem documents, `{"detail": …}` under /api/v1, and nothing secret."""

import pytest
from structlog.testing import capture_logs

from rumpus.library import LibraryError
from rumpus.web.problems import problem_of
from rumpus.web.registrations import AT_ONCE
from tests.web.serving import PASSWORD, Served


def every_refusal(kind: type[LibraryError] = LibraryError) -> set[type[LibraryError]]:
    return {kind}.union(*(every_refusal(one) for one in kind.__subclasses__()))


@pytest.mark.parametrize(
    ("path", "members"), [("/api/v1/nothing", {"detail"}), ("/api/v2/nothing", {"code", "status"})]
)
async def test_what_is_not_there_is_told_in_the_form_of_the_interface(
    site: Served, path: str, members: set[str]
) -> None:
    browser = await site.browser()
    async with browser.get(path) as response:
        assert response.status == 404
        assert members <= set(await response.json(content_type=None))


async def test_a_failure_of_ours_is_logged_and_told_without_details(
    site: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(_user_id: str) -> None:
        raise RuntimeError("the disk is on fire")

    await site.user("Ada")
    browser = await site.signed_in("Ada")
    secrets = [cookie.value for cookie in browser.cookie_jar]
    monkeypatch.setattr(site.library.keys, "of", broken)
    with capture_logs() as logs:
        async with browser.get("/api/v2/me/keys?token=secret-in-the-query") as response:
            assert response.status == 500
            assert (await response.json())["code"] == "internal_server_error"
            assert "fire" not in await response.text()
        async with browser.get("/api/v1/users/api_keys") as response:
            assert set(await response.json()) == {"detail"}

    told = repr(logs)
    assert "fire" in told
    assert not any(secret in told for secret in [*secrets, "secret-in-the-query"])


async def test_asking_for_accounts_is_limited(site: Served) -> None:
    browser = await site.browser()
    account = {"name": "Ada", "password": PASSWORD, "invitation": "a guess"}
    for _ in range(AT_ONCE):
        async with browser.post("/api/v2/accounts", json=account) as response:
            assert response.status == 403
    async with browser.post("/api/v2/accounts", json=account) as response:
        assert response.status == 429
        assert int(response.headers["Retry-After"]) <= 60


async def test_no_answer_under_api_is_kept_by_a_browser(site: Served) -> None:
    browser = await site.browser()
    for path in ("/api/v2/session", "/api/v1/users/me", "/api/v2/me"):
        async with browser.get(path) as response:
            assert response.headers["Cache-Control"] == "no-store"


def test_every_refusal_of_the_library_has_an_answer() -> None:
    from rumpus.library import errors

    made = {
        errors.NotFoundError("quiz"): 404,
        errors.ConflictError(3): 412,
        errors.TakenError("name"): 409,
        errors.RegistrationError("closed", ""): 403,
        errors.RefusedError("name", ""): 422,
        errors.LastAdministratorError(): 409,
        errors.WrongPasswordError(): 401,
        errors.TooManyAttemptsError(1): 429,
        errors.CursorError(): 400,
        errors.StoreError(): 503,
        errors.BusyError(): 503,
        errors.PictureError("quota", ""): 409,
    }
    ours = {kind for kind in every_refusal() if kind.__module__ == errors.__name__}
    # These are no answers to a request: they keep a server from starting.
    starting = {errors.LibraryError, errors.UnusableError, errors.SchemaError}
    assert {type(error) for error in made} == ours - starting
    assert {error: problem_of(error).status_code for error in made} == made


@pytest.mark.parametrize(
    ("path", "status"),
    [("/api/v1/utils/qr/123456", 200), ("/api/v1/quiz/get/public/none", 400), ("/api/v2/none", 404)],
)
async def test_a_host_with_a_port_that_is_none_breaks_nothing(site: Served, path: str, status: int) -> None:
    browser = await site.browser()
    async with browser.get(path, headers={"Host": "example.org:99999999"}) as response:
        assert response.status == status
