"""What follows from one command, put into words: messages built now, said after the commit."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from msgspec import Raw

from rumpus.hall.game import Audience, ToSeat
from rumpus.quiz.messages.server_messages import ServerMessage
from rumpus.quiz.sockets.answer_counts import AnswerCounts
from rumpus.quiz.sockets.company import ALL, Company
from rumpus.quiz.sockets.dialect import Dialect, OnSent
from rumpus.quiz.sockets.guest import Guest


class Speech:
    """Things to say at one table, in order.

    Their arguments are made at once. Who hears them is who is in the room when they are said.

    Attributes:
        company: whom it is said to.
        caller: the socket whose command this follows from; None if it follows from time alone, or nobody waits.
        now: monotonic milliseconds.
        counts: where figures for hosts are gathered.
    """

    __slots__ = ("_dialects", "_is_long", "_last", "_thunks", "caller", "company", "counts", "now")

    def __init__(
        self, company: Company, caller: Guest | None, dialects: Sequence[Dialect], counts: AnswerCounts, now: int
    ) -> None:
        self.company = company
        self.caller = caller
        self.now = now
        self.counts = counts
        self._dialects = dialects
        self._thunks: list[Callable[[], object] | Iterator[Callable[[], object]]] = []
        self._last: list[Callable[[], object]] = []
        self._is_long = False

    def say(self) -> None:
        """Say it all; what is long in slices, of which the first is said now."""
        slices = self.company.slices
        slices.finish()
        if self._is_long:
            slices.begin(self._all())
            return
        for thunk in self._all():
            thunk()

    def _all(self) -> Iterator[Callable[[], object]]:
        for part in self._thunks:
            if callable(part):
                yield part
            else:
                yield from part
        yield from self._last

    def then(self, thunk: Callable[[], object]) -> None:
        """Do something when everything before it was said."""
        self._thunks.append(thunk)

    def dialects(self) -> list[Dialect]:
        """The dialects that anybody at the table speaks."""
        return [dialect for dialect in self._dialects if self.company.speaks(dialect)]

    def tell(self, audience: Audience, message: ServerMessage, on_sent: OnSent | None = None) -> None:
        """Tell an audience, each in its own dialect."""
        if audience == "caller":
            self.tell_one(self.caller, message, on_sent)
        elif isinstance(audience, ToSeat):
            self.tell_one(self.company.players.get(audience.seat), message, on_sent)
        else:
            role = ALL if audience == "all" else audience.group
            for dialect in self.dialects():
                self.tell_room(dialect, role, message, on_sent)

    def tell_room(self, dialect: Dialect, role: str, message: ServerMessage, on_sent: OnSent | None = None) -> None:
        """Tell those of one role who speak one dialect."""
        if dialect.knows(message):
            room = partial(dialect.room, self.company.room(role))
            args = dialect.args(message)
            self._thunks.append(lambda: room().emit(message.event, *args, on_sent=on_sent))

    def tell_room_raw(self, dialect: Dialect, role: str, event: str, argument: Raw) -> None:
        """The same with an argument that is encoded already."""
        room = partial(dialect.room, self.company.room(role))
        self._thunks.append(lambda: room().emit(event, argument))

    def tell_one(self, guest: Guest | None, message: ServerMessage, on_sent: OnSent | None = None) -> None:
        """Tell one socket."""
        if guest is not None and guest.dialect.knows(message):
            self._thunks.append(
                partial(guest.socket.emit, message.event, *guest.dialect.args(message), on_sent=on_sent)
            )

    def tell_each(self, messages: Iterable[tuple[Guest, ServerMessage]]) -> None:
        """Tell each of many sockets something different. The messages exist already, they are encoded one by one."""
        self.each(partial(guest.socket.emit, said.event, *guest.dialect.args(said)) for guest, said in messages)

    def each(self, thunks: Iterator[Callable[[], object]]) -> None:
        """Say many things, in slices."""
        self._thunks.append(thunks)
        self._is_long = True

    def at_last(self, guest: Guest, message: ServerMessage) -> None:
        """Tell one socket something after everything else of this speech."""
        self._last.append(partial(guest.socket.emit, message.event, *guest.dialect.args(message)))
