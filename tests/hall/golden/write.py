"""Writes the golden journal of this release: one with a bit of everything, and what must be read from it for ever.

    python -m tests.hall.golden.write

Run once for each release that changes how journals are written, and commit both files. They are never written again:
test_golden.py replays them all with today's code.
"""

import asyncio
import sys
from pathlib import Path
from typing import Any

import msgspec

from rumpus import __version__
from rumpus.hall import Hall, SqliteJournal
from rumpus.hall.game import HOST, Effects, GameKind, GameTime
from tests.hall.guessing import KIND, Ask, Away, Command, Guess, Guessing, Join, Stop, read_version_1
from tests.hall.house import House
from tests.hall.manual_clock import ManualClock
from tests.until import until

FOLDER = Path(__file__).parent
EPOCH = 1_800_000_000_000
DAY = 24 * 60 * 60 * 1000
CODES = ["111111", "222222", "333333", "444444"]
PIDS = ["pid of ada", "pid of bob", "pid of nobody"]


class AgedGuessing(Guessing):
    """The game as it was in version 1."""

    def handle(self, command: Any, at: GameTime) -> Effects:
        return super().handle(read_version_1(msgspec.msgpack.encode(command)), at)


WRITERS: tuple[GameKind[Any], ...] = (
    KIND,
    GameKind("aged", version=1, command=Any, new=AgedGuessing),
    GameKind("future", version=99, command=Command, new=Guessing),
)
"""The kinds as the release that writes has them."""

READERS: tuple[GameKind[Any], ...] = (
    KIND,
    GameKind("aged", version=2, command=Command, new=Guessing, older={1: read_version_1}),
    GameKind("future", version=2, command=Command, new=Guessing),
)
"""The kinds as a later (or, for "future", an earlier) release has them."""


async def settle(house: House) -> None:
    def settled() -> bool:
        house.clock.settle()
        return house.hall.is_settled

    await until(settled)


async def play(house: House) -> list[str]:
    """Games in all states; the ids of their tables."""
    hall, clock = house.hall, house.clock

    lobby = house.open_table(1)
    hall.directory.claim(CODES[0], lobby.id, hold=DAY)
    lobby.handle(Join("ada"))
    lobby.handle(Join("bob"))
    lobby.handle(Away(2))
    lobby.bind(PIDS[0], 1)
    lobby.bind("older pid of bob", 2)
    lobby.bind(PIDS[1], 2)

    asking = house.open_table(2)
    hall.directory.claim(CODES[1], asking.id)
    for n in range(12):
        asking.handle(Join(f"Zoë {n} 🎈"))
    asking.handle(Ask(1))
    await settle(house)
    clock.advance(3_250)
    for seat in range(1, 8):
        asking.handle(Guess(seat, 1, seat, arrived=asking.now - 40))
        await settle(house)

    between = house.open_table(3)
    between.handle(Join("cleo"))
    between.handle(Ask(1))
    between.handle(Guess(1, 1, 7, arrived=5))
    await settle(house)
    clock.advance(11_500)
    await settle(house)
    between.handle(Away(HOST))

    over = house.open_table(4)
    hall.directory.claim(CODES[2], over.id, hold=DAY)
    over.handle(Join("dora"))
    over.handle(Stop())

    aged = hall.open_table("aged", ["begin", 5], house.stage)
    for command in (["join", "eve"], ["ask", 1], ["guess", 1, 1, 9]):
        aged.handle(command)

    future = house.open_table(6, kind="future")
    future.handle(Join("finn"))
    await settle(house)
    return [lobby.id, asking.id, between.id, over.id, aged.id, future.id]


async def describe(house: House, ids: list[str]) -> dict[str, Any]:
    """What is to be read from the journal, as plain data."""
    hall = house.hall
    return {
        "ids": ids,
        "tables": {id_: await describe_table(hall, id_) for id_ in ids},
        "codes": {code: describe_code(hall, code) for code in CODES},
        "pids": {pid: [place[0].id, place[1]] if (place := hall.seat_of(pid)) else None for pid in PIDS},
        "closed": [[id_, reason] for id_, reason in house.stage.shut],
    }


async def describe_table(hall: Hall, id_: str) -> Any:
    table, kept = hall.tables.get(id_), await hall.kept.get(id_)
    if table is None:
        return {"kept": kept.data.hex() if kept is not None else None}
    assert isinstance(table.game, Guessing)
    views = [table.game.view_for(seat) for seat in (HOST, 1)]
    return {"now": table.now, "opened_at": table.opened_at, "views": msgspec.to_builtins(views, str_keys=True)}


def describe_code(hall: Hall, code: str) -> str:
    found = hall.directory.find(code)
    if found is not None:
        return found.id
    return "held" if hall.directory.is_taken(code) else "free"


async def read(journal: Path) -> House:
    """A server that is started on this journal, a moment after it was written."""
    house = await House(SqliteJournal(journal), clock=ManualClock(epoch=EPOCH), kinds=READERS).open()
    await settle(house)
    return house


async def write(journal: Path) -> bytes:
    """Write a journal; what is to be read from it, as JSON."""
    house = await House(SqliteJournal(journal), clock=ManualClock(epoch=EPOCH), kinds=WRITERS).open()
    ids = await play(house)
    # As a kill would leave it, except that the file is a single one.
    await house.journal.close()
    written = content(journal)
    again = await read(journal)
    description = await describe(again, ids)
    await again.journal.close()
    put(journal, written)
    return msgspec.json.format(msgspec.json.encode(description, order="sorted"), indent=1) + b"\n"


def content(path: Path) -> bytes:
    return path.read_bytes()


def put(path: Path, data: bytes) -> None:
    path.write_bytes(data)


if __name__ == "__main__":
    target = FOLDER / f"{__version__}.sqlite3"
    if target.exists():
        sys.exit(f"{target} is there already, and a golden journal is never written again")
    put(target.with_suffix(".json"), asyncio.run(write(target)))
    target.with_name(target.name + ".lock").unlink()
    target.chmod(0o644)
