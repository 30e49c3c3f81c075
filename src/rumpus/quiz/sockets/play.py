"""What seated players say: answers, echoes, and the wish to hear the state again."""

from collections.abc import Callable

from rumpus.hall.game import HOST
from rumpus.quiz.messages import views
from rumpus.quiz.messages.client_messages import EchoTimeSync, Resync, SubmitAnswer
from rumpus.quiz.rules.commands import Answer, Echoed
from rumpus.quiz.rules.scoring import credited_latency
from rumpus.quiz.sockets.companies import Companies
from rumpus.quiz.sockets.guest import Guest


class Play:
    """Turns what players say into commands. `now` gives monotonic milliseconds."""

    __slots__ = ("_companies", "_now")

    def __init__(self, companies: Companies, now: Callable[[], int]) -> None:
        self._companies = companies
        self._now = now

    def answer(self, guest: Guest, message: SubmitAnswer) -> None:
        """An answer. Silent from a socket without a seat."""
        company, seat = guest.company, guest.seat
        if company is None or seat is None or seat <= HOST:
            return
        index = message.question_index
        command = Answer(
            seat,
            index,
            message.answer,
            message.order,
            company.sent(seat, index),
            credited_latency(guest.echoes.smallest, guest.socket.round_trip),
            message.tapped_after if guest.dialect.is_ours else None,
        )
        company.table.handle(command, caller=guest)

    def echo(self, guest: Guest, message: EchoTimeSync) -> None:
        """A time sync came back; one that nobody waits for is ignored."""
        index = guest.echoes.came_back(message.token, self._now())
        company, seat = guest.company, guest.seat
        if index is not None and company is not None and seat is not None and seat > HOST:
            company.table.handle(Echoed(seat, index), caller=guest)

    def resync(self, guest: Guest, message: Resync) -> None:  # noqa: ARG002
        """The whole view of this socket, as it is now."""
        company, seat = guest.company, guest.seat
        if company is not None and seat is not None:
            self._companies.tell(guest, views.view_for(company.game, max(seat, HOST), company.table.now))
