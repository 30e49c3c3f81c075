"""Who may what of games."""

from collections.abc import Mapping

from tests.web.test_site import demo
from tests.web.walk import Cast, Row


async def no_token(_: Cast) -> Mapping[str, str]:
    return {"token": "0" * 64}


ROWS = [
    # method, path, nobody, other, owner, administrator
    Row("POST", "/api/v2/games", 401, 201, 201, 201, json=lambda *_: {"quiz": demo()}),
    Row("GET", "/api/v1/quiz/export_data/{token}", 404, 404, 404, 404, things=no_token),
]
