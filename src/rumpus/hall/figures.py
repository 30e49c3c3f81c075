"""What the hall counts of itself, as plain numbers for whoever exports metrics."""

from collections import deque


class Figures:
    """Counters since the start, and the latest commit times.

    Attributes:
        opened: tables opened.
        replayed: tables taken over from the journal.
        ended: tables whose game was over.
        closed: tables closed by the hall before their game was over.
        commands: commands handled, journaled or not.
        dropped: commands dropped because too much was waiting for a failing journal.
        wakes: wakes handled.
        records: records handed to the journal.
        commits: commits that succeeded.
        turns: loop turns that were committed; turns / commits is the size of a group.
        failures: commits that failed.
        rule_errors: exceptions in the rules of a game.
        stage_errors: exceptions while telling.
        commit_ms: milliseconds from the end of a loop turn to its effects leaving, the latest 1,024 turns.
        in_flight: turns handed to the journal and not committed yet.
    """

    __slots__ = (
        "closed",
        "commands",
        "commit_ms",
        "commits",
        "dropped",
        "ended",
        "failures",
        "in_flight",
        "opened",
        "records",
        "replayed",
        "rule_errors",
        "stage_errors",
        "turns",
        "wakes",
    )

    def __init__(self) -> None:
        self.opened = 0
        self.replayed = 0
        self.ended = 0
        self.closed = 0
        self.commands = 0
        self.dropped = 0
        self.wakes = 0
        self.records = 0
        self.commits = 0
        self.turns = 0
        self.failures = 0
        self.rule_errors = 0
        self.stage_errors = 0
        self.in_flight = 0
        self.commit_ms: deque[float] = deque(maxlen=1024)
