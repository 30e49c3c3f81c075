"""The phases of a quiz as data: what is allowed in each, how long it lasts, what follows. The diagram is made from it.

A phase is where the whole game stands. Whether one question takes answers is told by its round: `open` in the phases
`QUESTION` and `CLOSING`, closed ever after.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final, Literal, NamedTuple, TypeAlias

from msgspec import Struct

from rumpus.hall.game import GameTime
from rumpus.quiz.rules import commands

SECOND: Final = 1_000
MINUTE: Final = 60 * SECOND
HOUR: Final = 60 * MINUTE

GRACE: Final = 2 * SECOND
"""How long after its time a question still takes answers (quiz.md 0.4)."""

TIME_SYNC_AFTER: Final = 500
"""When the round trip is measured after a question opened, so that echoes do not meet the answers (quiz.md 0.5)."""

ECHO_WINDOW: Final = 5 * SECOND
"""How long a phone may take to echo before it counts as asleep (quiz.md 0.4)."""

AWAY_AFTER: Final = 5 * SECOND
"""How long a seat without a socket still counts as present (quiz.md 0.4)."""


class Phase(StrEnum):
    """Where the game stands."""

    NEW = "new"
    LOBBY = "lobby"
    READY = "ready"
    QUESTION = "question"
    CLOSING = "closing"
    CLOSED = "closed"
    SLIDE = "slide"
    FINAL = "final"
    OVER = "over"


class Cause(StrEnum):
    """Why the game goes from one phase to another."""

    OPENED = "the game is opened"
    STARTED = "the host starts"
    SHOWN = "the host shows a question"
    SHOWN_AGAIN = "the host shows a closed question"
    SLIDE_SHOWN = "the host shows a slide"
    TIME_CALLED = "the host goes on while sliders are still on the phones"
    CLOSED = "all present have answered, time is up, or the host goes on"
    FINAL_SHOWN = "the host shows the final ranking"
    ENDED = "the host ends the game, or it was left alone"


Reason: TypeAlias = Literal["host", "final", "idle", "lobby"]
"""Why a game is over; what ends by itself says so in the table."""

Since: TypeAlias = Literal["entered", "opening of the table", "last host event"]


class Lasts(NamedTuple):
    """How long a phase lasts: `ms` after `since`, plus the time of the question where `question` says so."""

    ms: GameTime
    since: Since
    then: Cause
    question: bool = False
    reason: Reason | None = None

    def __str__(self) -> str:
        """In words, for the diagram."""
        units = ((HOUR, "h"), (MINUTE, "min"), (SECOND, "s"), (1, "ms"))
        unit, name = next(known for known in units if self.ms % known[0] == 0)
        span = f"{self.ms // unit} {name}"
        if self.question:
            span = f"its time + {span}"
        return span if self.since == "entered" else f"{span} after the {self.since}"


Commands: TypeAlias = frozenset[type[Struct]]


class Rule(NamedTuple):
    """What holds in one phase.

    Attributes:
        allows: commands that can do something here; any other is refused or ignored.
        lasts: when the phase ends by itself.
        follows: the phase that each possible cause leads to.
    """

    allows: Commands
    lasts: Lasts | None
    follows: Mapping[Cause, Phase]


_ALWAYS: Final[Commands] = frozenset(
    {
        commands.Join,
        commands.Back,
        commands.Away,
        commands.Echoed,
        commands.Kick,
        commands.LetBack,
        commands.AllowName,
        commands.Rename,
        commands.SetControls,
        commands.Save,
        commands.GrantExport,
        commands.EndGame,
    }
)
_BEFORE_A_QUESTION: Final[Commands] = _ALWAYS | {
    commands.Start,
    commands.Show,
    commands.ShowResults,
    commands.ShowRanking,
    commands.ShowFinal,
}
_WITH_A_QUESTION: Final[Commands] = _BEFORE_A_QUESTION | {commands.ShowSolution}
_TAKING_ANSWERS: Final[Commands] = _WITH_A_QUESTION | {commands.Answer}
_ALONE: Final = Lasts(2 * HOUR, "last host event", Cause.ENDED, reason="idle")

_ONWARD: Final = {
    Cause.SHOWN: Phase.QUESTION,
    Cause.SHOWN_AGAIN: Phase.CLOSED,
    Cause.SLIDE_SHOWN: Phase.SLIDE,
    Cause.FINAL_SHOWN: Phase.FINAL,
    Cause.ENDED: Phase.OVER,
}

PHASES: Final[Mapping[Phase, Rule]] = {
    Phase.NEW: Rule(frozenset({commands.Open}), None, {Cause.OPENED: Phase.LOBBY}),
    Phase.LOBBY: Rule(
        _BEFORE_A_QUESTION,
        Lasts(5 * HOUR, "opening of the table", Cause.ENDED, reason="lobby"),
        {Cause.STARTED: Phase.READY, Cause.ENDED: Phase.OVER},
    ),
    Phase.READY: Rule(
        _BEFORE_A_QUESTION,
        _ALONE,
        {cause: after for cause, after in _ONWARD.items() if cause is not Cause.SHOWN_AGAIN},
    ),
    Phase.QUESTION: Rule(
        _TAKING_ANSWERS,
        Lasts(GRACE, "entered", Cause.CLOSED, question=True),
        {Cause.CLOSED: Phase.CLOSED, Cause.TIME_CALLED: Phase.CLOSING},
    ),
    Phase.CLOSING: Rule(
        _TAKING_ANSWERS,
        Lasts(1 * SECOND, "entered", Cause.CLOSED),
        {Cause.CLOSED: Phase.CLOSED},
    ),
    Phase.CLOSED: Rule(_WITH_A_QUESTION, _ALONE, _ONWARD),
    Phase.SLIDE: Rule(_BEFORE_A_QUESTION, _ALONE, _ONWARD),
    Phase.FINAL: Rule(
        _WITH_A_QUESTION,
        Lasts(30 * MINUTE, "entered", Cause.ENDED, reason="final"),
        _ONWARD,
    ),
    Phase.OVER: Rule(frozenset(), None, {}),
}


def diagram() -> str:
    """The table as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", "    [*] --> lobby"]
    for phase, rule in PHASES.items():
        if phase is Phase.NEW:
            continue
        for cause, after in rule.follows.items():
            timed = f" ({rule.lasts})" if rule.lasts is not None and rule.lasts.then is cause else ""
            lines.append(f"    {phase} --> {after}: {cause}{timed}")
    lines.append("    over --> [*]")
    return "\n".join(lines) + "\n"
