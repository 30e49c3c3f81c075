"""A library for each test, on SQLite and on PostgreSQL."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from rumpus.library import Library
from tests.library import postgres, seaweed
from tests.library.builders import CHEAP, SetClock
from tests.library.stores import BucketStore, FolderStore, Store
from tests.until import connections_closed

NUMBERS = count(1)


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A server with a database `shared` that has all tables."""
    try:
        with postgres.running() as url:
            asyncio.run(_make_shared(url))
            yield url
    except postgres.NoPostgresError as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file that has all tables."""
    folder = tmp_path_factory.mktemp("library")
    asyncio.run(_open_once(None, folder))
    return folder / "library.sqlite3"


@pytest.fixture
async def empty_postgres(postgres_url: str) -> AsyncIterator[str]:
    """The URL of a database without tables."""
    name = await _create_database(postgres_url, "template1")
    yield f"{postgres_url}/{name}"
    await _drop_database(postgres_url, name)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Which database."""
    return str(request.param)


@pytest.fixture
def template(kind: str, request: pytest.FixtureRequest) -> Path | str:
    """What to begin with: a file to copy, or the database `shared` of the server at this URL."""
    found: Path | str = request.getfixturevalue("sqlite_template" if kind == "sqlite" else "postgres_url")
    return found


@pytest.fixture
async def database(template: Path | str, tmp_path: Path) -> AsyncIterator[str | None]:
    """What `Library` takes: the address of a database that has all tables and nothing in them."""
    if isinstance(template, Path):
        shutil.copy(template, tmp_path / "library.sqlite3")
        yield None
        return
    yield f"{template}/shared"
    # Everything belongs to a user or a workspace.
    await _execute(f"{template}/shared", "SET lock_timeout = '10s'", "DELETE FROM users", "DELETE FROM workspaces")


@pytest.fixture
async def own_database(template: Path | str, tmp_path: Path) -> AsyncIterator[str | None]:
    """The same for tests that change the tables."""
    if isinstance(template, Path):
        shutil.copy(template, tmp_path / "library.sqlite3")
        yield None
        return
    name = await _create_database(template, "shared")
    yield f"{template}/{name}"
    await _drop_database(template, name)


@pytest.fixture
def clock() -> SetClock:
    """A clock that goes on when the test says so."""
    return SetClock()


@pytest.fixture(scope="session")
def bucket() -> Iterator[seaweed.Seaweed]:
    """A store that speaks S3."""
    with seaweed.running() as store:
        yield store


@pytest.fixture
def folder_store(tmp_path: Path) -> Store:
    """Bytes of files in the data folder."""
    return FolderStore(tmp_path / "files")


@pytest.fixture
def s3_store(bucket: seaweed.Seaweed, monkeypatch: pytest.MonkeyPatch) -> Store:
    """The same in a bucket."""
    for name, value in bucket.environment.items():
        monkeypatch.setenv(name, value)
    return BucketStore(bucket, f"test-{next(NUMBERS)}")


@pytest.fixture
def store(folder_store: Store) -> Store:
    """Where the bytes of files are."""
    return folder_store


@pytest.fixture
async def library(database: str | None, tmp_path: Path, clock: SetClock, store: Store) -> AsyncIterator[Library]:
    """An open library."""
    library = Library(
        database, tmp_path, registration="open", files_at=store.at, passwords=CHEAP, clock=clock, full_sync=False
    )
    await library.open()
    yield library
    await library.close()
    await connections_closed()


async def _make_shared(url: str) -> None:
    await _execute(f"{url}/postgres", "CREATE DATABASE shared")
    await _open_once(f"{url}/shared", Path("/nonexistent"))
    await _execute(f"{url}/shared", "DELETE FROM workspaces")


async def _open_once(url: str | None, folder: Path) -> None:
    library = Library(url, folder)
    await library.open()
    await library.close()


async def _create_database(url: str, template: str) -> str:
    name = f"test_{next(NUMBERS)}"
    await _execute(f"{url}/postgres", f"CREATE DATABASE {name} TEMPLATE {template}")
    return name


async def _drop_database(url: str, name: str) -> None:
    await _execute(f"{url}/postgres", f"DROP DATABASE {name} WITH (FORCE)")


async def _execute(url: str, *statements: str) -> None:
    engine = create_async_engine(url.replace("postgresql:", "postgresql+asyncpg:"), isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        for statement in statements:
            await connection.execute(text(statement))
    await engine.dispose()
