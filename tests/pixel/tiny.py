"""The smallest mode that there is, for tests of everything around a mode: whoever wants submits once, then results."""

from typing import Final

from rumpus.hall.game import Effects, GameTime, Seat
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.commands import Picture, Play, Submit
from rumpus.pixel.rules.match import Match, MatchView, refuse, tell
from rumpus.pixel.rules.modes import SPECS, Modes, modes_of
from rumpus.pixel.rules.phases import OVER, PhaseRule, PhaseTable
from rumpus.pixel.rules.submitting import why_not_submit


class TinyView(MatchView, frozen=True, kw_only=True):
    count: int


PHASES: Final[PhaseTable] = {
    "countdown": PhaseRule(5_000, {"time is up": "drawing"}, end_as="startsAt", timed=False),
    "drawing": PhaseRule(30_000, {"time is up, or all present have submitted": "results"}, takes=frozenset({Submit})),
    "results": PhaseRule(15_000, {"time is up": OVER}, end_as=None, timed=False, is_final=True),
}


class Tiny(Match):
    phases = PHASES

    def start(self, at: GameTime, effects: Effects) -> None:
        self.submitted: dict[Seat, str] = {}
        self.kept: list[Picture] = []
        self.enter("countdown", at, effects)

    def play(self, command: Play, at: GameTime, effects: Effects) -> None:
        assert isinstance(command, Submit)
        refused = why_not_submit(self, command, at, submitted=command.seat in self.submitted)
        if refused is not None:
            refuse(effects, refused)
            return
        self.submitted[command.seat] = command.pixels
        self.kept.append(self.drawn(command.seat, command.pixels))
        count = len(self.submitted)
        tell(effects, "caller", facts.SubmissionReceived(count))
        tell(effects, "all", facts.SubmissionCount(count, len(self.people.players)))
        self.end_early(at, effects)

    def phase_over(self, at: GameTime, effects: Effects) -> None:
        if self.phase == "countdown":
            self.enter("drawing", at, effects)
        elif self.phase == "drawing":
            self.people.promote(self.setting.most_players)
            self.enter("results", at, effects)
        else:
            self.enter(OVER, at, effects)

    def end_early(self, at: GameTime, effects: Effects) -> None:
        present = self.people.present
        if self.phase == "drawing" and present and all(one.seat in self.submitted for one in present):
            self.phase_over(at, effects)

    def view_for(self, viewer: Seat | None) -> TinyView:
        return TinyView(count=len(self.submitted))

    def pictures(self) -> list[Picture]:
        return self.kept


TINY_MODES: Final[Modes] = modes_of({spec.id: Tiny for spec in SPECS})
"""Every mode's lobby, with the tiny game in each."""
