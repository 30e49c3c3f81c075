"""What is said about lobbies, against recordings of the deployed original. `OURS` lists every difference."""

from rumpus.pixel.rules.commands import BATTLE, COPYCAT
from tests.pixel.house import DEPLOYED, house_of
from tests.pixel.shapes import JOINED_DIFFERS, RESTORED_DIFFERS, SHAPES, heard
from tests.pixel.tiny import TINY_MODES
from tests.until import until

OURS = {
    **JOINED_DIFFERS,
    "lobby-joined:private.playerId: new": "0.1",
    "lobby-joined:private.standing: new": "ours: how the room stands",
    "player-joined.playerId: new": "ours: the host of a private room may have to name them",
    "player-updated.isHost: new": "0.3: the host's rights go to the next one",
    **RESTORED_DIFFERS,
    "session-restored.code: new": "0.3",
    "session-restored.prompt: missing": "the tiny game of this test has none",
    "session-restored.promptIndices: missing": "the same",
    "session-restored.phaseState.timer: missing": "there is none in a lobby",
}

TOLD_IN_LOBBIES = {
    "connected", "game-modes", "error", "online-count", "lobby-joined:public", "lobby-joined:private", "room-created",
    "player-joined", "player-left", "player-updated", "player-disconnected", "player-reconnected", "name-changed",
    "left-lobby", "kicked", "lobby-timer-started", "lobby-timer-cancelled", "password-required", "password-changed",
    "phase-changed:countdown", "phase-changed:lobby", "session-restored", "session-restore-failed",
    "instance-closing",
}  # fmt: skip
"""Everything of the recordings that is about lobbies; the test provokes all of it."""


async def test_every_message_about_lobbies_has_the_shape_of_the_original() -> None:
    async with house_of(TINY_MODES) as house:
        host, code = await house.host(BATTLE, DEPLOYED, password="secret")
        guests = [await house.guest(code, DEPLOYED, password="secret") for _ in range(5)]
        stranger = await house.person(DEPLOYED)
        await stranger.asks("join-room", {"code": code})
        await stranger.refused("join-room", {"code": "ZZZZ"})
        await stranger.asks("restore-session", {"sessionId": "none"})
        await stranger.asks("view-mode", {"gameMode": COPYCAT})
        guests[0].say("change-name", {"name": "Ada"})
        await host.asks("host-kick-player", {"playerId": guests[4].player_id})
        await host.asks("host-change-password", {})
        one, two = await house.player(COPYCAT, DEPLOYED), await house.player(COPYCAT, DEPLOYED)
        await two.asks("leave-lobby")
        await two.asks("join-public", {"gameMode": COPYCAT})
        guests[3].cut()
        await host.hears("player-disconnected")
        back = await house.person(DEPLOYED)
        await back.asks("restore-session", {"sessionId": guests[3].session_id})
        await host.hears("player-reconnected")
        await host.asks("leave-lobby")
        await house.passes(60_000)
        await one.hears("phase-changed", lambda phase: phase["phase"] == "lobby")
        for _ in range(18):
            await house.passes(239_000)
            for person in (back, *guests[:3]):
                person.client.emit("activity-ping")
            await guests[0].client.call("ping")
        await until(lambda: any(event == "instance-closing" for event, _ in guests[0].ever))
        said, found = heard(house.people)
        battle = {difference for difference in found if difference.startswith(("phase-changed:drawing", "idle-"))}
        assert found - battle == set(OURS), "something differs that is not listed"
        assert said & SHAPES.keys() >= TOLD_IN_LOBBIES
