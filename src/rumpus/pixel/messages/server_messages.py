"""What the server says about connections, identities and lobbies: names and shapes as on the wire (pixel.md 3).

What a mode says is in a file of its own beside this one. All messages of all files: `catalogue.SERVER_MESSAGES`.
"""

from typing import Any, ClassVar, Literal

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.pixel.content.prompt import Prompt, PromptIndices
from rumpus.pixel.rules.people import User


class ServerMessage(msgspec.Struct, frozen=True, rename="camel"):
    """An event with itself as its one argument, an object. What is `UNSET` is off the wire, never null.

    Attributes:
        event: its name.
        ours: it exists on `/pixel` only. Members of ours are on both namespaces: deployed clients ignore them.
    """

    event: ClassVar[str]
    ours: ClassVar[bool] = False

    def args(self) -> tuple[Any, ...]:
        """The arguments on the wire."""
        return (self,)

    def deployed_args(self) -> tuple[Any, ...]:
        """The same: nothing is said in another way on `/`."""
        return self.args()


class Signal(ServerMessage, frozen=True):
    """An event without argument."""

    def args(self) -> tuple[Any, ...]:
        """None."""
        return ()


# ---- connecting, errors ----------------------------------------------------------------------------------------------


class ModePlayers(msgspec.Struct, frozen=True, rename="camel"):
    """How many play a mode, in public and in private games."""

    min: int
    max: int
    private_min: int | UnsetType = UNSET
    private_max: int | UnsetType = UNSET


class ModeEntry(msgspec.Struct, frozen=True, rename="camel"):
    """A mode that is offered."""

    id: str
    display_name: str
    i18n_key: str = msgspec.field(name="i18nKey")
    players: ModePlayers
    allow_private: bool


class GameModes(ServerMessage, frozen=True):
    """To the new socket, first of all."""

    event = "game-modes"
    available: list[ModeEntry]
    default: str


class Connected(ServerMessage, frozen=True):
    """To the new socket, and again after restore-user. `server_time` is epoch ms, `session_id` a secret."""

    event = "connected"
    socket_id: str
    server_time: int
    user: User
    session_id: str


class Error(ServerMessage, frozen=True):
    """To a socket: nothing was done. `retry_after` is ms."""

    event = "error"
    code: str
    message: str | UnsetType = UNSET
    retry_after: int | UnsetType = UNSET


class OnlineCount(ServerMessage, frozen=True):
    """To everybody, every five seconds."""

    event = "online-count"
    count: int
    total: int
    by_mode: dict[str, int]


class IdleWarning(ServerMessage, frozen=True):
    """To a silent socket; `time_left` is seconds."""

    event = "idle-warning"
    time_left: int


class IdleDisconnect(ServerMessage, frozen=True):
    """To a socket that was silent for too long, which is closed then."""

    event = "idle-disconnect"
    reason: str = "Inactivity"


# ---- the queue -------------------------------------------------------------------------------------------------------


class Queued(ServerMessage, frozen=True):
    """The server is full: this is your place, counted from 1; `estimated_wait` is ms."""

    event = "queued"
    position: int
    estimated_wait: int


class QueueUpdate(ServerMessage, frozen=True):
    """Your place now."""

    event = "queue-update"
    position: int
    estimated_wait: int


class QueueReady(ServerMessage, frozen=True):
    """There is room: ask again, it is kept for 30 s."""

    event = "queue-ready"
    message: str = "A spot is available! You can now join."


class QueueRemoved(ServerMessage, frozen=True):
    """Out of the queue."""

    event = "queue-removed"
    reason: Literal["timeout", "manual"]


class ServerStatus(ServerMessage, frozen=True):
    """To who was just queued: how full the server is, in players."""

    event = "server-status"
    status: Literal["ok", "warning", "critical"]
    current_players: int
    max_players: int


# ---- lobbies ---------------------------------------------------------------------------------------------------------


class Timer(msgspec.Struct, frozen=True, rename="camel"):
    """The time of a phase that is still running: its length in ms, its end in epoch ms."""

    duration: int
    ends_at: int


class Standing(msgspec.Struct, frozen=True, rename="camel", omit_defaults=True):
    """How a room stands, for who comes or comes back (ours).

    Attributes:
        timer: of the running phase, or of the lobby.
        round, total_rounds: of modes that count them, in every phase.
        spectators: who watches; `players` beside it has only those who play.
        away: full names of those whose connection is lost.
        has_password: whether the room asks for one.
        own_words: how many words of its own it plays with.
        player_ids: of the players and then of the spectators, in their order; in private rooms only, where the host may
            have to name one.
        host_id: of a private room.
    """

    timer: Timer | UnsetType = UNSET
    round: int | UnsetType = UNSET
    total_rounds: int | UnsetType = UNSET
    spectators: list[User] = []
    away: list[str] = []
    has_password: bool = False
    own_words: int = 0
    player_ids: list[str] | UnsetType = UNSET
    host_id: str | UnsetType = UNSET


class LobbyJoined(ServerMessage, frozen=True):
    """To the socket that came in. `players` are the active ones; `code` and `is_host` only of private rooms."""

    event = "lobby-joined"
    instance_id: str
    type: Literal["public", "private"]
    has_password: bool
    players: list[User]
    spectator: bool
    game_mode: str
    player_id: str
    code: str | UnsetType = UNSET
    is_host: bool | UnsetType = UNSET
    timer_ends_at: int | UnsetType = UNSET
    phase: str | UnsetType = UNSET
    prompt: Prompt | UnsetType = UNSET
    prompt_indices: PromptIndices | UnsetType = UNSET
    voting_round: int | UnsetType = UNSET
    voting_total_rounds: int | UnsetType = UNSET
    standing: Standing | UnsetType = UNSET


class RoomCreated(ServerMessage, frozen=True):
    """Before the lobby-joined of its creator."""

    event = "room-created"
    code: str
    instance_id: str


class PlayerJoined(ServerMessage, frozen=True):
    """Somebody came in; `player_id` (ours) in private rooms only, where the host may have to name one."""

    event = "player-joined"
    user: User
    player_id: str | UnsetType = UNSET


class PlayerLeft(ServerMessage, frozen=True):
    """Somebody is gone."""

    event = "player-left"
    player_id: str
    user: User
    kicked: bool | UnsetType = UNSET


class PlayerUpdated(ServerMessage, frozen=True):
    """Somebody has another name, or is the host now (`is_host`, ours)."""

    event = "player-updated"
    player_id: str
    user: User
    is_host: bool | UnsetType = UNSET


class PlayerDisconnected(ServerMessage, frozen=True):
    """Somebody's socket is lost; `timestamp` is epoch ms."""

    event = "player-disconnected"
    player_id: str
    user: User
    timestamp: int


class PlayerReconnected(ServerMessage, frozen=True):
    """Somebody is back."""

    event = "player-reconnected"
    player_id: str
    user: User
    timestamp: int


class NameChanged(ServerMessage, frozen=True):
    """Your name from now on."""

    event = "name-changed"
    user: User


class LeftLobby(Signal, frozen=True):
    """You have left."""

    event = "left-lobby"


class Kicked(ServerMessage, frozen=True):
    """You are out."""

    event = "kicked"
    reason: str = "Host kicked you"


class LobbyTimerStarted(ServerMessage, frozen=True):
    """The game starts at `starts_at`, epoch ms, after `duration` ms."""

    event = "lobby-timer-started"
    duration: int
    starts_at: int


class LobbyTimerCancelled(ServerMessage, frozen=True):
    """There are too few players again."""

    event = "lobby-timer-cancelled"


class PasswordRequired(ServerMessage, frozen=True):
    """That room has a password."""

    event = "password-required"
    code: str


class PasswordChanged(ServerMessage, frozen=True):
    """The host has set or removed it."""

    event = "password-changed"
    has_password: bool


class WordsChanged(ServerMessage, frozen=True):
    """The host has brought so many words; 0: the server's own."""

    event = "words-changed"
    ours = True
    count: int


class InstanceClosing(ServerMessage, frozen=True):
    """The instance is no more: "inactivity", or why the server gave it up."""

    event = "instance-closing"
    reason: str


class PhaseChanged(ServerMessage, frozen=True):
    """Another phase; which members it has says the table of its mode (3.3)."""

    event = "phase-changed"
    phase: str
    prompt: Prompt | UnsetType = UNSET
    prompt_indices: PromptIndices | UnsetType = UNSET
    duration: int | UnsetType = UNSET
    starts_at: int | UnsetType = UNSET
    ends_at: int | UnsetType = UNSET
    message: str | UnsetType = UNSET
    round: int | UnsetType = UNSET
    total_rounds: int | UnsetType = UNSET


# ---- submissions, in several modes -----------------------------------------------------------------------------------


class SubmissionReceived(ServerMessage, frozen=True):
    """Your drawing counts."""

    event = "submission-received"
    submission_count: int
    success: bool = True


class SubmissionCount(ServerMessage, frozen=True):
    """So many of so many. A figure: only the latest counts."""

    event = "submission-count"
    count: int
    total: int


# ---- sessions --------------------------------------------------------------------------------------------------------


class Image(msgspec.Struct, frozen=True, rename="camel"):
    """A drawing, by the id of who drew it."""

    player_id: str
    pixels: str


class VotingAssignment(msgspec.Struct, frozen=True, rename="camel"):
    """The two pictures between which somebody votes."""

    image_a: Image
    image_b: Image


class RestoredFinalist(msgspec.Struct, frozen=True, rename="camel"):
    """A drawing in the finale."""

    player_id: str
    pixels: str
    elo: int


class PhaseState(msgspec.Struct, frozen=True, rename="camel"):
    """Where somebody stands in a phase (4.8): the members after `timer` are those of drawing, voting and finale."""

    phase: str
    timer: Timer | UnsetType = UNSET
    has_submitted: bool | UnsetType = UNSET
    submission_count: int | UnsetType = UNSET
    current_round: int | UnsetType = UNSET
    total_rounds: int | UnsetType = UNSET
    has_voted: bool | UnsetType = UNSET
    voting_assignment: VotingAssignment | UnsetType = UNSET
    finalists: list[RestoredFinalist] | UnsetType = UNSET
    finale_voted: bool | UnsetType = UNSET


class SessionRestored(ServerMessage, frozen=True):
    """This socket is that player again. `phase_state` is what the mode adds (4.8)."""

    event = "session-restored"
    instance_id: str
    user: User
    phase: str
    players: list[User]
    is_spectator: bool
    game_mode: str
    type: Literal["public", "private"]
    is_host: bool
    player_id: str
    code: str | UnsetType = UNSET
    prompt: Prompt | UnsetType = UNSET
    prompt_indices: PromptIndices | UnsetType = UNSET
    phase_state: PhaseState | UnsetType = UNSET
    standing: Standing | UnsetType = UNSET


class SessionRestoreFailed(ServerMessage, frozen=True):
    """It is not."""

    event = "session-restore-failed"
    reason: str
