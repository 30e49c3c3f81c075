"""Points, the choice of finalists and the ranking of a battle (pixel.md 5.4 to 5.6). Pictures are numbers."""

from collections.abc import Sequence
from typing import Final

from rumpus.pixel.content.pixels import js_round

FIRST_ELO: Final = 1000
K: Final = 32
"""Points that a vote is worth if the other picture was certain to win."""

SCALE: Final = 400
"""With so many points more a picture is expected to win ten times of eleven."""

LEAST_FINALISTS: Final = 3
MOST_FINALISTS: Final = 10
ONE_OF: Final = 10
"""Between these bounds one of so many pictures comes into the finale."""


def elo_change(winner: int, loser: int) -> int:
    """The points that go from the loser to the winner, for their points before."""
    expected = 1 / (1 + 10 ** ((loser - winner) / SCALE))
    return js_round(K * (1 - expected))


def finalists(elos: Sequence[int]) -> list[int]:
    """The pictures of the finale, best first; of equal ones those that were submitted first."""
    count = min(MOST_FINALISTS, max(LEAST_FINALISTS, -(-len(elos) // ONE_OF)))
    return sorted(range(len(elos)), key=lambda picture: -elos[picture])[:count]


def ranking(elos: Sequence[int], votes: Sequence[int]) -> list[tuple[int, int]]:
    """Place and picture, best first: by votes of the finale, then by Elo; equal ones share a place (1, 2, 2, 4)."""

    def score(picture: int) -> tuple[int, int]:
        return -votes[picture], -elos[picture]

    order = sorted(range(len(elos)), key=score)
    places: list[tuple[int, int]] = []
    for position, picture in enumerate(order, 1):
        shares = places and score(places[-1][1]) == score(picture)
        places.append((places[-1][0] if shares else position, picture))
    return places
