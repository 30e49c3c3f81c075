"""Every route, asked by nobody, by another host, by the owner and by an administrator."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from rumpus.web.documents import routes_of, rule_of
from tests.web.games_rows import ROWS as GAMES
from tests.web.people_rows import ROWS as PEOPLE
from tests.web.serving import Served, served
from tests.web.v1_rows import ROWS as DEPLOYED
from tests.web.v2_rows import ROWS as OURS
from tests.web.walk import Row, answers_of, cast_of

TABLE: list[Row] = [*PEOPLE, *GAMES, *DEPLOYED, *OURS]

pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def one_site(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Served]:
    """One server for all rows: each brings people and things of its own."""
    async with served(tmp_path_factory.mktemp("walk"), sync="normal") as site:
        yield site


async def test_every_route_says_who_may_and_is_in_the_table(one_site: Served) -> None:
    routes = {(method, path) for method, path, handler in routes_of(one_site.rumpus.http) if rule_of(handler)}

    rows = {(row.method, row.path) for row in TABLE}
    assert rows - routes == set(), "rows of routes that are not there"
    assert routes - rows == set(), "routes without a row"


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.method} {row.path}")
async def test_nobody_gets_more_than_they_may(one_site: Served, row: Row) -> None:
    cast = await cast_of(one_site)
    answers = await answers_of(row, cast)

    wrong = {role: answer for role, answer in answers.items() if answer[0] != row.expected(role)}
    assert not wrong
