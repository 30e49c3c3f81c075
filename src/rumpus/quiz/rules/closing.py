"""How a question closes, and how a game ends."""

from rumpus.hall.game import Effects, GameTime
from rumpus.quiz.content.quiz_file import RangeQuestion
from rumpus.quiz.rules import facts
from rumpus.quiz.rules.kept import encode_kept
from rumpus.quiz.rules.phases import Cause, Phase, Reason
from rumpus.quiz.rules.state import QuizState, tell


def settle(state: QuizState, effects: Effects, at: GameTime) -> None:
    """Close the open question if all who are present have answered it."""
    if state.attendance.waiting or not state.is_open(state.current):
        return
    if state.phase is Phase.QUESTION:
        if not state.attendance.anybody:
            return
        tell(effects, "all", facts.EveryoneAnswered(state.current, early=False))
    close(state, effects, at)


def wants_time_called(state: QuizState) -> bool:
    """Whether sliders are still on the phones: they send where they stand only when told that time is up."""
    return (
        state.phase is Phase.QUESTION and isinstance(state.question, RangeQuestion) and bool(state.attendance.waiting)
    )


def call_time(state: QuizState, effects: Effects, at: GameTime) -> None:
    """Tell the phones that time is up, and give them a moment before the question closes."""
    state.enter(Cause.TIME_CALLED, at)
    tell(effects, "all", facts.EveryoneAnswered(state.current, early=True))


def close(state: QuizState, effects: Effects, at: GameTime) -> None:
    """Take no more answers to the open question. What the host wanted meanwhile is carried out next, by the game."""
    shown = state.rounds[state.current]
    shown.open = False
    state.sync_at = state.echo_at = None
    state.attendance.question_closed()
    players = state.players
    for seat, given in shown.answers.items():
        players[seat].total += given.score
    state.results_changed()
    state.told_standings = state.standings
    state.screen.result = True
    state.enter(Cause.CLOSED, at)
    tell(effects, "all", facts.QuestionClosed(shown.index))


def end(state: QuizState, effects: Effects, at: GameTime, reason: Reason) -> None:
    """The game is over. Results of a game that never left the lobby are not kept: there are none."""
    if state.is_open(state.current):
        state.pending = []
        close(state, effects, at)
    state.enter(Cause.ENDED, at)
    state.ended_at = at
    state.ended_reason = reason
    tell(effects, "all", facts.GameEnded(reason))
    effects.over = reason
    effects.keep = encode_kept(state, at) if state.started else None
