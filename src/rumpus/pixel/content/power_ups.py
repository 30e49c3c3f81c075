"""What lies about in the arena of zombies: which kinds, for whom, and how clients show them (pixel.md 8.4)."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

PowerUpType: TypeAlias = Literal["speed-boost", "healing-touch"]
Sight: TypeAlias = Literal["zombies", "survivors"]
"""Who sees and collects something."""


class PowerUp(NamedTuple):
    """A kind of item.

    Attributes:
        type: on the wire.
        visibility: who sees and collects it; spectators see everything.
        weight: how often it appears, compared to the other kinds.
        icon, color: how clients show it.
        lasts: milliseconds of its effect, which all of `visibility` share; None if the effect is its finder's alone.
        uses: how often the effect can be used; None if that does not count.
    """

    type: PowerUpType
    visibility: Sight
    weight: int
    icon: str
    color: str
    lasts: int | None = None
    uses: int | None = None


SPEED: Final = PowerUp("speed-boost", "zombies", 50, "zap", "#fbbf24", lasts=5_000)
HEALING: Final = PowerUp("healing-touch", "survivors", 40, "heart", "#ef4444", uses=1)

POWER_UPS: Final[Mapping[PowerUpType, PowerUp]] = {kind.type: kind for kind in (SPEED, HEALING)}
"""All of them; the order is that of the binary format of `zombie-delta`."""
