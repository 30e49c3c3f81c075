"""Opening a library: the schema, its steps, backups, and what is refused with a sentence."""

import asyncio
import shutil
import sqlite3
import stat
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlalchemy.exc import ProgrammingError

from rumpus.library import Library, SchemaError, UnusableError
from rumpus.library.address import database_url
from rumpus.library.database import Database
from rumpus.library.migrate import SCRIPTS, migrate
from rumpus.library.schema import Base
from tests.library.builders import CHEAP, teacher

NEXT_STEP = """
from alembic import op
import sqlalchemy as sa

revision = "test"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("users") as users:
        users.add_column(sa.Column("shoe_size", sa.Integer(), nullable=False, server_default="42"))
        users.alter_column("email", new_column_name="mail")
"""


@pytest.fixture
async def database(own_database: str | None) -> str | None:
    """One that nobody else needs as it was."""
    return own_database


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """The steps of a later Rumpus: one more."""
    scripts = tmp_path / "later"
    shutil.copytree(SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "step_test.py").write_text(NEXT_STEP)
    return scripts


@pytest.fixture
async def tables(database: str | None, tmp_path: Path) -> AsyncIterator[Database]:
    """A database that has all tables, and is no library yet."""
    opened = Database(database_url(database, tmp_path))
    yield opened
    await opened.close()


async def test_steps_lead_to_the_tables_as_they_are_now(tables: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        options = {"include_name": lambda name, kind, _: kind != "table" or not (name or "").startswith("quiz_words")}
        found = compare_metadata(MigrationContext.configure(connection, opts=options), Base.metadata)
        return [one for one in found if "quiz_texts" not in str(one)]

    async with tables.reading() as connection:
        assert await connection.run_sync(differences) == []


async def test_next_step_keeps_what_is_there(library: Library, kind: str, tmp_path: Path, later: Path) -> None:
    ada = await teacher(library)
    backups = tmp_path / "backups"
    await migrate(library._database, backups, scripts=later)
    async with library._database.reading() as connection:
        assert (await connection.execute(text("SELECT id, mail, shoe_size FROM users"))).one() == (ada.id, None, 42)
        assert (await connection.execute(text("SELECT count(*) FROM memberships"))).scalar_one() == 1
    copies = list(backups.glob("*")) if backups.exists() else []
    if kind != "sqlite":
        assert copies == []
        return
    [copy] = copies
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT id, email FROM users").fetchall() == [(ada.id, None)]
    # Nothing to do: nothing is copied.
    await migrate(library._database, backups, scripts=later)
    assert len(list(backups.glob("*"))) == 1


async def test_backup_can_be_used(library: Library, kind: str, tmp_path: Path, later: Path) -> None:
    if kind != "sqlite":
        pytest.skip("PostgreSQL is backed up by its own tools")
    await teacher(library)
    await migrate(library._database, tmp_path / "backups", scripts=later)
    await library.close()
    [copy] = (tmp_path / "backups").glob("*")
    again = Library(f"sqlite:///{copy}", tmp_path / "again", passwords=CHEAP)
    await again.open()
    assert await again.users.find("Ada") is not None
    await again.close()


async def test_step_that_fails_changes_nothing(library: Library, tmp_path: Path, later: Path) -> None:
    ada = await teacher(library)
    (later / "versions" / "step_test.py").write_text(NEXT_STEP + "    op.execute('nonsense')\n")
    with pytest.raises(UnusableError, match="nothing was changed"):
        await migrate(library._database, tmp_path / "backups", scripts=later)
    assert await library.users.get(ada.id) == ada


async def test_newer_schema_is_refused(library: Library, database: str | None, tmp_path: Path, later: Path) -> None:
    await migrate(library._database, tmp_path / "backups", scripts=later)
    await library.close()
    older = Library(database, tmp_path)
    with pytest.raises(SchemaError, match="newer Rumpus"):
        await older.open()


async def test_two_servers_on_sqlite(tmp_path: Path) -> None:
    libraries = [Library(None, tmp_path) for _ in range(3)]
    await asyncio.gather(*(library.open() for library in libraries))
    assert len({(await library.workspaces.default()).id for library in libraries}) == 1
    for library in libraries:
        await library.close()


async def test_two_servers_on_postgresql(empty_postgres: str, tmp_path: Path) -> None:
    libraries = [Library(empty_postgres, tmp_path) for _ in range(3)]
    await asyncio.gather(*(library.open() for library in libraries))
    assert len({(await library.workspaces.default()).id for library in libraries}) == 1
    for library in libraries:
        await library.close()


async def test_database_of_something_else(tables: Database, tmp_path: Path, database: str | None) -> None:
    async with tables.writing() as connection:
        await connection.execute(text("DROP TABLE alembic_version"))
    library = Library(database, tmp_path)
    with pytest.raises(UnusableError, match="something else"):
        await library.open()


async def test_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"not a database at all" * 100)
    library = Library(None, tmp_path)
    with pytest.raises(UnusableError, match="not a database"):
        await library.open()
    assert (tmp_path / "library.sqlite3").read_bytes().startswith(b"not a database")


async def test_postgresql_that_is_not_there(tmp_path: Path) -> None:
    library = Library("postgresql://somebody:secret-word@127.0.0.1:1/rumpus", tmp_path)
    with pytest.raises(UnusableError) as refused:
        await library.open()
    assert "secret-word" not in str(refused.value)


async def test_file_is_its_owners_only(tmp_path: Path) -> None:
    library = Library(None, tmp_path / "new" / "folder")
    await library.open()
    for file in (tmp_path / "new" / "folder").glob("library.sqlite3*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    await library.close()


@pytest.mark.parametrize(
    ("given", "url"),
    [
        (None, "sqlite+aiosqlite:////data/library.sqlite3"),
        ("", "sqlite+aiosqlite:////data/library.sqlite3"),
        ("sqlite:///other.db", "sqlite+aiosqlite:///other.db"),
        ("postgres://a:b@h/n", "postgresql+asyncpg://a:b@h/n"),
        ("postgresql://h/n?sslmode=require", "postgresql+asyncpg://h/n?ssl=require"),
    ],
)
def test_addresses(given: str | None, url: str) -> None:
    assert database_url(given, Path("/data")).render_as_string(hide_password=False) == url


@pytest.mark.parametrize("given", ["mysql://h/n", "nonsense with secret-word", "sqlite://", "sqlite:///:memory:"])
def test_addresses_that_are_refused(given: str) -> None:
    with pytest.raises(UnusableError) as refused:
        database_url(given, Path("/data"))
    assert "secret-word" not in str(refused.value)


async def test_closing_lets_come_to_an_end_what_is_under_way(database: str | None, tmp_path: Path) -> None:
    library = Library(database, tmp_path, passwords=CHEAP)
    await library.open()
    begun = asyncio.Event()

    async def read() -> object:
        async with library._database.reading() as connection:
            begun.set()
            await asyncio.sleep(0.05)
            return await connection.scalar(text("SELECT 1"))

    reading = asyncio.create_task(read())
    await begun.wait()
    await library.close()
    assert reading.done()
    assert await reading == 1


async def test_who_wants_something_of_a_closed_sqlite_file_is_refused(tmp_path: Path) -> None:
    library = Library(None, tmp_path, passwords=CHEAP)
    await library.open()
    await library.close()
    with pytest.raises(ProgrammingError, match="closed"):
        await library.quizzes.look("quiz")
