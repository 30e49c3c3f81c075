"""Reads what clients say, strictly and in one place, with the texts of the original for what is wrong (pixel.md 2).

The protocol tells what is wrong with a payload only after everything else that is wrong (no game, another phase): so
what is none of its kind is a `Bad`, and the handler of the event says when it is refused.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, NamedTuple, get_args

from rumpus.pixel.content.names import BadName, is_markup, plain_text, player_name, utf16_length, well_formed
from rumpus.pixel.content.pixels import HEX, PIXELS, BadPixels, padded, picture
from rumpus.pixel.messages import client_messages as said
from rumpus.pixel.messages.client_messages import EVENTS, ClientMessage, Word
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
NO_MODE: Final = Refused("INVALID_GAME_MODE", "Unknown game mode")


class UnknownEvent(LookupError):  # noqa: N818
    """An event that this protocol does not have."""


class Bad(NamedTuple):
    """An event whose payload is none, and how that is refused."""

    kind: type[ClientMessage]
    refused: Refused


class _WrongError(ValueError):
    """Refused with a code of its own."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.message)
        self.refused = refused


def decode(name: str, args: list[Any], *, ours: bool) -> ClientMessage | Bad:
    """Make the message of an event.

    Raises:
        UnknownEvent: this namespace has no such event.
    """
    kind = EVENTS.get(name)
    if kind is None or (kind.ours and not ours):
        raise UnknownEvent(name)
    try:
        return _READ[kind](args) if kind in _READ else kind()
    except _WrongError as wrong:
        return Bad(kind, wrong.refused)
    except (BadPayload, BadName, BadPixels) as bad:
        return Bad(kind, Refused(_CODES[kind], str(bad)))


def _lax(args: list[Any]) -> dict[str, Any]:
    """The payload, where anything else counts as an empty one."""
    return args[0] if args and isinstance(args[0], dict) else {}


def _mode_of(payload: dict[str, Any]) -> str | None:
    mode = payload.get("gameMode")
    if mode is not None and (not isinstance(mode, str) or len(mode) > LONGEST_MODE):
        raise _WrongError(NO_MODE)
    return mode


def _password_of(given: Any) -> str:
    if not isinstance(given, str):
        raise BadPayload("Password must be a string")
    length = utf16_length(given)
    if length < SHORTEST_PASSWORD:
        raise BadPayload(f"Password must be at least {SHORTEST_PASSWORD} characters")
    if length > LONGEST_PASSWORD:
        raise BadPayload(f"Password must be at most {LONGEST_PASSWORD} characters")
    return well_formed(given)


def _id_of(args: list[Any], name: str, missing: str) -> str:
    given = string_of(member_of(object_of(args), name))
    if not given:
        raise BadPayload(missing)
    if utf16_length(given) > LONGEST_ID:
        raise BadPayload("Invalid ID")
    return well_formed(given)


def _text_of(args: list[Any], name: str) -> str:
    return string_of(member_of(object_of(args), name))


# ---- lobbies ---------------------------------------------------------------------------------------------------------


def _join_public(args: list[Any]) -> said.JoinPublic:
    return said.JoinPublic(_mode_of(_lax(args)))


def _create_room(args: list[Any]) -> said.CreateRoom:
    payload = _lax(args)
    given = payload.get("password")
    return said.CreateRoom(_mode_of(payload), _password_of(given) if given else None)


def _join_room(args: list[Any]) -> said.JoinRoom:
    """A password that cannot be one is the empty one, which no room has."""
    payload = _lax(args)
    code, given = payload.get("code"), payload.get("password")
    if not isinstance(code, str) or not 0 < len(code) <= LONGEST_CODE:
        raise _WrongError(Refused("INVALID_CODE", "Invalid room code"))
    password = None
    if given:
        is_one = isinstance(given, str) and utf16_length(given) <= LONGEST_PASSWORD
        password = well_formed(given) if is_one else ""
    return said.JoinRoom(well_formed(code).upper(), password)


def _view_mode(args: list[Any]) -> said.ViewMode:
    mode = _mode_of(_lax(args))
    if not mode:
        raise _WrongError(NO_MODE)
    return said.ViewMode(mode)


def _host_kick_player(args: list[Any]) -> said.HostKickPlayer:
    player_id = _lax(args).get("playerId")
    if not isinstance(player_id, str) or not 0 < len(player_id) <= LONGEST_ID:
        raise _WrongError(Refused("INVALID_PLAYER_ID", "Invalid player ID"))
    return said.HostKickPlayer(player_id)


def _host_change_password(args: list[Any]) -> said.HostChangePassword:
    given = _lax(args).get("password")
    return said.HostChangePassword(None if given is None else _password_of(given))


def _host_set_words(args: list[Any]) -> said.HostSetWords:
    words = member_of(object_of(args), "words")
    if not isinstance(words, list) or len(words) > MOST_WORDS:
        raise BadPayload(f"At most {MOST_WORDS} words")
    return said.HostSetWords([_word(word) for word in words])


def _word(given: Any) -> Word:
    pair = object_of([given])
    texts = [
        None if pair.get(language) is None else plain_text(string_of(pair[language]), LONGEST_WORD)
        for language in ("en", "de")
    ]
    if texts == [None, None]:
        raise BadPayload("Required")
    if any(text is not None and is_markup(text) for text in texts):
        raise BadName("Invalid characters")  # as in a guess: nobody could say it
    return Word(*texts)


# ---- identities ------------------------------------------------------------------------------------------------------


def _change_name(args: list[Any]) -> said.ChangeName:
    return said.ChangeName(player_name(_text_of(args, "name")))


def _restore_user(args: list[Any]) -> said.RestoreUser:
    return said.RestoreUser(player_name(_text_of(args, "displayName")))


def _restore_session(args: list[Any]) -> said.RestoreSession:
    session = _lax(args).get("sessionId")
    if not isinstance(session, str) or not 0 < len(session) <= LONGEST_SESSION:
        raise BadPayload("Invalid session ID")
    return said.RestoreSession(session)


# ---- games -----------------------------------------------------------------------------------------------------------


def _submit_drawing(args: list[Any]) -> said.SubmitDrawing:
    return said.SubmitDrawing(picture(_text_of(args, "pixels")))


def _royale_submit(args: list[Any]) -> said.RoyaleSubmit:
    return said.RoyaleSubmit(picture(_text_of(args, "pixels")))


def _vote(args: list[Any]) -> said.Vote:
    return said.Vote(_id_of(args, "chosenId", "Must choose an image"))


def _finale_vote(args: list[Any]) -> said.FinaleVote:
    return said.FinaleVote(_id_of(args, "playerId", "Must choose a finalist"))


def _rematch_vote(args: list[Any]) -> said.CopycatRematchVote:
    return said.CopycatRematchVote(boolean_of(member_of(object_of(args), "wantsRematch")))


def _draw(args: list[Any]) -> said.PixelguesserDraw:
    pixels = _text_of(args, "pixels")
    if not 0 < len(pixels) <= PIXELS or not HEX.issuperset(pixels):
        raise BadPixels("Only hex characters allowed")
    return said.PixelguesserDraw(padded(pixels))


def _guess(args: list[Any]) -> said.PixelguesserGuess:
    guess = plain_text(_text_of(args, "guess"), LONGEST_GUESS)
    if is_markup(guess):
        raise BadName("Invalid characters")
    return said.PixelguesserGuess(guess)


def _move(args: list[Any]) -> said.ZombieMove:
    direction = _lax(args).get("direction")
    if not isinstance(direction, str) or direction not in DIRECTIONS:
        raise BadPayload("Invalid direction")
    return said.ZombieMove(direction)  # type: ignore[arg-type] # it is one of them


_READ: Final[Mapping[type[ClientMessage], Callable[[list[Any]], ClientMessage]]] = {
    said.JoinPublic: _join_public,
    said.CreateRoom: _create_room,
    said.JoinRoom: _join_room,
    said.ViewMode: _view_mode,
    said.HostKickPlayer: _host_kick_player,
    said.HostChangePassword: _host_change_password,
    said.HostSetWords: _host_set_words,
    said.ChangeName: _change_name,
    said.RestoreUser: _restore_user,
    said.RestoreSession: _restore_session,
    said.SubmitDrawing: _submit_drawing,
    said.RoyaleSubmit: _royale_submit,
    said.Vote: _vote,
    said.FinaleVote: _finale_vote,
    said.CopycatRematchVote: _rematch_vote,
    said.PixelguesserDraw: _draw,
    said.PixelguesserGuess: _guess,
    said.ZombieMove: _move,
}

_CODES: Final[Mapping[type[ClientMessage], str]] = {
    said.CreateRoom: "INVALID_PASSWORD",
    said.HostChangePassword: "INVALID_PASSWORD",
    said.HostSetWords: "INVALID_WORDS",
    said.ChangeName: "INVALID_NAME",
    said.RestoreUser: "INVALID_NAME",
    said.RestoreSession: "INVALID_SESSION",
    said.SubmitDrawing: "INVALID_PIXELS",
    said.RoyaleSubmit: "INVALID_PIXELS",
    said.PixelguesserDraw: "INVALID_PIXELS",
    said.Vote: "INVALID_VOTE",
    said.FinaleVote: "INVALID_VOTE",
    said.CopycatRematchVote: "INVALID_VOTE",
    said.PixelguesserGuess: "INVALID_GUESS",
    said.ZombieMove: "INVALID_DIRECTION",
}
"""With which code a payload is refused that is none."""
