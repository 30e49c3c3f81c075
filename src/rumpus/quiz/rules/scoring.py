"""What an answer earns: time taken, credited latency, points (quiz.md 0.5). All times are whole milliseconds.

Two things come from the phone and can be forged: the echo of a time sync (by holding it back) and `tapped_after`.
Both count only within what the server measured itself, so a forgery is worth about 0.3 s at most.
"""

from typing import Final

LONGEST_CREDIT: Final = 1_000
"""No more latency than this is credited."""

ECHO_ALONE: Final = 300
"""No more than this is credited to an echo that nothing else confirms."""

TAP_LEEWAY: Final = 250
"""How far a phone's own measure of the tap may go before what the server measured."""


def credited_latency(smallest_echo: float | None, round_trip: float | None) -> int:
    """The round trip `L` that is taken off an answer's time: the way of the question down and of the answer up.

    Args:
        smallest_echo: the shortest time in which this player echoed a time sync, if ever.
        round_trip: what the wire measured without the help of the page, if it could.
    """
    if round_trip is None:
        return 0 if smallest_echo is None else _whole(min(smallest_echo, ECHO_ALONE))
    if smallest_echo is None:
        return _whole(min(round_trip, LONGEST_CREDIT))
    return _whole(min(smallest_echo, 1.5 * round_trip + 50, LONGEST_CREDIT))


def time_taken(elapsed: int, latency: int, tapped_after: int | None = None) -> int:
    """How long the player took (`t`), never below 0.

    Args:
        elapsed: from sending the question to this socket to the arrival of the answer.
        latency: the credited round trip `L`.
        tapped_after: from showing to tapping by the phone's clock, if it says so.
    """
    if tapped_after is None:
        return max(0, elapsed - latency)
    return max(0, min(max(tapped_after, elapsed - latency - TAP_LEEWAY), elapsed))


def score(taken: int, limit: int, points: int = 1_000) -> int:
    """Points for a right answer after `taken` of `limit` milliseconds: 0 to `points`, the fraction cut."""
    if limit <= 0:
        return 0
    return min(points, max(0, limit - taken) * points // limit)


def _whole(milliseconds: float) -> int:
    return max(0, int(milliseconds))
