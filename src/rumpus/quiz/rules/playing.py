"""What players do: join, go and come back, echo, answer."""

from typing import Final

from rumpus.hall.game import HOST, Effects, GameTime, Seat
from rumpus.quiz.content.quiz_file import SlideQuestion
from rumpus.quiz.content.text import BadName, plain, player_name
from rumpus.quiz.rules import facts
from rumpus.quiz.rules.checking import NotAnOption, check
from rumpus.quiz.rules.closing import settle
from rumpus.quiz.rules.commands import Answer, Away, Back, Echoed, Join
from rumpus.quiz.rules.phases import SECOND, Phase
from rumpus.quiz.rules.rounds import Given
from rumpus.quiz.rules.scoring import score, time_taken
from rumpus.quiz.rules.state import QuizState, ignore, refuse, tell

BROADCAST: Final = 2 * SECOND
"""The longest that a question may be on its way to a socket: a claim of more is not believed."""


def join(state: QuizState, command: Join, effects: Effects, at: GameTime) -> None:
    """A player takes a new seat."""
    try:
        username = player_name(command.username)
    except BadName as bad:
        refuse(effects, "error", bad.code)
        return
    refusal = why_not(state, username)
    if refusal is not None:
        refuse(effects, refusal.event, refusal.code)
        return
    custom_field = plain(command.custom_field or "") or None
    player = state.seats.take(username, custom_field, command.keys)
    state.joined()
    _sit(state, player.seat)
    tell(effects, "caller", facts.Joined(player.seat))
    tell(effects, facts.ADMINS, facts.PlayerJoined(player.seat))
    _catch_up(state, player.seat, effects, at)


def why_not(state: QuizState, username: str) -> facts.Refused | None:
    """Why nobody of this name can join now; None if somebody can."""
    if state.started and not state.options.late_join:
        return facts.Refused("game_already_started", "game_already_started")
    if state.seat_named(username) is not None:
        return facts.Refused("username_already_exists", "username_already_exists")
    if state.seats.count >= state.options.max_players:
        return facts.Refused("error", "full")
    return None


def back(state: QuizState, command: Back, effects: Effects, at: GameTime) -> None:
    """A socket sits on a seat again."""
    if command.seat == HOST:
        effects.changed = not state.host_here
        state.host_here = True
        return
    player = state.players.get(command.seat)
    if player is None:
        refuse(effects, "error", "unknown_player")
        return
    if player.kicked:
        refuse(effects, "error", "kicked")
        return
    settled = state.attendance.is_settled(player.seat)
    new_keys = state.seats.add_keys(player, command.keys)
    was_gone = _sit(state, player.seat)
    player.present = True
    effects.changed = new_keys or not settled
    tell(effects, "caller", facts.Rejoined(player.seat))
    if was_gone:
        tell(effects, facts.ADMINS, facts.PlayerBack(player.seat))
    _catch_up(state, player.seat, effects, at)


def away(state: QuizState, command: Away, effects: Effects, at: GameTime) -> None:
    """The last socket of a seat is gone."""
    if command.seat == HOST:
        effects.changed = state.host_here
        state.host_here = False
    elif state.attendance.has_socket(command.seat):
        state.attendance.lose(command.seat, at)
    else:
        ignore(effects)


def leave(state: QuizState, effects: Effects, at: GameTime) -> None:
    """Seats that lost their socket five seconds ago no longer count as present."""
    for seat in state.attendance.expire(at):
        state.players[seat].present = False
        tell(effects, facts.ADMINS, facts.PlayerLeft(seat))
    settle(state, effects, at)


def echoed(state: QuizState, command: Echoed, effects: Effects, _at: GameTime) -> None:
    """A phone answers to time syncs, from now on it is expected to."""
    if state.seats.playing(command.seat) is None:
        ignore(effects)
        return
    news = state.attendance.echoed(command.seat)
    unheard = state.attendance.unheard
    if command.index == state.current and command.seat in unheard:
        unheard.discard(command.seat)
        news = True
    effects.changed = news


def answer(state: QuizState, command: Answer, effects: Effects, at: GameTime) -> None:
    """A player answers the question on show. Stored once, whatever happens next."""
    seat, index = command.seat, command.index
    shown = state.rounds[state.current]
    question = state.quiz.questions[state.current]
    if seat in shown.answers or index != state.current:
        not_answered(state, command, effects)
        return
    player = state.seats.playing(seat)
    if player is None:
        refuse(effects, "error", "not_joined" if seat not in state.players else "kicked")
        return
    try:
        right, text = check(question, command.answer, command.order)
    except NotAnOption:
        refuse(effects, "error", "no_option")
        return
    sent = shown.opened if command.sent is None else min(max(command.sent, shown.opened), shown.opened + BROADCAST)
    taken = time_taken(at - sent, command.latency, command.tapped_after)
    points = score(taken, question.time * SECOND, question.points) if right else 0
    shown.answers[seat] = Given(text, right, taken, points, command.latency)
    shown.counted += 1
    state.revision += 1
    state.attendance.waiting.discard(seat)
    told = facts.Answered(seat, index, shown.counted, state.seats.count)
    tell(effects, "caller", told)
    tell(effects, facts.ADMINS, told)
    settle(state, effects, at)


def not_answered(state: QuizState, command: Answer, effects: Effects) -> None:
    """An answer that comes twice, too late, too early, or to a slide."""
    if state.answered(command.seat, command.index):
        refuse(effects, "already_replied", "already_replied")
    elif command.index == state.current and isinstance(state.question, SlideQuestion):
        refuse(effects, "error", "slide")
    else:
        refuse(effects, "question_not_active", "question_not_active")


def _sit(state: QuizState, seat: Seat) -> bool:
    was_gone = state.attendance.come(seat)
    if state.is_open(state.current) and not state.answered(seat, state.current):
        state.attendance.waiting.add(seat)
    return was_gone


def _catch_up(state: QuizState, seat: Seat, effects: Effects, at: GameTime) -> None:
    """Tell a socket that came while a question is open what it missed."""
    if not state.is_open(state.current):
        return
    if state.remaining(at) >= SECOND:
        tell(effects, "caller", facts.QuestionShown(state.current, is_open=True))
    if state.answered(seat, state.current):
        tell(effects, "caller", facts.AlreadyReplied(state.current))
    elif state.phase is Phase.CLOSING:
        tell(effects, "caller", facts.EveryoneAnswered(state.current, early=True))
