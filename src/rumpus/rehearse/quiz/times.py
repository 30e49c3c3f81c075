"""What took how long in a rehearsed game, from the times that each player noted."""

from collections.abc import Mapping, Sequence

from rumpus.rehearse.figures import Figure, Measured, figure
from rumpus.rehearse.loop_lag import LoopLag
from rumpus.rehearse.quiz.player import Answered, Player
from rumpus.rehearse.quiz.script import Asked


class Times:
    """Gathers the times of a game; each question is a stretch of time of its own, so that its lag is its own, too."""

    def __init__(self, players: Sequence[Player], asked: Mapping[int, Asked]) -> None:
        self._connecting = Measured()
        self._joining = Measured()
        self._from_command: list[Measured] = []
        self._from_first: list[Measured] = []
        self._acknowledged: list[Measured] = []
        self._at_once: list[Measured] = []
        self._told: list[Measured] = []
        for player in players:
            begin, connected, joined = player.join_times
            self._connecting.add(begin, connected)
            self._joining.add(connected, joined)
        for index, question in asked.items():
            self._take(question, [player.answers[index] for player in players if index in player.answers])

    def figures(self, lag: LoopLag) -> list[Figure]:
        """What is told of them."""
        return [
            figure("connect", [self._connecting], lag),
            figure("join", [self._joining], lag),
            figure("question out, after the host's command", self._from_command, lag),
            figure("question out, after the first player", self._from_first, lag),
            figure("answer acknowledged", self._acknowledged, lag),
            figure("answer acknowledged, when half answer at once", self._at_once, lag),
            figure("result, after the host's command", self._told, lag),
        ]

    def _take(self, asked: Asked, answers: Sequence[Answered]) -> None:
        first = min((answer.shown_at for answer in answers if answer.shown_at), default=0.0)
        command, spread, acks, burst, told = Measured(), Measured(), Measured(), Measured(), Measured()
        for answer in answers:
            if answer.shown_at:
                command.add(asked.commanded_at, answer.shown_at)
                spread.add(first, answer.shown_at)
            if answer.acknowledged_at:
                (burst if answer.held else acks).add(answer.sent_at, answer.acknowledged_at)
            # Our own players hear their result as soon as the question is closed, so perhaps before that command.
            if answer.told_at > asked.closed_at > 0:
                told.add(asked.closed_at, answer.told_at)
        self._from_command.append(command)
        self._from_first.append(spread)
        self._acknowledged.append(acks)
        self._at_once.append(burst)
        self._told.append(told)
