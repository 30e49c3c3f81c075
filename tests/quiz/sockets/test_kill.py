"""The server is killed in the middle of a question and started again: nothing that was acknowledged is lost.

200 players on real sockets, half of them on each namespace, a host, `rumpus serve` in a process of its own.
"""

import asyncio
import math
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rumpus.rehearse.errors import NoConnectionError
from rumpus.rehearse.frame_client import FrameClient
from tests.quiz.house import DEPLOYED, OURS
from tests.quiz.story import abcd, quiz_of
from tests.until import until

PLAYERS = 200
TIME = 30
"""Seconds of a question."""

CLOCK = 1.0
"""Seconds: how exactly a game's clock outlives a kill (it is written once a second)."""

WITHIN = 30.0


class Process:
    """`rumpus serve` on one port and one data folder, killed and started as often as wanted."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._folder = folder
        self._quiz = folder / "quiz.json"
        questions = (abcd(time=TIME), abcd(time=TIME), abcd(time=TIME))
        self._quiz.write_bytes(msgspec.json.encode(quiz_of(*questions)))
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("RUMPUS_")}
        command = [sys.executable, "-m", "rumpus.cli", "serve", "--host", "127.0.0.1", "--port", str(self.port)]
        command += ["--data", str(self._folder / "data"), "--quiz", str(self._quiz)]
        with (self._folder / "output.txt").open("wb") as output:
            self._process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)

    async def secret(self) -> dict[str, str]:
        """What it prints for the host once it answers."""
        found: list[str] = []

        def printed() -> bool:
            text = (self._folder / "output.txt").read_text(errors="replace")
            assert self._process is not None
            assert self._process.poll() is None, text
            found[:] = re.findall(r"(?:pin|host secret)\s+(\S+)", text)
            return len(found) == 2

        await until(printed, WITHIN)
        return {"game_pin": found[0], "game_id": found[1]}

    def kill(self) -> None:
        self.end(signal.SIGKILL)

    def end(self, by: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(by)
            self._process.wait()
            self._process = None


async def doggedly(connect: Callable[[], Awaitable[FrameClient]]) -> FrameClient:
    """Try again until there is a connection; the server may still be starting."""
    deadline = time.monotonic() + WITHIN
    while True:
        try:
            return await connect()
        except NoConnectionError:
            if time.monotonic() > deadline:
                raise
            await asyncio.sleep(0.1)


class Phone:
    """A player's phone, as dogged as a browser: it connects again and sends again until it is heard."""

    def __init__(self, url: str, number: int, pin: str) -> None:
        self.url = url
        self.name = f"player {number:03}"
        self.namespace = OURS if number % 2 else DEPLOYED
        self.pin = pin
        self.client: FrameClient | None = None
        self.first_sid = ""
        self.is_seated = False
        self.acknowledged: dict[int, list[str]] = {}
        self.current = -1
        self.remaining = 0.0
        self.shown_at = 0.0
        self.total: int | None = None

    async def connect(self) -> None:
        auth = self.client.recovery_auth() if self.client is not None else None

        async def connected() -> FrameClient:
            client = FrameClient(self.namespace, auth, keep=False)
            client.on_any(partial(self._hear, client))
            await client.open(self.url)
            return client

        self.client = client = await doggedly(connected)
        if not self.first_sid:
            self.first_sid = client.sid
            client.emit("join_game", {"username": self.name, "game_pin": self.pin})
        elif self.namespace == DEPLOYED:
            client.emit("rejoin_game", {"username": self.name, "game_pin": self.pin, "old_sid": self.first_sid})
        # On /quiz the server gives the seat back without being asked.
        await until(lambda: self.is_seated, WITHIN)

    def _hear(self, client: FrameClient, event: str, args: list[Any]) -> None:
        if event == "time_sync" and client.is_connected:
            client.emit("echo_time_sync", *args)
        elif event in ("joined_game", "rejoined_game"):
            self.is_seated = True
        elif event == "game_state":
            self.total = args[0]["total"]
        elif event in ("player_answer", "already_replied"):
            self.acknowledged.setdefault(self.current, []).append(event)
        elif event == "set_question_number":
            self.current = args[0]["question_index"]
            self.remaining = args[0].get("remaining", 0) / 1000
            self.shown_at = time.monotonic()

    def answer(self, index: int, answer: str = "yes") -> None:
        assert self.client is not None
        if self.client.is_connected:
            self.client.emit("submit_answer", {"question_index": index, "answer": answer})

    def has(self, index: int) -> bool:
        return index in self.acknowledged


class Screen:
    """The host's screen."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.client: FrameClient | None = None

    async def connect(self, secret: dict[str, str]) -> dict[str, Any]:
        """Register, or come back without registering; gives the state of the game."""
        if self.client is None:
            self.client = await FrameClient.connect(self.url, OURS)
            self.client.emit("register_as_admin", secret)
        else:
            auth = self.client.recovery_auth()
            self.client = await doggedly(lambda: FrameClient.connect(self.url, OURS, auth))
        [state] = await self.client.wait_for("game_state", within=WITHIN)
        result: dict[str, Any] = state
        return result

    def say(self, event: str, *args: Any) -> None:
        assert self.client is not None
        self.client.emit(event, *args)

    async def hears(self, event: str) -> Any:
        assert self.client is not None
        args = await self.client.wait_for(event, within=WITHIN)
        return args[0] if args else None


@pytest.fixture
def process(tmp_path: Path) -> Any:
    process = Process(tmp_path)
    process.start()
    yield process
    process.kill()


class Game:
    """A game that is killed in its second question."""

    def __init__(self, process: Process) -> None:
        self.process = process
        self.secret: dict[str, str] = {}
        self.host = Screen(process.url)
        self.phones: list[Phone] = []
        self.totals: dict[str, int] = {}
        self.shown_at = 0.0
        self.killed_at = 0.0
        self.acknowledged: set[str] = set()

    @property
    def early(self) -> list[Phone]:
        """Who answered before the kill."""
        return self.phones[: PLAYERS // 2]

    @property
    def late(self) -> list[Phone]:
        """Who had not yet answered."""
        return self.phones[PLAYERS // 2 :]

    @property
    def ours(self) -> list[Phone]:
        return [phone for phone in self.phones if phone.namespace == OURS]

    async def begin(self) -> None:
        self.secret = await self.process.secret()
        await self.host.connect(self.secret)
        pin = self.secret["game_pin"]
        self.phones = [Phone(self.process.url, number, pin) for number in range(PLAYERS)]
        await asyncio.gather(*(phone.connect() for phone in self.phones))

    async def show(self, index: int) -> None:
        self.host.say("set_question_number", str(index))
        await until(lambda: all(phone.current == index for phone in self.phones))
        self.shown_at = time.monotonic()

    async def results(self, index: int) -> dict[str, int]:
        """Scores by name, of everybody once."""
        await self.host.hears("everyone_answered")
        self.host.say("get_question_results", {"question_number": index})
        results = await self.host.hears("question_results")
        assert sorted(answer["username"] for answer in results) == sorted(phone.name for phone in self.phones)
        return {answer["username"]: answer["score"] for answer in results}

    async def kill(self, *, silent: bool) -> None:
        """In a silent second after half of the players were acknowledged, or while these are answering."""
        for phone in self.early:
            phone.answer(1)
            if not silent:
                await asyncio.sleep(0.002)
                if sum(phone.has(1) for phone in self.early) >= PLAYERS // 4:
                    break
        if silent:
            await until(lambda: all(phone.has(1) for phone in self.early))
            await asyncio.sleep(1.0)
        self.process.kill()
        self.killed_at = time.monotonic()
        await asyncio.sleep(1.5)
        self.acknowledged = {phone.name for phone in self.phones if phone.has(1)}

    async def restart(self) -> dict[str, Any]:
        """Start the server again and bring everybody back; gives what the host is told."""
        self.process.start()
        assert await self.process.secret() == self.secret
        for phone in self.phones:
            phone.is_seated = False
            phone.current = -1
        state, *_ = await asyncio.gather(self.host.connect(self.secret), *(phone.connect() for phone in self.phones))
        await until(lambda: all(phone.current == 1 for phone in self.ours))
        assert isinstance(state, dict)
        return state

    async def end(self) -> None:
        assert self.host.client is not None
        for client in (self.host.client, *(phone.client for phone in self.phones)):
            assert client is not None
            client.abort()


@pytest.mark.parametrize("silent", [False, True], ids=["while answers pour in", "in a silent second"])
async def test_a_kill_costs_nobody_anything(process: Process, silent: bool) -> None:
    game = Game(process)
    await game.begin()
    await game.show(0)
    for phone in game.phones:
        phone.answer(0)
    first = await game.results(0)

    await game.show(1)
    await asyncio.sleep(2.2)
    await game.kill(silent=silent)
    assert PLAYERS // 4 <= len(game.acknowledged) <= PLAYERS // 2
    assert len(game.acknowledged) == PLAYERS // 2 or not silent

    # Everybody is back with the points of before, and what was acknowledged is there.
    state = await game.restart()
    assert (state["question_index"], state["open"], state["players"]) == (1, True, PLAYERS)
    assert {entry["username"]: entry["total"] for entry in state["entries"]} == first
    assert game.acknowledged <= {entry["username"] for entry in state["entries"] if entry["answered"]}
    assert {phone.name: phone.total for phone in game.ours} == {phone.name: first[phone.name] for phone in game.ours}

    # The clock went on when nearly all were back, from where it stood: the pause was nobody's time.
    played = game.killed_at - game.shown_at
    await asyncio.sleep(0.3)
    resumed = game.ours[-1]
    assert TIME - played - 0.1 <= resumed.remaining <= TIME - played + CLOCK + 0.1

    # Everybody sends again what they are not sure of, and some what they are sure of.
    for phone in game.early:
        phone.acknowledged.pop(1, None)
        phone.answer(1)
    await until(lambda: all(phone.has(1) for phone in game.early))
    await asyncio.sleep(1.0)
    sure = [phone for phone in game.early if phone.name in game.acknowledged]
    assert {event for phone in sure for event in phone.acknowledged[1]} == {"already_replied"}
    answered_at = time.monotonic()
    for phone in game.late:
        phone.answer(1)

    # Each answer counts once, at its time of playing.
    scores = await game.results(1)
    assert all(points(3.2) <= scores[phone.name] <= points(2.0) for phone in sure)
    since = answered_at - resumed.shown_at
    for phone in game.late:
        assert abs(scores[phone.name] - points(TIME - resumed.remaining + since)) <= points(0.0) - points(0.5)
        assert abs(scores[phone.name] - points(played + since)) <= points(0.0) - points(CLOCK + 0.5)

    # It is a game again, not only a state.
    await game.show(2)
    for phone in game.phones:
        phone.answer(2, "no")
    await game.results(2)
    await game.end()


async def test_a_server_that_was_stopped_waits_for_everybody_who_was_there(process: Process) -> None:
    secret = await process.secret()
    host = Screen(process.url)
    await host.connect(secret)
    phones = [Phone(process.url, number, secret["game_pin"]) for number in range(4)]
    await asyncio.gather(*(phone.connect() for phone in phones))
    host.say("set_question_number", "0")
    await until(lambda: all(phone.current == 0 for phone in phones))

    process.end(signal.SIGTERM)
    process.start()
    await process.secret()
    for phone in phones:
        phone.is_seated = False
        phone.current = -1
    await asyncio.gather(*(phone.connect() for phone in phones))
    await asyncio.sleep(2.0)
    state = await host.connect(secret)

    # The clock stood while the host was missing, though all players were back.
    assert abs(state["remaining"] / 1000 - phones[1].remaining) < 0.5
    for client in (host.client, *(phone.client for phone in phones)):
        assert client is not None
        client.abort()


def points(elapsed: float) -> int:
    """Points for a right answer after so many seconds."""
    return math.trunc((TIME - elapsed) / TIME * 1000)
