"""The phases of CopyCat Royale as data (pixel.md 6.4)."""

from typing import Final

from rumpus.pixel.rules.commands import RoyaleSubmit
from rumpus.pixel.rules.phases import OVER, SECOND, PhaseRule, PhaseTable

COUNTDOWN: Final = "countdown"
INITIAL: Final = "royale-initial-drawing"
REFERENCE: Final = "royale-show-reference"
DRAWING: Final = "royale-drawing"
RESULTS: Final = "royale-results"
WINNER: Final = "royale-winner"

_ALONE: Final = {"all others have left": WINNER}

PHASES: Final[PhaseTable] = {
    COUNTDOWN: PhaseRule(5 * SECOND, {"time is up": INITIAL, **_ALONE}, end_as="startsAt", timed=False),
    INITIAL: PhaseRule(
        30 * SECOND,
        {"time is up, or all present have submitted": REFERENCE, **_ALONE},
        takes=frozenset({RoyaleSubmit}),
    ),
    REFERENCE: PhaseRule(5 * SECOND, {"time is up": DRAWING, **_ALONE}, timed=False),
    DRAWING: PhaseRule(
        25 * SECOND,
        {"time is up, or all present have submitted": RESULTS, **_ALONE},
        takes=frozenset({RoyaleSubmit}),
    ),
    RESULTS: PhaseRule(
        8 * SECOND,
        {"time is up, several are left": REFERENCE, "time is up, one is left": WINNER, **_ALONE},
        timed=False,
    ),
    WINNER: PhaseRule(15 * SECOND, {"time is up": OVER}, timed=False, is_final=True),
}
