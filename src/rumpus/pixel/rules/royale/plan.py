"""How many are left after each round (pixel.md 6.4)."""

from math import ceil
from typing import Final

FINALISTS: Final = 3
"""So many are left before the last two rounds."""

MOST_HALVINGS: Final = 8
HALF: Final = 0.5
GOES: Final = 0.45
"""The part that goes in an ordinary round. With 1 - 0.45 as a double, 100 players leave 56 and not 55, as deployed."""


def plan_for(players: int) -> list[int]:
    """Who is left after each round, down to the winner: 10 players give 6, 3, 2, 1."""
    halvings = range(1, MOST_HALVINGS + 1)
    rounds = next((count for count in halvings if ceil(players * HALF**count) <= FINALISTS), 1)
    plan, left = [], players
    for _ in range(rounds - 1):
        left = max(FINALISTS, ceil(left * (1 - GOES)))
        plan.append(left)
    return [*plan, *range(FINALISTS, 0, -1)]
