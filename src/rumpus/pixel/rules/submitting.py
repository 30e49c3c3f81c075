"""What a drawing must be to count, in the modes of `submit-drawing` (pixel.md 2.4)."""

from typing import Final

from rumpus.hall.game import GameTime
from rumpus.pixel.content.pixels import LEAST_DRAWN, drawn
from rumpus.pixel.rules.commands import Submit
from rumpus.pixel.rules.facts import Refused
from rumpus.pixel.rules.match import Match
from rumpus.pixel.rules.phases import SECOND

SOONEST: Final = 3 * SECOND
"""Nobody draws a picture in less."""


def why_not_submit(match: Match, command: Submit, at: GameTime, *, submitted: bool) -> Refused | None:
    """Why a drawing does not count; None if it does.

    Args:
        match: in a phase that takes drawings.
        command: the drawing.
        at: when it came.
        submitted: whether this seat has submitted one in this phase.
    """
    if at - match.began < SOONEST:
        return Refused("TOO_FAST", "Submitted too quickly")
    if match.people.player(command.seat) is None:
        return Refused("NOT_ACTIVE_PLAYER", "Only active players can submit")
    if command.fault is not None:
        return command.fault
    count = drawn(command.pixels)
    if count < LEAST_DRAWN:
        return Refused("TOO_FEW_PIXELS", f"Need at least {LEAST_DRAWN} non-background pixels (you have {count})")
    if submitted:
        return Refused("ALREADY_SUBMITTED", "You already submitted")
    return None
