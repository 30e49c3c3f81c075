"""Many players at once: they take their seats a few at a time and try again, and they leave politely."""

import asyncio
import gc
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager
from random import Random
from typing import Any, Protocol, TypeAlias

from rumpus.rehearse.errors import NoConnectionError
from rumpus.rehearse.loop_lag import INTERVAL as LAG_INTERVAL

Tell: TypeAlias = Callable[[str, int, int], None]
"""Told of progress: phase in words, how much of how much."""

JOIN_TIME = 20.0
"""Seconds for one player to connect and join, before it tries again."""

JOIN_TRIES = 3

LEAVE_TIME = 2.0
"""Seconds for all to leave politely."""

PLAYERS_PER_SECOND = 50
"""What any server worth its name manages: time limits grow by a second for so many players."""


class Leaving(Protocol):
    """Whoever has a connection."""

    @property
    def is_gone(self) -> bool:
        """Whether it has none (any more)."""

    def leave(self) -> None:
        """Go for good."""

    def cut(self) -> None:
        """Lose the connection."""


class Joining(Leaving, Protocol):
    """A player.

    Attributes:
        refused: why the server does not want it; then it need not try again.
    """

    refused: str

    async def join(self, seconds: float) -> None:
        """Connect and take a seat. Raises NoConnectionError."""


async def seat(player: Joining, problems: Counter[str], dice: Random) -> bool:
    """Try to take a seat, several times; what went wrong at last is a problem."""
    for attempt in range(JOIN_TRIES):
        try:
            await player.join(JOIN_TIME)
        except NoConnectionError as error:
            player.cut()
            if player.refused or attempt == JOIN_TRIES - 1:
                problems[str(error)] += 1
                return False
            await asyncio.sleep(dice.uniform(0.5, 1.5) * (attempt + 1))
        else:
            return True
    return False


async def leave(everybody: Sequence[Leaving]) -> None:
    """Let all go politely, and cut whoever the server does not let go."""
    for each in everybody:
        each.leave()
    until = time.monotonic() + LEAVE_TIME
    while time.monotonic() < until and not all(each.is_gone for each in everybody):  # noqa: ASYNC110 - they have no event
        await asyncio.sleep(0.01)
    for each in everybody:
        each.cut()
    await asyncio.sleep(0)


@contextmanager
def no_collections() -> Iterator[Callable[[], Coroutine[Any, Any, None]]]:
    """Inside, the function that is given ends the collections of garbage until the end.

    What joining made stays to the end; a collection in the middle of a question would show in the figures.
    """

    async def begin() -> None:
        gc.collect()
        gc.freeze()
        gc.disable()
        await asyncio.sleep(LAG_INTERVAL * 2)  # so that this collection is in no figure

    try:
        yield begin
    finally:
        gc.unfreeze()
        gc.enable()


async def gather_all(coroutines: Sequence[Coroutine[Any, Any, None]]) -> None:
    """Run them all together; the first exception ends them all."""
    async with asyncio.TaskGroup() as group:
        for coroutine in coroutines:
            group.create_task(coroutine)


def sentences(counted: Counter[str]) -> list[str]:
    """What was counted, in words."""
    return [f"{count} times: {text}" for text, count in counted.items()]
