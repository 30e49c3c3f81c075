"""How bots behave: zombies hunt, survivors flee, both fetch what helps them (pixel.md 8.3)."""

from collections.abc import Sequence
from typing import Final, Protocol, TypeAlias, TypeVar

from rumpus.pixel.rules.dice import Dice
from rumpus.pixel.rules.zombie.body import Body

SIGHT: Final = 10
"""Cells, across and down together."""

MISTAKES: Final = 0.1
"""How often a bot that has something to do makes any step instead."""

WANDERS: Final = 0.05
"""How often in a tick a bot that sees nothing makes any step."""

SHIES: Final = 0.7
"""How often a zombie flees whom it would hunt, since they hold a healing touch."""

SURVIVOR_EVERY: Final = 8
ZOMBIE_EVERY: Final = 6
BOOSTED_EVERY: Final = 3
"""In every so many ticks a bot makes one step."""

Step: TypeAlias = tuple[int, int]
"""Cells across and down."""

UP: Final[Step] = (0, -1)
DOWN: Final[Step] = (0, 1)
LEFT: Final[Step] = (-1, 0)
RIGHT: Final[Step] = (1, 0)
STEPS: Final = (UP, DOWN, LEFT, RIGHT)


class Placed(Protocol):
    """Something on a cell."""

    @property
    def x(self) -> int:
        """Counted from the left."""

    @property
    def y(self) -> int:
        """Counted from the top."""


P = TypeVar("P", bound=Placed)


def is_ready(bot: Body, tick: int, *, boosted: bool) -> bool:
    """Whether a bot may make a step in this tick."""
    if not bot.is_zombie:
        return tick - bot.moved_in >= SURVIVOR_EVERY
    return tick - bot.moved_in >= (BOOSTED_EVERY if boosted else ZOMBIE_EVERY)


def step_of(bot: Body, opponents: Sequence[Body], items: Sequence[Placed], size: int, dice: Dice) -> Step | None:
    """What a bot does that may make a step; None if it stays.

    Args:
        bot: whom it is about.
        opponents: everybody of the other role.
        items: everything that it may collect.
        size: cells of a side of the arena.
        dice: for its mistakes and moods.
    """
    item = _nearest(bot, items)
    foe = _nearest(bot, opponents)
    if item is None and foe is None:
        return dice.choice(STEPS) if dice.happens(WANDERS) else None
    if dice.happens(MISTAKES):
        return dice.choice(STEPS)
    # A survivor does not run after help past a zombie that is nearer.
    if item is not None and (foe is None or bot.is_zombie or _distance(bot, item) < _distance(bot, foe)):
        return _towards(bot, item, dice)
    assert foe is not None
    if bot.is_zombie and not (foe.touches and dice.happens(SHIES)):
        return _towards(bot, foe, dice)
    return _away(bot, foe, size)


def _distance(one: Placed, other: Placed) -> int:
    return abs(one.x - other.x) + abs(one.y - other.y)


def _nearest(bot: Body, others: Sequence[P]) -> P | None:
    """The nearest within sight, of several the first."""
    x, y = bot.x, bot.y
    nearest, least = None, SIGHT + 1
    for other in others:
        distance = abs(other.x - x) + abs(other.y - y)
        if distance < least:
            nearest, least = other, distance
    return nearest


def _towards(bot: Body, target: Placed, dice: Dice) -> Step | None:
    """Along the longer way first; None if it is there."""
    across, down = target.x - bot.x, target.y - bot.y
    if not across and not down:
        return None
    if abs(across) > abs(down) or (abs(across) == abs(down) and dice.happens(0.5)):
        return RIGHT if across > 0 else LEFT
    return DOWN if down > 0 else UP


def _away(bot: Body, foe: Placed, size: int) -> Step:
    """The step after which the foe is farthest, of several the first."""

    def distance(step: Step) -> int:
        x, y = moved(bot, step, size)
        return abs(foe.x - x) + abs(foe.y - y)

    return max(STEPS, key=distance)


def moved(body: Placed, step: Step, size: int) -> tuple[int, int]:
    """Where a step leads: nobody leaves the arena."""
    return min(max(body.x + step[0], 0), size - 1), min(max(body.y + step[1], 0), size - 1)
