"""The modes as data: how many play, when a lobby starts by itself, who may come late (1.4, 4.1)."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from rumpus.pixel.rules.commands import BATTLE, COPYCAT, GUESSER, ROYALE, SOLO, ZOMBIE
from rumpus.pixel.rules.match import Match
from rumpus.pixel.rules.phases import SECOND

Begin: TypeAlias = type[Match]
"""The class of a mode's games."""


class ModeSpec(NamedTuple):
    """What the lobby knows of a mode.

    Attributes:
        id: on the wire.
        display_name: English.
        i18n_key: by which the client finds its own name for it.
        least, most: players of a public game.
        private_least, private_most: of a private one, where the list of modes says so.
        allow_private: whether there are private rooms of it.
        start_at: with so many players the timer of the lobby starts, which lasts `timer` ms.
        host_starts: whether a private room waits for its host instead of the timer.
        full_starts: whether a full lobby starts at once: "public", "always", "never".
        late: what becomes of those who come into a running game: "refused", "private" (spectators of private rooms,
            refused in public games), "spectator".
        full, running: the text that refuses somebody (JOIN_FAILED).
        durable: whether its tables are journaled.
    """

    id: str
    display_name: str
    i18n_key: str
    least: int
    most: int
    private_least: int | None
    private_most: int | None
    allow_private: bool
    start_at: int
    timer: int
    host_starts: bool
    full_starts: Literal["public", "always", "never"]
    late: Literal["refused", "private", "spectator"]
    full: str = ""
    running: str = "Game already in progress"
    durable: bool = True

    def room_for(self, *, private: bool) -> int:
        """How many may play."""
        return self.most if not private or self.private_most is None else self.private_most

    def needed(self, *, private: bool) -> int:
        """How many must be there when the game starts. Bots fill public games of zombies."""
        if private:
            return self.least if self.private_least is None else self.private_least
        return self.start_at


SPECS: Final[tuple[ModeSpec, ...]] = (
    ModeSpec(
        BATTLE, "Pixel Battle", "gameModes.pixelBattle", 5, 100, None, None, allow_private=True,
        start_at=5, timer=30 * SECOND, host_starts=True, full_starts="public", late="private",
    ),
    ModeSpec(
        COPYCAT, "CopyCat", "gameModes.copyCat", 2, 2, 2, None, allow_private=True,
        start_at=2, timer=5 * SECOND, host_starts=False, full_starts="never", late="refused",
        full="Game is full (1v1 only)", running="Game in progress",
    ),
    ModeSpec(
        GUESSER, "Pixel Guesser", "gameModes.pixelGuesser", 2, 5, 2, 20, allow_private=True,
        start_at=2, timer=30 * SECOND, host_starts=True, full_starts="public", late="private",
    ),
    ModeSpec(
        SOLO, "CopyCat Solo", "gameModes.copyCatSolo", 1, 1, 1, None, allow_private=False,
        start_at=1, timer=0, host_starts=False, full_starts="never", late="refused",
        full="Solo mode - already occupied", running="Game in progress",
    ),
    ModeSpec(
        ZOMBIE, "Zombie Pixel", "gameModes.zombiePixel", 2, 100, 10, None, allow_private=True,
        start_at=1, timer=30 * SECOND, host_starts=False, full_starts="never", late="spectator", durable=False,
    ),
    ModeSpec(
        ROYALE, "CopyCat Royale", "gameModes.copyCatRoyale", 10, 100, 10, None, allow_private=True,
        start_at=10, timer=30 * SECOND, host_starts=False, full_starts="always", late="spectator",
    ),
)  # fmt: skip
"""In the order of the list of modes. `pixel-survivor` runs in the browser alone and is not offered (0.10)."""


class Mode(NamedTuple):
    """A mode that can be played."""

    spec: ModeSpec
    begin: Begin


Modes: TypeAlias = Mapping[str, Mode]
"""By id, in the order of the list of modes."""


def modes_of(begins: Mapping[str, Begin]) -> Modes:
    """The modes for which there are rules."""
    return {spec.id: Mode(spec, begins[spec.id]) for spec in SPECS if spec.id in begins}
