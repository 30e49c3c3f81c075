"""Turns in a SQLite file: how they are written and read. Used by one thread at a time, the journal's writer."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, TypeVar

from rumpus.hall.journal import Contents, StoredTable
from rumpus.hall.turn import Claim, Kept, Opened, Packed, Turn

ROWS = 400
"""Rows in one statement. A statement gives up the interpreter lock, and gets it back only milliseconds later while the
loop is busy, so a commit takes as few of them as it can."""

ERASE_ROWS = 32
"""Rows of records that are erased in one go."""

CHECKPOINT_PAGES = 250
"""About so many pages (1 MB) are written before an idle moment is used for a checkpoint."""

T = TypeVar("T")


class SqliteFile:
    """The statements of the journal over one connection."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}
        self._next_number = 1
        self._pages = 0

    def contents(self) -> Contents:
        """What is there: the tables that are not closed, and the codes."""
        execute = self._connection.execute
        (last,) = execute("SELECT coalesce(max(number), 0) FROM tables").fetchone()
        (orphan,) = execute("SELECT coalesce(max(number), 0) FROM records").fetchone()
        self._next_number = max(last, orphan) + 1
        self._numbers = dict(execute("SELECT id, number FROM tables"))
        tables = [
            StoredTable(id_, Opened(kind, opened), max(clock, at))
            for id_, kind, opened, clock, at in execute(
                "SELECT id, kind, opened, clock, coalesce((SELECT at FROM records WHERE records.number = tables.number"
                " ORDER BY first DESC LIMIT 1), 0) FROM tables WHERE closed IS NULL ORDER BY number"
            )
        ]
        codes = {
            code: Claim(table, hold, until)
            for code, table, hold, until in execute("SELECT code, table_id, hold, until FROM codes")
        }
        return Contents(tables, codes)

    def read(self, table: str) -> list[Packed]:
        """The records of a table."""
        rows = self._connection.execute(
            "SELECT first, count, at, data FROM records WHERE number = ? ORDER BY first", (self._numbers.get(table),)
        )
        return [Packed(*row) for row in rows]

    def kept(self, table: str) -> Kept | None:
        """What a game left behind."""
        row = self._connection.execute("SELECT kind, data, until FROM kept WHERE table_id = ?", (table,)).fetchone()
        return Kept(*row) if row is not None else None

    def kept_of(self, kind: str) -> list[str]:
        """The tables of this kind whose games left something behind."""
        return [
            id_ for (id_,) in self._connection.execute("SELECT table_id FROM kept WHERE kind = ? ORDER BY 1", (kind,))
        ]

    def write(self, turns: Sequence[Turn]) -> None:
        """Commit turns, as one transaction.

        Raises:
            sqlite3.Error: nothing was committed, or (very rarely) it is unknown; writing them again does no harm.
        """
        turn = Turn()
        for each in turns:
            turn.add(each)
        statements = list(self._statements(turn))
        if len(statements) == 1:
            # One statement is a transaction by itself, and gives up the interpreter lock once instead of three times.
            self._connection.execute(*statements[0])
        elif statements:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                for statement, parameters in statements:
                    self._connection.execute(statement, parameters)
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself after some errors, a full disk among them.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
        self._pages += sum(2 + len(packed.data) // 4096 for packed in turn.records.values()) + len(statements)

    def _statements(self, turn: Turn) -> Iterator[tuple[str, Sequence[Any]]]:
        """The statements of a turn, in the order that `Turn` promises. Each may be run again without harm."""
        for table in turn.opened:
            if table not in self._numbers:
                self._numbers[table] = self._next_number
                self._next_number += 1
        number = self._numbers
        yield from _many(
            "INSERT INTO tables (id, number, kind, opened) VALUES {} ON CONFLICT DO NOTHING",
            ((id_, number[id_], opened.kind, opened.epoch) for id_, opened in turn.opened.items()),
        )
        yield from _many(
            "INSERT INTO records (number, first, count, at, data) VALUES {} ON CONFLICT (number, first)"
            " DO UPDATE SET count = excluded.count, at = excluded.at, data = excluded.data",
            ((number[id_], p.first, p.count, p.at, p.data) for id_, p in turn.records.items() if id_ in number),
        )
        yield from _many(
            "WITH late (number, at) AS (VALUES {}) UPDATE tables SET clock = max(clock, late.at) FROM late"
            " WHERE tables.number = late.number",
            ((number[id_], at) for id_, at in turn.clocks.items() if id_ in number),
        )
        yield from _many(
            "INSERT OR REPLACE INTO codes (code, table_id, hold, until) VALUES {}",
            ((code, c.table, c.hold, c.until) for code, c in turn.codes.items() if c is not None),
        )
        yield from _many(
            "DELETE FROM codes WHERE code IN (VALUES {})", ((code,) for code, c in turn.codes.items() if c is None)
        )
        yield from _many(
            "WITH shut (id, reason, erase_at) AS (VALUES {}) UPDATE tables SET closed = shut.reason,"
            " erase_at = shut.erase_at FROM shut WHERE tables.id = shut.id",
            ((id_, closed.reason, closed.erase_at) for id_, closed in turn.closed.items()),
        )
        yield from _many(
            "INSERT OR REPLACE INTO kept (table_id, kind, data, until) VALUES {}",
            ((id_, kept.kind, kept.data, kept.until) for id_, kept in turn.kept.items() if kept is not None),
        )
        yield from _many(
            "DELETE FROM kept WHERE table_id IN (VALUES {})",
            ((id_,) for id_, kept in turn.kept.items() if kept is None),
        )
        if turn.expired is not None:
            yield "DELETE FROM kept WHERE until <= ?", (turn.expired,)
            yield "UPDATE tables SET erase_at = 0 WHERE erase_at <= ?", (turn.expired,)

    def tidy(self) -> bool:
        """Move what was written from the log into the file, if it is much, and erase a part of the closed tables.

        Returns:
            Whether there may be more to do.
        """
        if self._pages >= CHECKPOINT_PAGES:
            self._connection.execute("PRAGMA wal_checkpoint(PASSIVE)")
            self._pages = 0
        return self._erase_some()

    def _erase_some(self) -> bool:
        execute = self._connection.execute
        row = execute("SELECT number, id FROM tables WHERE closed IS NOT NULL AND erase_at = 0 LIMIT 1").fetchone()
        if row is None:
            return False
        number, table = row
        done = execute(
            "DELETE FROM records WHERE rowid IN (SELECT rowid FROM records WHERE number = ? LIMIT ?)",
            (number, ERASE_ROWS),
        )
        if done.rowcount < ERASE_ROWS:
            execute("DELETE FROM tables WHERE number = ?", (number,))
            self._numbers.pop(table, None)
        return True

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()


def _many(statement: str, rows: Iterable[Sequence[Any]]) -> Iterator[tuple[str, Sequence[Any]]]:
    """The statement with all rows in its VALUES, in as few statements as can be."""
    every = list(rows)
    for start in range(0, len(every), ROWS):
        some = every[start : start + ROWS]
        places = "(" + ", ".join("?" * len(some[0])) + ")"
        yield statement.format(", ".join([places] * len(some))), list(chain.from_iterable(some))
