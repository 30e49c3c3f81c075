"""A quiz told as a story: a small builder that plays the rules at given times, and says what everybody was told."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from rumpus.hall.game import HOST, Audience, Effects, GameTime, Seat, Tell
from rumpus.quiz.rules import commands
from rumpus.quiz.rules.commands import Command, Options
from rumpus.quiz.rules.facts import Fact
from rumpus.quiz.rules.game import QUIZ, QuizGame
from rumpus.quiz.rules.phases import PHASES, Phase

OPENED = 1_800_000_000_000


def abcd(*options: str, right: str = "yes", **more: Any) -> dict[str, Any]:
    texts = options or ("yes", "no", "maybe")
    listed = [{"id": str(i), "text": text, "right": text == right} for i, text in enumerate(texts)]
    return {"kind": "ABCD", "question": "Is it?", "time": 20, "options": listed, **more}


def check(*options: str, right: Sequence[str] = ("red", "blue"), **more: Any) -> dict[str, Any]:
    texts = options or ("red", "green", "blue")
    listed = [{"id": str(i), "text": text, "right": text in right} for i, text in enumerate(texts)]
    return {"kind": "CHECK", "question": "Which?", "time": 20, "options": listed, **more}


def slider(**more: Any) -> dict[str, Any]:
    return {
        "kind": "RANGE", "question": "How many?", "time": 20, "min": 0, "max": 100, "min_correct": 40, "max_correct": 60
    } | more  # fmt: skip


def text(*accepted: str, **more: Any) -> dict[str, Any]:
    listed = [{"text": one} for one in accepted or ("Berlin",)]
    return {"kind": "TEXT", "question": "Where?", "time": 20, "accepted": listed, **more}


def voting(*options: str, **more: Any) -> dict[str, Any]:
    listed = [{"id": str(i), "text": text} for i, text in enumerate(options or ("cats", "dogs"))]
    return {"kind": "VOTING", "question": "What do you like?", "time": 20, "options": listed, **more}


def order(*options: str, **more: Any) -> dict[str, Any]:
    listed = [{"id": str(i), "text": text} for i, text in enumerate(options or ("one", "two", "three"))]
    return {"kind": "ORDER", "question": "In which order?", "time": 20, "options": listed, **more}


def slide(**more: Any) -> dict[str, Any]:
    return {"kind": "SLIDE", "question": "Look", "time": 20, "content": "the secret of the slide", **more}


def quiz_of(*questions: dict[str, Any]) -> dict[str, Any]:
    asked = [{"id": f"q{index}", **question} for index, question in enumerate(questions or (abcd(),))]
    return {"rumpus_quiz": 1, "language": "en", "title": "A quiz", "description": "For tests", "questions": asked}


def open_of(*questions: dict[str, Any], seed: int = 1, **options: Any) -> commands.Open:
    return commands.Open(
        quiz=quiz_of(*questions),
        options=Options(**options),
        game_id="the secret id",
        public_id="the public id",
        game_pin="123456",
        seed=seed,
        opened=OPENED,
        user_id="a user",
        quiz_id="a quiz",
    )


@dataclass
class Story:
    """A game at a time. Each step returns what was told because of it, wakes that were due before it included."""

    game: QuizGame = field(default_factory=QuizGame)
    now: GameTime = 0
    last: Effects = field(default_factory=Effects)
    ended: Effects | None = None
    seats: dict[str, Seat] = field(default_factory=dict)
    done: list[tuple[GameTime, Command]] = field(default_factory=list)

    @classmethod
    def of(cls, *questions: dict[str, Any], seed: int = 1, **options: Any) -> Self:
        story = cls()
        story.do(open_of(*questions, seed=seed, **options))
        return story

    def wait(self, ms: int) -> list[Tell]:
        """Let time pass; each wake comes at its very time, as the hall does it."""
        self.now += ms
        return self._wakes()

    def do(self, command: Command) -> list[Tell]:
        before = self._wakes()
        assert QUIZ.command is Command
        self.last = self.game.handle(command, self.now)
        self.done.append((self.now, command))
        self._end(self.last)
        return before + self.last.tells

    def _wakes(self) -> list[Tell]:
        told = []
        while (due := self.game.wake_at) is not None and due <= self.now:
            effects = self.game.wake(due)
            told += effects.tells
            self._end(effects)
            assert self.game.wake_at is None or self.game.wake_at > due, "a wake that does not go on"
        return told

    def _end(self, effects: Effects) -> None:
        if effects.over is not None:
            assert self.ended is None
            self.ended = effects

    # ---- in the words of people ----

    def join(self, *names: str) -> Self:
        for name in names:
            self.do(commands.Join(name, None, [name.encode()]))
            self.seats[name] = len(self.game.players)
        return self

    def host(self) -> Self:
        self.do(commands.Back(HOST))
        return self

    def show(self, index: int) -> list[Tell]:
        return self.do(commands.Show(index))

    def answer(self, name: str, answer: str, index: int | None = None, **more: Any) -> list[Tell]:
        at = self.game.current if index is None else index
        return self.do(commands.Answer(self.seats[name], at, answer, **more))

    def away(self, name: str) -> list[Tell]:
        return self.do(commands.Away(self.seats[name]))

    def back(self, name: str, *keys: bytes) -> list[Tell]:
        return self.do(commands.Back(self.seats[name], list(keys)))

    def echo(self, name: str, index: int | None = None) -> list[Tell]:
        return self.do(commands.Echoed(self.seats[name], self.game.current if index is None else index))

    def phase(self) -> Phase:
        assert self.game.phase in PHASES
        return self.game.phase

    def changed(self) -> bool:
        """Whether the last command is written down."""
        return self.last.changed

    def over(self) -> str | None:
        """Why the game is over."""
        return None if self.ended is None else self.ended.over

    def is_present(self, name: str) -> bool:
        return self.game.players[self.seats[name]].present

    def totals(self) -> dict[str, int]:
        return {player.username: player.total for player in self.game.players.values() if not player.kicked}


def facts(told: list[Tell], audience: Audience | None = None) -> list[Fact]:
    """What was told, to one audience or to any."""
    return [fact for who, fact in told if audience is None or who == audience]
