"""Phases as data, for every mode alike: how long each lasts, what it takes, what follows. Diagrams come from them."""

from collections.abc import Mapping
from typing import Final, Literal, NamedTuple, TypeAlias

from rumpus.pixel.rules.commands import Play

SECOND: Final = 1_000

LOBBY: Final = "lobby"
OVER: Final = "over"
"""Where every mode ends: the instance returns to its lobby."""


class PhaseRule(NamedTuple):
    """What holds in one phase of a mode.

    Attributes:
        lasts: milliseconds, None if it is no fixed time.
        then: which phase follows, by the cause in words; `Match.enter` holds to it.
        takes: commands of players that can do something here; all others are refused before the mode sees them.
        end_as: the member of `phase-changed` that carries the end (3.3), None if there is none.
        timed: whether who comes in the middle is told the end as `timerEndsAt` (3.2).
        is_final: results are shown; a player may join another game from here without leaving first.
    """

    lasts: int | None
    then: Mapping[str, str]
    takes: frozenset[type[Play]] = frozenset()
    end_as: Literal["startsAt", "endsAt"] | None = "endsAt"
    timed: bool = True
    is_final: bool = False


PhaseTable: TypeAlias = Mapping[str, PhaseRule]
"""By the phase's name on the wire. The first phase is the one in which a game begins."""


def diagram(phases: PhaseTable) -> str:
    """The table as a Mermaid state diagram."""
    first = next(iter(phases))
    lines = ["stateDiagram-v2", "    [*] --> lobby", f"    lobby --> {_id(first)}: the game starts"]
    for phase, rule in phases.items():
        for cause, after in rule.then.items():
            to = LOBBY if after == OVER else after
            lines.append(f"    {_id(phase)} --> {_id(to)}: {cause}")
    return "\n".join(lines) + "\n"


def _id(phase: str) -> str:
    return phase.replace("-", "_")
