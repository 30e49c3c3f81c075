"""What every journal promises, shown over memory and SQLite alike."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from rumpus.hall import Hall, Journal, MemoryJournal, SqliteJournal
from rumpus.hall.journal import Contents
from rumpus.hall.turn import Claim, Closed, Kept, Opened, Packed, Turn
from tests.hall.guessing import KIND, Ask, Begin, Guess, Guessing, Join, RoundClosed, Stop
from tests.hall.house import NotingStage
from tests.until import until

Storage: TypeAlias = Callable[[], Journal]
"""Each call is a journal on the same storage: the next life of a server."""


@pytest.fixture(params=["memory", "sqlite"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Storage:
    if request.param == "sqlite":
        return lambda: SqliteJournal(tmp_path / "journal.sqlite3")
    memory = MemoryJournal()
    return lambda: memory


class Client:
    """Speaks to a journal as the committer does."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.submitted = 0
        self.committed = 0
        self.errors: list[Exception] = []
        self.contents: Contents | None = None

    async def open(self) -> Contents:
        self.contents = await self.journal.open(self._done)
        return self.contents

    def _done(self, count: int, error: Exception | None) -> None:
        if error is None:
            self.committed += count
        else:
            self.errors.append(error)

    async def commit(self, *turns: Turn) -> None:
        for turn in turns:
            self.submitted += 1
            self.journal.submit(turn)
        await until(lambda: self.committed == self.submitted)


async def next_life(storage: Storage, client: Client | None = None) -> Client:
    if client is not None:
        await client.journal.close()
    again = Client(storage())
    await again.open()
    return again


def turn(
    *,
    opened: dict[str, Opened] | None = None,
    records: dict[str, Packed] | None = None,
    clocks: dict[str, int] | None = None,
    codes: dict[str, Claim | None] | None = None,
    closed: dict[str, Closed] | None = None,
    kept: dict[str, Kept | None] | None = None,
    expired: int | None = None,
) -> Turn:
    made = Turn()
    made.opened = opened or {}
    made.records = records or {}
    made.clocks = clocks or {}
    made.codes = codes or {}
    made.closed = closed or {}
    made.kept = kept or {}
    made.expired = expired
    return made


A, B = Opened("guessing", 1_000), Opened("guessing", 2_000)


def rows(journal: Journal, table: str) -> list[tuple[int, int, int, bytes]]:
    return [(row.first, row.count, row.at, bytes(row.data)) for row in journal.read(table, timeout=1_000)]


async def test_it_is_empty_at_first(storage: Storage) -> None:
    client = await next_life(storage)
    assert client.contents is not None
    assert (list(client.contents.tables), dict(client.contents.codes)) == ([], {})
    assert rows(client.journal, "a") == []
    assert await client.journal.kept("a") is None
    await client.journal.close()


async def test_what_is_committed_is_there_in_the_next_life(storage: Storage) -> None:
    client = await next_life(storage)
    await client.commit(
        turn(opened={"a": A, "b": B}, records={"a": Packed(1, 2, 10, b"one two"), "b": Packed(1, 1, 5, b"uno")})
    )
    await client.commit(turn(records={"a": Packed(3, 1, 20, b"three")}, clocks={"b": 77}))
    client = await next_life(storage, client)
    assert client.contents is not None
    tables = {table.id: (table.opened, table.clock) for table in client.contents.tables}
    assert tables == {"a": (A, 20), "b": (B, 77)}
    assert rows(client.journal, "a") == [(1, 2, 10, b"one two"), (3, 1, 20, b"three")]
    assert rows(client.journal, "b") == [(1, 1, 5, b"uno")]
    await client.journal.close()


async def test_the_clock_is_the_later_of_record_and_clock_and_never_goes_back(storage: Storage) -> None:
    client = await next_life(storage)
    await client.commit(turn(opened={"a": A}, records={"a": Packed(1, 1, 50, b"x")}, clocks={"a": 40}))
    client = await next_life(storage, client)
    assert client.contents is not None
    assert [table.clock for table in client.contents.tables] == [50]
    await client.commit(turn(clocks={"a": 90}))
    await client.commit(turn(clocks={"a": 60}))
    client = await next_life(storage, client)
    assert client.contents is not None
    assert [table.clock for table in client.contents.tables] == [90]
    await client.journal.close()


async def test_turns_submitted_together_may_share_a_commit_and_lose_nothing(storage: Storage) -> None:
    client = await next_life(storage)
    turns = [turn(opened={"a": A})]
    turns += [turn(records={"a": Packed(n, 1, n, b"%d " % n)}) for n in range(1, 501)]
    await client.commit(*turns)
    client = await next_life(storage, client)
    whole = rows(client.journal, "a")
    assert b"".join(row[3] for row in whole) == b"".join(b"%d " % n for n in range(1, 501))
    assert sum(row[1] for row in whole) == 500
    await client.journal.close()


async def test_many_tables_in_one_turn(storage: Storage) -> None:
    client = await next_life(storage)
    ids = [f"table {n}" for n in range(1_500)]
    await client.commit(
        turn(
            opened=dict.fromkeys(ids, A),
            records={id_: Packed(1, 1, 1, id_.encode()) for id_ in ids},
            clocks=dict.fromkeys(ids, 9),
            codes={f"code {id_}": Claim(id_) for id_ in ids},
            kept={id_: Kept("guessing", b"x", 5) for id_ in ids},
        )
    )
    await client.commit(turn(closed=dict.fromkeys(ids[1:], Closed("done")), kept=dict.fromkeys(ids[1:])))
    client = await next_life(storage, client)
    assert client.contents is not None
    assert [table.id for table in client.contents.tables] == ids[:1]
    assert len(client.contents.codes) == 1_500
    assert await client.journal.kept(ids[0]) is not None
    assert await client.journal.kept(ids[1]) is None
    await client.journal.close()


async def test_a_turn_may_be_committed_again(storage: Storage) -> None:
    """A commit that failed may have happened all the same."""
    client = await next_life(storage)
    whole = turn(
        opened={"a": A, "b": B},
        records={"a": Packed(1, 1, 10, b"one")},
        clocks={"a": 12},
        codes={"code": Claim("a"), "past": None},
        closed={"b": Closed("done")},
        kept={"b": Kept("guessing", b"points", 99), "c": None},
        expired=5,
    )
    await client.commit(whole)
    await client.commit(whole)
    client = await next_life(storage, client)
    assert client.contents is not None
    assert [(table.id, table.clock) for table in client.contents.tables] == [("a", 12)]
    assert rows(client.journal, "a") == [(1, 1, 10, b"one")]
    assert dict(client.contents.codes) == {"code": Claim("a")}
    await client.journal.close()


async def test_codes_are_claimed_released_and_forgotten(storage: Storage) -> None:
    client = await next_life(storage)
    await client.commit(turn(codes={"1": Claim("a", 60), "2": Claim("a"), "3": Claim("b")}))
    await client.commit(turn(codes={"1": Claim("a", 60, 5_000), "2": None}))
    client = await next_life(storage, client)
    assert client.contents is not None
    assert dict(client.contents.codes) == {"1": Claim("a", 60, 5_000), "3": Claim("b")}
    await client.journal.close()


async def test_a_table_opened_written_and_closed_in_one_turn_is_gone(storage: Storage) -> None:
    client = await next_life(storage)
    await client.commit(
        turn(opened={"a": A}, records={"a": Packed(1, 1, 1, b"x")}, closed={"a": Closed("done")}),
        turn(kept={"a": Kept("guessing", b"points", 99)}),
    )
    client = await next_life(storage, client)
    assert client.contents is not None
    assert client.contents.tables == []
    assert await client.journal.kept("a") == Kept("guessing", b"points", 99)
    await client.journal.close()


async def test_records_set_aside_stay_until_their_time(storage: Storage) -> None:
    client = await next_life(storage)
    await client.commit(turn(opened={"a": A}, records={"a": Packed(1, 1, 1, b"x")}))
    await client.commit(turn(closed={"a": Closed("version", 5_000)}))
    client = await next_life(storage, client)
    assert client.contents is not None
    assert client.contents.tables == []
    await client.commit(turn(expired=4_999))
    assert rows(client.journal, "a") == [(1, 1, 1, b"x")]
    await client.commit(turn(expired=5_000))
    await until(lambda: rows(client.journal, "a") == [])
    await client.journal.close()


async def test_what_is_kept_expires(storage: Storage) -> None:
    client = await next_life(storage)
    await client.commit(turn(kept={"a": Kept("guessing", b"a", 100), "b": Kept("guessing", b"b", 200)}))
    await client.commit(turn(expired=100))
    client = await next_life(storage, client)
    assert await client.journal.kept("a") is None
    assert await client.journal.kept("b") == Kept("guessing", b"b", 200)
    await client.journal.close()


async def test_a_whole_game_over_two_lives(storage: Storage) -> None:
    """The hall itself over each journal, with the real clock."""

    async def life() -> tuple[Hall, NotingStage]:
        hall, stage = Hall(storage(), [KIND]), NotingStage()
        hall.stage_for("guessing", stage)
        await hall.open()
        return hall, stage

    hall, stage = await life()
    table = hall.open_table("guessing", Begin(1), stage)
    hall.directory.claim("123456", table.id)
    table.bind("secret", 1)
    table.handle(Join("ada"))
    table.handle(Ask(1))
    assert isinstance(table.game, Guessing)
    number = table.game.number
    assert number is not None
    table.handle(Guess(1, 1, number, arrived=table.now))
    await until(lambda: hall.is_settled)
    assert len(stage.facts) == 5
    await hall.close()

    hall, stage = await life()
    found = hall.directory.find("123456")
    assert found is not None
    assert hall.seat_of("secret") == (found, 1)
    found.back(0)
    found.back(1)
    assert not found.paused
    assert stage.back == [(found.id, frozenset())]
    found.handle(Guess(1, 1, number, arrived=found.now))
    found.handle(Stop())
    await until(lambda: hall.is_settled)
    assert not any(isinstance(fact, RoundClosed) for fact in stage.facts)
    assert stage.ended == [(found.id, "done")]
    kept = await hall.kept.get(found.id)
    assert kept is not None
    await hall.close()

    hall, stage = await life()
    assert hall.tables == {}
    await hall.close()
