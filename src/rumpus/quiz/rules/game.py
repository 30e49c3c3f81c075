"""The quiz as the hall hosts it: every command and every wake goes through here."""

from collections.abc import Callable, Mapping
from typing import Any, Final, TypeAlias

from rumpus.hall.game import Effects, GameKind, GameTime, Presence
from rumpus.quiz.rules import commands, facts, hosting, playing
from rumpus.quiz.rules.closing import close, end, settle
from rumpus.quiz.rules.commands import Answer, Command, Open
from rumpus.quiz.rules.phases import PHASES, Cause, Phase
from rumpus.quiz.rules.state import QuizState, ignore, refuse, tell

_Rule: TypeAlias = Callable[[QuizState, Any, Effects, GameTime], None]

RULES: Final[Mapping[type[Command], _Rule]] = {
    commands.Join: playing.join,
    commands.Back: playing.back,
    commands.Away: playing.away,
    commands.Echoed: playing.echoed,
    commands.Answer: playing.answer,
    commands.Start: hosting.start,
    commands.Show: hosting.show,
    commands.ShowSolution: hosting.show_solution,
    commands.ShowResults: hosting.show_results,
    commands.ShowRanking: hosting.show_ranking,
    commands.ShowFinal: hosting.show_final,
    commands.Kick: hosting.kick,
    commands.LetBack: hosting.let_back,
    commands.AllowName: hosting.allow_name,
    commands.Rename: hosting.rename,
    commands.SetControls: hosting.set_controls,
    commands.Save: hosting.save,
    commands.GrantExport: hosting.grant_export,
    commands.EndGame: hosting.end_game,
}


class QuizGame(QuizState):
    """A running quiz. See `QuizState` for what may be asked of it."""

    __slots__ = ()

    @property
    def wake_at(self) -> GameTime | None:
        """When the next thing is due."""
        due = self.phase_ends
        for timer in (self.sync_at, self.echo_at, self.attendance.expires_at):
            if timer is not None and (due is None or timer < due):
                due = timer
        return None if self.phase is Phase.OVER else due

    def handle(self, command: Command, at: GameTime) -> Effects:
        """Apply a command."""
        effects = Effects()
        kind = type(command)
        if kind in PHASES[self.phase].allows:
            if isinstance(command, Open):
                self.open(command, at)
            else:
                RULES[kind](self, command, effects, at)
                if self.pending:
                    self._carry_out(effects, at)
        elif self.phase is Phase.OVER:
            refuse(effects, "error", "game_over")
        elif isinstance(command, Answer) and self.phase is not Phase.NEW:
            playing.not_answered(self, command, effects)
        else:
            ignore(effects)
        return effects

    def wake(self, at: GameTime) -> Effects:
        """Do all that is due."""
        effects = Effects()
        while (due := self.wake_at) is not None and due <= at:
            if due == self.sync_at:
                self.sync_at = None
                tell(effects, facts.PLAYERS, facts.TimeSyncDue(self.current))
            elif due == self.echo_at:
                self.echo_at = None
                self.attendance.echoes_due()
                settle(self, effects, due)
            elif due == self.attendance.expires_at:
                playing.leave(self, effects, due)
            else:
                self._phase_over(effects, due)
            self._carry_out(effects, due)
        return effects

    def presence(self) -> Presence:
        """The host, and the seats that have a socket or lost it a moment ago."""
        return Presence(self.host_here, frozenset(self.attendance.here))

    def _carry_out(self, effects: Effects, at: GameTime) -> None:
        """Do what the host wanted while a slider was open, once it is closed. Nobody is the caller of that."""
        changed = effects.changed
        while self.pending and self.phase is not Phase.CLOSING:
            command = self.pending.pop(0)
            RULES[type(command)](self, command, effects, at)
        effects.changed = changed

    def _phase_over(self, effects: Effects, at: GameTime) -> None:
        lasts = PHASES[self.phase].lasts
        assert lasts is not None
        if lasts.then is Cause.CLOSED:
            close(self, effects, at)
        else:
            assert lasts.reason is not None
            end(self, effects, at, lasts.reason)


QUIZ: Final[GameKind[Command]] = GameKind(name="quiz", version=1, command=Command, new=QuizGame)
