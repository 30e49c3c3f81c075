"""Results of big games on `/`: whole for the host, for each player the best fifty and the own ones (quiz.md 0.2).

Deployed pages add up points from these messages, so the shape stays; only the number of entries shrinks. What all
players get alike is encoded once.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

import msgspec
from msgspec import Raw

from rumpus.hall.game import Seat
from rumpus.quiz.messages.game_shapes import AnswerData
from rumpus.quiz.rules.rounds import Given, Round
from rumpus.quiz.rules.seats import Player
from rumpus.quiz.rules.state import QuizState

WHOLE_BYTES: Final = 64 * 1024
"""A message up to this size goes whole to everybody."""

BEST: Final = 50
"""How many of the highest totals every player is told of in a bigger one."""

_ENVELOPE: Final = 64
"""Bytes for the packet around the argument, and some more."""


class QuestionShares:
    """`question_results` of one question, cut for each viewer.

    Attributes:
        whole: the list as JSON, for admins.
        fits: whether it goes whole to the players too.
    """

    __slots__ = ("_answers", "_best", "_players", "_shared", "fits", "whole")

    def __init__(self, state: QuizState, round_: Round | None) -> None:
        self._players = state.players
        self._answers = {} if round_ is None or round_.open else round_.answers
        self.whole = Raw(_encode(self._players, self._answers))
        self.fits = _fits(self.whole)
        self._best: Collection[Seat] = ()
        self._shared = b""
        if not self.fits:
            self.share(_best(state))

    def share(self, best: Collection[Seat]) -> None:
        """Cut the list down to these seats, to which the own answer of each viewer is added."""
        self._best = best
        self._shared = _encode(self._players, {seat: self._answers[seat] for seat in self._answers if seat in best})

    def of(self, seat: Seat) -> Raw:
        """The list as JSON, for this player."""
        return self.whole if self.fits else Raw(self.cut(seat))

    def cut(self, seat: Seat) -> bytes:
        """The shared list with this player's own answer."""
        own = self._answers.get(seat)
        player = self._players.get(seat)
        if own is None or player is None or player.kicked or seat in self._best:
            return self._shared
        comma = b"," if len(self._shared) > len(b"[]") else b""
        return b"%b%b%b]" % (self._shared[:-1], comma, msgspec.json.encode(_data(player, own)))


class FinalShares:
    """`final_results`, cut for each viewer.

    Attributes:
        whole: the object as JSON, for admins.
        fits: whether it goes whole to the players too.
    """

    __slots__ = ("_questions", "fits", "whole")

    def __init__(self, state: QuizState) -> None:
        closed = [state.rounds[index] for index in sorted(state.rounds) if state.rounds[index].counted]
        self._questions = {round_.index: QuestionShares(state, round_) for round_ in closed if not round_.open}
        self.whole = Raw(_keyed((index, bytes(shares.whole)) for index, shares in self._questions.items()))
        self.fits = _fits(self.whole)
        if not self.fits:
            best = _best(state)
            for shares in self._questions.values():
                shares.share(best)

    def of(self, seat: Seat) -> Raw:
        """The object as JSON, for this player. Questions that nobody of it answered are absent."""
        if self.fits:
            return self.whole
        lists = ((index, shares.cut(seat)) for index, shares in self._questions.items())
        return Raw(_keyed((index, answers) for index, answers in lists if answers != b"[]"))


def question_results_for(state: QuizState, index: int) -> QuestionShares:
    """The answers to a question, for admins and for each player, in the words of `/`."""
    return QuestionShares(state, state.rounds.get(index))


def final_results_for(state: QuizState) -> FinalShares:
    """The answers to all questions, for admins and for each player, in the words of `/`."""
    return FinalShares(state)


def _best(state: QuizState) -> frozenset[Seat]:
    return frozenset(state.standings.seats[:BEST])


def _fits(whole: Raw) -> bool:
    return memoryview(whole).nbytes + _ENVELOPE <= WHOLE_BYTES


def _encode(players: Mapping[Seat, Player], answers: Mapping[Seat, Given]) -> bytes:
    counted = [_data(player, given) for seat, given in answers.items() if not (player := players[seat]).kicked]
    return msgspec.json.encode(counted)


def _data(player: Player, given: Given) -> AnswerData:
    return AnswerData(player.username, given.answer, given.right, float(given.time_taken), given.score).deployed()


def _keyed(lists: Iterable[tuple[int, bytes]]) -> bytes:
    return b"{" + b",".join(b'"%d":%b' % item for item in lists) + b"}"
