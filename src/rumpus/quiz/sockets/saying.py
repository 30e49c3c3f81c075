"""Facts of a quiz in the words of the wire: one function a fact, for both dialects unless it says otherwise."""

from collections.abc import Callable
from functools import partial
from math import ceil
from typing import Any, Final

import msgspec

from rumpus.hall.game import HOST, Audience, Seat
from rumpus.quiz.messages import server_messages as say
from rumpus.quiz.messages import views
from rumpus.quiz.messages.game_shapes import PlayerGame
from rumpus.quiz.messages.server_messages import SIGNALS
from rumpus.quiz.rules import facts
from rumpus.quiz.sockets.company import ADMINS, Company
from rumpus.quiz.sockets.guest import Guest
from rumpus.quiz.sockets.refusals import error
from rumpus.quiz.sockets.results_out import tell_final_results, tell_own_results, tell_question_results
from rumpus.quiz.sockets.speech import Speech
from rumpus.quiz.sockets.time_sync import AT_JOINING

# ---- to who asked ----------------------------------------------------------------------------------------------------


def _refused(speech: Speech, _audience: Audience, fact: facts.Refused) -> None:
    if fact.event != "error":
        speech.tell_one(speech.caller, SIGNALS[fact.event])
    elif speech.caller is not None and speech.caller.allowance.takes_error(speech.now):
        speech.tell_one(speech.caller, error(fact.code))


def _joined(speech: Speech, _audience: Audience, fact: facts.Joined) -> None:
    guest = speech.caller
    if guest is not None:
        _sit(speech, guest, fact.seat)
        speech.tell_one(guest, say.JoinedGame(game_for(guest, speech.company)))
        _measure(speech, guest)
        _let_in(speech, guest, fact.seat)


def _rejoined(speech: Speech, _audience: Audience, fact: facts.Rejoined) -> None:
    guest = speech.caller
    if guest is not None:
        _sit(speech, guest, fact.seat)
        _measure(speech, guest)
        speech.tell_one(guest, say.RejoinedGame(game_for(guest, speech.company)))
        _let_in(speech, guest, fact.seat)


def _already_replied(speech: Speech, audience: Audience, _fact: facts.AlreadyReplied) -> None:
    speech.tell(audience, SIGNALS["already_replied"])


def _export_granted(speech: Speech, audience: Audience, fact: facts.ExportGranted) -> None:
    speech.tell(audience, say.ExportToken(fact.token))


def _sit(speech: Speech, guest: Guest, seat: Seat) -> None:
    """At once, so that the socket's next message finds it seated; who sat there before is told when this is told."""
    company = speech.company
    before = company.seat(guest, seat)
    if before is not None:
        speech.then(partial(company.part, before))


def _let_in(speech: Speech, guest: Guest, seat: Seat) -> None:
    company = speech.company
    speech.then(partial(company.enter, guest))
    if guest.dialect.is_ours:
        speech.at_last(guest, views.view_for(company.game, seat, company.table.now))


def _measure(speech: Speech, guest: Guest) -> None:
    """Measure the round trip; while a question is open this counts as the echo of its own time sync."""
    game = speech.company.game
    index = game.current if game.is_open(game.current) else AT_JOINING
    message, left = speech.company.time_sync(index)
    speech.tell_one(guest, message, left)


def game_for(guest: Guest, company: Company) -> PlayerGame:
    """The game as one of its players knows it, with the token of the seat on `/quiz`."""
    game = views.player_game(company.game)
    return game if guest.token is None else msgspec.structs.replace(game, seat=guest.token)


# ---- who is there ----------------------------------------------------------------------------------------------------


def _player_joined(speech: Speech, audience: Audience, fact: facts.PlayerJoined) -> None:
    company = speech.company
    name = company.game.players[fact.seat].username
    speech.tell(audience, say.PlayerJoined(name, company.sid_of(fact.seat), fact.seat))


def _about(message: Callable[[str, Seat], say.ServerMessage]) -> Callable[[Speech, Audience, Any], None]:
    """Tells an audience something about a player."""

    def tell(speech: Speech, audience: Audience, fact: Any) -> None:
        seat: Seat = fact.seat
        speech.tell(audience, message(speech.company.game.players[seat].username, seat))

    return tell


def _renamed(speech: Speech, _audience: Audience, fact: facts.PlayerRenamed) -> None:
    """On `/quiz` whoever has seen the old name is shown the state anew; hosts on `/` hear of one who joined.

    The deployed page of a host has no other way to learn a name, and needs it to remove the player.
    """
    company = speech.company
    game, seat, at = company.game, fact.seat, company.table.now
    player = game.players[seat]
    for dialect in speech.dialects():
        if dialect.is_ours:
            speech.tell_room(dialect, ADMINS, views.view_for(game, HOST, at))
            guests = [(guest, one) for one, guest in company.players.items() if guest.dialect is dialect]
            told = [(guest, views.view_for(game, one, at)) for guest, one in guests if views.names(game, one, seat)]
            speech.tell_each(told)
        elif not player.kicked:
            speech.tell_room(dialect, ADMINS, say.PlayerJoined(player.username, company.sid_of(seat), seat))


def _kicked(speech: Speech, audience: Audience, fact: facts.Kicked) -> None:
    company = speech.company
    guest = company.players.get(fact.seat)
    speech.tell(audience, SIGNALS["kick"])
    if guest is not None:
        company.unseat(guest)
        guest.kicked_from = (company, fact.seat)
        speech.then(partial(company.leave, guest))
    company.table.unbind(fact.seat)


# ---- a question ------------------------------------------------------------------------------------------------------


def _started(speech: Speech, audience: Audience, _fact: facts.Started) -> None:
    speech.tell(audience, SIGNALS["start_game"])


def _question_shown(speech: Speech, audience: Audience, fact: facts.QuestionShown) -> None:
    company = speech.company
    message = views.set_question_number(company.game, fact.index, company.table.now)
    if audience == "caller":
        guest = speech.caller
        if guest is not None and guest.is_player and fact.is_open:
            message = with_time_left(message)
        speech.tell_one(guest, message)
    else:
        speech.tell(audience, message, company.question_leaves(fact.index) if fact.is_open else None)


def with_time_left(message: say.SetQuestionNumber) -> say.SetQuestionNumber:
    """The message for somebody who comes late: its time is what remains, in whole seconds rounded up."""
    if isinstance(message.question, msgspec.UnsetType) or isinstance(message.remaining, msgspec.UnsetType):
        return message
    question = msgspec.structs.replace(message.question, time=str(ceil(message.remaining / 1000)))
    return msgspec.structs.replace(message, question=question)


def _slide_shown(speech: Speech, audience: Audience, fact: facts.SlideShown) -> None:
    company = speech.company
    message = views.set_question_number(company.game, fact.index, company.table.now)
    if audience == "caller":
        speech.tell_one(speech.caller, message)
    else:
        speech.tell(facts.ADMINS, message)
        speech.tell(facts.PLAYERS, SIGNALS["slide_shown"])


def _time_sync_due(speech: Speech, audience: Audience, fact: facts.TimeSyncDue) -> None:
    message, left = speech.company.time_sync(fact.index)
    speech.tell(audience, message, left)


def _answered(speech: Speech, audience: Audience, fact: facts.Answered) -> None:
    message = say.PlayerAnswer(fact.answered, fact.players)
    if audience == "caller":
        speech.tell_one(speech.caller, message)
        return
    for dialect in speech.dialects():
        if dialect.is_ours:
            speech.then(partial(speech.counts.note, speech.company, say.AnswerCount(fact.answered, fact.players)))
        else:
            speech.tell_room(dialect, ADMINS, message)


def _everyone_answered(speech: Speech, audience: Audience, _fact: facts.EveryoneAnswered) -> None:
    speech.tell(audience, say.EveryoneAnswered())


def _question_closed(speech: Speech, _audience: Audience, fact: facts.QuestionClosed) -> None:
    tell_own_results(speech, fact.index)


def _solution_shown(speech: Speech, audience: Audience, fact: facts.SolutionShown) -> None:
    speech.tell(audience, say.Solutions(views.solution(speech.company.game, fact.index)))


def _results_shown(speech: Speech, audience: Audience, fact: facts.ResultsShown) -> None:
    tell_question_results(speech, audience, fact.index)


def _ranking_shown(speech: Speech, audience: Audience, fact: facts.RankingShown) -> None:
    speech.tell(audience, say.RankingShown(fact.index))


def _final_shown(speech: Speech, audience: Audience, _fact: facts.FinalShown) -> None:
    tell_final_results(speech, audience)


# ---- the game --------------------------------------------------------------------------------------------------------


def _controls_set(speech: Speech, audience: Audience, fact: facts.ControlsSet) -> None:
    speech.tell(audience, say.ControlVisibility(fact.visible))


def _saved(speech: Speech, audience: Audience, _fact: facts.Saved) -> None:
    speech.tell(audience, SIGNALS["results_saved_successfully"])


def _game_ended(speech: Speech, audience: Audience, fact: facts.GameEnded) -> None:
    speech.tell(audience, say.GameEnded(fact.reason))
    speech.then(speech.company.disperse)


SAYING: Final[dict[type[Any], Callable[[Speech, Audience, Any], None]]] = {
    facts.Refused: _refused,
    facts.Joined: _joined,
    facts.PlayerJoined: _player_joined,
    facts.Rejoined: _rejoined,
    facts.PlayerLeft: _about(say.PlayerLeft),
    facts.PlayerBack: _about(say.PlayerBack),
    facts.Started: _started,
    facts.QuestionShown: _question_shown,
    facts.SlideShown: _slide_shown,
    facts.TimeSyncDue: _time_sync_due,
    facts.Answered: _answered,
    facts.AlreadyReplied: _already_replied,
    facts.EveryoneAnswered: _everyone_answered,
    facts.QuestionClosed: _question_closed,
    facts.SolutionShown: _solution_shown,
    facts.ResultsShown: _results_shown,
    facts.RankingShown: _ranking_shown,
    facts.FinalShown: _final_shown,
    facts.ControlsSet: _controls_set,
    facts.Kicked: _kicked,
    facts.PlayerKicked: _about(say.PlayerKicked),
    facts.PlayerRenamed: _renamed,
    facts.PlayerLetBack: _about(say.PlayerBack),
    facts.Saved: _saved,
    facts.ExportGranted: _export_granted,
    facts.GameEnded: _game_ended,
}
"""Every fact that a quiz can tell."""
