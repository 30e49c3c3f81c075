"""Rehearsed games of one mode of the pixel games, all rooms at once, in this process and on its running loop."""

import asyncio
import time
from collections import Counter
from random import Random

from rumpus.rehearse.address import Address
from rumpus.rehearse.crowd import PLAYERS_PER_SECOND, Tell, gather_all, leave, no_collections, seat, sentences
from rumpus.rehearse.errors import RehearsalError
from rumpus.rehearse.figures import Figure, Measured, figure
from rumpus.rehearse.loop_lag import LoopLag
from rumpus.rehearse.options import Task
from rumpus.rehearse.pixel.games import GAMES, sizes
from rumpus.rehearse.pixel.player import Player
from rumpus.rehearse.pixel.room import Room
from rumpus.rehearse.report import Report
from rumpus.rehearse.server_use import Meter


class PixelRehearsal:
    """Plays a task; `run` once.

    Attributes:
        rooms: with their players, as far as they have a seat.
    """

    def __init__(self, task: Task, tell: Tell) -> None:
        self._task = task
        self._tell = tell
        self._game = GAMES[task.game]
        self._dice = Random()
        self._lag = LoopLag()
        self._meter = Meter(task.server_pid)
        self._seated = 0
        self._problems: Counter[str] = Counter()
        self.rooms: dict[Room, list[Player]] = {}
        for size in sizes(task.game, task.players):
            room = Room(task.game, size, private=size >= self._game.private_least, think=task.think, dice=self._dice)
            self.rooms[room] = []

    @property
    def players(self) -> list[Player]:
        """Who has a seat."""
        return [player for players in self.rooms.values() for player in players]

    async def run(self) -> Report:
        """Play.

        Raises:
            RehearsalError: it could not be played to the end.
        """
        begin = time.monotonic()
        address = await Address.parse(self._task.url).resolved()
        self._lag.start()
        try:
            with no_collections() as end_collections:
                await self._join(address)
                await end_collections()
                self._meter.operate()
                await self._play()
                self._meter.rest()
        finally:
            for room in self.rooms:
                room.over = True
            self._lag.stop()
            await leave(self.players)
        for room, players in self.rooms.items():
            self._game.reckon(room, players)
        return self._report(time.monotonic() - begin)

    # ---- the phases

    async def _join(self, address: Address) -> None:
        gate = asyncio.Semaphore(self._task.in_flight)
        limit = 60 + self._task.players / PLAYERS_PER_SECOND * 2
        try:
            async with asyncio.timeout(limit):
                await gather_all([self._fill(room, first, address, gate) for first, room in self._firsts()])
        except TimeoutError:
            self._problems[f"the players could not join within {limit:.0f} s"] += 1
        if not self.players:
            reason = next(iter(self._all_problems()), "the server did not answer")
            raise RehearsalError(f"Not one player could join: {reason}.")

    def _firsts(self) -> list[tuple[int, Room]]:
        """The rooms, with how many players there are in those before."""
        firsts, count = [], 0
        for room in self.rooms:
            firsts.append((count, room))
            count += room.size
        return firsts

    async def _fill(self, room: Room, first: int, address: Address, gate: asyncio.Semaphore) -> None:
        """Let the host make a room, and then the others come in."""
        count = self._task.players
        paired = round(self._task.polling * ((count + 1) // 2))

        async def one(number: int) -> None:
            # Pairs of an own and a documented player, so that each share has both.
            polls = (first + number) // 2 * paired % ((count + 1) // 2) < paired
            transport = "polling" if polls else "websocket"
            player = self._game.player(number, room, address, ours=(first + number) % 2 == 0, transport=transport)  # type: ignore[arg-type]
            async with gate:
                if await seat(player, room.problems, self._dice):
                    self.rooms[room].append(player)
            self._seated += 1
            self._tell("Players join", self._seated, count)

        await one(0)
        if self.rooms[room] or not room.private:
            await gather_all([one(number) for number in range(1, room.size)])

    async def _play(self) -> None:
        done = 0

        async def one(room: Room) -> None:
            nonlocal done
            players = self.rooms[room]
            if players:
                for _ in range(room.size - len(players)):
                    room.ended.one()
                if room.private:
                    next(player for player in players if player.is_host).start()
                await room.play()
            done += 1
            self._tell("Games", done, len(self.rooms))

        self._tell("Games", 0, len(self.rooms))
        await gather_all([one(room) for room in self.rooms])

    # ---- counting

    def _all_problems(self) -> list[str]:
        return sentences(sum((room.problems for room in self.rooms), self._problems))

    def _report(self, seconds: float) -> Report:
        said = [operation for player in self.players for operation in player.operations]
        operations = [operation for operation in said if not operation.late]
        told_twice = sentences(sum((room.disagreements for room in self.rooms), Counter()))
        sent = len(operations)
        counted = sum(operation.counts for operation in operations)
        return Report(
            game=self._task.game,
            players=self._task.players,
            joined=len(self.players),
            polling=sum(player.polls for player in self.players),
            rooms=len(self.rooms),
            sent=sent,
            acknowledged=sum(bool(operation.acknowledged_at) for operation in operations),
            counted=counted,
            lost=sent - counted,
            agree=not told_twice,
            reconnects=sum(room.reconnects for room in self.rooms),
            problems=[*self._all_problems(), *told_twice],
            seconds=round(seconds, 1),
            figures=self._figures(),
            server=self._meter.used(sent),
        )

    def _figures(self) -> list[Figure]:
        connecting, joining = Measured(), Measured()
        answered: dict[str, Measured] = {}
        for player in self.players:
            begin, connected, joined = player.join_times
            connecting.add(begin, connected)
            joining.add(connected, joined)
            for operation in player.operations:
                if operation.acknowledged_at and not operation.again:
                    measured = answered.setdefault(f"{operation.kind} acknowledged", Measured())
                    measured.add(operation.sent_at, operation.acknowledged_at)
        further = sorted({what for room in self.rooms for what in room.figures})
        return [
            figure("connect", [connecting], self._lag),
            figure("join", [joining], self._lag),
            figure("new phase, after the first player", [room.phases for room in self.rooms], self._lag),
            *(figure(what, [measured], self._lag) for what, measured in answered.items()),
            *(
                figure(what, [room.figures[what] for room in self.rooms if what in room.figures], self._lag)
                for what in further
            ),
        ]
