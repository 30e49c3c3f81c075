"""The phases of a battle as data (pixel.md 5.1)."""

from typing import Final

from rumpus.pixel.rules.commands import FinaleVote, Submit, Vote
from rumpus.pixel.rules.phases import OVER, SECOND, PhaseRule, PhaseTable

COUNTDOWN: Final = "countdown"
DRAWING: Final = "drawing"
VOTING: Final = "voting"
FINALE: Final = "finale"
RESULTS: Final = "results"

PHASES: Final[PhaseTable] = {
    COUNTDOWN: PhaseRule(5 * SECOND, {"time is up": DRAWING}, end_as="startsAt", timed=False),
    DRAWING: PhaseRule(
        30 * SECOND,
        {
            "time is up, three drawings or more": VOTING,
            "time is up, two drawings": FINALE,
            "time is up, fewer drawings": RESULTS,
        },
        takes=frozenset({Submit}),
    ),
    VOTING: PhaseRule(
        5 * SECOND,
        {"time is up, or all present have voted": VOTING, "the same, after the last round": FINALE},
        takes=frozenset({Vote}),
    ),
    FINALE: PhaseRule(15 * SECOND, {"time is up, or all present have voted": RESULTS}, takes=frozenset({FinaleVote})),
    RESULTS: PhaseRule(15 * SECOND, {"time is up": OVER}, end_as=None, timed=False, is_final=True),
}
