"""What can happen to a file: locks, full disks, strangers, kills."""

import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from rumpus.hall import Hall, HallLimits, JournalError, SqliteJournal
from rumpus.hall.sqlite_journal import _Question
from rumpus.hall.sqlite_schema import VERSION
from rumpus.hall.turn import Closed, Opened, Packed, Turn
from tests.hall.guessing import KIND, Begin, Guessing, Join, Joined
from tests.hall.house import NotingStage
from tests.hall.test_journal import Client
from tests.until import until


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "journal.sqlite3"


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)


def content(path: Path) -> bytes:
    return path.read_bytes()


def size(path: Path) -> int:
    return path.stat().st_size


async def life(journal: SqliteJournal, limits: HallLimits | None = None) -> tuple[Hall, NotingStage]:
    hall, stage = Hall(journal, [KIND], limits=limits), NotingStage()
    hall.stage_for("guessing", stage)
    await hall.open()
    return hall, stage


async def test_the_file_is_its_owner_s_only(path: Path) -> None:
    hall, stage = await life(SqliteJournal(path))
    hall.open_table("guessing", Begin(1), stage)
    await until(lambda: hall.is_settled)
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file
    await hall.close()


async def test_it_is_written_as_the_docs_say(path: Path) -> None:
    hall, _ = await life(SqliteJournal(path))
    with sqlite3.connect(path) as other:
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert other.execute("PRAGMA user_version").fetchone() == (VERSION,)
    other.close()
    await hall.close()
    assert not path.with_name(path.name + "-wal").exists(), "a closed journal is one file"


# Who else has the file


async def test_a_second_server_on_the_same_journal_is_told_so(path: Path) -> None:
    hall, _ = await life(SqliteJournal(path))
    with pytest.raises(JournalError, match="in use by another server"):
        await SqliteJournal(path).open(lambda _count, _error: None)
    await hall.close()
    hall, _ = await life(SqliteJournal(path))
    await hall.close()


def test_a_second_server_process_on_the_same_journal_is_told_so(path: Path) -> None:
    script = """
import asyncio, pathlib, sys
from rumpus.hall import SqliteJournal
asyncio.run(SqliteJournal(pathlib.Path(sys.argv[1])).open(lambda count, error: None))
print("open", flush=True)
sys.stdin.read()
"""
    command = [sys.executable, "-c", script, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == b"open\n"
        second = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        first.kill()
    assert second.returncode != 0
    assert "in use by another server" in second.stderr
    third = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    assert third.returncode == 0, third.stderr


@pytest.fixture
def stranger(path: Path) -> Iterator[sqlite3.Connection]:
    """Another program that looks into the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()


async def test_a_file_that_another_program_holds_is_not_opened(path: Path, stranger: sqlite3.Connection) -> None:
    stranger.execute("PRAGMA locking_mode = EXCLUSIVE")
    stranger.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JournalError, match="Another program has got it open"):
        await SqliteJournal(path).open(lambda _count, _error: None)
    stranger.execute("ROLLBACK")
    stranger.close()
    hall, _ = await life(SqliteJournal(path))
    await hall.close()


async def test_a_lock_while_it_runs_only_delays(path: Path, stranger: sqlite3.Connection) -> None:
    hall, stage = await life(SqliteJournal(path))
    table = hall.open_table("guessing", Begin(1), stage)
    await until(lambda: hall.is_settled)
    stranger.execute("BEGIN IMMEDIATE")
    table.handle(Join("ada"))
    await until(lambda: hall.figures.failures > 0)
    table.handle(Join("bob"))
    assert stage.facts == []
    stranger.execute("ROLLBACK")
    await until(lambda: hall.is_settled)
    assert stage.facts == [Joined(1, "ada"), Joined(2, "bob")]
    await hall.close()


# Full disks


async def test_a_full_disk_closes_the_table_and_keeps_what_was_told(path: Path) -> None:
    limits = HallLimits(journal_patience=300)
    hall, stage = await life(SqliteJournal(path, max_bytes=400_000), limits)
    table = hall.open_table("guessing", Begin(1), stage)
    for n in range(10_000):
        if not table.is_open:
            break
        table.handle(Join(f"{n} {'x' * 4_000}"))
        await until(lambda: hall.is_settled or hall.figures.failures > 0 or not table.is_open)
        if hall.figures.failures:
            await until(lambda: not table.is_open)
    assert stage.shut == [(table.id, "journal")]
    told = len(stage.facts)
    assert 10 < told < 100
    # The disk is still full, but a table that needs little, or none of it, is not to blame.
    await hall.close()
    hall, stage = await life(SqliteJournal(path))
    if hall.tables:  # its end could not be written
        (game,) = [again.game for again in hall.tables.values()]
        assert isinstance(game, Guessing)
        assert len(game.names) == told
    await hall.close()


async def test_room_on_the_disk_again_and_it_goes_on(path: Path) -> None:
    journal = SqliteJournal(path)
    hall, stage = await life(journal)
    table = hall.open_table("guessing", Begin(1), stage)
    await until(lambda: hall.is_settled)
    journal._queue.put(_limit_pages(30))
    for n in range(20):
        table.handle(Join(f"{n} {'x' * 10_000}"))
    await until(lambda: hall.figures.failures > 0)
    assert stage.facts == []
    journal._queue.put(_limit_pages(100_000))
    await until(lambda: hall.is_settled)
    assert [fact.seat for fact in stage.facts] == list(range(1, 21))
    await hall.close()
    hall, _ = await life(SqliteJournal(path))
    (game,) = [again.game for again in hall.tables.values()]
    assert isinstance(game, Guessing)
    assert len(game.names) == 20
    await hall.close()


def _limit_pages(pages: int) -> _Question[None]:
    return _Question(lambda file: file._connection.execute(f"PRAGMA max_page_count = {pages}").fetchone())


# Files that are not ours


async def test_what_is_no_database_is_left_alone(path: Path) -> None:
    write(path, b"a letter to grandmother" * 100)
    with pytest.raises(JournalError, match="damaged or not a journal"):
        await SqliteJournal(path).open(lambda _count, _error: None)
    assert content(path).startswith(b"a letter")


async def test_another_program_s_database_is_left_alone(path: Path, stranger: sqlite3.Connection) -> None:
    stranger.execute("CREATE TABLE letters (id)")
    with pytest.raises(JournalError, match="database of another program"):
        await SqliteJournal(path).open(lambda _count, _error: None)
    assert stranger.execute("SELECT name FROM sqlite_master").fetchall() == [("letters",)]


async def test_a_newer_layout_is_left_alone(path: Path, stranger: sqlite3.Connection) -> None:
    hall, _ = await life(SqliteJournal(path))
    await hall.close()
    stranger.execute(f"PRAGMA user_version = {VERSION + 1}")
    with pytest.raises(JournalError, match="newer Rumpus"):
        await SqliteJournal(path).open(lambda _count, _error: None)


async def test_a_place_that_cannot_be_is_named(tmp_path: Path) -> None:
    write(tmp_path / "file", b"")
    with pytest.raises(JournalError, match="file/journal"):
        await SqliteJournal(tmp_path / "file" / "journal").open(lambda _count, _error: None)


async def test_records_that_are_damaged_close_their_table_only(path: Path, stranger: sqlite3.Connection) -> None:
    hall, stage = await life(SqliteJournal(path))
    tables = [hall.open_table("guessing", Begin(n), stage) for n in range(3)]
    await until(lambda: hall.is_settled)
    await hall.close()
    stranger.execute("UPDATE records SET data = substr(data, 1, 9) WHERE number = 2")
    stranger.execute("UPDATE records SET data = x'0300000001c0c0' WHERE number = 3")
    hall, stage = await life(SqliteJournal(path))
    await until(lambda: hall.is_settled)
    assert stage.shut == [(table.id, "version") for table in tables[1:]]
    assert list(hall.tables) == [tables[0].id]
    await hall.close()


# Size


async def test_what_is_erased_is_not_in_the_file_any_more(path: Path) -> None:
    client = Client(SqliteJournal(path))
    await client.open()
    open_, shut = Turn(), Turn()
    open_.opened["a"] = Opened("guessing", 1)
    for first in range(1, 200):
        more = Turn()
        more.records["a"] = Packed(first, 1, 1, b"the name of a child " * 100)
        await client.commit(open_, more)
    shut.closed["a"] = Closed("done")
    await client.commit(shut)
    await until(lambda: client.journal.read("a", timeout=1_000) == [])
    await client.journal.close()
    assert b"the name of a child" not in content(path)


async def test_the_log_does_not_grow_without_end(path: Path) -> None:
    client = Client(SqliteJournal(path, full_sync=False))
    await client.open()
    for first in range(1, 3_000):
        more = Turn()
        more.opened["a"] = Opened("guessing", 1)
        more.records["a"] = Packed(first, 1, 1, bytes(5_000))
        client.submitted += 1
        client.journal.submit(more)
        if first % 20 == 0:
            await until(lambda: client.committed == client.submitted)
    wal = path.with_name(path.name + "-wal")
    assert size(wal) < 20_000_000
    await client.journal.close()
    assert size(path) > 15_000_000


# Kills


def test_a_server_that_forgets_to_close_neither_hangs_nor_loses_what_was_submitted(path: Path) -> None:
    script = """
import asyncio, pathlib, sys
from rumpus.hall import SqliteJournal
from rumpus.hall.turn import Opened, Turn
async def main():
    journal = SqliteJournal(pathlib.Path(sys.argv[1]))
    await journal.open(lambda count, error: None)
    for n in range(1000):
        turn = Turn()
        turn.opened[f"table {n}"] = Opened("guessing", n)
        journal.submit(turn)
asyncio.run(main())
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, "")
    with sqlite3.connect(path) as journal:
        assert journal.execute("SELECT count(*) FROM tables").fetchone() == (1_000,)
    journal.close()


def test_what_was_acknowledged_survives_kill_9(path: Path) -> None:
    """A server that counts, and is killed again and again while it commits; see counting_server.py."""
    acknowledged: set[int] = set()
    ticks = 0
    for round_ in range(8):
        command = [sys.executable, "-m", "tests.hall.counting_server", str(path)]
        with subprocess.Popen(command, stdout=subprocess.PIPE, bufsize=0) as server:
            assert server.stdout is not None
            lines = iter(server.stdout.readline, b"")
            replayed_count, replayed_ticks, missing = (int(word) for word in next(lines).split())
            assert missing == 0
            assert replayed_count >= len(acknowledged), "an acknowledged command is lost"
            assert replayed_count > max(acknowledged, default=-1)
            assert replayed_ticks >= ticks, "a wake that was told is lost"
            enough = len(acknowledged) + 300 + 211 * round_
            for line in lines:
                ticks = max(ticks, _read(line, acknowledged))
                if len(acknowledged) >= enough:
                    break
            server.kill()
            for line in lines:
                if line.endswith(b"\n"):
                    ticks = max(ticks, _read(line, acknowledged))
    assert len(acknowledged) > 2_000
    assert ticks > 10


def _read(line: bytes, acknowledged: set[int]) -> int:
    """Note what a line acknowledges; the number of the tick, if it is one."""
    sort, number = line.split()
    if sort == b"count":
        acknowledged.add(int(number))
        return 0
    return int(number)
