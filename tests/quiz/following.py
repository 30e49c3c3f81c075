"""What the viewers of a quiz are told, and what a page of ours makes of it: the fold `follow(view, message)`.

Messages are those of `/quiz`. Times are turned into ends (GameTime), so that nothing changes by waiting.
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from msgspec import UnsetType
from msgspec.structs import replace

from rumpus.hall.game import HOST, Effects, Seat, ToGroup, ToSeat
from rumpus.quiz.messages import server_messages as say
from rumpus.quiz.messages import views
from rumpus.quiz.messages.server_messages import HostState, PlayerState
from rumpus.quiz.rules import facts
from rumpus.quiz.rules.game import QuizGame

OUT = "out"
"""The view of a player who was kicked, or whose seat is empty: nothing, until coming back."""

GONE = "gone"
"""Not a message: a player's page loses its connection."""

TIME_IS_UP = "time is up"
"""Not a message: the host's own clock says that the question has closed (its time and two seconds)."""

View: TypeAlias = PlayerState | HostState | str

ENDS = 0
"""Seen at this time, what remains of a question's time is its end."""


def is_out(game: QuizGame, viewer: Seat) -> bool:
    return viewer != HOST and not game.players[viewer].present


def view(game: QuizGame, viewer: Seat) -> View:
    """What a viewer sees, less what the messages of 0.13 do not tell: how many others came meanwhile, which index a
    slide has, and, of the host's list, what is told as volatile counts."""
    if is_out(game, viewer):
        return OUT
    seen = views.view_for(game, viewer, ENDS)
    if isinstance(seen, HostState):
        entries = [replace(entry, answered=False, total=0, custom_field=None) for entry in seen.entries]
        return replace(seen, entries=entries, answered=0)
    if seen.question is None:
        seen = replace(seen, question_index=-1, game=replace(seen.game, current_question=-1))
    return replace(seen, players=0, answer=None if seen.answer is None else "answered")


def told(game: QuizGame, effects: Effects, viewer: Seat, sender: Seat | None) -> Sequence[Any]:
    """The messages that effects bring to a viewer, in order."""
    messages: list[Any] = []
    last: list[Any] = []
    for audience, fact in effects.tells:
        if _hears(audience, viewer, sender):
            if isinstance(fact, facts.Joined | facts.Rejoined):
                last.append(view(game, viewer))
            messages += _said(game, fact, viewer, effects)
        if isinstance(fact, facts.PlayerLeft) and viewer == fact.seat:
            messages.append(GONE)
    if is_out(game, viewer):
        return [message for message in messages if message == GONE or isinstance(message, say.Kick)]
    return messages + last


def _hears(audience: Any, viewer: Seat, sender: Seat | None) -> bool:
    match audience:
        case "caller":
            return viewer == sender
        case "all":
            return True
        case ToSeat(seat):
            return viewer == seat
        case ToGroup(group):
            return (group == facts.ADMINS.group) == (viewer == HOST)
    raise AssertionError(audience)


def _said(game: QuizGame, fact: Any, viewer: Seat, effects: Effects) -> list[Any]:
    if type(fact) in ABOUT:
        return [ABOUT[type(fact)](game.players[fact.seat].username, fact.seat)]
    if type(fact) in FOR_ANYBODY:
        return [FOR_ANYBODY[type(fact)](game, fact)]
    host = viewer == HOST
    match fact:
        case facts.PlayerLetBack(seat):
            # A page of the host asks for everything anew: whoever is let back has answers that it does not know.
            return [say.PlayerBack(game.players[seat].username, seat), view(game, HOST)]
        case facts.PlayerRenamed(seat):
            return [view(game, viewer)] if views.names(game, viewer, seat) else []
        case facts.SlideShown(index):
            return [views.set_question_number(game, index, ENDS) if host else say.SlideShown()]
        case facts.Answered(answered=answered, players=players):
            return [(say.AnswerCount if host else say.PlayerAnswer)(answered, players)]
        case facts.QuestionClosed(index):
            if not host:
                return [views.own_result(game, viewer, index)]
            return [TIME_IS_UP] if all(fact is other for _, other in effects.tells) else []
        case facts.ResultsShown(index):
            # The host's page knows whether it asked for another question.
            return [say.QuestionResults(views.question_results(game, index))] if host and index == game.current else []
        case facts.FinalShown():
            return [say.FinalResults(views.final_results(game)) if host else view(game, viewer)]
    raise AssertionError(fact)


ABOUT: dict[type, Callable[[str, Seat], Any]] = {
    facts.PlayerJoined: lambda name, seat: say.PlayerJoined(name, None, seat),
    facts.PlayerLeft: say.PlayerLeft,
    facts.PlayerBack: say.PlayerBack,
    facts.PlayerKicked: say.PlayerKicked,
    facts.Kicked: lambda name, seat: say.Kick(),
}

FOR_ANYBODY: dict[type, Callable[[QuizGame, Any], Any]] = {
    facts.Refused: lambda game, fact: say.SIGNALS.get(fact.event, say.Error(fact.code, "")),
    facts.Joined: lambda game, fact: say.JoinedGame(views.player_game(game)),
    facts.Rejoined: lambda game, fact: say.RejoinedGame(views.player_game(game)),
    facts.Started: lambda game, fact: say.StartGame(),
    facts.QuestionShown: lambda game, fact: views.set_question_number(game, fact.index, ENDS),
    facts.TimeSyncDue: lambda game, fact: say.TimeSync("token"),
    facts.AlreadyReplied: lambda game, fact: say.AlreadyReplied(),
    facts.EveryoneAnswered: lambda game, fact: say.EveryoneAnswered(),
    facts.SolutionShown: lambda game, fact: say.Solutions(views.solution(game, fact.index)),
    facts.RankingShown: lambda game, fact: say.RankingShown(fact.index),
    facts.ControlsSet: lambda game, fact: say.ControlVisibility(fact.visible),
    facts.Saved: lambda game, fact: say.ResultsSavedSuccessfully(),
    facts.ExportGranted: lambda game, fact: say.ExportToken(fact.token),
    facts.GameEnded: lambda game, fact: say.GameEnded(fact.reason),
}


# ---- the fold --------------------------------------------------------------------------------------------------------


def follow(seen: View, message: Any) -> View:
    """The view after a message."""
    if isinstance(message, PlayerState | HostState):
        return message
    if message == GONE or isinstance(message, say.Kick) or seen == OUT:
        return OUT
    if isinstance(seen, PlayerState):
        return _player_follows(seen, message)
    assert isinstance(seen, HostState)
    return _host_follows(seen, message)


def _player_follows(seen: PlayerState, message: Any) -> PlayerState:
    match message:
        case say.StartGame():
            return replace(seen, phase="ready", game=replace(seen.game, started=True))
        case say.SetQuestionNumber(index, question, remaining, is_open):
            assert not isinstance(question, UnsetType)
            if seen.open and is_open and seen.question_index == index:
                return seen  # the open question again
            game = replace(seen.game, current_question=index, question_show=is_open)
            return replace(
                seen, phase="question" if is_open else "closed", game=game, question_index=index, question=question,
                open=is_open, remaining=remaining, answer=None, result=None, solution=None,
            )  # fmt: skip
        case say.SlideShown():
            game = replace(seen.game, current_question=-1, question_show=False)
            return replace(
                seen, phase="slide", game=game, question_index=-1, question=None, open=False, remaining=0, answer=None,
                result=None, solution=None,
            )  # fmt: skip
        case say.PlayerAnswer() | say.AlreadyReplied() if seen.open:
            return replace(seen, answer="answered")
        case say.OwnResult():
            game = replace(seen.game, question_show=False)
            return replace(
                seen, phase="closed", game=game, open=False, remaining=0, result=message, total=message.total,
                rank=message.rank,
            )  # fmt: skip
        case say.Solutions(question):
            return replace(seen, solution=question)
        case say.GameEnded():
            return replace(seen, phase="over")
    return seen


def _host_follows(seen: HostState, message: Any) -> HostState:
    match message:
        case say.PlayerJoined() | say.PlayerLeft() | say.PlayerBack() | say.PlayerKicked():
            return _host_follows_players(seen, message)
        case say.StartGame():
            return seen if seen.game.started else replace(seen, phase="ready", game=replace(seen.game, started=True))
        case say.SetQuestionNumber():
            return _host_follows_question(seen, message)
        case say.EveryoneAnswered():
            return _closed(seen)
        case say.Solutions(question):
            return replace(_closed(seen), solution=question)
        case say.QuestionResults(answers):
            return replace(_closed(seen), results=answers)
        case say.RankingShown():
            return replace(_closed(seen), ranking=True)
        case say.FinalResults(results) if seen.game.started:
            return replace(_closed(seen), phase="final", final=results)
        case say.GameEnded():
            return replace(_closed(seen), phase="over", final=None)
    return _host_follows_switches(seen, message)


def _host_follows_switches(seen: HostState, message: Any) -> HostState:
    match message:
        case say.ControlVisibility(visible):
            return replace(seen, controls_visible=visible)
        case say.ResultsSavedSuccessfully():
            return replace(seen, saved=True)
    return _closed(seen) if message == TIME_IS_UP else seen


def _host_follows_question(seen: HostState, message: say.SetQuestionNumber) -> HostState:
    index = message.question_index
    is_slide = isinstance(message.question, UnsetType)
    is_open = message.open is True
    if is_open and seen.question_index == index and seen.question is not None:
        return seen  # the open question again
    return replace(
        seen,
        phase="slide" if is_slide else "question" if is_open else "closed",
        game=replace(seen.game, current_question=index, question_show=is_open),
        question_index=index,
        question=None if isinstance(message.question, UnsetType) else message.question,
        open=is_open,
        remaining=0 if isinstance(message.remaining, UnsetType) else message.remaining,
        solution=None,
        results=None,
        ranking=False,
        final=None,
    )


def _closed(seen: HostState) -> HostState:
    if not seen.open:
        return seen
    game = replace(seen.game, question_show=False)
    return replace(seen, phase="closed", game=game, open=False, remaining=0)


def _host_follows_players(seen: HostState, message: Any) -> HostState:
    by_seat = {entry.seat: entry for entry in seen.entries}
    seat, name = message.seat, message.username
    match message:
        case say.PlayerJoined():
            by_seat[seat] = say.PlayerEntry(seat, name, present=True, kicked=False, answered=False, total=0)
            return replace(seen, entries=list(by_seat.values()), players=seen.players + 1)
        case say.PlayerKicked():
            by_seat[seat] = replace(by_seat[seat], present=False, kicked=True)
            results = seen.results and [answer for answer in seen.results if answer.username != name]
            final = seen.final
            if final is not None:
                rest = {i: [answer for answer in answers if answer.username != name] for i, answers in final.items()}
                final = {i: answers for i, answers in rest.items() if answers}
            entries = list(by_seat.values())
            return replace(seen, entries=entries, players=seen.players - 1, results=results, final=final)
    present = isinstance(message, say.PlayerBack)
    by_seat[seat] = replace(by_seat[seat], present=present)
    return replace(seen, entries=list(by_seat.values()))
