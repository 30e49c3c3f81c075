"""What a running quiz tells: facts without a dialect. The namespace says them in the words of the wire.

Groups of the table: `PLAYERS` are the seated players, `ADMINS` the host's sockets and remotes.
"""

from typing import TypeAlias

import msgspec

from rumpus.hall.game import Seat, ToGroup

PLAYERS = ToGroup("players")
ADMINS = ToGroup("admins")


class Refused(msgspec.Struct, frozen=True):
    """To the caller: nothing happened. `event` is the wire's own event for it, `code` the reason that `/quiz` carries.

    Events: error, game_already_started, username_already_exists, already_replied, question_not_active.
    """

    event: str
    code: str


class Joined(msgspec.Struct, frozen=True):
    """To the caller: this seat is yours. Mid-question (late joining) `QuestionShown` to the caller follows."""

    seat: Seat


class PlayerJoined(msgspec.Struct, frozen=True):
    """To the admins: somebody took a new seat."""

    seat: Seat


class Rejoined(msgspec.Struct, frozen=True):
    """To the caller: you sit on your seat again. `QuestionShown` and `AlreadyReplied` follow where they apply."""

    seat: Seat


class PlayerLeft(msgspec.Struct, frozen=True):
    """To the admins: nobody has sat on this seat for five seconds."""

    seat: Seat


class PlayerBack(msgspec.Struct, frozen=True):
    """To the admins: a seat that was left is taken again by its player."""

    seat: Seat


class Started(msgspec.Struct, frozen=True):
    """To all (to the caller alone if the game had started already)."""


class QuestionShown(msgspec.Struct, frozen=True):
    """To all, or to the caller alone: a question other than a slide. `is_open`: answers are taken."""

    index: int
    is_open: bool


class SlideShown(msgspec.Struct, frozen=True):
    """To all, or to the caller alone: a slide. Admins see it; players hear of it on `/quiz`, without its content."""

    index: int


class TimeSyncDue(msgspec.Struct, frozen=True):
    """To the players: measure the round trip now, the question has been out for a moment."""

    index: int


class Answered(msgspec.Struct, frozen=True):
    """To the caller and to the admins: this answer is accepted. `answered` of `players` have answered."""

    seat: Seat
    index: int
    answered: int
    players: int


class AlreadyReplied(msgspec.Struct, frozen=True):
    """To the caller, after `QuestionShown` at coming back: the open question is answered already."""

    index: int


class EveryoneAnswered(msgspec.Struct, frozen=True):
    """To all: the present have answered, or (`early`) a question is about to close and wants what is on the phones."""

    index: int
    early: bool


class QuestionClosed(msgspec.Struct, frozen=True):
    """To all: no more answers are taken. On `/quiz` every player hears the own result now."""

    index: int


class SolutionShown(msgspec.Struct, frozen=True):
    """To all (to the caller alone if shown before)."""

    index: int


class ResultsShown(msgspec.Struct, frozen=True):
    """To all (to the caller alone if shown before: deployed phones would count the points twice)."""

    index: int


class RankingShown(msgspec.Struct, frozen=True):
    """To the admins (to the caller alone if shown before): the host's screen shows the ranking so far."""

    index: int


class FinalShown(msgspec.Struct, frozen=True):
    """To all (to the caller alone if nothing changed since it was shown)."""


class ControlsSet(msgspec.Struct, frozen=True):
    """To the admins."""

    visible: bool


class Kicked(msgspec.Struct, frozen=True):
    """To the seat: you are out. Its sockets leave the table."""

    seat: Seat


class PlayerKicked(msgspec.Struct, frozen=True):
    """To the admins."""

    seat: Seat


class PlayerLetBack(msgspec.Struct, frozen=True):
    """To the admins: this kicked player may come back."""

    seat: Seat


class PlayerRenamed(msgspec.Struct, frozen=True):
    """To all: this seat has another name from now on. Who has seen the name is shown the state anew."""

    seat: Seat


class Saved(msgspec.Struct, frozen=True):
    """To the admins (to the caller alone if saved before)."""


class ExportGranted(msgspec.Struct, frozen=True):
    """To the caller."""

    token: str


class GameEnded(msgspec.Struct, frozen=True):
    """To all, the last thing a table says. Reasons: host, final, idle, lobby."""

    reason: str


Fact: TypeAlias = (
    Refused
    | Joined
    | PlayerJoined
    | Rejoined
    | PlayerLeft
    | PlayerBack
    | Started
    | QuestionShown
    | SlideShown
    | TimeSyncDue
    | Answered
    | AlreadyReplied
    | EveryoneAnswered
    | QuestionClosed
    | SolutionShown
    | ResultsShown
    | RankingShown
    | FinalShown
    | ControlsSet
    | Kicked
    | PlayerKicked
    | PlayerLetBack
    | PlayerRenamed
    | Saved
    | ExportGranted
    | GameEnded
)
