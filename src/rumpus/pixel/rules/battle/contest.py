"""What becomes of the drawings of a battle: who was shown which, the points they win, and the votes of the finale."""

from collections.abc import Iterable, Mapping

from rumpus.hall.game import Seat
from rumpus.pixel.rules.battle import scoring
from rumpus.pixel.rules.battle.facts import Drawing, Finalist, Rank
from rumpus.pixel.rules.battle.levels import Picture
from rumpus.pixel.rules.battle.pairing import Pair, Pairing, rounds_for
from rumpus.pixel.rules.dice import Dice


class Contest:
    """The drawings as pictures, numbered from 0 in the order in which they were submitted.

    Attributes:
        drawings: the pictures.
        elos: their points.
        pairing: who was shown which.
        round: the present round of voting, from 1; 0 before.
        rounds: how many there are.
        pairs: what each voter was dealt in this round.
        voted: who has voted in this round.
        finalists: the pictures of the finale, best first.
        final_votes: by voter, for which finalist.
    """

    __slots__ = (
        "_numbers", "drawings", "elos", "final_votes", "finalists", "pairing", "pairs", "round", "rounds", "voted",
    )  # fmt: skip

    def __init__(self, submitted: Mapping[Seat, str]) -> None:
        self.drawings = [Drawing(seat, pixels) for seat, pixels in submitted.items()]
        self._numbers = {seat: picture for picture, seat in enumerate(submitted)}
        self.elos = [scoring.FIRST_ELO] * len(submitted)
        self.pairing = Pairing(list(submitted))
        self.round = 0
        self.rounds = rounds_for(len(submitted))
        self.pairs: dict[Seat, Pair] = {}
        self.voted: set[Seat] = set()
        self.finalists: list[Picture] = []
        self.final_votes: dict[Seat, Picture] = {}

    def picture_of(self, author: Seat | None) -> Picture | None:
        """The picture of an author."""
        return None if author is None else self._numbers.get(author)

    # ---- rounds

    def begin_round(self) -> None:
        """The next round: nobody has a pair."""
        self.round += 1
        self.pairs.clear()
        self.voted.clear()

    def deal(self, voters: Iterable[Seat], dice: Dice) -> list[Seat]:
        """Deal a pair to each voter who has had none in this round; gives these."""
        without = [seat for seat in voters if seat not in self.pairs]
        self.pairs.update(self.pairing.deal(without, dice))
        return without

    def pair_of(self, voter: Seat) -> Pair | None:
        """What a voter may choose from now."""
        return None if voter in self.voted else self.pairs.get(voter)

    def vote(self, voter: Seat, winner: Picture) -> int:
        """A voter prefers one picture of their pair. Gives the points that it wins and the other one loses."""
        pair = self.pairs[voter]
        loser = pair.second if winner == pair.first else pair.first
        change = scoring.elo_change(self.elos[winner], self.elos[loser])
        self.elos[winner] += change
        self.elos[loser] -= change
        self.voted.add(voter)
        return change

    # ---- the end

    def begin_finale(self) -> None:
        """Choose the finalists."""
        self.finalists = scoring.finalists(self.elos)

    def shown_finalists(self) -> list[Finalist]:
        """The finalists as everybody sees them."""
        return [
            Finalist(self.drawings[picture].seat, self.drawings[picture].pixels, self.elos[picture])
            for picture in self.finalists
        ]

    def ranking(self) -> list[Rank]:
        """All pictures, best first."""
        votes = [0] * len(self.drawings)
        for picture in self.final_votes.values():
            votes[picture] += 1
        return [
            Rank(place, self.drawings[picture].seat, self.drawings[picture].pixels, votes[picture], self.elos[picture])
            for place, picture in scoring.ranking(self.elos, votes)
        ]
