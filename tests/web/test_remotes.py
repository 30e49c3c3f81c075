"""Phones that become the remote of a game, and what its big screen shows to come in by."""

import aiohttp
import pytest

from rumpus.web.pairings import LASTS, Pairings
from tests.web.serving import Served
from tests.web.things import running_game
from tests.web.walk import cast_of


def test_a_token_holds_once_and_not_for_long() -> None:
    now = 0.0
    pairings = Pairings(lambda: now)
    token = pairings.show("game")
    assert pairings.spend("another") is None
    assert pairings.spend(token) == "game"
    assert pairings.spend(token) is None, "spent"
    late = pairings.show("game")
    now += LASTS
    assert pairings.spend(late) is None, "too late"


def test_a_game_shows_one_code_at_a_time() -> None:
    pairings = Pairings()
    first, other, second = pairings.show("game"), pairings.show("another game"), pairings.show("game")
    assert pairings.spend(first) is None
    assert pairings.spend(second) == "game"
    assert pairings.spend(other) == "another game"


async def test_a_code_makes_one_phone_the_remote(site: Served, client: aiohttp.ClientSession) -> None:
    cast = await cast_of(site)
    game = await running_game(cast)
    owner = await cast.browser("owner")
    async with owner.post(
        f"/api/v2/games/{game['game_id']}/remote-code", headers={"Host": "quiz.school.example"}
    ) as response:
        code = await response.json()
    address, _, token = code["url"].partition("#")
    assert address == f"http://quiz.school.example/remote/{game['game_pin']}"
    assert game["game_id"] not in code["url"]
    assert code["seconds"] == LASTS
    async with client.post("/api/v2/remotes", json={"token": token}) as response:
        assert response.status == 201
        remote = await response.json()
    assert (remote["game_pin"], remote["game_id"]) == (game["game_pin"], game["game_id"])
    async with client.post("/api/v2/remotes", json={"token": token}) as response:
        assert (response.status, (await response.json())["code"]) == (404, "remote_code_spent")


async def test_a_code_of_a_game_that_is_over_opens_nothing(site: Served, client: aiohttp.ClientSession) -> None:
    cast = await cast_of(site)
    game = await running_game(cast)
    owner = await cast.browser("owner")
    async with owner.post(f"/api/v2/games/{game['game_id']}/remote-code") as response:
        token = (await response.json())["url"].partition("#")[2]
    async with owner.post(f"/api/v2/games/{game['game_id']}/end") as response:
        assert response.status == 204
    async with client.post("/api/v2/remotes", json={"token": token}) as response:
        assert response.status == 404


@pytest.mark.parametrize("body", [{}, {"token": ""}, {"token": "x" * 65}, {"token": 7}])
async def test_what_is_no_token_is_refused(client: aiohttp.ClientSession, body: dict[str, object]) -> None:
    async with client.post("/api/v2/remotes", json=body) as response:
        assert response.status in (400, 422)


async def test_the_door_says_where_players_go(site: Served) -> None:
    cast = await cast_of(site)
    game = await running_game(cast)
    owner = await cast.browser("owner")
    host = {"Host": "quiz.school.example:8000"}
    async with owner.get(f"/api/v2/games/{game['game_id']}/door", headers=host) as response:
        door = await response.json()
    assert door["address"] == "http://quiz.school.example:8000"
    assert door["join_url"] == f"http://quiz.school.example:8000/play?pin={game['game_pin']}"
    assert door["qr"]["size"] > 8
    async with owner.get(f"/api/v2/games/{game['game_id']}/door", headers={"Host": "a" * 3_000}) as response:
        assert response.status == 400
