"""The quiz's side of its tables: effects become messages in both dialects."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from rumpus.hall import CloseReason, Table
from rumpus.hall.clock import Clock
from rumpus.hall.game import Effects, Seat
from rumpus.quiz.messages import views
from rumpus.quiz.messages.server_messages import GameEnded, SetQuestionNumber
from rumpus.quiz.rules import facts
from rumpus.quiz.rules.commands import Away
from rumpus.quiz.sockets.answer_counts import AnswerCounts
from rumpus.quiz.sockets.companies import Companies
from rumpus.quiz.sockets.company import ALL, Company
from rumpus.quiz.sockets.guest import Guest
from rumpus.quiz.sockets.saying import SAYING, with_time_left
from rumpus.quiz.sockets.speech import Speech

KEEPING: Final = frozenset[type[Any]]({facts.Saved, facts.GameEnded})
"""What makes results worth keeping."""


class QuizStage:
    """The `Stage` of all tables of the quiz.

    Attributes:
        when_kept: called with a table's id when its host saved it or it is over, and that would survive a crash.
    """

    __slots__ = ("_clock", "_companies", "_counts", "when_kept")

    def __init__(self, companies: Companies, clock: Clock) -> None:
        self.when_kept: Callable[[str], None] = lambda _table: None
        self._companies = companies
        self._clock = clock
        self._counts = AnswerCounts(companies.ours)

    def render(self, table: Table, effects: Effects, caller: Any | None) -> Callable[[], None]:
        """Put what happened into words."""
        guest: Guest | None = caller
        speech = self._speech(self._companies.of(table), guest)
        for audience, fact in effects.tells:
            SAYING[type(fact)](speech, audience, fact)
            if type(fact) in KEEPING and audience != "caller":
                speech.then(partial(self.when_kept, table.id))
        return speech.say

    def resumed(self, table: Table, missing: frozenset[Seat]) -> None:
        """The clock goes on after a restart: say who is missing, and what time is left of the open question."""
        company = self._companies.of(table)
        for seat in sorted(missing):
            table.handle(Away(seat))
        game = company.game
        if not game.is_open(game.current):
            return
        speech = self._speech(company, None)
        message = views.set_question_number(game, game.current, table.now)
        if game.remaining(table.now) >= 1_000:
            for dialect in speech.dialects():
                if dialect.is_ours:
                    speech.tell_room(dialect, ALL, message)
                else:
                    self._tell_waiting(speech, company, with_time_left(message))
        table.after(speech.say)

    def closed(self, table: Table, reason: CloseReason) -> None:
        """The hall gave up: those who are here hear that it is over."""
        company = self._companies.of(table)
        speech = self._speech(company, None)
        speech.tell("all", GameEnded(reason))
        speech.then(company.disperse)
        speech.say()

    def _tell_waiting(self, speech: Speech, company: Company, message: SetQuestionNumber) -> None:
        """Deployed pages draw a question anew when it is told again, and hosts' pages count it: not for everybody."""
        game = company.game
        for seat, guest in company.players.items():
            if not guest.dialect.is_ours and not game.answered(seat, game.current):
                speech.tell_one(guest, message)

    def _speech(self, company: Company, caller: Guest | None) -> Speech:
        return Speech(company, caller, self._companies.dialects, self._counts, self._clock.monotonic_ms())
