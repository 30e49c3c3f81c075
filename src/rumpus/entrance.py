"""The namespace `/`, where both protocols are spoken: a socket is welcomed in both until it shows which one is its own.

What shows it: the browser's id in `auth` (only the pixel games have one), a seat of before a restart, or the name of
its first event, for no event of a client is in both. After that the other protocol hears of it no more (pixel.md 0.12).
"""

from collections.abc import Callable
from typing import Any, Final

from rumpus.hall import Clock, Hall
from rumpus.hall.clock import Timer
from rumpus.pixel.messages.client_messages import EVENTS as PIXEL_EVENTS
from rumpus.pixel.pixels import Pixels
from rumpus.pixel.sockets.namespace import PixelNamespace
from rumpus.quiz.messages.client_messages import EVENTS as QUIZ_EVENTS
from rumpus.quiz.quizzes import Quizzes
from rumpus.wire import NamespaceEvents, Server, Socket

PATIENCE: Final = 30 * 60 * 1_000
"""Milliseconds after which a socket that says nothing is closed."""

LOOK_EVERY: Final = 60 * 1_000


class Visitor:
    """What both protocols know of a socket that has not decided, and since when it is here (monotonic ms)."""

    __slots__ = ("pixel", "quiz", "since")

    def __init__(self, quiz: Any, pixel: Any, since: int) -> None:
        self.quiz = quiz
        self.pixel = pixel
        self.since = since


class Entrance:
    """What the wire tells about the sockets of `/`.

    Args:
        quiz: who hears of sockets that speak the quiz's protocol.
        pixel: who hears of those that speak that of the pixel games.
        hall: knows where a socket sat before a restart.
        clock: of the hall.
    """

    __slots__ = ("_clock", "_hall", "_owners", "_pixel", "_quiz", "_timer", "_visitors")

    def __init__(self, quiz: NamespaceEvents, pixel: PixelNamespace, hall: Hall, clock: Clock) -> None:
        self._quiz = quiz
        self._pixel = pixel
        self._hall = hall
        self._clock = clock
        self._owners: dict[Socket, NamespaceEvents] = {}
        self._visitors: dict[Socket, Visitor] = {}
        self._timer: Timer | None = None

    def connect(self, socket: Socket, auth: dict[str, Any]) -> None:
        """A new socket."""
        if "browserId" in auth:
            self._pixel.connect(socket, auth)
            self._owners[socket] = self._pixel
        elif socket.previous_pid is not None and self._hall.seat_of(socket.previous_pid) is not None:
            # Only the quiz finds seats by this; the pixel games have sessions.
            self._quiz.connect(socket, auth)
            self._owners[socket] = self._quiz
        else:
            self._quiz.connect(socket, auth)
            quiz = socket.data
            self._pixel.visit(socket, auth)
            self._visitors[socket] = Visitor(quiz, socket.data, self._clock.monotonic_ms())
            self._arm()

    def recovered(self, socket: Socket) -> None:
        """A socket is back."""
        visitor = self._visitors.get(socket)
        if visitor is None:
            self._owners[socket].recovered(socket)
        else:
            self._as(socket, visitor.quiz, self._quiz.recovered)
            self._as(socket, visitor.pixel, self._pixel.recovered)

    def event(self, socket: Socket, name: str, args: list[Any], ack: Callable[..., None] | None) -> None:
        """A socket said something."""
        owner = self._owners.get(socket) or self._decide(socket, name)
        if owner is not None:
            owner.event(socket, name, args, ack)

    def disconnect(self, socket: Socket, reason: str) -> None:
        """A socket lost its connection."""
        visitor = self._visitors.get(socket)
        if visitor is None:
            self._owners[socket].disconnect(socket, reason)
        else:
            self._as(socket, visitor.quiz, self._quiz.disconnect, reason)
            self._as(socket, visitor.pixel, self._pixel.disconnect, reason)

    def gone(self, socket: Socket) -> None:
        """A socket will not come back."""
        visitor = self._visitors.pop(socket, None)
        if visitor is None:
            self._owners.pop(socket).gone(socket)
        else:
            self._as(socket, visitor.quiz, self._quiz.gone)
            self._as(socket, visitor.pixel, self._pixel.gone)

    @property
    def undecided(self) -> int:
        """How many have not shown what they speak."""
        return len(self._visitors)

    def _decide(self, socket: Socket, name: str) -> NamespaceEvents | None:
        """Whose socket it is by the name of an event; None if that says nothing."""
        visitor = self._visitors[socket]
        if name in QUIZ_EVENTS:
            self._as(socket, visitor.pixel, self._pixel.dismiss)
            socket.data = visitor.quiz
            owner: NamespaceEvents = self._quiz
        elif name in PIXEL_EVENTS:
            self._as(socket, visitor.quiz, self._quiz.disconnect, "another protocol")
            self._as(socket, visitor.quiz, self._quiz.gone)
            socket.data = visitor.pixel
            self._pixel.decide(socket)
            owner = self._pixel
        else:
            return None
        del self._visitors[socket]
        self._owners[socket] = owner
        return owner

    def _as(self, socket: Socket, data: Any, tell: Callable[..., None], *args: Any) -> None:
        """Tell one protocol something about a socket, with what that protocol knows of it."""
        socket.data = data
        tell(socket, *args)

    def _arm(self) -> None:
        if self._timer is None and self._visitors:
            self._timer = self._clock.call_at(self._clock.monotonic_ms() + LOOK_EVERY, self._look)

    def _look(self) -> None:
        self._timer = None
        latest = self._clock.monotonic_ms() - PATIENCE
        overdue = []
        for socket, visitor in self._visitors.items():
            if visitor.since > latest:
                break
            overdue.append(socket)
        for socket in overdue:
            socket.disconnect(close=True)
        self._arm()


def open_entrance(server: Server, quizzes: Quizzes, pixels: Pixels, hall: Hall, clock: Clock) -> Entrance:
    """Open all namespaces: `/` for both, `/quiz` and `/pixel` for one each."""
    entrance = Entrance(quizzes.deployed, pixels.deployed, hall, clock)
    root = server.namespace("/", entrance, recovery="browsers")
    quizzes.open_namespaces(server, root=root)
    pixels.open_namespaces(server, root=root)
    return entrance
