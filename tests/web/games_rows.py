"""Who may what of games."""

from tests.web.test_site import demo
from tests.web.walk import Row

ROWS = [
    # method, path, nobody, other, owner, administrator
    Row("POST", "/api/v2/games", 401, 201, 201, 201, json=lambda *_: {"quiz": demo()}),
]
