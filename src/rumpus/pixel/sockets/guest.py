"""One socket of the pixel games: who it is, where it sits, what it may."""

from typing import TYPE_CHECKING

from rumpus.hall.game import Seat
from rumpus.pixel.rules.people import User
from rumpus.pixel.sockets.allowance import Allowance
from rumpus.wire import Socket

if TYPE_CHECKING:
    from rumpus.pixel.sockets.company import Company
    from rumpus.pixel.sockets.dialect import Dialect


class Guest:
    """A socket of `/` or `/pixel`.

    Attributes:
        socket: the wire's.
        dialect: where it is.
        session_id: its secret, new for every connection; `session_key` is the hash and `session_made` the epoch ms.
        name, discriminator: of its user; those of its seat while it has one.
        player_id: its id on the wire; that of its seat while it has one.
        browser: hash of what the browser calls itself, None if it says nothing.
        company: of the instance where it sits, else None.
        seat: its seat there.
        is_here: whether it has a connection right now.
        is_decided: False while it may turn out to speak another protocol (0.12).
        pending: something of it is being hashed, so it may not join anything else meanwhile.
        viewing: the mode whose page it shows.
        last_mode: the mode that it played or looked at last.
        active_at: monotonic ms of its last event; `is_warned` since then.
        refused: whether the present event was refused by the rules.
        lost_seat: its seat was given up while it was away.
        is_replaced: another socket has taken its seat, and it is about to be closed.
        wants_deltas: it asked for `zombie-delta` (0.5).
    """

    __slots__ = (
        "active_at", "allowance", "browser", "company", "dialect", "discriminator", "is_decided", "is_here",
        "is_replaced", "is_warned", "last_mode", "lost_seat", "name", "pending", "player_id", "refused", "seat",
        "session_id", "session_key", "session_made", "socket", "viewing", "wants_deltas",
    )  # fmt: skip

    session_id: str
    session_key: bytes
    session_made: int
    name: str
    discriminator: str
    player_id: str

    def __init__(self, socket: Socket, dialect: "Dialect", now: int) -> None:
        self.socket = socket
        self.dialect = dialect
        self.browser: bytes | None = None
        self.company: Company | None = None
        self.seat: Seat | None = None
        self.is_here = True
        self.is_decided = True
        self.pending = False
        self.viewing: str | None = None
        self.last_mode: str | None = None
        self.active_at = now
        self.is_warned = False
        self.refused = False
        self.lost_seat = False
        self.is_replaced = False
        self.wants_deltas = False
        self.allowance = Allowance()

    @property
    def user(self) -> User:
        """How it is shown."""
        return User.of(self.name, self.discriminator)
