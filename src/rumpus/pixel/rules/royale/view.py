"""What one viewer may see of a royale."""

from rumpus.pixel.rules.match import MatchView
from rumpus.pixel.rules.royale.facts import Eliminated, Finale, ReferenceShown, RoundResults, RoundsPlayed, Won


class RoyaleView(MatchView, frozen=True, kw_only=True):
    """A picture is seen while it is to be remembered, copies from the results on, and nothing else of what was drawn.

    Attributes:
        shown: what is to be remembered now.
        submitted: while drawing, whether the viewer has submitted something.
        played: what was shown of the rounds that are over.
        results: of the round, while they are shown.
        out: whether the viewer is out by these results.
        finale: who is left by these results, if they are few.
        won: how it ended, while that is shown.
    """

    shown: ReferenceShown | None = None
    submitted: bool = False
    played: RoundsPlayed | None = None
    results: RoundResults | None = None
    out: Eliminated | None = None
    finale: Finale | None = None
    won: Won | None = None
