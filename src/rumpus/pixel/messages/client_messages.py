"""What clients say in the pixel games: every event with its payload as on the wire (pixel.md 2)."""

from typing import ClassVar, Final

import msgspec

from rumpus.pixel.rules.commands import Direction


class ClientMessage(msgspec.Struct, frozen=True, rename="camel"):
    """An event with its payload.

    Attributes:
        event: its name on the wire.
        host: only the host of a private room may say it.
        ours: it exists on `/pixel` only.
        payload: how the argument looks: none or an object.
    """

    event: ClassVar[str]
    host: ClassVar[bool] = False
    ours: ClassVar[bool] = False
    payload: ClassVar[str] = "object"


class JoinPublic(ClientMessage, frozen=True):
    """Into a public game. No mode: the one last played or looked at, else `pixel-battle`."""

    event = "join-public"
    game_mode: str | None = None


class CreateRoom(ClientMessage, frozen=True):
    """A private room. A password has 4 to 64 characters."""

    event = "create-room"
    game_mode: str | None = None
    password: str | None = None


class JoinRoom(ClientMessage, frozen=True):
    """Into a private room. Upper and lower case of the code are the same; a password if the room has one."""

    event = "join-room"
    code: str
    password: str | None = None


class LeaveLobby(ClientMessage, frozen=True):
    """Out of the game."""

    event = "leave-lobby"
    payload = "none"


class LeaveQueue(ClientMessage, frozen=True):
    """Out of the queue."""

    event = "leave-queue"
    payload = "none"


class ViewMode(ClientMessage, frozen=True):
    """The page of a mode is shown: who looks at it counts as there."""

    event = "view-mode"
    game_mode: str


class LeaveMode(ClientMessage, frozen=True):
    """It is shown no more."""

    event = "leave-mode"
    payload = "none"


class HostStartGame(ClientMessage, frozen=True):
    """The host starts the game."""

    event = "host-start-game"
    host = True
    payload = "none"


class HostKickPlayer(ClientMessage, frozen=True):
    """The host removes a player from the lobby, who may come back."""

    event = "host-kick-player"
    host = True
    player_id: str


class HostChangePassword(ClientMessage, frozen=True):
    """The host sets a password; null or nothing removes it."""

    event = "host-change-password"
    host = True
    password: str | None = None


class Word(msgspec.Struct, frozen=True):
    """A word to be drawn, in one language or both."""

    en: str | None = None
    de: str | None = None


class HostSetWords(ClientMessage, frozen=True):
    """The host brings words for PixelGuesser, 300 at most; none: the server's own again."""

    event = "host-set-words"
    host = True
    ours = True
    words: list[Word]


class ChangeName(ClientMessage, frozen=True):
    """Another name, 1 to 20 characters."""

    event = "change-name"
    name: str


class RestoreUser(ClientMessage, frozen=True):
    """The name that this browser had; answered by `connected`, or not at all."""

    event = "restore-user"
    display_name: str


class RestoreSession(ClientMessage, frozen=True):
    """Back to the seat of an earlier connection, by the `sessionId` of its `connected`."""

    event = "restore-session"
    session_id: str


class Ping(ClientMessage, frozen=True):
    """Acknowledged with the server's time, epoch ms."""

    event = "ping"
    payload = "none"


class ActivityPing(ClientMessage, frozen=True):
    """Somebody is there."""

    event = "activity-ping"
    payload = "none"


class SubmitDrawing(ClientMessage, frozen=True):
    """A drawing: 64 hex digits, row by row."""

    event = "submit-drawing"
    pixels: str


class RoyaleSubmit(ClientMessage, frozen=True):
    """A drawing of CopyCat Royale: 64 hex digits, row by row."""

    event = "royale-submit"
    pixels: str


class Vote(ClientMessage, frozen=True):
    """For one of two pictures, by the id of who drew it."""

    event = "vote"
    chosen_id: str


class FinaleVote(ClientMessage, frozen=True):
    """For a finalist."""

    event = "finale-vote"
    player_id: str


class CopycatRematchVote(ClientMessage, frozen=True):
    """Once more?"""

    event = "copycat-rematch-vote"
    wants_rematch: bool


class PixelguesserDraw(ClientMessage, frozen=True):
    """The artist's canvas: 1 to 64 hex digits, the rest is background."""

    event = "pixelguesser-draw"
    pixels: str


class PixelguesserGuess(ClientMessage, frozen=True):
    """A guess, 1 to 50 characters."""

    event = "pixelguesser-guess"
    guess: str


class ZombieMove(ClientMessage, frozen=True):
    """One step."""

    event = "zombie-move"
    direction: Direction


class ZombieResync(ClientMessage, frozen=True):
    """The full state, please."""

    event = "zombie-resync"
    ours = True
    payload = "none"


MESSAGES: Final[tuple[type[ClientMessage], ...]] = (
    JoinPublic,
    CreateRoom,
    JoinRoom,
    LeaveLobby,
    LeaveQueue,
    ViewMode,
    LeaveMode,
    HostStartGame,
    HostKickPlayer,
    HostChangePassword,
    HostSetWords,
    ChangeName,
    RestoreUser,
    RestoreSession,
    Ping,
    ActivityPing,
    SubmitDrawing,
    RoyaleSubmit,
    Vote,
    FinaleVote,
    CopycatRematchVote,
    PixelguesserDraw,
    PixelguesserGuess,
    ZombieMove,
    ZombieResync,
)
"""Every event."""

EVENTS: Final[dict[str, type[ClientMessage]]] = {message.event: message for message in MESSAGES}
"""By name."""
