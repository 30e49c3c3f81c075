"""The shapes of a game and of its answers on the wire: for players (3.1), for the host (4.3), AnswerData (3.4).

Members after the documented ones are ours. They stay `UNSET`, and so off the wire, on the namespace `/`.
"""

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.quiz.content.question_shapes import SolvedQuestion
from rumpus.quiz.content.text import guarded


class PlayerGame(msgspec.Struct, frozen=True):
    """A game as its players know it (3.1). `game_id` is the public id; `seat` the token to come back with."""

    description: str
    title: str
    game_id: str
    game_pin: str
    started: bool
    captcha_enabled: bool
    cover_image: str | None
    game_mode: str | None
    current_question: int
    background_color: str | None
    background_image: str | None
    custom_field: str | None
    question_show: bool
    question_count: int
    language: str | UnsetType = UNSET
    seat: str | UnsetType = UNSET

    def deployed(self) -> "PlayerGame":
        """This game as the namespace `/` says it."""
        return msgspec.structs.replace(self, language=UNSET, seat=UNSET)


class PlayGame(msgspec.Struct, frozen=True):
    """A game as its host knows it, solutions included (4.3)."""

    quiz_id: str
    description: str
    user_id: str
    title: str
    questions: list[SolvedQuestion]
    game_id: str
    game_pin: str
    started: bool
    captcha_enabled: bool
    cover_image: str | None
    game_mode: str | None
    current_question: int
    background_color: str | None
    background_image: str | None
    custom_field: str | None
    question_show: bool
    language: str | UnsetType = UNSET

    def deployed(self) -> "PlayGame":
        """This game as the namespace `/` says it."""
        questions = [question.deployed() for question in self.questions]
        return msgspec.structs.replace(self, questions=questions, language=UNSET)

    def json(self) -> str:
        """The string that `registered_as_admin` carries."""
        return msgspec.json.encode(self).decode()


class AnswerData(msgspec.Struct, frozen=True):
    """One answer. `time_taken` is milliseconds."""

    username: str
    answer: str
    right: bool
    time_taken: float
    score: int

    def deployed(self) -> "AnswerData":
        """This answer as the namespace `/` says it: equal to the option as `/` shows it."""
        if "<" not in self.answer:
            return self
        return msgspec.structs.replace(self, answer=guarded(self.answer))
