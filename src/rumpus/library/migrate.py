"""Brings the tables up to date when the library opens; the SQLite file is copied before anything changes."""

import asyncio
import sqlite3
import time
from contextlib import closing
from pathlib import Path
from typing import Final

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect
from sqlalchemy.engine import Connection
from sqlalchemy.exc import SQLAlchemyError

from rumpus.library.database import Database, make_private
from rumpus.library.errors import SchemaError, UnusableError

log = structlog.get_logger(__name__)

SCRIPTS: Final = Path(__file__).parent / "migrations"

_LOCK: Final = 0x52756D707573
"""PostgreSQL's advisory lock: of two servers that start at once, one makes the tables and the other waits."""


async def migrate(database: Database, backups: Path, *, scripts: Path = SCRIPTS) -> None:
    """Run the steps that are missing, all or none.

    Args:
        database: the one to change.
        backups: the folder for copies of a SQLite file.
        scripts: alembic's folder with the steps.

    Raises:
        SchemaError: a newer Rumpus wrote it.
        UnusableError: it is not ours.
    """
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    steps = ScriptDirectory.from_config(config)
    if database.is_sqlite:
        await asyncio.to_thread(make_private, database.file)
    async with database.reading() as connection:
        found = await connection.run_sync(_step_of)
    _check(steps, found, database)
    if found == steps.get_current_head():
        return
    if found is not None:
        log.info("the library is brought up to date", step=found, to=steps.get_current_head())
        if database.is_sqlite:
            backup = backups / f"{database.file.stem}-{found}-{time.strftime('%Y%m%d-%H%M%S')}.sqlite3"
            await asyncio.to_thread(back_up, database.file, backup)
            log.info("a copy of the library as it was is kept", file=str(backup))
    # Steps may rebuild tables that others point to, so nothing is checked before the end.
    unchecked = Database(database.url, foreign_keys=False)
    try:
        async with unchecked.writing() as connection:
            await connection.run_sync(_upgrade, config, steps)
    except SQLAlchemyError as error:
        raise UnusableError(
            f"The library could not be brought up to date, nothing was changed: {error}. "
            "Start the Rumpus that was used before, and report this."
        ) from error
    finally:
        await unchecked.close()


def back_up(file: Path, copy: Path) -> None:
    """Copy a SQLite file that may be in use, whole and consistent; a half copy never has the name of one."""
    unfinished = copy.with_suffix(".part")
    make_private(unfinished)
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(unfinished)) as target:
        source.backup(target)
    unfinished.replace(copy)


def _step_of(connection: Connection) -> str | None:
    """The step that the tables are at; None if there are none."""
    heads = MigrationContext.configure(connection).get_current_heads()
    if heads:
        return heads[0]
    if set(inspect(connection).get_table_names()) & {"users", "quizzes", "games"}:
        raise UnusableError("The database has tables of something else. Give Rumpus a database of its own.")
    return None


def _check(steps: ScriptDirectory, found: str | None, database: Database) -> None:
    known = {step.revision for step in steps.walk_revisions()}
    if found is not None and found not in known:
        where = f"The library {database.file}" if database.is_sqlite else "The database"
        raise SchemaError(
            f"{where} was written by a newer Rumpus (its step is {found}, this one knows up to "
            f"{steps.get_current_head()}). Start the newer one, or use a backup of before."
        )


def _upgrade(connection: Connection, config: Config, steps: ScriptDirectory) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
    if _step_of(connection) == steps.get_current_head():
        return  # another server was quicker
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(3)
        if broken:
            raise UnusableError(f"The library could not be brought up to date, nothing was changed: {broken}.")
