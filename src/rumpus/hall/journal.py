"""The contract with whatever keeps a hall's turns: memory, SQLite, later something that several processes share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from rumpus.hall.turn import Claim, Kept, Opened, Packed, Turn


class JournalError(Exception):
    """The journal cannot be opened or read; the text is meant for whoever runs the server."""


@dataclass(frozen=True, slots=True)
class StoredTable:
    """A table that was running when the journal was last written to.

    Attributes:
        id: its id.
        opened: its kind and when it was opened.
        clock: the last GameTime that was committed, by itself or with a record.
    """

    id: str
    opened: Opened
    clock: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a journal holds when it is opened."""

    tables: Sequence[StoredTable]
    codes: Mapping[str, Claim]


Done: TypeAlias = Callable[[int, Exception | None], None]
"""Called in the loop: so many of the submitted turns, oldest first, are committed or (with an exception) are not."""


class Journal(Protocol):
    """Keeps turns. All its methods are called in the loop's thread."""

    async def open(self, done: Done) -> Contents:
        """Open and say what is there. Turns that are committed or failed are said to `done`.

        Raises:
            JournalError: it cannot be used; the text says why and what to do.
        """

    def submit(self, turn: Turn) -> None:
        """Commit this turn, after those submitted before.

        When a commit has failed, everything submitted since is dropped until `retry`.
        """

    def retry(self, turns: Sequence[Turn]) -> None:
        """After a failure: try these turns, which are all that `done` did not say to be committed."""

    def read(self, table: str, *, timeout: int) -> list[Packed]:
        """The committed records of a table, in order. Blocks the loop, at most `timeout` milliseconds.

        Raises:
            JournalError: they cannot be read (in time).
        """

    async def kept(self, table: str) -> Kept | None:
        """What the game of this table left behind, expired or not.

        Raises:
            JournalError: it cannot be read.
        """

    async def kept_of(self, kind: str) -> list[str]:
        """The tables of this kind whose games left something behind, expired or not.

        Raises:
            JournalError: it cannot be read.
        """

    async def close(self) -> None:
        """Commit what was submitted, as far as possible, and let go of everything."""
