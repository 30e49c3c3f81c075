"""CopyCat: two players, or one, see a picture for a moment and draw it from memory."""

from typing import Final

from rumpus.hall.game import Effects, GameTime, Seat, ToSeat
from rumpus.pixel.content.caption import Caption
from rumpus.pixel.content.pictures import MOTIFS, Motif
from rumpus.pixel.rules.commands import Picture, Play, RematchVote, Submit
from rumpus.pixel.rules.copycat import scoring
from rumpus.pixel.rules.copycat.facts import (
    Compared,
    Entry,
    ReferenceShown,
    RematchAsked,
    RematchDecided,
    RematchVoted,
    Results,
)
from rumpus.pixel.rules.copycat.phases import COUNTDOWN, DRAWING, MEMORIZE, PHASES, REMATCH, RESULT, SOLO_PHASES
from rumpus.pixel.rules.copycat.view import CopyCatView
from rumpus.pixel.rules.facts import Refused, SubmissionCount, SubmissionReceived
from rumpus.pixel.rules.match import Match, refuse, tell
from rumpus.pixel.rules.phases import OVER
from rumpus.pixel.rules.submitting import why_not_submit

NOT_ACTIVE: Final = Refused("NOT_ACTIVE_PLAYER", "Only active players can vote")

PICTURES_KEPT: Final = 100
"""Copies of one match that are kept for the gallery; two may play one round after the other for hours."""


class CopyCat(Match):
    """Rounds of two, until one of them has had enough.

    A round is played by who is there when it begins, so after a rematch with nobody left it goes on alone (6.1).
    """

    phases = PHASES

    _motif: Motif
    _rivals: list[Seat]
    _copies: dict[Seat, Entry]
    _results: Results | None
    _compared: dict[Seat, Compared]
    _votes: list[Seat]
    _kept: list[Picture]

    def start(self, at: GameTime, effects: Effects) -> None:
        """Begin with a round."""
        self._kept = []
        self._motif = self.dice.choice(MOTIFS)
        self._begin_round(at, effects)

    def _begin_round(self, at: GameTime, effects: Effects) -> None:
        self._rivals = [member.seat for member in self.people.players]
        self._copies = {}
        self._results = None
        self._compared = {}
        self._votes = []
        self._open(at, effects)

    def _open(self, at: GameTime, effects: Effects) -> None:
        self.enter(COUNTDOWN, at, effects)

    # ---- phases

    def phase_over(self, at: GameTime, effects: Effects) -> None:
        """The time of the phase is over, or there is nobody left to wait for."""
        if self.phase == COUNTDOWN:
            self._show_reference(at, effects)
        elif self.phase == MEMORIZE:
            self.enter(DRAWING, at, effects)
        elif self.phase == DRAWING:
            self._show_results(at, effects)
        elif self.phase == RESULT:
            self._after_results(at, effects)
        else:
            self._end(at, effects, RematchDecided(rematch=False, reason="timeout"))

    def _show_reference(self, at: GameTime, effects: Effects) -> None:
        self.enter(MEMORIZE, at, effects)
        tell(effects, "all", self._reference())

    def _show_results(self, at: GameTime, effects: Effects) -> None:
        self.enter(RESULT, at, effects)
        players = [member.seat for member in self.people.players]
        copies = {seat: self._copies[seat] for seat in players if seat in self._copies}
        entries = scoring.ranked(copies.values())
        reference = self._motif.pixels
        self._results = Results(reference, entries, *scoring.winner_of(entries), *self.span())
        tell(effects, "all", self._results)
        for seat in players:
            other = next((rival for rival in self._rivals if rival != seat), None)
            self._compared[seat] = scoring.compared(seat, other, copies, reference)
            tell(effects, ToSeat(seat), self._compared[seat])

    def _after_results(self, at: GameTime, effects: Effects) -> None:
        self.enter(REMATCH, at, effects)
        tell(effects, "all", self._question())

    def _rematch(self, at: GameTime, effects: Effects) -> None:
        tell(effects, "all", RematchDecided(rematch=True, reason="both-yes"))
        before = self._motif
        self._motif = self.dice.choice([motif for motif in MOTIFS if motif is not before])
        self._begin_round(at, effects)

    def _end(self, at: GameTime, effects: Effects, decided: RematchDecided) -> None:
        tell(effects, "all", decided)
        self.enter(OVER, at, effects)

    # ---- what players do

    def play(self, command: Play, at: GameTime, effects: Effects) -> None:
        """A copy, or whether somebody wants another round."""
        match command:
            case Submit():
                self._submit(command, at, effects)
            case RematchVote():
                self._vote(command, at, effects)

    def _submit(self, command: Submit, at: GameTime, effects: Effects) -> None:
        seat = command.seat
        refused = why_not_submit(self, command, at, submitted=seat in self._copies)
        if refused is not None:
            refuse(effects, refused)
            return
        self._copies[seat] = scoring.entry_of(seat, command.pixels, self._motif.pixels, at)
        copy = self.drawn(seat, command.pixels, Caption(self._motif.en, self._motif.de))
        self._kept = [*self._kept, copy][-PICTURES_KEPT:]
        tell(effects, "caller", SubmissionReceived(len(self._copies)))
        tell(effects, "all", SubmissionCount(len(self._copies), len(self.people.players)))
        self.end_early(at, effects)

    def _vote(self, command: RematchVote, at: GameTime, effects: Effects) -> None:
        seat = command.seat
        if command.fault is not None:
            refuse(effects, command.fault)
        elif self.people.player(seat) is None:
            refuse(effects, NOT_ACTIVE)
        elif not command.wants:
            tell(effects, "all", RematchVoted(seat, wants=False, votes=len(self._votes)))
            self._end(at, effects, RematchDecided(rematch=False, reason="declined"))
        elif seat in self._votes:
            # Saying yes again is heard, and changes nothing.
            effects.changed = False
            tell(effects, "all", RematchVoted(seat, wants=True, votes=len(self._votes)))
        else:
            self._votes.append(seat)
            tell(effects, "all", RematchVoted(seat, wants=True, votes=len(self._votes)))
            self.end_early(at, effects)

    # ---- who comes and goes

    def end_early(self, at: GameTime, effects: Effects) -> None:
        """Go on if all who are present have answered. Nobody present is no reason: they may be back in a moment."""
        present = [member.seat for member in self.people.present]
        if not present:
            return
        if self.phase == DRAWING and all(seat in self._copies for seat in present):
            self.phase_over(at, effects)
        elif self.phase == REMATCH and all(seat in self._votes for seat in present):
            self._rematch(at, effects)

    def catch_up(self, seat: Seat, at: GameTime, effects: Effects) -> None:
        """What this seat was told in this phase and still needs."""
        del at
        view = self.view_for(seat)
        if view.reference is not None:
            tell(effects, "caller", view.reference)
        elif view.submitted:
            tell(effects, "caller", SubmissionReceived(view.submissions))
        elif view.results is not None:
            tell(effects, "caller", view.results)
            if view.compared is not None:
                tell(effects, "caller", view.compared)
        elif self.phase == REMATCH:
            tell(effects, "caller", self._question())
            for voter in self._votes:
                tell(effects, "caller", RematchVoted(voter, wants=True, votes=len(self._votes)))

    # ---- what is seen

    def view_for(self, viewer: Seat | None) -> CopyCatView:
        """What one viewer may see."""
        drawing, shown = self.phase == DRAWING, self.phase == RESULT
        return CopyCatView(
            reference=self._reference() if self.phase == MEMORIZE else None,
            submitted=drawing and viewer in self._copies,
            submissions=len(self._copies) if drawing else 0,
            results=self._results if shown else None,
            compared=self._compared.get(viewer) if shown and viewer is not None else None,
            rematch_votes=tuple(self._votes) if self.phase == REMATCH else (),
        )

    def _reference(self) -> ReferenceShown:
        return ReferenceShown(self._motif.pixels, *self.span())

    def _question(self) -> RematchAsked:
        return RematchAsked(len(self._votes), *self.span())

    def pictures(self) -> list[Picture]:
        """The copies, and what they show."""
        return self._kept


class CopyCatSolo(CopyCat):
    """One round of one player, without countdown and without a question."""

    phases = SOLO_PHASES

    def _open(self, at: GameTime, effects: Effects) -> None:
        self._show_reference(at, effects)

    def _after_results(self, at: GameTime, effects: Effects) -> None:
        self.enter(OVER, at, effects)
