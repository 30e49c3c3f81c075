"""Every number that bounds what a hall does, in one place."""

from dataclasses import dataclass

DAY = 24 * 60 * 60 * 1000


@dataclass(frozen=True, slots=True)
class HallLimits:
    """Bounds and waits of a hall. Times in milliseconds.

    Attributes:
        records_per_table: a table with so many records closes with the reason "records".
        journal_patience: how long a table waits for a commit before it closes with the reason "journal".
        retry_first: wait before a failed commit is tried again; doubled with every failure.
        retry_most: longest wait between two tries.
        waiting: what one table keeps waiting while commits fail; more commands than that are dropped.
        clock_every: how often a running table writes its clock.
        resume_after: how long a table waits after a restart for those who were present.
        keep: how long what a game leaves behind is kept.
        pids_per_seat: how many sockets of the past are remembered for a seat; the oldest are forgotten.
        wakes_at_once: how often a game may ask to be woken without time going on before that counts as a bug.
        rebuilds: how many failing commands in `rebuilds_in` a table survives; each costs a replay.
        rebuilds_in: see `rebuilds`.
        reread: how long a rebuild waits for the journal to be read.
    """

    records_per_table: int = 1_000_000
    journal_patience: int = 10_000
    retry_first: int = 50
    retry_most: int = 1_000
    waiting: int = 20_000
    clock_every: int = 1_000
    resume_after: int = 10_000
    keep: int = 30 * DAY
    pids_per_seat: int = 8
    wakes_at_once: int = 1_000
    rebuilds: int = 20
    rebuilds_in: int = 60_000
    reread: int = 5_000
