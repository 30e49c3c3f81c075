"""What a player does that the server must answer, and what became of it."""

from typing import Any

import msgspec


class Operation(msgspec.Struct):
    """One drawing, vote, guess or move. Times are seconds of `time.monotonic`, 0 for not yet.

    Attributes:
        kind: in words, for the report.
        event: that is sent.
        payload: its argument.
        note: what the script wants to remember of it.
        again: whether it was sent once more, since the connection was lost before it was acknowledged.
        refused: the code with which it was refused.
        late: whether its phase was over when it could be sent again: a game waits for those only who are there. Nobody
            knows then whether the server had it before.
        counts: whether it was found in what the server told everybody.
    """

    kind: str
    event: str
    payload: dict[str, Any]
    note: Any = None
    sent_at: float = 0.0
    acknowledged_at: float = 0.0
    again: bool = False
    refused: str = ""
    late: bool = False
    counts: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it was sent and not answered yet."""
        return bool(self.sent_at) and not (self.acknowledged_at or self.refused or self.late)
