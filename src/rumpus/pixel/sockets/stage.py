"""The pixel games' side of their tables: effects become messages, and an instance gets its next table."""

from collections.abc import Callable
from typing import Any, Final

from rumpus.hall import CloseReason, Hall, Table
from rumpus.hall.game import Effects, Seat
from rumpus.pixel.messages.server_messages import InstanceClosing
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.commands import Restarted
from rumpus.pixel.rules.state import RETURNED
from rumpus.pixel.sockets.companies import Companies
from rumpus.pixel.sockets.company import Company
from rumpus.pixel.sockets.figures import Figures
from rumpus.pixel.sockets.guest import Guest
from rumpus.pixel.sockets.saying import SAYING
from rumpus.pixel.sockets.saying.lobby import session_restored
from rumpus.pixel.sockets.speech import Speech

REGROUPING: Final = frozenset[type[Any]]({facts.Entered, facts.PlayerLeft})
"""Facts that may have changed who is a player and who a spectator."""


class PixelStage:
    """The `Stage` of all tables of the pixel games."""

    __slots__ = ("_companies", "_figures", "_hall")

    def __init__(self, hall: Hall, companies: Companies) -> None:
        self._hall = hall
        self._companies = companies
        self._figures = Figures()

    def render(self, table: Table, effects: Effects, caller: Any | None) -> Callable[[], None]:
        """Put what happened into words."""
        guest: Guest | None = caller
        company = self._companies.of(table)
        speech = self._speech(company, guest)
        for audience, fact in effects.tells:
            if type(fact) is facts.Entered:
                speech.drop_figures()
            SAYING[type(fact)](speech, audience, fact)
            if type(fact) in REGROUPING:
                speech.regroup()
        if effects.over == RETURNED:
            self._go_on(company)
        elif effects.over is not None:
            self._companies.end_sessions(company)
            speech.then(company.disperse())
        return speech.say

    def resumed(self, table: Table, missing: frozenset[Seat]) -> None:
        """The clock goes on after a restart: who is missing has some time left, ends of phases have moved."""
        company = self._companies.of(table)
        table.handle(Restarted(sorted(missing)))
        for seat, sitting in company.guests.items():
            speech = self._speech(company, sitting)
            speech.tell_guest(sitting, session_restored(speech, seat))
            self._catch_up(speech, seat)
            table.after(speech.say)

    def closed(self, table: Table, reason: CloseReason) -> None:
        """The hall gave up: those who are here hear that it is over."""
        company = self._companies.of(table)
        speech = self._speech(company, None)
        if company.guests:
            speech.tell("all", InstanceClosing(reason))
        self._companies.end_sessions(company)
        speech.then(company.disperse())
        speech.say()

    def _catch_up(self, speech: Speech, seat: Seat) -> None:
        """Tell the caller, on this seat, the details of the phase, with their new ends."""
        company = speech.company
        match = company.game.match
        if match is not None:
            details = Effects()
            match.catch_up(seat, company.table.now, details)
            for audience, fact in details.tells:
                SAYING[type(fact)](speech, audience, fact)

    def _go_on(self, company: Company) -> None:
        """Open the next table of an instance, in the same commit as the end of this one (0.11)."""
        ended, game = company.table, company.game
        first = game.successor(ended.now)
        table_id = self._hall.new_id()
        if game.code is not None:
            self._hall.directory.release(game.code, 0)
            self._hall.directory.claim(game.code, table_id)
        self._companies.moves(company, table_id)
        self._hall.open_table(ended.kind.name, first, self, table_id=table_id)

    def _speech(self, company: Company, caller: Guest | None) -> Speech:
        return Speech(self._companies, company, caller, self._companies.dialects, self._figures)
