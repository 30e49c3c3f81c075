"""The library of one server: everything that is kept between games, behind one object."""

from pathlib import Path
from typing import Final

from sqlalchemy.exc import SQLAlchemyError

from rumpus.library.address import database_url
from rumpus.library.clock import Clock, epoch_ms
from rumpus.library.database import Database
from rumpus.library.errors import UnusableError
from rumpus.library.expiry import expire
from rumpus.library.files.files import Files
from rumpus.library.files.pictures import Cleaner, clean_in_thread
from rumpus.library.files.place import blobs_at
from rumpus.library.files.records import FileLimits
from rumpus.library.migrate import migrate
from rumpus.library.people.invitations import Invitations
from rumpus.library.people.keys import ApiKeys
from rumpus.library.people.links import SignInLinks
from rumpus.library.people.passwords import PasswordCost, Passwords
from rumpus.library.people.records import Registration
from rumpus.library.people.sessions import Sessions
from rumpus.library.people.users import Users
from rumpus.library.people.workspaces import Workspaces
from rumpus.library.quizzes.quizzes import Quizzes
from rumpus.library.results.players import Players
from rumpus.library.results.results import Results
from rumpus.library.retention import Expired, Retention

BACKUPS: Final = "backups"
FILES: Final = "files"
"""Folders in the data folder."""


class Library:
    """What is kept. All methods are for one event loop; records that they take and give are frozen.

    Args:
        url: of the database (setting RUMPUS_DATABASE): `postgresql://user:password@host/name`, `sqlite:///path`, or
            None for `library.sqlite3` in the data folder.
        data_folder: where pictures and backups (and the SQLite file) are; it is made if need be.
        registration: who may make an account.
        retention: how long things are kept.
        files: what pictures are taken.
        files_at: where their bytes are (setting RUMPUS_FILES): `s3://bucket/prefix`, a folder, or None for `files` in
            the data folder.
        cleaner: makes pictures safe; the server has a process of its own for it.
        passwords: what a hash costs; tests take a cheap one.
        full_sync: SQLite waits for the disk at every commit, so that what is kept survives a power cut too.
        clock: gives epoch milliseconds.

    Raises:
        UnusableError: an address is none.

    Attributes:
        users, workspaces, sessions, links, invitations, keys: people and how they get in.
        quizzes: quizzes.
        results, players: games that were played, and players across them.
        files: pictures.
    """

    def __init__(
        self,
        url: str | None,
        data_folder: Path,
        *,
        registration: Registration = "invitation",
        retention: Retention = Retention(),  # noqa: B008 - frozen
        files: FileLimits = FileLimits(),  # noqa: B008 - frozen
        files_at: str | None = None,
        cleaner: Cleaner = clean_in_thread,
        passwords: PasswordCost = PasswordCost(),  # noqa: B008 - frozen
        full_sync: bool = True,
        clock: Clock = epoch_ms,
    ) -> None:
        self._database = Database(database_url(url, data_folder), full_sync=full_sync)
        self._backups = data_folder / BACKUPS
        self._retention = retention
        self._clock = clock
        database = self._database
        self._blobs = blobs_at(files_at, data_folder / FILES)
        self.files = Files(database, clock, self._blobs, files, cleaner)
        self.workspaces = Workspaces(database, clock)
        self.users = Users(database, clock, Passwords(passwords), self.files, registration)
        self.sessions = Sessions(database, clock)
        self.links = SignInLinks(database, clock)
        self.invitations = Invitations(database, clock)
        self.keys = ApiKeys(database, clock)
        self.quizzes = Quizzes(database, clock)
        self.results = Results(database, clock, retention)
        self.players = Players(database, clock, retention)

    async def open(self) -> None:
        """Connect and bring the schema up to date; the SQLite file is copied to `backups/` before that.

        Raises:
            SchemaError: a newer Rumpus wrote it.
            UnusableError: it cannot be used; the text says why.
        """
        try:
            await migrate(self._database, self._backups)
            await self.workspaces.prepare()
        except (SQLAlchemyError, OSError) as error:
            await self.close()
            raise UnusableError(f"The library cannot be opened: {_reason(error)}.") from error
        except BaseException:
            await self.close()
            raise

    async def close(self) -> None:
        """Let go of the database and of the bytes of files."""
        await self._database.close()
        await self._blobs.close()

    async def expire(self, now: int | None = None) -> Expired:
        """Erase what is older than retention allows; the caller does so daily. `now` is epoch milliseconds."""
        return await expire(
            self._database, self.files, self._backups, self._retention, self._clock() if now is None else now
        )


def _reason(error: Exception) -> str:
    """What the driver said, without the statement."""
    return str(getattr(error, "orig", None) or error).rstrip(".")
