"""Results on their way to many: whole for the host, for players as much as concerns them (quiz.md 0.2)."""

from collections.abc import Iterator
from functools import partial

from rumpus.hall.game import Audience, Seat
from rumpus.quiz.messages import server_messages as say
from rumpus.quiz.messages import views
from rumpus.quiz.messages.shares import FinalShares, QuestionShares
from rumpus.quiz.sockets.company import ADMINS, ALL
from rumpus.quiz.sockets.dialect import Dialect
from rumpus.quiz.sockets.guest import Guest
from rumpus.quiz.sockets.speech import Speech


def tell_question_results(speech: Speech, audience: Audience, index: int) -> None:
    """The answers to a question. Players on `/quiz` have heard their own result when it was closed."""
    game = speech.company.game
    if audience == "caller":
        speech.tell(audience, say.QuestionResults(views.question_results(game, index)))
        return
    for dialect in speech.dialects():
        if dialect.is_ours:
            speech.tell_room(dialect, ADMINS, say.QuestionResults(views.question_results(game, index)))
        else:
            _tell_shares(speech, dialect, say.QuestionResults.event, views.question_results_for(game, index))


def tell_final_results(speech: Speech, audience: Audience) -> None:
    """The answers to all questions. Players on `/quiz` hear instead where they stand at the end."""
    game, at = speech.company.game, speech.company.table.now
    if audience == "caller":
        speech.tell(audience, say.FinalResults(views.final_results(game)))
        return
    for dialect in speech.dialects():
        if dialect.is_ours:
            speech.tell_room(dialect, ADMINS, say.FinalResults(views.final_results(game)))
            speech.tell_each([(guest, views.view_for(game, seat, at)) for guest, seat in _players(speech, dialect)])
        else:
            _tell_shares(speech, dialect, say.FinalResults.event, views.final_results_for(game))


def tell_own_results(speech: Speech, index: int) -> None:
    """A question is closed: every player on `/quiz` hears how it went."""
    game = speech.company.game
    for dialect in speech.dialects():
        if dialect.is_ours:
            own = views.own_result
            speech.tell_each([(guest, own(game, seat, index)) for guest, seat in _players(speech, dialect)])


def _players(speech: Speech, dialect: Dialect) -> Iterator[tuple[Guest, Seat]]:
    return ((guest, seat) for seat, guest in speech.company.players.items() if guest.dialect is dialect)


def _tell_shares(speech: Speech, dialect: Dialect, event: str, shares: QuestionShares | FinalShares) -> None:
    if shares.fits:
        speech.tell_room_raw(dialect, ALL, event, shares.whole)
        return
    speech.tell_room_raw(dialect, ADMINS, event, shares.whole)
    players = list(_players(speech, dialect))
    # The shares hold the answers as they are now, so each may be cut when its turn comes.
    speech.each(partial(guest.socket.emit, event, shares.of(seat)) for guest, seat in players)
