"""The pixel games of one server: their namespaces, their instances, what can be read of them."""

from dataclasses import dataclass

from rumpus.hall import Clock, Hall, LoopClock
from rumpus.pixel.rules.commands import Picture
from rumpus.pixel.rules.instance import DURABLE, PASSING
from rumpus.pixel.rules.modes import Modes
from rumpus.pixel.rules.registry import MODES
from rumpus.pixel.sockets.companies import Companies
from rumpus.pixel.sockets.limits import PixelLimits
from rumpus.pixel.sockets.namespace import PixelNamespace, Reception
from rumpus.pixel.sockets.secrets_out import key_of
from rumpus.pixel.sockets.stage import PixelStage
from rumpus.wire import Namespace, Server


@dataclass(frozen=True, slots=True)
class Figures:
    """How it stands. Waits in milliseconds, None where nobody waits or has waited."""

    sockets: int
    public: int
    private: int
    players: int
    most_players: int
    queued: int
    oldest_wait: int | None
    average_wait: float | None


class Pixels:
    """Everything of the pixel games in one process.

    Nobody can come in before `open_namespaces`.

    Args:
        hall: where the games live; it must know `kinds_of(modes)`. Make this object before `hall.open`, and call
            `take_over` after it.
        modes: those that can be played.
        limits: of sockets and players.
        unlimited: networks of addresses to which limits per address do not apply.
        clock: the hall's.

    Attributes:
        deployed: hears what happens on `/`. It keeps what it knows of a socket in the socket's `data`.
        ours: the same on `/pixel`.
    """

    def __init__(
        self,
        hall: Hall,
        *,
        modes: Modes = MODES,
        limits: PixelLimits | None = None,
        unlimited: tuple[str, ...] = (),
        clock: Clock | None = None,
    ) -> None:
        self._limits = limits if limits is not None else PixelLimits()
        self._companies = Companies(hall, modes, clock if clock is not None else LoopClock())
        stage = PixelStage(hall, self._companies)
        for kind in (DURABLE, PASSING):
            hall.stage_for(kind, stage)
        self._reception = Reception(hall, self._companies, stage, self._limits, unlimited)
        self.deployed = PixelNamespace(self._companies.deployed, self._reception)
        self.ours = PixelNamespace(self._companies.ours, self._reception)

    def open_namespaces(self, server: Server, *, root: Namespace | None = None) -> None:
        """Let people in.

        Args:
            server: the wire; `/pixel` is opened there, and `/` unless it is given.
            root: `/`, if somebody else opened it (with recovery for browsers) and hands the sockets that speak this
                protocol to `deployed`.
        """
        if root is None:
            root = server.namespace("/", self.deployed, recovery="browsers")
        self._companies.deployed.namespace = root
        self._companies.ours.namespace = server.namespace("/pixel", self.ours, recovery="all")

    def take_over(self) -> None:
        """The hall is open: know the players of instances that ran before."""
        self._companies.take_over()

    def figures(self) -> Figures:
        """How it stands now."""
        games = [company.game for company in self._companies.running()]
        waiting = self._reception.waiting
        return Figures(
            sockets=len(self._reception.online),
            public=sum(not game.private for game in games),
            private=sum(game.private for game in games),
            players=self._companies.seated,
            most_players=self._limits.players,
            queued=len(waiting),
            oldest_wait=waiting.oldest_wait,
            average_wait=waiting.average_wait,
        )

    def by_mode(self) -> dict[str, int]:
        """Who plays each mode or looks at its page, in the order of the list of modes (1.5)."""
        return self._reception.online.count().by_mode

    def gallery(self, session_id: str) -> list[Picture] | None:
        """What was drawn in the private room where this session has a seat; None if it has none (0.11)."""
        place = self._companies.seat_of(key_of(session_id))
        return None if place is None or not place[0].game.private else list(place[0].game.gallery)
