"""Who has made the better copy (pixel.md 6.1, 0.1)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.content.pixels import BLANK, accuracy, matching
from rumpus.pixel.rules.copycat.facts import Compared, Entry, Side


def entry_of(seat: Seat, pixels: str, reference: str, at: GameTime) -> Entry:
    """A copy with its score."""
    return Entry(seat, pixels, accuracy(pixels, reference), matching(pixels, reference), at)


def ranked(entries: Iterable[Entry]) -> list[Entry]:
    """Best first; of equal ones the earlier."""
    return sorted(entries, key=lambda entry: (-entry.accuracy, entry.submitted))


def winner_of(entries: Sequence[Entry]) -> tuple[Entry | None, bool]:
    """The winner of ranked copies, if there is one, and whether it is a draw. Being faster wins nothing."""
    if len(entries) > 1 and entries[0].accuracy == entries[1].accuracy:
        return None, True
    return (entries[0] if entries else None), False


def compared(seat: Seat, other: Seat | None, copies: Mapping[Seat, Entry], reference: str) -> Compared:
    """The result as one player sees it.

    Args:
        seat: the player.
        other: the opponent, perhaps gone; None for who plays alone.
        copies: those that count.
        reference: what was to be copied.
    """
    you = _side(seat, copies)
    if other is None:
        return Compared(reference, you, None, "you")
    opponent = _side(other, copies)
    winner: Literal["you", "opponent", "draw"] = "draw"
    if you.accuracy != opponent.accuracy:
        winner = "you" if you.accuracy > opponent.accuracy else "opponent"
    return Compared(reference, you, opponent, winner)


def _side(seat: Seat, copies: Mapping[Seat, Entry]) -> Side:
    entry = copies.get(seat)
    return Side(seat, BLANK, 0) if entry is None else Side(seat, entry.pixels, entry.accuracy)
