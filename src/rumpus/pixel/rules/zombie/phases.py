"""The phases of a zombie match as data (pixel.md 8.1, 0.9)."""

from typing import Final

from rumpus.pixel.rules.commands import Resync
from rumpus.pixel.rules.phases import OVER, SECOND, PhaseRule, PhaseTable

COUNTDOWN: Final = "countdown"
ACTIVE: Final = "active"
RESULTS: Final = "results"

EXTENSION: Final = SECOND
LONGEST: Final = 150 * SECOND
"""What each infection adds to `active`, and how long that lasts at most, counted from its start."""

PHASES: Final[PhaseTable] = {
    COUNTDOWN: PhaseRule(5 * SECOND, {"time is up": ACTIVE}, end_as="startsAt", timed=False),
    ACTIVE: PhaseRule(60 * SECOND, {"time is up, or nobody survives": RESULTS}, takes=frozenset({Resync})),
    RESULTS: PhaseRule(10 * SECOND, {"time is up": OVER}, timed=False, is_final=True),
}
