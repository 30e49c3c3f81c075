"""Who is still in, and how everybody did: the field of a royale (pixel.md 6.4)."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.content.pixels import LEAST_DRAWN, accuracy, drawn, js_round, matching
from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.royale.facts import Score, Standing
from rumpus.pixel.rules.royale.plan import plan_for


class Copy(NamedTuple):
    """A drawing, and when it came."""

    pixels: str
    at: GameTime


class Record:
    """What became of one player.

    Attributes:
        rounds: how many they played.
        accuracies: of the rounds in which they drew.
        final_rank, eliminated_in: None while they are in.
    """

    __slots__ = ("accuracies", "eliminated_in", "final_rank", "rounds")

    def __init__(self) -> None:
        self.rounds = 0
        self.accuracies: list[int] = []
        self.final_rank: int | None = None
        self.eliminated_in: int | None = None


class Field:
    """The players of one game.

    Who leaves is out at once, on the last rank that is left; the plan of the rounds goes on with who is there, so that
    every round has somebody to lose. The last one cannot lose any more, not even by leaving.

    Attributes:
        total: how many began.
        alive: who is in, in the order in which they came.
        round: the present one, from 1; 0 before the first.
        total_rounds: how many there will be, as it looks now.
    """

    __slots__ = ("_goes", "_last", "_plan", "_records", "alive", "round", "total", "total_rounds")

    def __init__(self, seats: Iterable[Seat]) -> None:
        self.alive: dict[Seat, None] = dict.fromkeys(seats)
        self.total = len(self.alive)
        self.round = 0
        self._plan = plan_for(self.total)
        self.total_rounds = len(self._plan)
        self._goes = 0
        self._records = {seat: Record() for seat in self.alive}
        self._last: dict[Seat, Score] = {}

    @property
    def is_decided(self) -> bool:
        """Whether one is left."""
        return len(self.alive) == 1

    def begin_round(self) -> None:
        """The next round: how many will go."""
        while self._plan[0] >= len(self.alive):
            del self._plan[0]
        self.round += 1
        self.total_rounds = self.round - 1 + len(self._plan)
        self._goes = len(self.alive) - self._plan[0]

    def end_round(self, copies: Mapping[Seat, Copy], reference: str, dice: Dice, at: GameTime) -> list[Score]:
        """Score what was drawn, and take out the worst. Gives the scores, best first. `copies` are in order of time.

        Of equally good copies the earlier is better; among those who drew nothing it is decided by lot.
        """
        in_time = [seat for seat in copies if seat in self.alive]
        idle = dice.shuffled([seat for seat in self.alive if seat not in copies])
        scores = [_score(seat, copies.get(seat), reference, at) for seat in (*in_time, *idle)]
        scores.sort(key=lambda score: -score.accuracy)
        stays = len(scores) - min(self._goes, len(scores) - 1)
        scores[stays:] = [
            msgspec.structs.replace(score, final_rank=rank) for rank, score in enumerate(scores[stays:], stays + 1)
        ]
        for score in scores:
            record = self._records[score.seat]
            record.rounds += 1
            if score.pixels:
                record.accuracies.append(score.accuracy)
            if score.final_rank is not None:
                self._out(score.seat, score.final_rank)
        self._last = {score.seat: score for score in scores}
        return scores

    def leave(self, seat: Seat) -> bool:
        """Somebody has left. Gives whether that changed anything."""
        if seat not in self.alive or self.is_decided:
            return False
        self._out(seat, len(self.alive))
        return True

    def _out(self, seat: Seat, rank: int) -> None:
        del self.alive[seat]
        record = self._records[seat]
        record.final_rank, record.eliminated_in = rank, max(1, self.round)

    def winner(self) -> tuple[Seat, str, int]:
        """The one who is left, with the last copy and its accuracy; no copy and 0 if there is none."""
        (seat,) = self.alive
        last = self._last.get(seat)
        return (seat, "", 0) if last is None else (seat, last.pixels, last.accuracy)

    def standings(self) -> list[Standing]:
        """Where everybody came, best first, when one is left."""
        standings = [
            Standing(
                seat,
                1 if record.final_rank is None else record.final_rank,
                record.eliminated_in,
                _average(record.accuracies),
                record.rounds,
            )
            for seat, record in self._records.items()
        ]
        return sorted(standings, key=lambda standing: standing.final_rank)


def _score(seat: Seat, copy: Copy | None, reference: str, at: GameTime) -> Score:
    if copy is None:
        return Score(seat, "", 0, 0, at)
    if drawn(copy.pixels) < LEAST_DRAWN:
        return Score(seat, copy.pixels, 0, 0, copy.at)
    return Score(seat, copy.pixels, accuracy(copy.pixels, reference), matching(copy.pixels, reference), copy.at)


def _average(accuracies: list[int]) -> float:
    """Two decimals, halves up."""
    return js_round(100 * sum(accuracies) / len(accuracies)) / 100 if accuracies else 0.0
