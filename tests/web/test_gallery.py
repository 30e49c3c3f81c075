"""The gallery of a private room of the pixel games, over HTTP."""

import aiohttp

from rumpus.pixel.content.caption import Caption
from rumpus.pixel.content.prompt import PromptIndices
from rumpus.pixel.rules.commands import Picture
from rumpus.rehearse.frame_client import FrameClient
from tests.web.serving import Served

PIXELS = "0123456789ABCDEF" * 4


async def welcome(client: FrameClient) -> str:
    (told,) = await client.wait_for("connected")
    session_id: str = told["sessionId"]
    return session_id


async def test_those_who_are_in_a_room_get_what_was_drawn_there(site: Served, client: aiohttp.ClientSession) -> None:
    host = await FrameClient.connect(site.url, "/pixel")
    session = await welcome(host)
    host.emit("create-room", {"gameMode": "pixel-battle"})
    (room,) = await host.wait_for("room-created")
    async with client.get("/api/v2/pixel/gallery", headers={"Session-Id": session}) as response:
        assert (response.status, await response.json()) == (200, {"items": []})
        assert response.headers["Cache-Control"] == "no-store"
    pictures = [
        Picture(PIXELS, "Anna#0001", "pixel-battle", Caption.of_prompt(PromptIndices(0, 2, None))),
        Picture(PIXELS, "Ben#0002", "copy-cat", Caption("heart", "Herz")),
        Picture(PIXELS, "Ben#0002", "copycat-royale"),
    ]
    for company in site.rumpus.pixels._companies.running():
        company.game.hang(pictures)
    guest = await FrameClient.connect(site.url)
    theirs = await welcome(guest)
    async with client.get("/api/v2/pixel/gallery", headers={"Session-Id": theirs}) as response:
        assert response.status == 404
        assert (await response.json())["code"] == "room_not_found"
    guest.emit("join-room", {"code": room["code"]})
    await guest.wait_for("lobby-joined")
    async with client.get("/api/v2/pixel/gallery", headers={"Session-Id": theirs}) as response:
        red_sword = {
            "en": "red sword", "de": None, "prompt": {"prefixIdx": 0, "subjectIdx": 2, "suffixIdx": None},
        }  # fmt: skip
        assert (await response.json())["items"] == [
            {"pixels": PIXELS, "name": "Anna#0001", "mode": "pixel-battle", "shows": red_sword},
            {
                "pixels": PIXELS,
                "name": "Ben#0002",
                "mode": "copy-cat",
                "shows": {"en": "heart", "de": "Herz", "prompt": None},
            },
            {"pixels": PIXELS, "name": "Ben#0002", "mode": "copycat-royale", "shows": None},
        ]
    for one in (host, guest):
        one.abort()


async def test_strangers_and_public_games_have_none(site: Served, client: aiohttp.ClientSession) -> None:
    player = await FrameClient.connect(site.url, "/pixel")
    session = await welcome(player)
    player.emit("join-public", {"gameMode": "copy-cat"})
    await player.wait_for("lobby-joined")
    for header in (session, "nobody", ""):
        async with client.get("/api/v2/pixel/gallery", headers={"Session-Id": header}) as response:
            assert response.status == 404
    async with client.get("/api/v2/pixel/gallery") as response:
        assert response.status in (400, 422)
    player.abort()
