"""What clients say in the pixel games: every event, decoded and bounded in one place (pixel.md 2).

The protocol tells what is wrong with a payload only after everything else that is wrong (no game, another phase), so
decoding never fails for an event that exists: what is wrong comes along as `fault`, and its handler says when.
"""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final, get_args

import msgspec

from rumpus.pixel.content.names import BadName, is_markup, plain_text, player_name, utf16_length, well_formed
from rumpus.pixel.content.pixels import HEX, PIXELS, BadPixels, padded, picture
from rumpus.pixel.messages.payload import BadPayload, boolean_of, member_of, object_of, string_of
from rumpus.pixel.rules.commands import Direction
from rumpus.pixel.rules.facts import Refused

LONGEST_MODE: Final = 50
LONGEST_CODE: Final = 32
LONGEST_ID: Final = 50
LONGEST_SESSION: Final = 128
LONGEST_GUESS: Final = 50
SHORTEST_PASSWORD: Final = 4
LONGEST_PASSWORD: Final = 64
MOST_WORDS: Final = 300
LONGEST_WORD: Final = 40
DIRECTIONS: Final[frozenset[str]] = frozenset(get_args(Direction))


class UnknownEvent(LookupError):  # noqa: N818
    """An event that this protocol does not have."""


class ClientMessage(msgspec.Struct, frozen=True, kw_only=True):
    """An event with its payload.

    Attributes:
        event: its name on the wire.
        ours: it exists on `/pixel` only.
        fault: what is wrong with the payload; the other members are not to be used then.
    """

    event: ClassVar[str]
    ours: ClassVar[bool] = False

    fault: Refused | None = None


class JoinPublic(ClientMessage, frozen=True):
    """Into a public game. No mode: the one last played or looked at (11.4)."""

    event = "join-public"
    game_mode: str | None = None


class CreateRoom(ClientMessage, frozen=True):
    """A private room."""

    event = "create-room"
    game_mode: str | None = None
    password: str | None = None


class JoinRoom(ClientMessage, frozen=True):
    """Into a private room; the code in upper case. `password` is "" if what came cannot be one."""

    event = "join-room"
    code: str = ""
    password: str | None = None


class LeaveLobby(ClientMessage, frozen=True):
    """Out of the game."""

    event = "leave-lobby"


class LeaveQueue(ClientMessage, frozen=True):
    """Out of the queue."""

    event = "leave-queue"


class ViewMode(ClientMessage, frozen=True):
    """The page of a mode is shown; None if that is none."""

    event = "view-mode"
    game_mode: str | None = None


class LeaveMode(ClientMessage, frozen=True):
    """It is shown no more."""

    event = "leave-mode"


class HostStartGame(ClientMessage, frozen=True):
    """The host starts."""

    event = "host-start-game"


class HostKickPlayer(ClientMessage, frozen=True):
    """The host removes a player; None if the id cannot be one."""

    event = "host-kick-player"
    player_id: str | None = None


class HostChangePassword(ClientMessage, frozen=True):
    """The host sets a password; None removes it."""

    event = "host-change-password"
    password: str | None = None


class HostSetWords(ClientMessage, frozen=True):
    """The host brings words for PixelGuesser: `words: [{en, de}]`, one of both is enough. No words: ours again."""

    event = "host-set-words"
    ours = True
    words: list[tuple[str, str]] = []


class ChangeName(ClientMessage, frozen=True):
    """Another name."""

    event = "change-name"
    name: str = ""


class RestoreUser(ClientMessage, frozen=True):
    """The name that this browser had."""

    event = "restore-user"
    display_name: str = ""


class RestoreSession(ClientMessage, frozen=True):
    """Back to the seat; None if that cannot be a session."""

    event = "restore-session"
    session_id: str | None = None


class Ping(ClientMessage, frozen=True):
    """Acknowledged with the server's time, epoch ms."""

    event = "ping"


class ActivityPing(ClientMessage, frozen=True):
    """Somebody is there."""

    event = "activity-ping"


class SubmitDrawing(ClientMessage, frozen=True):
    """A drawing, in upper case."""

    event = "submit-drawing"
    pixels: str = ""


class RoyaleSubmit(ClientMessage, frozen=True):
    """A drawing of CopyCat Royale."""

    event = "royale-submit"
    pixels: str = ""


class Vote(ClientMessage, frozen=True):
    """For one of two pictures, by the id of who drew it."""

    event = "vote"
    chosen_id: str = ""


class FinaleVote(ClientMessage, frozen=True):
    """For a finalist."""

    event = "finale-vote"
    player_id: str = ""


class CopycatRematchVote(ClientMessage, frozen=True):
    """Once more?"""

    event = "copycat-rematch-vote"
    wants_rematch: bool = False


class PixelguesserDraw(ClientMessage, frozen=True):
    """The artist's canvas, padded to 64 digits. With a fault it is dropped."""

    event = "pixelguesser-draw"
    pixels: str = ""


class PixelguesserGuess(ClientMessage, frozen=True):
    """A guess, trimmed and not escaped."""

    event = "pixelguesser-guess"
    guess: str = ""


class ZombieMove(ClientMessage, frozen=True):
    """One step. With a fault it is dropped."""

    event = "zombie-move"
    direction: str = ""


class ZombieResync(ClientMessage, frozen=True):
    """The full state, please."""

    event = "zombie-resync"
    ours = True


def decode(name: str, args: list[Any], *, ours: bool) -> ClientMessage:
    """Make the message of an event.

    Raises:
        UnknownEvent: this namespace has no such event.
    """
    known = EVENTS.get(name)
    if known is None or (known[0].ours and not ours):
        raise UnknownEvent(name)
    kind, read = known
    if read is None:
        return kind()
    try:
        return read(args)
    except BadPayload as bad:
        return kind(fault=Refused(_CODES.get(kind, "INVALID_PAYLOAD"), str(bad)))
    except (BadName, BadPixels) as bad:
        return kind(fault=Refused(_CODES[kind], str(bad)))


_CODES: Final[Mapping[type[ClientMessage], str]] = {
    ChangeName: "INVALID_NAME",
    RestoreUser: "INVALID_NAME",
    SubmitDrawing: "INVALID_PIXELS",
    RoyaleSubmit: "INVALID_PIXELS",
    PixelguesserDraw: "INVALID_PIXELS",
    Vote: "INVALID_VOTE",
    FinaleVote: "INVALID_VOTE",
    CopycatRematchVote: "INVALID_VOTE",
    PixelguesserGuess: "INVALID_GUESS",
    CreateRoom: "INVALID_PASSWORD",
    HostChangePassword: "INVALID_PASSWORD",
    HostSetWords: "INVALID_WORDS",
}
"""Which code tells that the payload is none."""

_NO_MODE: Final = Refused("INVALID_GAME_MODE", "Unknown game mode")


def _lax(args: list[Any]) -> dict[str, Any]:
    """The payload where anything else counts as an empty one."""
    return args[0] if args and isinstance(args[0], dict) else {}


def _join_public(args: list[Any]) -> JoinPublic:
    mode = _lax(args).get("gameMode")
    if mode is None:
        return JoinPublic()
    if not isinstance(mode, str) or len(mode) > LONGEST_MODE:
        return JoinPublic(fault=_NO_MODE)
    return JoinPublic(game_mode=mode)


def _create_room(args: list[Any]) -> CreateRoom:
    payload = _lax(args)
    mode = payload.get("gameMode")
    if mode is not None and (not isinstance(mode, str) or len(mode) > LONGEST_MODE):
        return CreateRoom(fault=_NO_MODE)
    given = payload.get("password")
    return CreateRoom(game_mode=mode, password=_password(given) if given else None)


def _password(given: Any) -> str:
    if not isinstance(given, str):
        raise BadPayload("Password must be a string")
    length = utf16_length(given)
    if length < SHORTEST_PASSWORD:
        raise BadPayload(f"Password must be at least {SHORTEST_PASSWORD} characters")
    if length > LONGEST_PASSWORD:
        raise BadPayload(f"Password must be at most {LONGEST_PASSWORD} characters")
    return well_formed(given)


def _join_room(args: list[Any]) -> JoinRoom:
    payload = _lax(args)
    code, given = payload.get("code"), payload.get("password")
    if not isinstance(code, str) or not 0 < len(code) <= LONGEST_CODE:
        return JoinRoom(fault=Refused("INVALID_CODE", "Invalid room code"))
    password = None
    if given:
        is_one = isinstance(given, str) and utf16_length(given) <= LONGEST_PASSWORD
        password = well_formed(given) if is_one else ""
    return JoinRoom(code=well_formed(code).upper(), password=password)


def _view_mode(args: list[Any]) -> ViewMode:
    mode = _lax(args).get("gameMode")
    return ViewMode(game_mode=mode if isinstance(mode, str) and 0 < len(mode) <= LONGEST_MODE else None)


def _host_kick_player(args: list[Any]) -> HostKickPlayer:
    player_id = _lax(args).get("playerId")
    return HostKickPlayer(
        player_id=player_id if isinstance(player_id, str) and 0 < len(player_id) <= LONGEST_ID else None
    )


def _host_change_password(args: list[Any]) -> HostChangePassword:
    given = _lax(args).get("password")
    return HostChangePassword(password=None if given is None else _password(given))


def _host_set_words(args: list[Any]) -> HostSetWords:
    words = member_of(object_of(args), "words")
    if not isinstance(words, list) or len(words) > MOST_WORDS:
        raise BadPayload(f"At most {MOST_WORDS} words")
    pairs = []
    for word in words:
        pair = object_of([word])
        texts = [pair.get(language) for language in ("en", "de")]
        given = [plain_text(string_of(text), LONGEST_WORD) for text in texts if text is not None]
        if not given:
            raise BadPayload("Required")
        pairs.append((given[0], given[-1]))
    return HostSetWords(words=pairs)


def _change_name(args: list[Any]) -> ChangeName:
    return ChangeName(name=player_name(string_of(member_of(object_of(args), "name"))))


def _restore_user(args: list[Any]) -> RestoreUser:
    return RestoreUser(display_name=player_name(string_of(member_of(object_of(args), "displayName"))))


def _restore_session(args: list[Any]) -> RestoreSession:
    session = _lax(args).get("sessionId")
    return RestoreSession(
        session_id=session if isinstance(session, str) and 0 < len(session) <= LONGEST_SESSION else None
    )


def _submit_drawing(args: list[Any]) -> SubmitDrawing:
    return SubmitDrawing(pixels=picture(string_of(member_of(object_of(args), "pixels"))))


def _royale_submit(args: list[Any]) -> RoyaleSubmit:
    return RoyaleSubmit(pixels=picture(string_of(member_of(object_of(args), "pixels"))))


def _id_of(args: list[Any], name: str, missing: str) -> str:
    given = string_of(member_of(object_of(args), name))
    if not given:
        raise BadPayload(missing)
    if utf16_length(given) > LONGEST_ID:
        raise BadPayload("Invalid ID")
    return well_formed(given)


def _vote(args: list[Any]) -> Vote:
    return Vote(chosen_id=_id_of(args, "chosenId", "Must choose an image"))


def _finale_vote(args: list[Any]) -> FinaleVote:
    return FinaleVote(player_id=_id_of(args, "playerId", "Must choose a finalist"))


def _rematch_vote(args: list[Any]) -> CopycatRematchVote:
    return CopycatRematchVote(wants_rematch=boolean_of(member_of(object_of(args), "wantsRematch")))


def _draw(args: list[Any]) -> PixelguesserDraw:
    pixels = string_of(member_of(object_of(args), "pixels"))
    if not 0 < len(pixels) <= PIXELS or not HEX.issuperset(pixels):
        raise BadPixels("Only hex characters allowed")
    return PixelguesserDraw(pixels=padded(pixels))


def _guess(args: list[Any]) -> PixelguesserGuess:
    guess = plain_text(string_of(member_of(object_of(args), "guess")), LONGEST_GUESS)
    if is_markup(guess):
        raise BadName("Invalid characters")
    return PixelguesserGuess(guess=guess)


def _move(args: list[Any]) -> ZombieMove:
    direction = _lax(args).get("direction")
    if not isinstance(direction, str) or direction not in DIRECTIONS:
        return ZombieMove(fault=Refused("INVALID_DIRECTION", "Invalid direction"))
    return ZombieMove(direction=direction)


_Read = Callable[[list[Any]], ClientMessage] | None

EVENTS: Final[Mapping[str, tuple[type[ClientMessage], _Read]]] = {
    kind.event: (kind, read)
    for kind, read in (
        (JoinPublic, _join_public),
        (CreateRoom, _create_room),
        (JoinRoom, _join_room),
        (LeaveLobby, None),
        (LeaveQueue, None),
        (ViewMode, _view_mode),
        (LeaveMode, None),
        (HostStartGame, None),
        (HostKickPlayer, _host_kick_player),
        (HostChangePassword, _host_change_password),
        (HostSetWords, _host_set_words),
        (ChangeName, _change_name),
        (RestoreUser, _restore_user),
        (RestoreSession, _restore_session),
        (Ping, None),
        (ActivityPing, None),
        (SubmitDrawing, _submit_drawing),
        (RoyaleSubmit, _royale_submit),
        (Vote, _vote),
        (FinaleVote, _finale_vote),
        (CopycatRematchVote, _rematch_vote),
        (PixelguesserDraw, _draw),
        (PixelguesserGuess, _guess),
        (ZombieMove, _move),
        (ZombieResync, None),
    )
}
"""Every event by its name, with its type and what reads its arguments."""
