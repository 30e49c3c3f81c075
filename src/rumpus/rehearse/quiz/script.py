"""What is known of a rehearsed game while it is played: the questions, and what was measured of each."""

from collections import Counter
from collections.abc import Mapping
from random import Random
from typing import Any

from rumpus.rehearse.countdown import Countdown
from rumpus.rehearse.quiz.answers import Answer, choose

SHORTEST_THOUGHT = 0.3
"""Seconds: nobody answers sooner."""

SHARE_OF_TIME = 0.6
"""Of a question's time: by then all players want to have answered, however long they may think."""


class Asked:
    """One question while it is played.

    Attributes:
        holding: whether documented players wait with their answer until they are told that time is up (RANGE: their
            slider is sent only then), so that all of them answer at once.
        commanded_at: when the host asked for the question; 0 before.
        closed_at: when the host asked for its results; 0 before.
        settled: counts players whose answer was acknowledged or refused.
        prompt: the same for players who do not hold back.
        told: counts players who got their result.
    """

    __slots__ = ("closed_at", "commanded_at", "holding", "prompt", "settled", "time", "told")

    def __init__(self, seconds: float, holding: bool, players: int, prompt: int) -> None:
        self.time = seconds
        self.holding = holding
        self.commanded_at = 0.0
        self.closed_at = 0.0
        self.settled = Countdown(players)
        self.prompt = Countdown(prompt)
        self.told = Countdown(players)


class Script:
    """The game as host and players of one rehearsal share it.

    Attributes:
        pin: of the game.
        questions: as the host got them, solutions included.
        asked: by index, the questions that were shown.
        problems: what went wrong, in words, and how often.
        disagreements: what a player was told in two ways, and how often.
        final: whether the host has asked for the final results.
        ended: counts players who then know their total.
        over: whether the game is over, so that nobody comes back.
    """

    def __init__(self, pin: str, think: float, dice: Random) -> None:
        self.pin = pin
        self.dice = dice
        self.questions: list[Mapping[str, Any]] = []
        self.asked: dict[int, Asked] = {}
        self.problems: Counter[str] = Counter()
        self.disagreements: Counter[str] = Counter()
        self.final = False
        self.ended = Countdown(0)
        self.over = False
        self.reconnects = 0
        self._think = think

    def ask(self, index: int, *, ours: int, documented: int) -> Asked | None:
        """Prepare question `index` for so many players; None for a slide."""
        question = self.questions[index]
        if choose(question, self.dice) is None:
            return None
        holding = question["type"] == "RANGE" and documented > 0
        players = ours + documented
        asked = Asked(float(question["time"]), holding, players, ours if holding else players)
        self.asked[index] = asked
        return asked

    def answer(self, index: int) -> Answer:
        """What one player answers."""
        answer = choose(self.questions[index], self.dice)
        assert answer is not None
        return answer

    def thought(self, seconds: float) -> float:
        """How long one player thinks about a question of so many seconds."""
        longest = max(SHORTEST_THOUGHT, min(self._think, seconds * SHARE_OF_TIME))
        return self.dice.uniform(SHORTEST_THOUGHT, longest)
