"""One socket of the quiz: where it sits, what it may, and how far away it is."""

import asyncio
from typing import TYPE_CHECKING, Final

from rumpus.hall.game import HOST, Seat
from rumpus.quiz.sockets.allowance import Allowance
from rumpus.quiz.sockets.time_sync import Echoes
from rumpus.wire import Socket

if TYPE_CHECKING:
    from rumpus.quiz.sockets.company import Company
    from rumpus.quiz.sockets.dialect import Dialect
    from rumpus.quiz.sockets.hosts_page import Shown

REMOTE: Final[Seat] = -1
"""Where a remote control sits, for this namespace only. To the game the host and all remotes are one seat, `HOST`."""


class Guest:
    """A socket of `/` or `/quiz`.

    Attributes:
        socket: the wire's.
        dialect: how it is spoken to.
        company: of the table where it sits, else None.
        seat: its seat there: a player's, `HOST`, `REMOTE`, else None.
        is_here: whether it has a connection right now (it may come back to its seat within its recovery window).
        kicked_from: where and on which seat it sat when the host removed it; it cannot come back until it is let.
        token: the seat token it was given, on `/quiz`.
        name: under which it asked to join.
        seen: what a host's page had been shown when it lost its connection.
        showing: what a host who came back is still to be shown, and the timer for it; None when all is shown.
    """

    __slots__ = (
        "allowance",
        "company",
        "dialect",
        "echoes",
        "is_here",
        "kicked_from",
        "name",
        "seat",
        "seen",
        "showing",
        "socket",
        "token",
    )

    def __init__(self, socket: Socket, dialect: "Dialect", now: float) -> None:
        self.socket = socket
        self.dialect = dialect
        self.company: Company | None = None
        self.seat: Seat | None = None
        self.is_here = True
        self.kicked_from: tuple[Company, Seat] | None = None
        self.token: str | None = None
        self.name = ""
        self.seen: Shown | None = None
        self.showing: tuple[asyncio.TimerHandle, Shown] | None = None
        self.allowance = Allowance(now)
        self.echoes = Echoes()

    @property
    def is_player(self) -> bool:
        """Whether it sits on a player's seat."""
        return self.seat is not None and self.seat > HOST

    @property
    def is_admin(self) -> bool:
        """Whether it may give the host's commands: the host's screen and the remotes."""
        return self.seat is not None and self.seat <= HOST

    def stop_showing(self) -> None:
        """Show the questions so far no more: it has been done, or the socket has left."""
        if self.showing is not None:
            self.showing[0].cancel()
            self.showing = None
