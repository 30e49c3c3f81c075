"""What the pages of the pixel games ask for over HTTP."""

import aiohttp
import pytest

from rumpus.rehearse.frame_client import FrameClient
from tests.web.serving import Served


async def test_the_modes_and_how_many_are_in_each(site: Served, client: aiohttp.ClientSession) -> None:
    player = await FrameClient.connect(site.url, "/pixel")
    player.emit("join-public", {"gameMode": "zombie-pixel"})
    await player.wait_for("lobby-joined")
    async with client.get("/api/v2/pixel/modes") as response:
        here = {mode["id"]: mode["here"] for mode in (await response.json())["items"]}
    assert next(iter(here)) == "pixel-battle"
    assert (here["zombie-pixel"], here["copy-cat"]) == (1, 0)
    player.abort()


async def test_the_way_into_a_room(site: Served, client: aiohttp.ClientSession) -> None:
    async with client.get("/api/v2/pixel/rooms/ab2c/door", headers={"Host": "play.school.example"}) as response:
        assert response.status == 200
        told = await response.json()
    assert told["address"] == "http://play.school.example"
    assert told["join_url"] == "http://play.school.example/pixel/room/AB2C"
    assert told["qr"]["path"].startswith("M")


@pytest.mark.parametrize("code", ["ABC", "ABCDE", "AB%2FC", "AB C"])
async def test_what_cannot_be_a_code_has_none(code: str, site: Served, client: aiohttp.ClientSession) -> None:
    async with client.get(f"/api/v2/pixel/rooms/{code}/door") as response:
        assert response.status in (400, 404, 422)
