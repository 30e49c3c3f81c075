"""A viewer looks and changes nothing; a key opens running games and nothing else."""

import pytest

from rumpus.web.documents import routes_of, rule_of
from rumpus.web.who import RULES, key_holder, key_or_secret, signed_in, teacher
from tests.web.serving import Served
from tests.web.test_permissions import TABLE
from tests.web.walk import Cast, Row, cast_of

CLOSED_TO_KEYS = (RULES[teacher], RULES[signed_in])
OPEN_TO_KEYS = (RULES[key_holder], RULES[key_or_secret])


async def asked(cast: Cast, row: Row, headers: dict[str, str]) -> int:
    """The status of the owner's request, made with other credentials."""
    things = await row.things(cast)
    path = row.path.format(**things) + (f"?{row.query.format(**things)}" if row.query else "")
    body = row.json(cast, things) if callable(row.json) else row.json
    data = row.form(cast, things) if row.form is not None else None
    browser = await cast.served.browser()
    headers = {**row.headers, **headers}
    async with browser.request(row.method, path, json=body, data=data, headers=headers) as response:
        status = response.status
    await browser.close()
    return status


@pytest.mark.parametrize("prefix", ["/api/v1", "/api/v2"])
async def test_viewers_and_keys_get_no_further_than_they_may(site: Served, prefix: str) -> None:
    rules = {(method, path): rule_of(handler) for method, path, handler in routes_of(site.rumpus.http)}
    cast = await cast_of(site)
    await site.user("viewer", role="viewer")
    viewer = await site.signed_in("viewer")
    cookies = "; ".join(f"{one.key}={one.value}" for one in viewer.cookie_jar)
    key = (await site.library.keys.make(cast.owner.id)).key
    seen = 0
    for row in TABLE:
        rule = rules[row.method, row.path]
        if not row.path.startswith(prefix):
            continue
        if rule == RULES[teacher]:
            seen += 1
            assert await asked(cast, row, {"Cookie": cookies}) == 403, f"viewer: {row.method} {row.path}"
        if rule in CLOSED_TO_KEYS:
            bearer = {"Authorization": f"Bearer {key}"}
            assert await asked(cast, row, bearer) == 403, f"key: {row.method} {row.path}"
        if rule in OPEN_TO_KEYS:
            assert await asked(cast, row, {"Authorization": f"Bearer {key}"}) == row.owner
    assert seen > 10
