"""What one loop turn wants committed: all of it or nothing."""

import msgspec


class Opened(msgspec.Struct, frozen=True, array_like=True):
    """A table that was opened: its kind, and the wall-clock time in epoch milliseconds."""

    kind: str
    epoch: int


class Closed(msgspec.Struct, frozen=True, array_like=True):
    """A table that is no more.

    Attributes:
        reason: the game's own reason, or one of the hall's.
        erase_at: epoch milliseconds from which its records may be erased; 0 is at once.
    """

    reason: str
    erase_at: int = 0


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """What a game left behind: the kind of game, its bytes, and the epoch milliseconds at which they expire."""

    kind: str
    data: bytes
    until: int


class Claim(msgspec.Struct, frozen=True, array_like=True):
    """A code of the directory.

    Attributes:
        table: the id of the table that has it, or had it last.
        hold: for how many milliseconds nobody gets it when that table is no more.
        until: once the table has released it: the epoch milliseconds until which it is held.
    """

    table: str
    hold: int = 0
    until: int | None = None


class Packed:
    """Records of one table, one behind the other, each with its length before it (rumpus.hall.record).

    Attributes:
        first: number of the first record; they count from 1 within a table.
        count: how many.
        at: GameTime of the last one.
        data: the bytes.
    """

    __slots__ = ("at", "count", "data", "first")

    def __init__(self, first: int, count: int = 0, at: int = 0, data: bytes | bytearray = b"") -> None:
        self.first = first
        self.count = count
        self.at = at
        self.data = bytearray(data)

    def add(self, later: "Packed") -> None:
        """Put the records that follow behind these."""
        self.count += later.count
        self.at = later.at
        self.data += later.data


class Turn:
    """What one loop turn (or several, joined) wants committed together.

    Of each thing the last word counts, and a journal applies them in this order: opened, records, clocks, codes,
    closed, kept, expired. Applying a turn twice is the same as applying it once: a commit that failed may have
    happened all the same.

    Attributes:
        opened: tables by id.
        records: by table id.
        clocks: GameTime that a table has reached, by table id.
        codes: by code; None forgets the code.
        closed: tables by id.
        kept: by table id; None erases.
        expired: epoch milliseconds; what was kept until then or is to be erased by then goes.
    """

    __slots__ = ("clocks", "closed", "codes", "expired", "kept", "opened", "records")

    def __init__(self) -> None:
        self.opened: dict[str, Opened] = {}
        self.records: dict[str, Packed] = {}
        self.clocks: dict[str, int] = {}
        self.codes: dict[str, Claim | None] = {}
        self.closed: dict[str, Closed] = {}
        self.kept: dict[str, Kept | None] = {}
        self.expired: int | None = None

    def add(self, later: "Turn") -> None:
        """Put a later turn into this one. The later one is not changed, nor does it share anything that changes."""
        self.opened |= later.opened
        for table, packed in later.records.items():
            mine = self.records.get(table)
            if mine is None:
                self.records[table] = Packed(packed.first, packed.count, packed.at, packed.data)
            else:
                mine.add(packed)
        self.clocks |= later.clocks
        self.codes |= later.codes
        self.closed |= later.closed
        self.kept |= later.kept
        self.expired = self.expired if later.expired is None else later.expired

    def without(self, table: str) -> "Turn":
        """The same without the records and the clock of one table; this one is not changed."""
        rest = Turn()
        rest.opened, rest.codes, rest.closed, rest.kept = self.opened, self.codes, self.closed, self.kept
        rest.records = {id_: packed for id_, packed in self.records.items() if id_ != table}
        rest.clocks = {id_: at for id_, at in self.clocks.items() if id_ != table}
        rest.expired = self.expired
        return rest
