"""What follows from one command, put into words: messages built now, said after the commit."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from msgspec import UNSET, Raw, UnsetType

from rumpus.hall.game import Audience, GameTime, Seat, ToSeat
from rumpus.pixel.messages.server_messages import ServerMessage, Timer
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.people import User
from rumpus.pixel.sockets.company import ALL, Company
from rumpus.pixel.sockets.dialect import Dialect
from rumpus.pixel.sockets.figures import Figures
from rumpus.pixel.sockets.guest import Guest
from rumpus.wire import Room, Socket

if TYPE_CHECKING:
    from rumpus.pixel.sockets.companies import Companies


class Speech:
    """Things to say in one instance, in order.

    Their arguments are made at once, from the state as it is now. Who hears them is who is in the room when they are
    said.

    Attributes:
        companies: all instances, for what has to be known beyond this one.
        company: whom it is said to.
        caller: the socket whose command this follows from; None if it follows from time alone.
    """

    __slots__ = ("_dialects", "_figures", "_thunks", "caller", "companies", "company")

    def __init__(
        self,
        companies: "Companies",
        company: Company,
        caller: Guest | None,
        dialects: Sequence[Dialect],
        figures: Figures,
    ) -> None:
        self.companies = companies
        self.company = company
        self.caller = caller
        self._dialects = dialects
        self._figures = figures
        self._thunks: list[Callable[[], object]] = []

    def say(self) -> None:
        """Say it all."""
        for thunk in self._thunks:
            thunk()

    # ---- what it is made of

    @property
    def game(self) -> Instance:
        """The instance; look, don't touch."""
        return self.company.game

    def user(self, seat: Seat) -> User:
        """How somebody is shown; Unknown#0000 if they have left."""
        return self.game.people.user_of(seat)

    def player_id(self, seat: Seat) -> str:
        """The id on the wire, also of who has left."""
        return self.game.people.id_of(seat)

    def epoch(self, at: GameTime) -> int:
        """A time as epoch milliseconds."""
        return self.company.table.to_epoch(at)

    def timer(self) -> Timer | UnsetType:
        """The time of the present phase, or of the lobby, while it lasts."""
        match = self.game.match
        ends = self.game.timer_ends if match is None else match.ends
        if ends is None or ends <= self.company.table.now:
            return UNSET
        lasts = self.game.spec.timer if match is None else ends - match.began
        return Timer(lasts, self.epoch(ends))

    # ---- saying

    def then(self, thunk: Callable[[], object]) -> None:
        """Do something when everything before it was said."""
        self._thunks.append(thunk)

    def tell(
        self, audience: Audience, message: ServerMessage, *, but: Seat | None = None, latest: str | None = None
    ) -> None:
        """Tell an audience.

        `but` is a seat that is not told. A group that is told something of a kind `latest` hears the newest alone where
        it could not be sent at once.
        """
        if audience == "caller":
            self.tell_guest(self.caller, message)
        elif isinstance(audience, ToSeat):
            # The socket that sits there now: one that comes later is told the state as it is then.
            self.tell_guest(self.company.guests.get(audience.seat), message)
        else:
            role = ALL if audience == "all" else audience.group
            guest = None if but is None else self.company.guests.get(but)
            except_ = () if guest is None else (guest.socket,)
            args = message.args()
            for dialect in self._dialects:
                if dialect.knows(message):
                    room = partial(dialect.room, self.company.room(role))
                    self.then(partial(_emit, room, message.event, args, except_, latest=latest))

    def tell_guest(self, guest: Guest | None, message: ServerMessage) -> None:
        """Tell one socket."""
        if guest is not None and guest.dialect.knows(message):
            self.then(partial(guest.socket.emit, message.event, *message.args()))

    def tell_raw(self, role: str, event: str, argument: Raw | bytes, *, volatile: bool = False) -> None:
        """Tell a group something that is encoded already: the same bytes on every namespace."""
        for dialect in self._dialects:
            room = partial(dialect.room, self.company.room(role))
            self.then(partial(_emit, room, event, (argument,), (), volatile=volatile))

    def figure(self, audience: Audience, kind: str, message: ServerMessage) -> None:
        """Tell a group a figure that replaces the one before it: at most ten a second, always the latest."""
        assert not isinstance(audience, ToSeat)
        assert audience != "caller"
        name = self.company.room(ALL if audience == "all" else audience.group)
        dialects = [dialect for dialect in self._dialects if dialect.knows(message)]

        def tell() -> None:
            for dialect in dialects:
                dialect.room(name).emit(message.event, *message.args(), latest=kind)

        self.then(partial(self._figures.note, name, kind, tell))

    def drop_figures(self) -> None:
        """The figures so far are out of date: another phase begins."""
        self.then(lambda: self._figures.drop(self.company.room(ALL)))

    def regroup(self) -> None:
        """From here on everybody hears what they may hear by the rules as they are now."""
        for guest, groups in self.company.grouping():
            self.then(partial(self.company.group, guest, groups))


def _emit(
    room: Callable[[], Room],
    event: str,
    args: tuple[Any, ...],
    except_: tuple[Socket, ...],
    *,
    volatile: bool = False,
    latest: str | None = None,
) -> None:
    room().emit(event, *args, except_=except_, volatile=volatile, latest=latest)
