"""The state of an instance, what others may ask of it, and the few moves that several rules share.

Only the rules (`lobby`, `hosting`, `instance`) change it.
"""

from collections.abc import Sequence
from typing import Final

from rumpus.hall.game import Effects, GameTime, Seat
from rumpus.pixel.rules import facts
from rumpus.pixel.rules.commands import Carried, Open, Picture
from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.match import Match, Setting, tell
from rumpus.pixel.rules.modes import Mode, Modes, ModeSpec
from rumpus.pixel.rules.people import Member, People
from rumpus.pixel.rules.phases import LOBBY, SECOND
from rumpus.pixel.rules.views import InstanceView, MemberView

GRACE: Final = 15 * SECOND
HOST_GRACE: Final = 60 * SECOND
RESTART_GRACE: Final = 30 * SECOND
"""For how long a seat waits for its player after the socket is lost (0.3); for all after a restart of the server."""

UNUSED: Final = 60 * SECOND
"""After so long an instance into which nobody came is given up."""

INACTIVE: Final = 60 * 60 * SECOND
"""An instance without a join, leave or change of phase for so long is closed (4.7)."""

GALLERY_KEPT: Final = 500
"""Pictures that a private room keeps; the oldest go first."""

RETURNED: Final = "returned"
"""Why a table is over whose instance goes on with the next one."""

EMPTY: Final = "empty"
INACTIVITY: Final = "inactivity"


class InstanceState:
    """An instance: a lobby, and the game that is played from it.

    Attributes:
        instance_id: on the wire, over all tables of the instance.
        code: of a private room; None for a public lobby.
        password: what is kept of it.
        people: who is there.
        host: the seat that has the rights of the host, in private rooms.
        match: the running game; None in the lobby.
        timer_ends: when the lobby starts the game by itself.
        words: the room's own words.
        gallery: what was drawn in this private room.
        active_at: last join, leave or change of phase.
    """

    __slots__ = (
        "_modes", "active_at", "code", "dice", "gallery", "host", "instance_id", "match", "mode", "password",
        "people", "timer_ends", "used", "words",
    )  # fmt: skip

    instance_id: str
    mode: Mode
    dice: Dice

    def __init__(self, modes: Modes) -> None:
        self._modes = modes
        self.code: str | None = None
        self.password: str | None = None
        self.people = People()
        self.host: Seat | None = None
        self.match: Match | None = None
        self.timer_ends: GameTime | None = None
        self.words: tuple[tuple[str, str], ...] = ()
        self.gallery: list[Picture] = []
        self.active_at: GameTime = 0
        self.used = False

    # ---- what may be asked

    @property
    def spec(self) -> ModeSpec:
        """What the lobby knows of the mode."""
        return self.mode.spec

    @property
    def private(self) -> bool:
        """Whether it is a private room."""
        return self.code is not None

    @property
    def phase(self) -> str:
        """On the wire."""
        return LOBBY if self.match is None else self.match.phase

    @property
    def room(self) -> int:
        """How many may play."""
        return self.spec.room_for(private=self.private)

    @property
    def is_open_lobby(self) -> bool:
        """Whether matchmaking may send somebody here."""
        return not self.private and self.match is None and len(self.people.players) < self.room

    @property
    def may_leave_quietly(self) -> bool:
        """Whether a player may join another game from here without leaving first (2.2)."""
        return self.match is not None and not self.match.is_over and self.match.phases[self.match.phase].is_final

    @property
    def shown_end(self) -> GameTime | None:
        """The end of the lobby's timer, or of the phase if that is shown to who comes in the middle (3.2)."""
        match = self.match
        if match is None:
            return self.timer_ends
        return match.ends if match.phase in match.phases and match.phases[match.phase].timed else None

    def view_for(self, viewer: Seat | None) -> InstanceView:
        """All that a viewer may see."""
        return InstanceView(
            instance_id=self.instance_id,
            mode=self.spec.id,
            code=self.code,
            has_password=self.password is not None,
            you=viewer,
            host=self.host,
            members=[
                MemberView(member.seat, member.player_id, member.user, member.spectator, member.is_here)
                for member in self.people
            ],
            phase=self.phase,
            timer_ends=self.shown_end,
            words=len(self.words),
            gallery=len(self.gallery),
            match=None if self.match is None else self.match.view_for(viewer),
        )

    # ---- moves

    def open(self, command: Open, at: GameTime) -> None:
        """Become what the command describes."""
        self.instance_id = command.instance_id
        self.mode = self._modes[command.mode]
        self.dice = Dice(command.seed)
        self.code = command.code
        self.password = command.password
        self.host = command.host
        self.gallery = list(command.gallery)
        self.words = tuple(command.words)
        for carried in command.members:
            member = Member(
                carried.seat, carried.player_id, carried.name, carried.discriminator, browser=carried.browser
            )
            member.keys = dict(carried.keys)
            member.spectator = carried.spectator
            member.away_until = None if carried.grace is None else at + carried.grace
            self.people.add(member)
        self.people.next_seat = max(self.people.next_seat, command.next_seat)
        self.used = bool(command.members)
        self.active_at = at

    def successor(self, at: GameTime) -> Open:
        """The first command of the next journal: the lobby to which everybody returns."""
        self.people.promote(self.room)
        return Open(
            instance_id=self.instance_id,
            mode=self.spec.id,
            seed=self.dice.seed(),
            code=self.code,
            password=self.password,
            host=self.host,
            next_seat=self.people.next_seat,
            members=[self._carried(member, at) for member in self.people],
            gallery=self.gallery,
            words=list(self.words),
            returned=True,
        )

    def _carried(self, member: Member, at: GameTime) -> Carried:
        grace = None if member.away_until is None else max(0, member.away_until - at)
        return Carried(
            member.seat, member.player_id, member.name, member.discriminator, member.keys, member.browser,
            member.spectator, grace,
        )  # fmt: skip

    def setting(self) -> Setting:
        """What the next game is played with."""
        return Setting(self.spec.id, self.private, self.room, self.words)

    def hang(self, pictures: Sequence[Picture]) -> None:
        """Put what was drawn into the room's gallery."""
        if self.private:
            self.gallery = [*self.gallery, *pictures][-GALLERY_KEPT:]

    def pass_on_host(self, effects: Effects) -> None:
        """The host is gone: the one who has been here for longest is the next (0.3)."""
        heirs = sorted(self.people, key=lambda member: (not member.is_here, member.spectator))
        if heirs:
            self.host = heirs[0].seat
            tell(effects, "all", facts.PlayerUpdated(self.host, is_host=True))
        else:
            self.host = None
