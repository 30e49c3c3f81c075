"""What can be chosen about a rehearsal, and the tasks that its processes are given."""

from pathlib import Path
from typing import Final

import msgspec

from rumpus.rehearse.report import Report

QUIZ: Final = "quiz"


class RehearsalOptions(msgspec.Struct, frozen=True, kw_only=True):
    """How to rehearse.

    Attributes:
        players: how many; half of them like our own client, half like the documented one.
        game: "quiz", or a mode of the pixel games.
        quiz: a quiz file; None for the demo quiz.
        url: a running server; None starts one for the rehearsal.
        key: the operator key of that server, for a quiz.
        polling: share of the players on long-polling, 0 to 1.
        think: seconds within which players answer a question, at most three fifths of its time.
        in_flight: how many players connect and join at the same time.
    """

    players: int
    game: str = QUIZ
    quiz: Path | None = None
    url: str | None = None
    key: str | None = None
    polling: float = 0.0
    think: float = 3.0
    in_flight: int = 200


class Task(msgspec.Struct, frozen=True, kw_only=True):
    """What the process that plays is told on its standard input.

    Attributes:
        quiz: the JSON of the quiz; null for other games.
    """

    url: str
    key: str
    players: int
    polling: float
    think: float
    in_flight: int
    game: str = QUIZ
    quiz: msgspec.Raw = msgspec.Raw(b"null")
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
