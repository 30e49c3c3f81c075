"""What can happen to a running quiz: the commands that its namespace hands to the hall and the journal keeps.

A command holds everything the rules use that the message from the wire lacks: the seat, when the question was sent to
it, the credited latency, presence. The time of arrival is the game time at which the hall handles it.
"""

from typing import Any, Literal, TypeAlias

import msgspec

from rumpus.hall.game import GameTime, Seat


class Options(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a host chooses when starting a game (quiz.md 5.1, 0.7, 0.8).

    `name_filter` is how strictly names are looked at, in the language of the quiz; the namespace does that, not the
    rules, so that a changed list of words changes no game of before.
    """

    game_mode: str = "kahoot"
    custom_field: str | None = None
    late_join: bool = False
    randomize_answers: bool = False
    captcha_enabled: bool = False
    proof_of_work: bool = False
    max_players: int = 10_000
    name_filter: Literal["off", "normal", "strict"] = "normal"


class Open(msgspec.Struct, frozen=True, tag="open"):
    """Begin: the first command of every table.

    `quiz` is a quiz file in its current format; `game_id` is the secret of the host, `public_id` what players see;
    `opened` is epoch milliseconds, for what is kept; `quiz_version` says which version of the library's quiz it is.
    """

    quiz: dict[str, Any]
    options: Options
    game_id: str
    public_id: str
    game_pin: str
    seed: int
    opened: int
    user_id: str
    quiz_id: str
    quiz_version: int | None = None


class Join(msgspec.Struct, frozen=True, tag="join"):
    """A player takes a new seat. `keys` are the hashes of the secrets with which this player may come back."""

    username: str
    custom_field: str | None
    keys: list[bytes]


class Back(msgspec.Struct, frozen=True, tag="back"):
    """A socket sits on this seat (again). `keys` are hashes of the secrets it can come back with next time."""

    seat: Seat
    keys: list[bytes] = []


class Away(msgspec.Struct, frozen=True, tag="away"):
    """The last socket of this seat is gone. The host is seat 0."""

    seat: Seat


class Echoed(msgspec.Struct, frozen=True, tag="echoed"):
    """A player echoed the time sync of this question (-1: the one at joining)."""

    seat: Seat
    index: int


class Start(msgspec.Struct, frozen=True, tag="start"):
    """The host starts the game."""


class Show(msgspec.Struct, frozen=True, tag="show"):
    """The host shows a question."""

    index: int


class Answer(msgspec.Struct, frozen=True, tag="answer"):
    """A player answers.

    `sent` is when this seat was sent the question by its first broadcast (None: it came back later; the opening of the
    question counts), `latency` the credited round trip L, `tapped_after` the phone's own measure, all in milliseconds.
    `answer` is as it came, only made a string; `order` is the complex answer's list of texts.
    """

    seat: Seat
    index: int
    answer: str
    order: list[str] | None = None
    sent: GameTime | None = None
    latency: int = 0
    tapped_after: int | None = None


class ShowSolution(msgspec.Struct, frozen=True, tag="solution"):
    """The host shows the solution of the current question."""


class ShowResults(msgspec.Struct, frozen=True, tag="results"):
    """The host asks for the answers given to a question."""

    index: int


class ShowRanking(msgspec.Struct, frozen=True, tag="ranking"):
    """The host's screen goes on from a question or a slide to the ranking so far."""


class ShowFinal(msgspec.Struct, frozen=True, tag="final"):
    """The host shows the final ranking."""


class Kick(msgspec.Struct, frozen=True, tag="kick"):
    """The host removes the player of this name."""

    username: str


class LetBack(msgspec.Struct, frozen=True, tag="let_back"):
    """The host lets a kicked player come back."""

    seat: Seat


class AllowName(msgspec.Struct, frozen=True, tag="allow_name"):
    """The host lets one name through that the filter refuses."""

    username: str


class Rename(msgspec.Struct, frozen=True, tag="rename"):
    """The player of this seat has another name from now on, kicked or not; the answers stay.

    `keep_custom_field`: what they entered into the extra field stays, too.
    """

    seat: Seat
    username: str
    keep_custom_field: bool = True


class SetControls(msgspec.Struct, frozen=True, tag="controls"):
    """Show or hide the controls on the host's screen."""

    visible: bool


class Save(msgspec.Struct, frozen=True, tag="save"):
    """The host keeps the results."""


class GrantExport(msgspec.Struct, frozen=True, tag="export"):
    """The host gets a token for the results; `key` is its hash, `until` epoch milliseconds."""

    token: str
    key: bytes
    until: int


class EndGame(msgspec.Struct, frozen=True, tag="end"):
    """The host ends the game."""


Command: TypeAlias = (
    Open
    | Join
    | Back
    | Away
    | Echoed
    | Start
    | Show
    | Answer
    | ShowSolution
    | ShowResults
    | ShowRanking
    | ShowFinal
    | Kick
    | LetBack
    | AllowName
    | Rename
    | SetControls
    | Save
    | GrantExport
    | EndGame
)
