"""A server that counts as fast as it can and says each number when it may be seen, until it is killed.

    python -m tests.hall.counting_server journal.sqlite3

Its first line says what the journal of its last life holds: how many were counted, how often the clock has ticked, and
how many numbers are missing. Then `count N` for each number that is committed, and `tick N` for each tick.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from rumpus.hall import CloseReason, Hall, SqliteJournal, Table
from rumpus.hall.game import Effects, GameKind, GameTime, Presence, Seat, Tell

TICK = 7


class Count(msgspec.Struct, frozen=True):
    number: int


class Counting:
    def __init__(self) -> None:
        self.counted: list[int] = []
        self.ticks = 0
        self.wake_at: GameTime | None = TICK

    def handle(self, command: Count, at: GameTime) -> Effects:
        self.counted.append(command.number)
        return Effects([Tell("all", f"count {command.number}")])

    def wake(self, at: GameTime) -> Effects:
        self.ticks += 1
        self.wake_at = at + TICK
        return Effects([Tell("all", f"tick {self.ticks}")])

    def presence(self) -> Presence:
        return Presence(host=False, seats=set())


class SayingStage:
    def render(self, table: Table, effects: Effects, caller: Any | None) -> Callable[[], None]:
        text = "".join(f"{tell.fact}\n" for tell in effects.tells).encode()

        def leave() -> None:
            os.write(1, text)

        return leave

    def resumed(self, table: Table, missing: frozenset[Seat]) -> None:
        pass

    def closed(self, table: Table, reason: CloseReason) -> None:
        os.write(1, f"closed {reason}\n".encode())


async def serve(path: Path) -> None:
    hall = Hall(SqliteJournal(path), [GameKind("counting", 1, Count, Counting)])
    stage = SayingStage()
    hall.stage_for("counting", stage)
    await hall.open()
    table = next(iter(hall.tables.values()), None)
    if table is None:
        os.write(1, b"0 0 0\n")
        table = hall.open_table("counting", Count(0), stage)
    else:
        assert isinstance(table.game, Counting)
        counted, ticks = table.game.counted, table.game.ticks
        missing = len(set(range(len(counted))) - set(counted))
        os.write(1, f"{len(counted)} {ticks} {missing}\n".encode())
    assert isinstance(table.game, Counting)
    while True:
        for _ in range(1 + len(table.game.counted) % 5):
            table.handle(Count(len(table.game.counted)))
        await asyncio.sleep(0.0005)


if __name__ == "__main__":
    asyncio.run(serve(Path(sys.argv[1])))
