"""socket.io-client and python-socketio's client: what browsers and other languages do."""

import asyncio
import gc
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import socketio

from rumpus.pixel.rules.commands import COPYCAT
from tests.pixel.house import DRAWING, House, house_of
from tests.pixel.tiny import TINY_MODES
from tests.until import until
from tests.wire.socketio.js_clients import JsClient, JsClients


@pytest.fixture(scope="module")
def js() -> Iterator[JsClients]:
    clients = JsClients()
    yield clients
    clients.stop()


@pytest.fixture
async def house() -> AsyncIterator[House]:
    async with house_of(TINY_MODES) as house:
        yield house


def heard(client: JsClient, event: str) -> list[Any]:
    return [args[1] if len(args) > 1 else None for args in client.all("event") if args[0] == event]


async def hears(client: JsClient, event: str, count: int = 1) -> Any:
    await until(lambda: len(heard(client, event)) >= count)
    return heard(client, event)[count - 1]


@pytest.mark.parametrize("namespace", ["", "/pixel"])
async def test_a_browser_is_welcomed_after_it_is_connected(js: JsClients, house: House, namespace: str) -> None:
    client = js.open(house.url + namespace, transports=["websocket"], auth={"browserId": "a browser"})
    await hears(client, "connected")
    kinds = [(entry[0], *entry[1:2]) for entry in client.log if entry[0] in ("connect", "event")]
    assert [kind[0] for kind in kinds][:3] == ["connect", "event", "event"]
    assert [kind[1] for kind in kinds[1:3]] == ["game-modes", "connected"]
    client.ask("ping")
    ((error, time),) = await client.some("answer")
    assert error is None
    assert abs(time - house.clock.epoch_ms()) < 2_000
    client.do("close")


async def test_two_browsers_play_and_one_of_them_comes_back(js: JsClients, house: House) -> None:
    one = js.open(house.url, transports=["websocket"], auth={"browserId": "one"})
    two = js.open(house.url + "/pixel", transports=["websocket"], auth={"browserId": "two"})
    session = (await hears(two, "connected"))["sessionId"]
    await hears(one, "connected")
    one.emit("join-public", {"gameMode": COPYCAT})
    await hears(one, "lobby-joined")
    two.emit("join-public", {"gameMode": COPYCAT})
    await hears(two, "lobby-joined")
    await house.passes(10_000)
    await hears(one, "phase-changed", 2)
    two.do("close")
    await hears(one, "player-disconnected")
    again = js.open(house.url + "/pixel", transports=["websocket"], auth={"browserId": "two"})
    # Clients say this in their `connect` handler, before they have heard the welcome.
    again.emit("restore-session", {"sessionId": session})
    restored = await hears(again, "session-restored")
    assert (restored["phase"], restored["gameMode"]) == ("drawing", COPYCAT)
    await hears(one, "player-reconnected")
    await house.passes(3_000)
    again.emit("submit-drawing", {"pixels": DRAWING})
    assert await hears(again, "submission-received") == {"success": True, "submissionCount": 1}
    one.emit("submit-drawing", {"pixels": DRAWING})
    await until(lambda: any(phase["phase"] == "results" for phase in heard(one, "phase-changed")))
    await house.passes(15_000)
    await until(lambda: any(phase["phase"] == "lobby" for phase in heard(one, "phase-changed")))
    for client in (one, again):
        client.do("close")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("transports", [["websocket"], ["polling"]])
async def test_python_plays_too(house: House, transports: list[str]) -> None:
    client = socketio.AsyncClient()
    told: list[tuple[str, tuple[Any, ...]]] = []
    client.on("*", lambda event, *args: told.append((event, args)))
    try:
        await client.connect(house.url, transports=transports, auth={"browserId": "python"})
        await until(lambda: [event for event, _ in told] == ["game-modes", "connected"])
        assert all(len(args) == 1 for _, args in told), "no offset for a client that would take it for an argument"
        await client.emit("create-room", {"gameMode": COPYCAT})
        await until(lambda: any(event == "lobby-joined" for event, _ in told))
        assert [event for event, _ in told][2:] == ["room-created", "lobby-joined"]
        time = await client.call("ping", timeout=5)
        assert abs(time - house.clock.epoch_ms()) < 2_000
    finally:
        await client.shutdown()
        if client.eio.http is not None:
            await client.eio.http.close()
        await asyncio.sleep(0)
        del client
        gc.collect()
