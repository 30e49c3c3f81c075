"""One rehearsed game from the first connection to the last total, in this process and on its running loop."""

import asyncio
import time
from collections.abc import Coroutine
from random import Random
from typing import Any

import msgspec

from rumpus.rehearse.address import Address
from rumpus.rehearse.countdown import Countdown
from rumpus.rehearse.crowd import (
    JOIN_TIME,
    PLAYERS_PER_SECOND,
    Tell,
    gather_all,
    leave,
    no_collections,
    seat,
    sentences,
)
from rumpus.rehearse.errors import NoConnectionError, RehearsalError
from rumpus.rehearse.http_client import HttpClient, request_bytes
from rumpus.rehearse.loop_lag import LoopLag
from rumpus.rehearse.options import Task
from rumpus.rehearse.quiz.host import Host, Remote
from rumpus.rehearse.quiz.player import Player
from rumpus.rehearse.quiz.reckoning import reckon
from rumpus.rehearse.quiz.script import Asked, Script
from rumpus.rehearse.quiz.times import Times
from rumpus.rehearse.report import Report
from rumpus.rehearse.server_use import Meter

GRACE = 10.0
"""Seconds beyond a question's time in which answers may still be acknowledged; the server takes them for two."""


class Rehearsal:
    """Plays a task; `run` once.

    Attributes:
        players: who has a seat.
    """

    def __init__(self, task: Task, tell: Tell) -> None:
        self._task = task
        self._tell = tell
        self._slack = task.players / PLAYERS_PER_SECOND
        self._lag = LoopLag()
        self._dice = Random()
        self.players: list[Player] = []
        self._meter = Meter(task.server_pid)
        self._script = Script("", task.think, self._dice)

    async def run(self) -> Report:
        """Play.

        Raises:
            RehearsalError: it could not be played to the end.
        """
        begin = time.monotonic()
        address = await Address.parse(self._task.url).resolved()
        game = await open_game(address, self._task.key, self._task.quiz)
        self._script.pin = game.game_pin
        host = Host(game.game_pin, game.game_id, 0)
        remote = Remote(game.game_pin, game.game_id)
        self._lag.start()
        try:
            with no_collections() as end_collections:
                self._script.questions = await host.register(address)
                await remote.register(address)
                await self._join(address, host)
                await end_collections()
                await self._play(host)
                await self._finish(host, remote)
        except NoConnectionError as error:
            raise RehearsalError(
                f"The game could not be played to its end: {error}. The server's log may say more."
            ) from None
        finally:
            self._script.over = True
            self._lag.stop()
            host.end()
            await leave([host, remote, *self.players])
        return self._report(host, remote, time.monotonic() - begin)

    # ---- the phases

    async def _join(self, address: Address, host: Host) -> None:
        count = self._task.players
        host.joined = Countdown(count)
        paired = round(self._task.polling * ((count + 1) // 2))
        gate = asyncio.Semaphore(self._task.in_flight)
        done = 0

        async def one(number: int) -> None:
            nonlocal done
            # Pairs of an own and a documented player, so that each share has both.
            polls = number // 2 * paired % ((count + 1) // 2) < paired
            player = Player(
                f"rehearsal {number + 1}",
                self._script,
                address,
                ours=number % 2 == 0,
                transport="polling" if polls else "websocket",
            )
            async with gate:
                if await seat(player, self._script.problems, self._dice):
                    self.players.append(player)
            done += 1
            self._tell("Players join", done, count)

        limit = 60 + self._slack * 2
        try:
            async with asyncio.timeout(limit):
                await gather_all([one(number) for number in range(count)])
        except TimeoutError:
            self._script.problems[f"the players could not join within {limit:.0f} s"] += 1
        if not self.players:
            reason = next(iter(self._script.problems), "")
            raise RehearsalError(f"Not one player could join: {reason}.")

    async def _play(self, host: Host) -> None:
        missing = self._task.players - len(self.players)
        unseen = await host.joined.wait(20 + self._slack) - missing
        if unseen > 0:
            self._script.problems[f"the host was not told of {unseen} players who had joined"] += 1
        await host.start()
        self._meter.operate()
        for index in range(len(self._script.questions)):
            self._tell("Questions", index, len(self._script.questions))
            await self._question(host, index)
        self._tell("Questions", len(self._script.questions), len(self._script.questions))
        self._meter.rest()

    async def _question(self, host: Host, index: int) -> None:
        ours = sum(player.ours for player in self.players)
        asked = self._script.ask(index, ours=ours, documented=len(self.players) - ours)
        if asked is None:
            host.show(index)
            await host.shown(index)
            return
        for player in self.players:
            player.prepare(index)
        asked.commanded_at = time.monotonic()
        host.show(index)
        thinking = asyncio.get_running_loop().create_task(self._think(index, asked))
        try:
            await host.shown(index)
            await asked.prompt.wait(asked.time + GRACE)
        finally:
            thinking.cancel()
        if asked.holding:
            # Nobody has answered yet of those who wait to be told: the server closes the question in two steps.
            asked.closed_at = time.monotonic()
            await host.solve()
        unsettled = await asked.settled.wait(max(GRACE, asked.commanded_at + asked.time + GRACE - time.monotonic()))
        if unsettled:
            self._script.problems["players got no acknowledgement of their answer in time"] += unsettled
        if not asked.holding:
            if not unsettled:
                await self._expect(host.everyone_answered(), "everyone_answered did not come although all had answered")
            await host.solve()
            asked.closed_at = time.monotonic()
        await host.result(index)
        await self._results(asked)

    async def _think(self, index: int, asked: Asked) -> None:
        """Let each player answer when its thought is ready: one task for all, since a timer for each is dear."""
        ready = [(asked.commanded_at + self._script.thought(asked.time), number) for number in range(len(self.players))]
        for due, number in sorted(ready):
            player = self.players[number]
            if not player.answers[index].held:
                if (wait := due - time.monotonic()) > 0:
                    await asyncio.sleep(wait)
                player.submit()

    async def _results(self, asked: Asked) -> None:
        untold = await asked.told.wait(GRACE + self._slack)
        if untold:
            self._script.problems["players got no result of a question"] += untold

    async def _finish(self, host: Host, remote: Remote) -> None:
        self._tell("Results", 0, 1)
        self._script.ended = Countdown(len(self.players))
        self._script.final = True
        await host.finish()
        for player in self.players:
            if player.ours:
                player.ask_state()
        await self._script.ended.wait(GRACE + self._slack)
        if not await remote.complete():
            self._script.problems["the remote control got no final results"] += 1
        self._tell("Results", 1, 1)

    async def _expect(self, waiting: Coroutine[Any, Any, None], problem: str) -> None:
        try:
            await waiting
        except NoConnectionError:
            self._script.problems[problem] += 1

    # ---- counting

    def _report(self, host: Host, remote: Remote, seconds: float) -> Report:
        reckoning = reckon(self.players, host, remote)
        told_twice = [*reckoning.disagreements, *sentences(self._script.disagreements)]
        return Report(
            players=self._task.players,
            joined=len(self.players),
            polling=sum(player.polls for player in self.players),
            questions=len(self._script.asked),
            sent=reckoning.sent,
            acknowledged=reckoning.acknowledged,
            counted=reckoning.counted,
            lost=reckoning.lost,
            agree=not told_twice,
            reconnects=self._script.reconnects,
            problems=[*sentences(self._script.problems), *told_twice],
            seconds=round(seconds, 1),
            figures=Times(self.players, self._script.asked).figures(self._lag),
            server=self._meter.used(reckoning.sent),
        )


class OpenedGame(msgspec.Struct, frozen=True):
    """What the server said of a game that it opened."""

    game_pin: str
    game_id: str


async def open_game(address: Address, key: str, quiz: msgspec.Raw) -> OpenedGame:
    """Ask the server for a game of this quiz.

    Raises:
        RehearsalError: it refused; the text says why and what to do.
    """
    client = HttpClient(address)
    body = msgspec.json.encode({"quiz": quiz, "options": {"name_filter": "off"}})
    headers = {"Authorization": f"Bearer {key}", "Content-Type": "application/json"}
    try:
        async with asyncio.timeout(JOIN_TIME):
            response = await client.request(request_bytes(address, "POST", "/api/v2/games", body, headers))
    except TimeoutError:
        raise RehearsalError(f"{address.url} did not answer within {JOIN_TIME:g} s.") from None
    finally:
        client.abort()
    if response.status == 401:
        raise RehearsalError("The server does not accept the key. Give the one that `rumpus serve` prints, with --key.")
    if response.status == 404:
        raise RehearsalError(f"{address.url} is no Rumpus server: it knows no /api/v2/games. Check the address.")
    if response.status != 201:
        text = response.body[:500].decode(errors="replace")
        raise RehearsalError(f"The server did not open a game (HTTP status {response.status}): {text}")
    return msgspec.json.decode(response.body, type=OpenedGame)
