"""The phases of PixelGuesser as data (pixel.md 7)."""

from typing import Final

from rumpus.pixel.rules.commands import Draw, Guess
from rumpus.pixel.rules.phases import OVER, SECOND, PhaseRule, PhaseTable

COUNTDOWN: Final = "countdown"
GUESSING: Final = "guessing"
REVEAL: Final = "reveal"
RESULTS: Final = "results"

PHASES: Final[PhaseTable] = {
    COUNTDOWN: PhaseRule(
        3 * SECOND,
        {"time is up": GUESSING, "time is up, nobody to draw or to guess": RESULTS},
        end_as="startsAt",
        timed=False,
    ),
    GUESSING: PhaseRule(
        45 * SECOND,
        {"time is up, or all present have guessed it, or nobody can": REVEAL},
        takes=frozenset({Draw, Guess}),
    ),
    REVEAL: PhaseRule(
        5 * SECOND,
        {"time is up": COUNTDOWN, "time is up, everybody has drawn": RESULTS},
        timed=False,
    ),
    RESULTS: PhaseRule(15 * SECOND, {"time is up": OVER}, timed=False, is_final=True),
}
