"""Waking a game: every due wake, in order, each with its very time. Live tables and replays share this."""

from collections.abc import Iterator
from typing import Any

from rumpus.hall.game import Effects, Game, GameTime


class StuckError(Exception):
    """A game asks to be woken over and over without time going on: a bug of its rules."""


def due_wakes(game: Game[Any], until: GameTime, at_once: int) -> Iterator[Effects]:
    """Run what is due up to `until`, a wake at a time, as the iterator is advanced.

    Args:
        game: the game to wake.
        until: GameTime, inclusive.
        at_once: how many wakes in a row may pass without a later `wake_at` than any before.

    Raises:
        StuckError: more than `at_once` did.
    """
    latest: GameTime = -1
    standing = 0
    while (due := game.wake_at) is not None and due <= until:
        if due > latest:
            latest, standing = due, 0
        else:
            standing += 1
            if standing > at_once:
                raise StuckError(f"woken {standing} times without getting past {latest}")
        yield game.wake(due)
