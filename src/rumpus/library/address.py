"""Where the database is, from what people write in a setting."""

from pathlib import Path
from typing import Final

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from rumpus.library.errors import UnusableError

FILE: Final = "library.sqlite3"
"""Name of the SQLite file in the data folder."""

_DRIVERS: Final = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def database_url(given: str | None, data_folder: Path) -> URL:
    """The URL with the driver that we use.

    Raises:
        UnusableError: it is no URL of a database that we know.
    """
    if not given:
        return URL.create("sqlite+aiosqlite", database=str(data_folder / FILE))
    try:
        url = make_url(given)
    except ArgumentError:
        # The text is left out: there may be a password in it.
        raise UnusableError(
            "The address of the database is no URL such as postgresql://user:password@host/name."
        ) from None
    driver = _DRIVERS.get(url.drivername)
    if driver is None:
        raise UnusableError(f"A database of the kind {url.drivername} is not supported: use sqlite or postgresql.")
    url = url.set(drivername=driver)
    if driver.startswith("sqlite"):
        if url.database in (None, "", ":memory:"):
            raise UnusableError("The SQLite database needs a file: sqlite:///path/to/library.sqlite3.")
    elif "sslmode" in url.query:
        # libpq's name of what asyncpg calls ssl.
        url = url.difference_update_query(["sslmode"]).update_query_dict({"ssl": url.query["sslmode"]})
    return url
