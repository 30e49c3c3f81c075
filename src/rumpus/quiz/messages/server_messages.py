"""What the server says in a quiz: every event of both namespaces, names and shapes as on the wire (quiz.md 3, 0.13).

Each message knows its event and its arguments in two dialects: `args()` on `/quiz`, which may carry members of ours,
and `deployed_args()` on `/`, to the letter of the deployed original. Members of ours are `UNSET` (off the wire) if a
viewer has no use for them.
"""

from typing import Any, ClassVar, Final, Literal

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.hall.game import Seat
from rumpus.quiz.content.question_shapes import ShownQuestion, SolvedQuestion
from rumpus.quiz.messages.game_shapes import AnswerData, PlayerGame, PlayGame

__all__ = ["AnswerData", "PlayGame", "PlayerGame", "ShownQuestion", "SolvedQuestion"]  # and every message below


class ServerMessage(msgspec.Struct, frozen=True):
    """An event with itself as its one argument, an object."""

    event: ClassVar[str]
    ours: ClassVar[bool] = False
    """True for an event that exists on `/quiz` only."""

    def args(self) -> tuple[Any, ...]:
        """The arguments on `/quiz`."""
        return (self,)

    def deployed_args(self) -> tuple[Any, ...]:
        """The arguments on `/`."""
        return self.args()


class Signal(ServerMessage, frozen=True):
    """An event without argument."""

    def args(self) -> tuple[Any, ...]:
        """No arguments, on both namespaces."""
        return ()


# ---- connecting ------------------------------------------------------------------------------------------------------


class SessionId(ServerMessage, frozen=True):
    """To the new socket alone, after its CONNECT: 32 hex characters without a meaning."""

    event = "session_id"
    session_id: str


class Welcome(ServerMessage, frozen=True):
    """First on `/quiz`. `server_time` is epoch milliseconds; a page older than `min_client` reloads itself once."""

    event = "welcome"
    ours = True
    server: str
    protocol: int
    min_client: int
    server_time: int


class TimeSync(ServerMessage, frozen=True):
    """A token to be echoed at once."""

    event = "time_sync"
    token: str

    def args(self) -> tuple[Any, ...]:
        """The bare string."""
        return (self.token,)


# ---- joining ---------------------------------------------------------------------------------------------------------


class JoinedGame(ServerMessage, frozen=True):
    """This socket sits in the game."""

    event = "joined_game"
    game: PlayerGame

    def args(self) -> tuple[Any, ...]:
        """The game itself, with the token of the seat."""
        return (self.game,)

    def deployed_args(self) -> tuple[Any, ...]:
        """The game as documented."""
        return (self.game.deployed(),)


class RejoinedGame(JoinedGame, frozen=True):
    """This socket sits in the game again."""

    event = "rejoined_game"


class PlayerJoined(ServerMessage, frozen=True):
    """To the admins. `seat` on `/quiz` is the number by which the host can let a kicked player back."""

    event = "player_joined"
    username: str
    sid: str | None
    seat: Seat | UnsetType = UNSET

    def deployed_args(self) -> tuple[Any, ...]:
        """Name and sid."""
        return (PlayerJoined(self.username, self.sid),)


class GameNotFound(Signal, frozen=True):
    """No game has this pin."""

    event = "game_not_found"


class GameAlreadyStarted(Signal, frozen=True):
    """Too late to join."""

    event = "game_already_started"


class UsernameAlreadyExists(Signal, frozen=True):
    """The name is taken."""

    event = "username_already_exists"


class Kick(Signal, frozen=True):
    """To a player whom the host removed."""

    event = "kick"


# ---- hosting ---------------------------------------------------------------------------------------------------------


class RegisteredAsAdmin(ServerMessage, frozen=True):
    """This socket hosts the game. `game` is the JSON text of a `PlayGame`, made for the namespace of the socket."""

    event = "registered_as_admin"
    game_id: str
    game: str


class AlreadyRegisteredAsAdmin(Signal, frozen=True):
    """Somebody else hosts the game and is there."""

    event = "already_registered_as_admin"


class ControlVisibility(ServerMessage, frozen=True):
    """To the admins: show or hide the controls on the big screen."""

    event = "control_visibility"
    visible: bool


class ExportToken(ServerMessage, frozen=True):
    """To the host: 64 hex characters that give the results for two hours."""

    event = "export_token"
    token: str

    def args(self) -> tuple[Any, ...]:
        """The bare string."""
        return (self.token,)


class ResultsSavedSuccessfully(Signal, frozen=True):
    """To the admins."""

    event = "results_saved_successfully"


# ---- a question ------------------------------------------------------------------------------------------------------


class StartGame(Signal, frozen=True):
    """To all: the game begins."""

    event = "start_game"


class SetQuestionNumber(ServerMessage, frozen=True):
    """To all: this question is shown. To the admins without `question`: a slide is shown.

    `remaining` is milliseconds, `open` whether answers are taken; both on `/quiz` only.
    """

    event = "set_question_number"
    question_index: int
    question: ShownQuestion | UnsetType = UNSET
    remaining: int | UnsetType = UNSET
    open: bool | UnsetType = UNSET
    language: str | UnsetType = UNSET

    def deployed_args(self) -> tuple[Any, ...]:
        """Index and question as documented."""
        question = UNSET if isinstance(self.question, UnsetType) else self.question.deployed()
        return (SetQuestionNumber(self.question_index, question),)


class SlideShown(Signal, frozen=True):
    """To players on `/quiz`: look at the big screen."""

    event = "slide_shown"
    ours = True


class PlayerAnswer(ServerMessage, frozen=True):
    """An answer is accepted and will not be lost: to its sender, and on `/` to the admins."""

    event = "player_answer"
    answered: int
    players: int


class AnswerCount(ServerMessage, frozen=True):
    """To admins on `/quiz`, at most every 100 ms, volatile."""

    event = "answer_count"
    ours = True
    answered: int
    players: int


class AlreadyReplied(Signal, frozen=True):
    """This seat has answered this question."""

    event = "already_replied"


class QuestionNotActive(Signal, frozen=True):
    """The question is not shown or takes no more answers."""

    event = "question_not_active"


class EveryoneAnswered(ServerMessage, frozen=True):
    """To all: time is up, since all present have answered or the host wants it. Its argument is an empty object."""

    event = "everyone_answered"


class Solutions(ServerMessage, frozen=True):
    """To all: the question with its solution."""

    event = "solutions"
    question: SolvedQuestion

    def args(self) -> tuple[Any, ...]:
        """The question itself."""
        return (self.question,)

    def deployed_args(self) -> tuple[Any, ...]:
        """The question as documented."""
        return (self.question.deployed(),)


# ---- results ---------------------------------------------------------------------------------------------------------


class QuestionResults(ServerMessage, frozen=True):
    """The answers to a question in the order in which they came."""

    event = "question_results"
    answers: list[AnswerData]

    def args(self) -> tuple[Any, ...]:
        """The list itself."""
        return (self.answers,)

    def deployed_args(self) -> tuple[Any, ...]:
        """The list, with answers equal to the options as `/` shows them."""
        return ([answer.deployed() for answer in self.answers],)


class RankingShown(ServerMessage, frozen=True):
    """To admins on `/quiz`: the host's screen shows the ranking after this question or slide."""

    event = "ranking_shown"
    ours = True
    question_index: int


class FinalResults(ServerMessage, frozen=True):
    """The answers to all questions, keyed by the index as a string; questions without answers are absent."""

    event = "final_results"
    results: dict[str, list[AnswerData]]

    def args(self) -> tuple[Any, ...]:
        """The object itself."""
        return (self.results,)

    def deployed_args(self) -> tuple[Any, ...]:
        """The object, with answers equal to the options as `/` shows them."""
        return ({index: [answer.deployed() for answer in answers] for index, answers in self.results.items()},)


class Behind(msgspec.Struct, frozen=True):
    """Who is one rank better, and by how many points."""

    username: str
    points: int


class OwnResult(ServerMessage, frozen=True):
    """To a player on `/quiz` when a question is closed. `rank` counts from 1; ties share a rank."""

    event = "own_result"
    ours = True
    question_index: int
    right: bool
    score: int
    total: int
    rank: int
    players: int
    behind: Behind | None


# ---- the state of a game ---------------------------------------------------------------------------------------------


class PlayerState(ServerMessage, frozen=True, kw_only=True):
    """`game_state` for a player: all that this player may see, and nothing else.

    `question` is None before the first question and for a slide; `remaining` is milliseconds, 0 if not `open`;
    `answer` is the own answer to the current question as it was accepted; `result` and `solution` are None until told;
    `total` and `rank` leave the open question out.
    """

    event = "game_state"
    ours = True
    role: Literal["player"] = "player"
    phase: str
    game: PlayerGame
    username: str
    question_index: int
    question: ShownQuestion | None
    open: bool
    remaining: int
    answer: str | None
    result: OwnResult | None
    solution: SolvedQuestion | None
    total: int
    rank: int | None
    players: int


class PlayerEntry(msgspec.Struct, frozen=True):
    """A player in the host's list."""

    seat: Seat
    username: str
    present: bool
    kicked: bool
    answered: bool
    total: int
    custom_field: str | None = None


class HostState(ServerMessage, frozen=True, kw_only=True):
    """`game_state` for an admin. `results` are the answers to the current question once they were shown.

    `ranking`: the host's screen has gone on from the question to the ranking so far.
    """

    event = "game_state"
    ours = True
    role: Literal["host"] = "host"
    phase: str
    game: PlayerGame
    question_index: int
    question: ShownQuestion | None
    open: bool
    remaining: int
    answered: int
    players: int
    entries: list[PlayerEntry]
    solution: SolvedQuestion | None
    results: list[AnswerData] | None
    ranking: bool
    final: dict[str, list[AnswerData]] | None
    controls_visible: bool
    saved: bool


class PlayerLeft(ServerMessage, frozen=True):
    """To admins on `/quiz`: nobody has sat on this seat for five seconds."""

    event = "player_left"
    ours = True
    username: str
    seat: Seat


class PlayerBack(ServerMessage, frozen=True):
    """To admins on `/quiz`: a seat that was left is taken again, or a kicked player may come back."""

    event = "player_back"
    ours = True
    username: str
    seat: Seat


class PlayerKicked(ServerMessage, frozen=True):
    """To admins on `/quiz`."""

    event = "player_kicked"
    ours = True
    username: str
    seat: Seat


class Replaced(Signal, frozen=True):
    """To a socket on `/quiz` whose seat another socket took. It is disconnected next."""

    event = "replaced"
    ours = True


class GameEnded(ServerMessage, frozen=True):
    """To all on `/quiz`: the game is over. Reasons: host, final, idle, lobby, and those of the hall."""

    event = "game_ended"
    ours = True
    reason: str


class Error(ServerMessage, frozen=True):
    """Something was refused. On `/` without argument; pages of ours translate the code."""

    event = "error"
    code: str
    message: str

    def deployed_args(self) -> tuple[Any, ...]:
        """No argument."""
        return ()


MESSAGES: Final[tuple[type[ServerMessage], ...]] = (
    SessionId,
    Welcome,
    TimeSync,
    JoinedGame,
    RejoinedGame,
    PlayerJoined,
    GameNotFound,
    GameAlreadyStarted,
    UsernameAlreadyExists,
    Kick,
    RegisteredAsAdmin,
    AlreadyRegisteredAsAdmin,
    ControlVisibility,
    ExportToken,
    ResultsSavedSuccessfully,
    StartGame,
    SetQuestionNumber,
    SlideShown,
    PlayerAnswer,
    AnswerCount,
    AlreadyReplied,
    QuestionNotActive,
    EveryoneAnswered,
    Solutions,
    QuestionResults,
    RankingShown,
    FinalResults,
    OwnResult,
    PlayerState,
    HostState,
    PlayerLeft,
    PlayerBack,
    PlayerKicked,
    Replaced,
    GameEnded,
    Error,
)
"""Every message of the server. `game_state` has two, one for each role; all others one an event."""

SIGNALS: Final[dict[str, Signal]] = {message.event: message() for message in MESSAGES if issubclass(message, Signal)}
"""The events without argument, by name: each needs to exist only once."""
