"""The server is killed again and again while games of every mode run: nobody loses anything, and nothing counts twice.

`rumpus serve` in a process of its own, scripted players on real sockets, half of them on each namespace.
"""

import asyncio
from collections.abc import Iterator

import pytest

from rumpus.rehearse.frame_client import FrameClient
from rumpus.rehearse.options import Task
from rumpus.rehearse.pixel.play import PixelRehearsal
from rumpus.rehearse.server_process import ServerProcess

GAMES = {"pixel-battle": 6, "copy-cat": 4, "pixel-guesser": 3, "copycat-royale": 10}
"""All that are journaled, with their players."""

KILLED_IN = ["drawing", "voting", "finale"]
"""Phases of the battle; the other games are wherever they are then."""

INTO = {"drawing": 4.0, "voting": 0.8, "finale": 1.5}
"""Seconds into the phase: some have done what is to be done, some have not."""


@pytest.fixture
def server() -> Iterator[ServerProcess]:
    with ServerProcess(200) as running:
        yield running


@pytest.mark.timeout(400)
async def test_kills_cost_nobody_anything(server: ServerProcess) -> None:
    rehearsals = {
        mode: PixelRehearsal(
            Task(url=server.url, key="", game=mode, players=players, polling=0.0, think=2.0, in_flight=20),
            lambda *_: None,
        )
        for mode, players in GAMES.items()
    }
    [room] = rehearsals["pixel-battle"].rooms
    kills: list[asyncio.Task[None]] = []
    left = list(KILLED_IN)

    async def kill(seconds: float) -> None:
        await asyncio.sleep(seconds)
        server.kill()
        await asyncio.to_thread(server.start)

    def entered(phase: str, occasion: int, now: float) -> None:
        known(phase, occasion, now)
        if left and phase == left[0]:
            kills.append(asyncio.get_running_loop().create_task(kill(INTO[left.pop(0)])))

    known, room.entered = room.entered, entered  # type: ignore[method-assign]
    reports = await asyncio.gather(*(rehearsal.run() for rehearsal in rehearsals.values()))
    await asyncio.gather(*kills)
    assert len(kills) == len(KILLED_IN)
    for report in reports:
        assert report.problems == [], report.game
        assert (report.joined, report.lost, report.agree) == (GAMES[report.game], 0, True), report.game
        assert report.reconnects >= report.players, report.game
        assert "Traceback" not in server.said
        # What was said twice counts once: nothing is left over in what all were told.
        assert report.sent == report.acknowledged == report.counted


async def test_a_match_of_zombies_is_gone_and_its_players_are_free(server: ServerProcess) -> None:
    client = await FrameClient.connect(server.url, "/pixel")
    (connected,) = await client.wait_for("connected")
    client.emit("join-public", {"gameMode": "zombie-pixel"})
    await client.wait_for("lobby-joined")
    server.kill()
    await asyncio.to_thread(server.start)
    client = await FrameClient.connect(server.url, "/pixel")
    client.emit("restore-session", {"sessionId": connected["sessionId"]})
    (failed,) = await client.wait_for("session-restore-failed")
    assert failed["reason"] == "Invalid session"
    client.emit("join-public", {"gameMode": "zombie-pixel"})
    (joined,) = await client.wait_for("lobby-joined")
    assert len(joined["players"]) == 1
    client.abort()
