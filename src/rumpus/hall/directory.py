"""Codes by which people find tables: pins, room codes. A code has one table at a time, and none for a while after."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from rumpus.hall.clock import Clock
from rumpus.hall.committer import Committer
from rumpus.hall.turn import Claim

if TYPE_CHECKING:
    from rumpus.hall.table import Table


class NoFreeCodeError(Exception):
    """Every code that was tried is taken."""


class Directory:
    """The codes of a hall. Durable: what is said here is in the next commit, with whatever else this loop turn does."""

    __slots__ = ("_claims", "_clock", "_codes", "_committer", "_tables")

    ATTEMPTS = 1_000
    """How many codes `claim_free` tries."""

    def __init__(self, tables: "Mapping[str, Table]", committer: Committer, clock: Clock) -> None:
        self._tables = tables
        self._committer = committer
        self._clock = clock
        self._claims: dict[str, Claim] = {}
        self._codes: dict[str, set[str]] = {}

    def claim(self, code: str, table: str, hold: int = 0) -> bool:
        """Give the code to a table, by its id; the table may be opened later in the same loop turn.

        Args:
            code: the code.
            table: id of the table.
            hold: for how many milliseconds (wall clock) nobody gets the code after the table's end or `release`.

        Returns:
            False if another table has it or had it not long enough ago.
        """
        if self.is_taken(code) and self._claims[code].table != table:
            return False
        self._put(code, Claim(table, hold))
        return True

    def claim_free(self, make_code: Callable[[], str], table: str, hold: int = 0) -> str:
        """Claim the first code from `make_code` that is free.

        Raises:
            NoFreeCodeError: none of `ATTEMPTS` codes was.
        """
        for _ in range(self.ATTEMPTS):
            code = make_code()
            if not self.is_taken(code):
                self.claim(code, table, hold)
                return code
        raise NoFreeCodeError(f"{self.ATTEMPTS} codes were tried")

    def is_taken(self, code: str) -> bool:
        """Whether a table has the code, or had it not long enough ago."""
        claim = self._claims.get(code)
        return claim is not None and not self._is_past(claim)

    def find(self, code: str) -> "Table | None":
        """The table that has this code. Its game may be over and only be about to say so: see `Table.is_open`."""
        claim = self._claims.get(code)
        if claim is None or claim.until is not None:
            return None
        return self._tables.get(claim.table)

    def release(self, code: str, hold: int | None = None) -> None:
        """Take the code from its table.

        Args:
            code: the code; nothing happens if no table has it.
            hold: in place of what `claim` said.
        """
        claim = self._claims.get(code)
        if claim is None or claim.until is not None:
            return
        self._put(code, self._released(claim, hold))

    def release_all(self, table: str) -> None:
        """Release every code of a table."""
        for code in list(self._codes.get(table, ())):
            self.release(code)

    def write_release(self, table: str) -> None:
        """Journal that a table releases its codes, but find it still: what it says last is not committed yet."""
        turn = self._committer.turn()
        for code in self._codes.get(table, ()):
            turn.codes[code] = self._released(self._claims[code], None)

    def load(self, claims: Mapping[str, Claim]) -> None:
        """Take over what the journal holds."""
        for code, claim in claims.items():
            self._claims[code] = claim
            if claim.until is None:
                self._codes.setdefault(claim.table, set()).add(code)

    def forget_past(self) -> None:
        """Forget codes that nobody holds any more, and release those whose table was never opened."""
        for table in [table for table in self._codes if table not in self._tables]:
            self.release_all(table)
        for code in [code for code, claim in self._claims.items() if self._is_past(claim)]:
            self._put(code, None)

    def _put(self, code: str, claim: Claim | None) -> None:
        before = self._claims.pop(code, None)
        if before is not None and before.until is None:
            codes = self._codes[before.table]
            codes.discard(code)
            if not codes:
                del self._codes[before.table]
        if claim is not None:
            self._claims[code] = claim
            if claim.until is None:
                self._codes.setdefault(claim.table, set()).add(code)
        self._committer.turn().codes[code] = claim

    def _released(self, claim: Claim, hold: int | None) -> Claim | None:
        hold = claim.hold if hold is None else hold
        return Claim(claim.table, claim.hold, self._clock.epoch_ms() + hold) if hold > 0 else None

    def _is_past(self, claim: Claim) -> bool:
        return claim.until is not None and claim.until <= self._clock.epoch_ms()
