"""What one viewer sees of a zombie match."""

from rumpus.pixel.rules.match import MatchView
from rumpus.pixel.rules.zombie.facts import Scene


class ZombieView(MatchView, frozen=True, kw_only=True):
    """The arena after the last tick; None before it is open."""

    scene: Scene | None = None
