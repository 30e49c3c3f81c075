"""How long things are kept. `expiry` clears away what is older."""

import msgspec


class Retention(msgspec.Struct, frozen=True, kw_only=True):
    """How long things are kept.

    Attributes:
        results_days: results of games that were saved.
        unsaved_days: results of games that nobody saved.
        versions_days: versions of a quiz that are neither the newest nor played.
        files_hours: files that no quiz uses.
        backups_days: copies of the SQLite file from before a new schema: what was erased since is still in them.
    """

    results_days: int = 400
    unsaved_days: int = 30
    versions_days: int = 90
    files_hours: int = 24
    backups_days: int = 30


class Expired(msgspec.Struct, frozen=True, kw_only=True):
    """How many of each were erased."""

    games: int = 0
    quizzes: int = 0
    versions: int = 0
    files: int = 0
    sessions: int = 0
    links: int = 0
    invitations: int = 0
    backups: int = 0
