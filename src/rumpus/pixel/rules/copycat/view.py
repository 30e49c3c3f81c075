"""What one viewer may see of CopyCat."""

from rumpus.hall.game import Seat
from rumpus.pixel.rules.copycat.facts import Compared, ReferenceShown, Results
from rumpus.pixel.rules.match import MatchView


class CopyCatView(MatchView, frozen=True, kw_only=True):
    """The picture can be seen while it is to be remembered, and in the results; copies in the results only.

    Attributes:
        reference: while it is to be remembered.
        submitted: while drawing, whether the viewer has submitted a copy.
        submissions: while drawing, how many have.
        results: all copies, while they are shown.
        compared: the viewer's copy and the other one, while they are shown.
        rematch_votes: who has said yes to another round, while that is asked.
    """

    reference: ReferenceShown | None = None
    submitted: bool = False
    submissions: int = 0
    results: Results | None = None
    compared: Compared | None = None
    rematch_votes: tuple[Seat, ...] = ()
