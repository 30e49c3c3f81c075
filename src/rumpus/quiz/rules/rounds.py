"""A round: one question from its opening on, with the answers given to it."""

from dataclasses import dataclass, field
from typing import NamedTuple

from rumpus.hall.game import GameTime, Seat
from rumpus.quiz.rules.phases import GRACE


class Given(NamedTuple):
    """An answer that was accepted. `time_taken` is milliseconds, `answer` the form in which it is shown.

    `latency` is the credited round trip, which is taken off already.
    """

    answer: str
    right: bool
    time_taken: int
    score: int
    latency: int = 0


@dataclass(slots=True)
class Round:
    """What became of one question.

    Attributes:
        opened: when it was shown first.
        ends: when its time is up; answers are taken for a moment longer.
        open: whether answers are taken.
        answers: what each seat answered, in the order of storing. Kicked seats keep theirs.
        counted: how many answers are of seats that are not kicked.
        results_shown: whether everybody was shown the answers: deployed phones add up the points whenever they are.
    """

    index: int
    opened: GameTime
    ends: GameTime
    open: bool = True
    answers: dict[Seat, Given] = field(default_factory=dict)
    counted: int = 0
    results_shown: bool = False

    @property
    def deadline(self) -> GameTime:
        """When the question closes by itself."""
        return self.ends + GRACE

    def remaining(self, at: GameTime) -> int:
        """Milliseconds of its time that are left."""
        return max(0, self.ends - at) if self.open else 0


@dataclass(slots=True)
class Screen:
    """What was told about the question on show since it was put there.

    Attributes:
        again: whether it was closed before it was put there: nobody can answer it.
        result: to each player, the own result.
        solution: to all, the solution.
        results: to the host, the answers.
        ranking: whether the host's screen has gone on to the ranking so far.
    """

    again: bool = False
    result: bool = False
    solution: bool = False
    results: bool = False
    ranking: bool = False
