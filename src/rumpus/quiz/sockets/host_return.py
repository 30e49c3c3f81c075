"""What a host is shown on coming in: the game, the players, and how far it has come (quiz.md 0.3).

The deployed host page counts `set_question_number` events from its first one, and is not ready to hear them until it
has drawn the game. So the questions follow with the socket's next packet, or after a quarter of a second; until then
the socket is in no room, and nothing is lost or told twice. A page that has only lost its connection has drawn the game
and goes on counting: it is shown what it missed, and nothing again.
"""

import asyncio
from typing import Any, Final

from rumpus.hall.game import HOST
from rumpus.quiz.content.quiz_file import SlideQuestion
from rumpus.quiz.messages import server_messages as say
from rumpus.quiz.messages import views
from rumpus.quiz.messages.server_messages import SIGNALS, ServerMessage
from rumpus.quiz.sockets.company import Company
from rumpus.quiz.sockets.guest import Guest
from rumpus.quiz.sockets.hosts_page import Shown

QUESTIONS_AFTER_MS: Final = 250


def show_game(guest: Guest, company: Company) -> None:
    """Show the game and its players now, the questions so far in a moment; if there are none yet, all of it now."""
    guest.stop_showing()
    shown = Shown()
    messages = [_registered(guest, company)]
    if not company.game.controls_visible:
        messages.append(say.ControlVisibility(visible=False))
    messages += _news(company, shown)
    if company.game.current < 0 or guest.dialect.is_ours:
        _tell(guest, company, messages + _questions(guest, company, shown), enter=True)
        return
    _tell(guest, company, messages, enter=False)
    timer = asyncio.get_running_loop().call_later(QUESTIONS_AFTER_MS / 1000, show_questions, guest)
    guest.showing = (timer, shown)


def show_questions(guest: Guest) -> None:
    """Show what is new since then, the questions so far, and let the socket hear what comes."""
    company = guest.company
    if guest.showing is None or company is None:
        return
    shown = guest.showing[1]
    guest.stop_showing()
    _tell(guest, company, _news(company, shown) + _questions(guest, company, shown), enter=True)


def show_missed(guest: Guest, company: Company, shown: Shown) -> None:
    """Show a page that was here before what it missed; a page of ours asks for no more than the state."""
    guest.stop_showing()
    messages = [_registered(guest, company)]
    if guest.dialect.is_ours:
        messages.append(views.view_for(company.game, HOST, company.table.now))
    else:
        messages += _news(company, shown) + _questions(guest, company, shown)
    _tell(guest, company, messages, enter=True)


def _registered(guest: Guest, company: Company) -> ServerMessage:
    game = company.game
    return say.RegisteredAsAdmin(game.game_id, views.host_game_json(game, deployed=not guest.dialect.is_ours))


def _news(company: Company, shown: Shown) -> list[ServerMessage]:
    """Players who joined and whether the game started, as far as not shown yet."""
    game = company.game
    messages: list[ServerMessage] = []
    for seat, player in game.players.items():
        if shown.players.get(seat) != player.username and not player.kicked:
            shown.players[seat] = player.username
            messages.append(say.PlayerJoined(player.username, company.sid_of(seat), seat))
    if game.started and not shown.started:
        shown.started = True
        messages.append(SIGNALS["start_game"])
    return messages


def _questions(guest: Guest, company: Company, shown: Shown) -> list[ServerMessage]:
    """Every question not shown yet up to the current one, in order, then its answers if it is closed."""
    game, at = company.game, company.table.now
    current = game.current
    indexes = range(shown.questions, current + 1)
    messages: list[ServerMessage] = [views.set_question_number(game, index, at) for index in indexes]
    if messages and game.is_closed(current) and not isinstance(game.quiz.questions[current], SlideQuestion):
        messages.append(say.QuestionResults(views.question_results(game, current)))
    if guest.dialect.is_ours:
        messages.append(views.view_for(game, HOST, at))
    return messages


def _tell(guest: Guest, company: Company, messages: list[ServerMessage], *, enter: bool) -> None:
    """Say it after all that was handled before, then let the socket into its rooms."""
    dialect = guest.dialect
    said: list[tuple[str, tuple[Any, ...]]] = [(message.event, dialect.args(message)) for message in messages]

    def tell() -> None:
        company.slices.finish()
        for event, args in said:
            guest.socket.emit(event, *args)
        if enter:
            company.enter(guest)
        else:
            # It may have registered before: what it hears meanwhile it would be shown a second time.
            company.leave(guest)

    company.table.after(tell)
