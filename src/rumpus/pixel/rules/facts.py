"""What an instance tells about itself: facts without a dialect, of the lobby. Each mode has facts of its own.

A fact carries everything that its message shows, except that it names seats where the message has ids and users, and
GameTimes where the message has epoch milliseconds. Groups of the table: everybody ("all"), `PLAYERS`, `SPECTATORS`,
and what a mode adds by `Match.group_of`.
"""

from typing import Final, Literal, TypeAlias

import msgspec

from rumpus.hall.game import GameTime, Seat, ToGroup
from rumpus.pixel.content.prompt import Prompt, PromptIndices

PLAYERS: Final = ToGroup("players")
SPECTATORS: Final = ToGroup("spectators")


class Refused(msgspec.Struct, frozen=True, array_like=True):
    """To the caller: nothing happened; code and text as in appendix A. `retry_after` is milliseconds."""

    code: str
    message: str
    retry_after: int | None = None


class Entered(msgspec.Struct, frozen=True):
    """To all: the instance is in another phase (3.3). Prompt and rounds where the mode has them."""

    phase: str
    duration: int | None = None
    ends: GameTime | None = None
    round: int | None = None
    total_rounds: int | None = None
    prompt: Prompt | None = None
    prompt_indices: PromptIndices | None = None


class Joined(msgspec.Struct, frozen=True):
    """To the caller: this seat is yours. Everything else is in the view."""

    seat: Seat


class PlayerJoined(msgspec.Struct, frozen=True):
    """To all but the seat."""

    seat: Seat


class NameChanged(msgspec.Struct, frozen=True):
    """To the seat: this is your name from now on."""

    seat: Seat


class PlayerUpdated(msgspec.Struct, frozen=True):
    """To all but the seat (to all, if the host changed): the name of a player, and on a change who is host."""

    seat: Seat
    is_host: bool | None = None


class PlayerLost(msgspec.Struct, frozen=True):
    """To all: the socket of a seat is lost."""

    seat: Seat


class PlayerBack(msgspec.Struct, frozen=True):
    """To all but the seat: its player is back."""

    seat: Seat


class Restored(msgspec.Struct, frozen=True):
    """To the caller: you sit on your seat again. Details of the phase follow, told by the mode to the caller."""

    seat: Seat


class RestoreFailed(msgspec.Struct, frozen=True):
    """To the caller: that seat is gone."""

    reason: str


class PlayerLeft(msgspec.Struct, frozen=True):
    """To all but the seat, whose sockets leave the table. `why`: left, left quietly, kicked, grace is over."""

    seat: Seat
    why: Literal["left", "quietly", "kicked", "lost"]
    name: str
    discriminator: str


class TimerStarted(msgspec.Struct, frozen=True):
    """To all: the game starts at `ends`."""

    duration: int
    ends: GameTime


class TimerCancelled(msgspec.Struct, frozen=True):
    """To all: too few players."""


class PasswordChanged(msgspec.Struct, frozen=True):
    """To all."""

    has_password: bool


class WordsChanged(msgspec.Struct, frozen=True):
    """To all: the room plays with so many words of its own; 0 for ours."""

    count: int


class SubmissionReceived(msgspec.Struct, frozen=True):
    """To the caller, in several modes: your drawing counts, it is the `count`-th."""

    count: int


class SubmissionCount(msgspec.Struct, frozen=True):
    """To all, in several modes: so many drawings of so many players. Only the latest counts."""

    count: int
    total: int


class Closing(msgspec.Struct, frozen=True):
    """To all: the instance is no more."""

    reason: Literal["inactivity"]


Fact: TypeAlias = (
    Refused
    | Entered
    | Joined
    | PlayerJoined
    | NameChanged
    | PlayerUpdated
    | PlayerLost
    | PlayerBack
    | Restored
    | RestoreFailed
    | PlayerLeft
    | TimerStarted
    | TimerCancelled
    | PasswordChanged
    | WordsChanged
    | SubmissionReceived
    | SubmissionCount
    | Closing
)
