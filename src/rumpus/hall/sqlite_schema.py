"""The file of the SQLite journal: its tables, its version, and what is said when it cannot be used."""

import sqlite3
from itertools import chain
from pathlib import Path

from rumpus.hall.journal import JournalError

APPLICATION_ID = 0x52_4D_50_4A
"""Marks the file as ours: "RMPJ"."""

VERSION = 1
"""Version of the layout below, in the file's user_version. What older ones need to become this one is in `UPGRADES`."""

SCHEMA = (
    """
    CREATE TABLE tables (
        number INTEGER PRIMARY KEY,  -- stands for the table in the rows of records
        id TEXT NOT NULL UNIQUE,
        kind TEXT NOT NULL,
        opened INTEGER NOT NULL,     -- epoch milliseconds
        clock INTEGER NOT NULL DEFAULT 0,
        closed TEXT,                 -- why, once it is closed
        erase_at INTEGER             -- epoch milliseconds from which a closed one is erased
    )
    """,
    """
    CREATE TABLE records (           -- one row per table and commit
        number INTEGER NOT NULL,
        first INTEGER NOT NULL,      -- number of the first record
        count INTEGER NOT NULL,
        at INTEGER NOT NULL,         -- GameTime of the last record
        data BLOB NOT NULL           -- see record.py
    )
    """,
    "CREATE UNIQUE INDEX records_in_order ON records (number, first)",
    """
    CREATE TABLE codes (
        code TEXT PRIMARY KEY,
        table_id TEXT NOT NULL,
        hold INTEGER NOT NULL,       -- milliseconds
        until INTEGER                -- epoch milliseconds, once it is released
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE kept (
        table_id TEXT PRIMARY KEY,
        kind TEXT NOT NULL,
        data BLOB NOT NULL,
        until INTEGER NOT NULL       -- epoch milliseconds
    )
    """,
    "CREATE INDEX kept_until ON kept (until)",
)

UPGRADES: dict[int, tuple[str, ...]] = {}
"""The statements that make a layout of this version one of the next."""


def connect(path: Path, *, full_sync: bool, max_bytes: int | None) -> sqlite3.Connection:
    """Open the file, or make it, readable by its owner only: it holds names of players.

    Raises:
        JournalError: it cannot be used.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        connection = sqlite3.connect(path, timeout=2.0, isolation_level=None, check_same_thread=False)
    except (OSError, sqlite3.Error) as error:
        raise JournalError(f"The journal {path} cannot be opened: {error}. May this user write there?") from error
    try:
        _prepare(connection, path, full_sync=full_sync, max_bytes=max_bytes)
    except sqlite3.OperationalError as error:
        connection.close()
        hint = "Another program has got it open." if "locked" in str(error) else "Is the disk full or read-only?"
        raise JournalError(f"The journal {path} cannot be used: {error}. {hint}") from error
    except sqlite3.DatabaseError as error:
        connection.close()
        raise JournalError(
            f"The journal {path} is damaged or not a journal: {error}. Move it away to start with an empty one."
        ) from error
    except JournalError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path, *, full_sync: bool, max_bytes: int | None) -> None:
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(f"PRAGMA synchronous = {'FULL' if full_sync else 'NORMAL'}")
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and objects:
        raise JournalError(f"{path} is a database of another program. Give the journal another place.")
    if version > VERSION:
        raise JournalError(
            f"The journal {path} was written by a newer Rumpus (layout {version}, this one knows {VERSION}). "
            "Start that one, or move the journal away to start with an empty one."
        )
    if max_bytes is not None:
        (page,) = connection.execute("PRAGMA page_size").fetchone()
        connection.execute(f"PRAGMA max_page_count = {max(1, max_bytes // page)}")
    connection.execute("BEGIN IMMEDIATE")
    try:
        steps = [UPGRADES[step] for step in range(version, VERSION)] if objects else [SCHEMA]
        for statement in chain.from_iterable(steps):
            connection.execute(statement)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {VERSION}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
