"""The library of one server: everything that is kept between games, behind one object."""

from pathlib import Path

from rumpus.library.clock import Clock, epoch_ms
from rumpus.library.files.files import Files
from rumpus.library.files.records import FileLimits
from rumpus.library.people.invitations import Invitations
from rumpus.library.people.keys import ApiKeys
from rumpus.library.people.links import SignInLinks
from rumpus.library.people.passwords import PasswordCost
from rumpus.library.people.records import Registration
from rumpus.library.people.sessions import Sessions
from rumpus.library.people.users import Users
from rumpus.library.people.workspaces import Workspaces
from rumpus.library.quizzes.quizzes import Quizzes
from rumpus.library.results.players import Players
from rumpus.library.results.results import Results
from rumpus.library.retention import Expired, Retention

STUB = "not filled in yet"


class Library:
    """What is kept. All methods are for one event loop; records that they take and give are frozen.

    Args:
        url: of the database (setting RUMPUS_DATABASE): `postgresql://user:password@host/name`, `sqlite:///path`, or
            None for `library.sqlite3` in the data folder.
        data_folder: where pictures and backups (and the SQLite file) are; it is made if need be.
        registration: who may make an account.
        retention: how long things are kept.
        files: what pictures are taken.
        passwords: what a hash costs; tests take a cheap one.
        clock: gives epoch milliseconds.

    Attributes:
        users, workspaces, sessions, links, invitations, keys: people and how they get in.
        quizzes: quizzes.
        results, players: games that were played, and players across them.
        files: pictures.
    """

    users: Users
    workspaces: Workspaces
    sessions: Sessions
    links: SignInLinks
    invitations: Invitations
    keys: ApiKeys
    quizzes: Quizzes
    results: Results
    players: Players
    files: Files

    def __init__(
        self,
        url: str | None,
        data_folder: Path,
        *,
        registration: Registration = "invitation",
        retention: Retention = Retention(),  # noqa: B008 - frozen
        files: FileLimits = FileLimits(),  # noqa: B008 - frozen
        passwords: PasswordCost = PasswordCost(),  # noqa: B008 - frozen
        clock: Clock = epoch_ms,
    ) -> None:
        raise NotImplementedError(STUB)

    async def open(self) -> None:
        """Connect and bring the schema up to date; the SQLite file is copied to `backups/` before that.

        Raises:
            SchemaError: a newer Rumpus wrote it.
            UnusableError: it cannot be used; the text says why.
        """
        raise NotImplementedError(STUB)

    async def close(self) -> None:
        """Let go of the database."""
        raise NotImplementedError(STUB)

    async def expire(self, now: int | None = None) -> Expired:
        """Erase what is older than retention allows; the caller does so daily. `now` is epoch milliseconds."""
        raise NotImplementedError(STUB)
