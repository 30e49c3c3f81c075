"""The phases of CopyCat and of CopyCat Solo as data (pixel.md 6.1, 6.2)."""

from typing import Final

from rumpus.pixel.rules.commands import RematchVote, Submit
from rumpus.pixel.rules.phases import OVER, SECOND, PhaseRule, PhaseTable

COUNTDOWN: Final = "countdown"
MEMORIZE: Final = "memorize"
DRAWING: Final = "drawing"
RESULT: Final = "copycat-result"
REMATCH: Final = "copycat-rematch"

_MEMORIZE: Final = PhaseRule(5 * SECOND, {"time is up": DRAWING})
_DRAWING: Final = PhaseRule(
    30 * SECOND, {"time is up, or all present have submitted": RESULT}, takes=frozenset({Submit})
)

PHASES: Final[PhaseTable] = {
    COUNTDOWN: PhaseRule(5 * SECOND, {"time is up": MEMORIZE}, end_as="startsAt", timed=False),
    MEMORIZE: _MEMORIZE,
    DRAWING: _DRAWING,
    RESULT: PhaseRule(10 * SECOND, {"time is up": REMATCH}, timed=False),
    REMATCH: PhaseRule(
        15 * SECOND,
        {"all present want to": COUNTDOWN, "somebody does not want to, or time is up": OVER},
        takes=frozenset({RematchVote}),
    ),
}

SOLO_PHASES: Final[PhaseTable] = {
    MEMORIZE: _MEMORIZE,
    DRAWING: _DRAWING,
    RESULT: PhaseRule(8 * SECOND, {"time is up": OVER}, timed=False),
}
"""Nobody to wait for in the beginning, nobody to ask in the end: the lobby starts the next one at once."""
