"""Journals that every release so far has written are read as they were meant."""

import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from rumpus.hall import SqliteJournal
from tests.hall.golden.write import EPOCH, FOLDER, WRITERS, content, describe, read, write
from tests.hall.house import House
from tests.hall.manual_clock import ManualClock

JOURNALS = sorted(FOLDER.glob("*.sqlite3"))


def test_there_is_one() -> None:
    assert JOURNALS


@pytest.mark.parametrize("journal", JOURNALS, ids=lambda path: path.stem)
async def test_a_journal_of_a_release_is_read_as_it_was_meant(journal: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(journal, tmp_path))
    expected: dict[str, Any] = msgspec.json.decode(content(journal.with_suffix(".json")))
    house = await read(path)
    description = msgspec.json.decode(msgspec.json.encode(await describe(house, expected["ids"])))
    assert description == expected
    house.clock.advance(30_000)
    assert house.hall.figures.rule_errors == 0
    await house.journal.close()


async def test_the_golden_game_has_a_bit_of_everything(tmp_path: Path) -> None:
    """So that the next golden journal is worth its name."""
    journal = tmp_path / "journal.sqlite3"
    expected = msgspec.json.decode(await write(journal))
    tables = expected["tables"]
    assert len([table for table in tables.values() if "views" in table]) == 4
    assert len([table for table in tables.values() if table.get("kept")]) == 1
    assert sorted(set(expected["codes"].values()) - tables.keys()) == ["free", "held"]
    assert [place is None for place in expected["pids"].values()] == [False, False, True]
    assert [reason for _, reason in expected["closed"]] == ["version"]
    # The release that wrote it reads all of it, the table of the future too.
    house = await House(SqliteJournal(journal), clock=ManualClock(epoch=EPOCH), kinds=WRITERS).open()
    assert len(house.hall.tables) == 5
    await house.journal.close()
