"""CopyCat Royale: all draw a picture, then copy one of these from memory, and the worst go, round after round."""

from typing import Final

from rumpus.hall.game import Effects, GameTime, Seat, ToSeat
from rumpus.pixel.rules.commands import Picture, Play, RoyaleSubmit
from rumpus.pixel.rules.facts import Refused, SubmissionReceived
from rumpus.pixel.rules.match import Match, refuse, tell
from rumpus.pixel.rules.people import Member
from rumpus.pixel.rules.phases import OVER
from rumpus.pixel.rules.royale.facts import (
    Eliminated,
    Finale,
    InitialDrawing,
    ReferenceShown,
    RoundDrawing,
    RoundResults,
    RoundsPlayed,
    Score,
    Won,
)
from rumpus.pixel.rules.royale.field import Copy, Field
from rumpus.pixel.rules.royale.phases import COUNTDOWN, DRAWING, INITIAL, PHASES, REFERENCE, RESULTS, WINNER
from rumpus.pixel.rules.royale.plan import FINALISTS
from rumpus.pixel.rules.royale.pool import Pool
from rumpus.pixel.rules.royale.view import RoyaleView

FAILED: Final = Refused("SUBMISSION_FAILED", "Failed to process submission")


class Royale(Match):
    """A royale, from the countdown to the winner."""

    phases = PHASES

    _field: Field
    _pool: Pool
    _shown: ReferenceShown
    _copies: dict[Seat, Copy]
    _played: list[RoundResults]
    _out: dict[Seat, Eliminated]
    _kept: list[Picture]

    def start(self, at: GameTime, effects: Effects) -> None:
        """Whoever plays now is in."""
        self._field = Field(member.seat for member in self.people.players)
        self._copies = {}
        self._played = []
        self._out = {}
        self._kept = []
        self.enter(COUNTDOWN, at, effects)

    # ---- phases

    def phase_over(self, at: GameTime, effects: Effects) -> None:
        """The time of the phase is over, or there is nobody left to wait for."""
        if self.phase == COUNTDOWN:
            self.enter(INITIAL, at, effects)
            tell(effects, "all", self._initial())
        elif self.phase == INITIAL:
            self._pool = Pool({seat: copy.pixels for seat, copy in self._copies.items()})
            self._begin_round(at, effects)
        elif self.phase == REFERENCE:
            self.enter(DRAWING, at, effects, round_=self._field.round)
            tell(effects, "all", self._drawing())
        elif self.phase == DRAWING:
            self._end_round(at, effects)
        elif self.phase == WINNER:
            self.enter(OVER, at, effects)
        elif self._field.is_decided:
            self._crown(at, effects)
        else:
            self._begin_round(at, effects)

    def _begin_round(self, at: GameTime, effects: Effects) -> None:
        field = self._field
        field.begin_round()
        reference = self._pool.take(self.dice)
        self._copies = {}
        self.enter(REFERENCE, at, effects, round_=field.round, total_rounds=field.total_rounds)
        self._shown = ReferenceShown(*reference, field.round, field.total_rounds, len(field.alive), *self.span())
        tell(effects, "all", self._shown)

    def _end_round(self, at: GameTime, effects: Effects) -> None:
        scores = self._field.end_round(self._copies, self._shown.pixels, self.dice, at)
        for score in scores:
            member = self.people.get(score.seat)
            if score.final_rank is not None and member is not None:
                member.spectator = True
        self.enter(RESULTS, at, effects, round_=self._field.round)
        results = self._round_results(scores)
        self._played.append(results)
        tell(effects, "all", results)
        self._out = {
            score.seat: Eliminated(self._field.round, score.accuracy, score.final_rank, self._field.total)
            for score in scores
            if score.final_rank is not None
        }
        for seat, out in self._out.items():
            tell(effects, ToSeat(seat), out)
        finale = self._finale()
        if finale is not None:
            tell(effects, "all", finale)

    def _round_results(self, scores: list[Score]) -> RoundResults:
        surviving = [score for score in scores if score.final_rank is None]
        eliminated = [score.seat for score in reversed(scores) if score.final_rank is not None]
        return RoundResults(
            self._field.round,
            self._shown.pixels,
            scores,
            eliminated,
            [score.seat for score in surviving],
            surviving[-1].accuracy,
            *self.span(),
        )

    def _crown(self, at: GameTime, effects: Effects) -> None:
        self.people.promote(self.setting.most_players)
        self.enter(WINNER, at, effects)
        tell(effects, "all", self._won())

    # ---- what players do

    def play(self, command: Play, at: GameTime, effects: Effects) -> None:
        """A picture, or a copy of one."""
        assert isinstance(command, RoyaleSubmit)
        seat = command.seat
        if command.fault is not None:
            refuse(effects, command.fault)
        elif seat not in self._field.alive or seat in self._copies:
            refuse(effects, FAILED)
        else:
            self._copies[seat] = Copy(command.pixels, at)
            self._kept.append(self.drawn(seat, command.pixels))
            tell(effects, "caller", SubmissionReceived(len(self._copies)))
            self.end_early(at, effects)

    def end_early(self, at: GameTime, effects: Effects) -> None:
        """Go on if all who are in and present have submitted; not if nobody is present, who may be back in a moment."""
        if self.phase not in (INITIAL, DRAWING):
            return
        present = [member.seat for member in self.people.present if member.seat in self._field.alive]
        if present and all(seat in self._copies for seat in present):
            self.phase_over(at, effects)

    # ---- who comes and goes

    def came(self, member: Member, at: GameTime, effects: Effects) -> None:
        """Who comes late watches."""
        self.catch_up(member.seat, at, effects)

    def left(self, member: Member, at: GameTime, effects: Effects) -> None:
        """Who leaves is out; the last one who stays has won."""
        if self._field.leave(member.seat) and self._field.is_decided:
            self._crown(at, effects)
        else:
            self.end_early(at, effects)

    def catch_up(self, seat: Seat, at: GameTime, effects: Effects) -> None:
        """The details of the phase, and that something was submitted, which they make clients forget."""
        del at
        view = self.view_for(seat)
        details = (
            self._initial() if self.phase == INITIAL else None,
            view.played,
            view.shown,
            self._drawing() if self.phase == DRAWING else None,
            SubmissionReceived(len(self._copies)) if view.submitted else None,
            view.results,
            view.out,
            view.finale,
            view.won,
        )
        for fact in details:
            if fact is not None:
                tell(effects, "caller", fact)

    # ---- what is seen

    def view_for(self, viewer: Seat | None) -> RoyaleView:
        """What one viewer may see."""
        field, shows_results, played = self._field, self.phase == RESULTS, self._played
        return RoyaleView(
            round=field.round or None,
            total_rounds=field.total_rounds if field.round else None,
            shown=self._shown if self.phase == REFERENCE else None,
            submitted=self.phase in (INITIAL, DRAWING) and viewer in self._copies,
            played=RoundsPlayed(list(played)) if played else None,
            results=played[-1] if shows_results else None,
            out=self._out.get(viewer) if shows_results and viewer is not None else None,
            finale=self._finale() if shows_results else None,
            won=self._won() if self.phase == WINNER else None,
        )

    def _initial(self) -> InitialDrawing:
        return InitialDrawing(*self.span())

    def _drawing(self) -> RoundDrawing:
        return RoundDrawing(self._field.round, *self.span())

    def _finale(self) -> Finale | None:
        """Who goes into the next round, by the results, if they are few."""
        results = self._played[-1]
        finalists = results.surviving
        return Finale(finalists, results.round + 1) if 1 < len(finalists) <= FINALISTS else None

    def _won(self) -> Won:
        return Won(*self._field.winner(), self._field.round, self._field.standings(), *self.span())

    def pictures(self) -> list[Picture]:
        """All drawings, those of the beginning first."""
        return self._kept
