"""What a host's page has been shown: the deployed one counts, so nothing may be missing and nothing may come twice."""

from rumpus.hall.game import Seat
from rumpus.quiz.rules.game import QuizGame


class Shown:
    """What a host's page has been shown.

    Attributes:
        players: their seats, and the names under which they were told.
        started: whether it knows that the game began.
        questions: how many `set_question_number` it has counted.
    """

    __slots__ = ("players", "questions", "started")

    def __init__(self) -> None:
        self.players: dict[Seat, str] = {}
        self.started = False
        self.questions = 0

    @classmethod
    def everything(cls, game: QuizGame) -> "Shown":
        """What a page knows that was there until now."""
        shown = cls()
        shown.players.update((seat, player.username) for seat, player in game.players.items())
        shown.started = game.started
        shown.questions = game.current + 1
        return shown
