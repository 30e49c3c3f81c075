"""What the host does: start, show, solve, rank, remove players, save, end. Repeats are told to the caller alone."""

from rumpus.hall.game import Effects, GameTime, ToSeat
from rumpus.quiz.content.quiz_file import SlideQuestion
from rumpus.quiz.content.text import BadName, name_key, player_name
from rumpus.quiz.rules import facts
from rumpus.quiz.rules.closing import call_time, close, end, settle, wants_time_called
from rumpus.quiz.rules.commands import (
    AllowName,
    Command,
    EndGame,
    GrantExport,
    Kick,
    LetBack,
    Rename,
    Save,
    SetControls,
    Show,
    ShowFinal,
    ShowRanking,
    ShowResults,
    ShowSolution,
    Start,
)
from rumpus.quiz.rules.phases import ECHO_WINDOW, SECOND, TIME_SYNC_AFTER, Cause, Phase
from rumpus.quiz.rules.rounds import Round, Screen
from rumpus.quiz.rules.state import ALLOWED_NAMES, EXPORTS, QuizState, ignore, refuse, tell


def start(state: QuizState, _command: Start, effects: Effects, at: GameTime) -> None:
    """The game begins."""
    if state.started:
        tell(effects, "caller", facts.Started())
        ignore(effects)
        return
    _start(state, effects, at)
    state.host_acted(at)


def show(state: QuizState, command: Show, effects: Effects, at: GameTime) -> None:
    """A question is shown: opened if it is new, shown again without taking answers if it is not."""
    index = command.index
    if not 0 <= index < len(state.quiz.questions):
        ignore(effects)
        return
    if index == state.current and (state.is_open(index) or state.phase is Phase.SLIDE):
        slide = state.phase is Phase.SLIDE
        tell(effects, "caller", facts.SlideShown(index) if slide else facts.QuestionShown(index, is_open=True))
        ignore(effects)
        return
    if not _closed_for(state, command, effects, at):
        return
    if not state.started:
        _start(state, effects, at)
    state.current = index
    state.screen = Screen()
    question = state.quiz.questions[index]
    if isinstance(question, SlideQuestion):
        state.rounds.setdefault(index, Round(index, at, at, open=False))
        state.enter(Cause.SLIDE_SHOWN, at)
        tell(effects, "all", facts.SlideShown(index))
    elif index in state.rounds:
        state.screen.again = True
        state.enter(Cause.SHOWN_AGAIN, at)
        tell(effects, "all", facts.QuestionShown(index, is_open=False))
    else:
        state.rounds[index] = Round(index, at, at + question.time * SECOND)
        state.attendance.question_opened()
        state.sync_at = at + TIME_SYNC_AFTER
        state.echo_at = state.sync_at + ECHO_WINDOW
        state.enter(Cause.SHOWN, at)
        tell(effects, "all", facts.QuestionShown(index, is_open=True))
    state.host_acted(at)


def show_solution(state: QuizState, command: ShowSolution, effects: Effects, at: GameTime) -> None:
    """The solution of the question on show, which closes it."""
    shown = state.round
    if shown is None or isinstance(state.question, SlideQuestion):
        ignore(effects)
    elif state.screen.solution:
        tell(effects, "caller", facts.SolutionShown(shown.index))
        ignore(effects)
    elif _closed_for(state, command, effects, at):
        state.screen.solution = True
        tell(effects, "all", facts.SolutionShown(shown.index))
        state.host_acted(at)


def show_results(state: QuizState, command: ShowResults, effects: Effects, at: GameTime) -> None:
    """The answers to a question: of the one on show for everybody, which closes it, of another for the caller."""
    if not 0 <= command.index < len(state.quiz.questions):
        ignore(effects)
        return
    shown = state.round
    if shown is None or command.index != state.current or state.screen.results:
        tell(effects, "caller", facts.ResultsShown(command.index))
        ignore(effects)
    elif shown.results_shown:
        # The question is shown again: the host sees its answers again, phones would count the points again.
        state.screen.results = True
        tell(effects, "caller", facts.ResultsShown(command.index))
        state.host_acted(at)
    elif _closed_for(state, command, effects, at):
        shown.results_shown = state.screen.results = True
        tell(effects, "all", facts.ResultsShown(command.index))
        state.host_acted(at)


def show_ranking(state: QuizState, command: ShowRanking, effects: Effects, at: GameTime) -> None:
    """The ranking so far on the host's screen, which closes the open question. Players have heard their rank."""
    if state.round is None or state.phase is Phase.FINAL:
        ignore(effects)
    elif state.screen.ranking:
        tell(effects, "caller", facts.RankingShown(state.current))
        ignore(effects)
    elif _closed_for(state, command, effects, at):
        state.screen.ranking = True
        tell(effects, facts.ADMINS, facts.RankingShown(state.current))
        state.host_acted(at)


def show_final(state: QuizState, command: ShowFinal, effects: Effects, at: GameTime) -> None:
    """The ranking so far; it closes the open question. Before the start there is nothing to show to everybody."""
    if not state.started or (state.phase is Phase.FINAL and state.final_revision == state.revision):
        tell(effects, "caller", facts.FinalShown())
        ignore(effects)
    elif _closed_for(state, command, effects, at):
        state.enter(Cause.FINAL_SHOWN, at)
        state.final_revision = state.revision
        tell(effects, "all", facts.FinalShown())
        state.host_acted(at)


def kick(state: QuizState, command: Kick, effects: Effects, at: GameTime) -> None:
    """A player is removed. The seat and its answers are kept for the case that the host changes their mind."""
    seat = state.seat_named(command.username)
    if seat is None:
        refuse(effects, "error", "unknown_player")
        return
    state.seats.kick(state.players[seat])
    state.attendance.remove(seat)
    _count(state, seat, -1)
    tell(effects, ToSeat(seat), facts.Kicked(seat))
    tell(effects, facts.ADMINS, facts.PlayerKicked(seat))
    state.host_acted(at)
    settle(state, effects, at)


def let_back(state: QuizState, command: LetBack, effects: Effects, at: GameTime) -> None:
    """A kicked player may come back, with all points."""
    player = state.players.get(command.seat)
    if player is None:
        refuse(effects, "error", "unknown_player")
    elif not player.kicked:
        tell(effects, "caller", facts.PlayerLetBack(command.seat))
        ignore(effects)
    elif not state.seats.let_back(player):
        refuse(effects, "error", "name_taken")
    else:
        _count(state, command.seat, 1)
        tell(effects, facts.ADMINS, facts.PlayerLetBack(command.seat))
        state.host_acted(at)


def allow_name(state: QuizState, command: AllowName, effects: Effects, at: GameTime) -> None:
    """A name that the filter refuses is let through. Nobody is told: who bears it tries again."""
    key = name_key(command.username)
    if key in state.allowed_names or len(state.allowed_names) >= ALLOWED_NAMES:
        ignore(effects)
        return
    state.allowed_names[key] = command.username
    state.host_acted(at)


def rename(state: QuizState, command: Rename, effects: Effects, _at: GameTime) -> None:
    """A player gets another name, in the middle of the game perhaps. The host's clock of being there does not count."""
    player = state.players.get(command.seat)
    if player is None:
        refuse(effects, "error", "unknown_player")
        return
    try:
        username = player_name(command.username)
    except BadName as bad:
        refuse(effects, "error", bad.code)
        return
    custom_field = player.custom_field if command.keep_custom_field else None
    if (player.username, player.custom_field) == (username, custom_field):
        ignore(effects)
    elif not state.seats.rename(player, username):
        refuse(effects, "error", "name_taken")
    else:
        player.custom_field = custom_field
        # Results that were shown have another name in them now.
        state.revision += 1
        tell(effects, "all", facts.PlayerRenamed(player.seat))


def set_controls(state: QuizState, command: SetControls, effects: Effects, at: GameTime) -> None:
    """The controls on the big screen are shown or hidden."""
    tell(effects, facts.ADMINS, facts.ControlsSet(command.visible))
    if command.visible == state.controls_visible:
        ignore(effects)
        return
    state.controls_visible = command.visible
    state.host_acted(at)


def save(state: QuizState, _command: Save, effects: Effects, at: GameTime) -> None:
    """The results are to be kept for good."""
    tell(effects, "caller" if state.saved else facts.ADMINS, facts.Saved())
    if state.saved:
        ignore(effects)
        return
    state.saved = True
    state.host_acted(at)


def grant_export(state: QuizState, command: GrantExport, effects: Effects, at: GameTime) -> None:
    """Whoever has the token may fetch the results for a while."""
    tell(effects, "caller", facts.ExportGranted(command.token))
    if state.exports.get(command.key) == command.until:
        ignore(effects)
        return
    state.exports[command.key] = command.until
    if len(state.exports) > EXPORTS:
        del state.exports[next(iter(state.exports))]
    state.host_acted(at)


def end_game(state: QuizState, _command: EndGame, effects: Effects, at: GameTime) -> None:
    """The host is done."""
    end(state, effects, at, "host")


def _start(state: QuizState, effects: Effects, at: GameTime) -> None:
    state.started = True
    state.enter(Cause.STARTED, at)
    tell(effects, "all", facts.Started())


def _closed_for(state: QuizState, command: Command, effects: Effects, at: GameTime) -> bool:
    """Whether no question is open, so that the command can be carried out now; closes what can be closed at once."""
    if not state.is_open(state.current):
        return True
    if wants_time_called(state):
        state.pending.append(command)
        call_time(state, effects, at)
        state.host_acted(at)
        return False
    if state.phase is Phase.CLOSING:
        # The first that wants to leave the question wins; a repeat is the same wish.
        leaving = any(isinstance(waiting, Show | ShowFinal) for waiting in state.pending)
        if leaving or any(type(waiting) is type(command) for waiting in state.pending):
            ignore(effects)
        else:
            state.pending.append(command)
            state.host_acted(at)
        return False
    close(state, effects, at)
    return True


def _count(state: QuizState, seat: int, by: int) -> None:
    for shown in state.rounds.values():
        if seat in shown.answers:
            shown.counted += by
    state.results_changed()
