"""What can be chosen about a rehearsal, and the tasks that its processes are given."""

from pathlib import Path

import msgspec

from rumpus.rehearse.report import Report


class RehearsalOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to rehearse.

    Attributes:
        players: how many; half of them like our own client, half like the documented one.
        quiz: a quiz file; None for the demo quiz.
        url: a running server; None starts one for the rehearsal.
        key: the operator key of that server.
        polling: share of the players on long-polling, 0 to 1.
        think: seconds within which players answer a question, at most three fifths of its time.
        in_flight: how many players connect and join at the same time.
    """

    players: int
    quiz: Path | None = None
    url: str | None = None
    key: str | None = None
    polling: float = 0.0
    think: float = 3.0
    in_flight: int = 200


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What the process that plays is told on its standard input."""

    url: str
    key: str
    quiz: msgspec.Raw
    players: int
    polling: float
    think: float
    in_flight: int
    server_pid: int | None = None


class Progress(msgspec.Struct, frozen=True, tag="progress"):
    """What it says meanwhile, a line each."""

    phase: str
    done: int
    of: int


class Failed(msgspec.Struct, frozen=True, tag="failed"):
    """What it says last when it could not play."""

    text: str


class Finished(msgspec.Struct, frozen=True, tag="finished"):
    """What it says last when it could: the report."""

    report: Report
