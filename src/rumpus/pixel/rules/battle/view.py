"""What one viewer may see of a battle."""

from rumpus.pixel.rules.battle.facts import Finalist, PairDealt, Results
from rumpus.pixel.rules.match import MatchView


class BattleView(MatchView, frozen=True, kw_only=True):
    """Nobody sees a drawing before the pair in which it is dealt to them, nor points before the finale.

    Attributes:
        submitted: whether the viewer has submitted a drawing.
        submissions: how many have.
        pair: what the viewer may choose from in this round, until they have voted.
        voted: whether the viewer has voted in this round.
        finalists: in the finale, best first.
        finale_voted: whether the viewer has voted in the finale.
        results: the ranking, in the end.
    """

    submitted: bool = False
    submissions: int = 0
    pair: PairDealt | None = None
    voted: bool = False
    finalists: tuple[Finalist, ...] = ()
    finale_voted: bool = False
    results: Results | None = None
