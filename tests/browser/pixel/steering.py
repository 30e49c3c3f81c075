"""`python -m tests.browser.pixel.steering serve …`: a Rumpus whose phases are steered by lines on its standard input.

A page is looked at in a phase for as long as that takes, however slow the machine. Each line is an order as JSON, which
`SteeredServer` knows, and is answered by `steered N` among what the server prints, N being its number.
"""

import asyncio
import json
import sys
from threading import Thread
from typing import Any

from rumpus import cli
from rumpus.hall import Hall
from rumpus.pixel.rules import lobby
from rumpus.pixel.rules.commands import ZOMBIE
from rumpus.pixel.rules.instance import Instance
from rumpus.pixel.rules.modes import Mode
from rumpus.pixel.rules.phases import LOBBY
from rumpus.pixel.rules.registry import MODES
from rumpus.pixel.rules.zombie import arena, zombie
from rumpus.pixel.rules.zombie.phases import ACTIVE


def lasts(mode: str, phases: dict[str, int]) -> None:
    """From now on, phases of a mode that begin last so many milliseconds; the time of lobbies that open, too."""
    spec, begin = MODES[mode]
    assert isinstance(MODES, dict)
    MODES[mode] = Mode(spec._replace(timer=phases.pop(LOBBY, spec.timer)), begin)
    begin.phases = {phase: rule._replace(lasts=phases.get(phase, rule.lasts)) for phase, rule in begin.phases.items()}
    assert not phases.keys() - begin.phases.keys(), phases
    if mode == ZOMBIE and ACTIVE in phases:
        # Who is caught makes a match longer, up to this.
        zombie.LONGEST = 2 * phases[ACTIVE]  # type: ignore[attr-defined]


def things_every(ms: int) -> None:
    """From now on, arenas that open are supplied with something this often."""
    arena.SPAWNS_AFTER = (ms, ms)  # type: ignore[misc]


def ends(hall: Hall, phase: str, in_: int, *, or_over: bool) -> None:
    """A phase that runs now ends in so many milliseconds. Pages hear of that when it ends, or when they come back."""
    was = 0
    for table in hall.tables.values():
        game = table.game
        if not isinstance(game, Instance):
            continue
        if game.match is not None and game.match.phase == phase:
            game.match.ends = table.now + in_
        elif phase == LOBBY and game.timer_ends is not None:
            game.timer_ends = table.now + in_
        else:
            continue
        table._arm()
        was += 1
    assert was or or_over, f"no {phase} runs"


def obey(hall: Hall, number: int, order: dict[str, Any]) -> None:
    """Do what an order says, and answer it."""
    match order:
        case {"lasts": phases, "mode": mode}:
            lasts(mode, phases)
        case {"ends": phase, "in": in_, "or_over": or_over}:
            ends(hall, phase, in_, or_over=or_over)
        case {"things_every": ms}:
            things_every(ms)
        case _:
            raise ValueError(order)
    sys.stdout.write(f"steered {number}\n")
    sys.stdout.flush()


def listen(hall: Hall, loop: asyncio.AbstractEventLoop) -> None:
    """Take orders, each in a turn of the server's loop."""
    for number, line in enumerate(sys.stdin, 1):
        loop.call_soon_threadsafe(obey, hall, number, json.loads(line))


def main() -> None:
    """Serve, and take orders as soon as there is a hall."""
    really_open = Hall.open

    async def open_and_listen(self: Hall) -> None:
        await really_open(self)
        Thread(target=listen, args=(self, asyncio.get_running_loop()), daemon=True).start()

    # A busy machine may need longer than 15 seconds until a page that is loaded anew is back.
    lobby.GRACE = lobby.HOST_GRACE  # type: ignore[attr-defined]
    Hall.open = open_and_listen  # type: ignore[method-assign]
    cli.main()


if __name__ == "__main__":
    main()
