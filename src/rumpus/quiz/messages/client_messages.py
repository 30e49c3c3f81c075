"""What clients say in a quiz: every event of both namespaces, decoded and bounded in one place (quiz.md 2, 0.1, 0.13).

Tolerant where the deployed original or its documentation is: an argument that is ignored may be anything or missing,
numbers may come as strings, ints or floats, members that nobody knows are ignored, and so are arguments too many.
"""

from collections.abc import Callable
from typing import Any, ClassVar, Final

import msgspec

from rumpus.hall.game import Seat
from rumpus.quiz.content.text import plain
from rumpus.quiz.messages.payload import (
    LONGEST_ANSWER,
    LONGEST_CAPTCHA,
    LONGEST_CUSTOM_FIELD,
    LONGEST_ID,
    LONGEST_TOKEN,
    BadMessage,
    answer_of,
    index_of,
    name_of,
    number_of,
    object_of,
    optional_text_of,
    order_of,
    pin_of,
    request_id_of,
    text_of,
)

__all__ = ["EVENTS", "HOST_EVENTS", "BadMessage", "ClientMessage", "UnknownEvent", "decode"]  # and every message below


class UnknownEvent(LookupError):  # noqa: N818
    """An event that this protocol does not have."""


class ClientMessage(msgspec.Struct, frozen=True):
    """An event with its payload.

    Attributes:
        event: its name on the wire.
        host: only the host and the remotes of a game may say it; it is ignored silently from others.
        ours: it exists on `/quiz` only.
        payload: how the argument looks: none, an object or a bare value.
    """

    event: ClassVar[str]
    host: ClassVar[bool] = False
    ours: ClassVar[bool] = False
    payload: ClassVar[str] = "object"


class HostMessage(ClientMessage, frozen=True, kw_only=True):
    """What only a host may say. Said again with the same `request_id`, it is done once."""

    host = True
    request_id: str | None = None


class JoinGame(ClientMessage, frozen=True):
    """A player wants a new seat. The name is checked and trimmed, an empty custom field is none."""

    event = "join_game"
    username: str
    game_pin: str
    captcha: str | None = None
    custom_field: str | None = None


class RejoinGame(ClientMessage, frozen=True):
    """A player comes back: with name and any sid of before, or on `/quiz` with the token of the seat."""

    event = "rejoin_game"
    game_pin: str
    username: str | None = None
    old_sid: str | None = None
    seat: str | None = None


class RegisterAsAdmin(ClientMessage, frozen=True):
    """A socket wants to host the game whose secret it has."""

    event = "register_as_admin"
    game_pin: str
    game_id: str


class RegisterAsRemote(ClientMessage, frozen=True):
    """A socket wants to be a remote control of the game whose secret it has."""

    event = "register_as_remote"
    game_pin: str
    game_id: str


class StartGame(HostMessage, frozen=True):
    """Begin."""

    event = "start_game"
    payload = "none"


class SetQuestionNumber(HostMessage, frozen=True, kw_only=True):
    """Show this question. What is not a number is -1, which no quiz has."""

    event = "set_question_number"
    payload = "bare"
    index: int = msgspec.field(name="question_number")


class SubmitAnswer(ClientMessage, frozen=True):
    """A player answers.

    `answer` is made a string; a list of indexes (CHECK) becomes indexes with commas, a single one with a comma after
    it. `complex_answer` (ORDER) becomes its texts. `tapped_after` is milliseconds by the phone's clock.
    """

    event = "submit_answer"
    question_index: int
    answer: str
    order: list[str] | None = msgspec.field(default=None, name="complex_answer")
    tapped_after: int | None = None


class ShowSolutions(HostMessage, frozen=True):
    """Tell everybody what was right."""

    event = "show_solutions"
    payload = "none"


class GetQuestionResults(HostMessage, frozen=True, kw_only=True):
    """Tell everybody who answered what."""

    event = "get_question_results"
    question_number: int


class ShowRanking(HostMessage, frozen=True):
    """Show the ranking so far on the host's screen and the remotes."""

    event = "show_ranking"
    ours = True
    payload = "none"


class GetFinalResults(HostMessage, frozen=True):
    """Tell everybody all results."""

    event = "get_final_results"
    payload = "none"


class GetExportToken(HostMessage, frozen=True):
    """Give a token for the results."""

    event = "get_export_token"
    payload = "none"


class SaveQuiz(HostMessage, frozen=True):
    """Keep the results."""

    event = "save_quiz"
    payload = "none"


class KickPlayer(HostMessage, frozen=True, kw_only=True):
    """Remove the player of this name."""

    event = "kick_player"
    username: str


class SetControlVisibility(HostMessage, frozen=True, kw_only=True):
    """Show or hide the controls on the big screen."""

    event = "set_control_visibility"
    visible: bool


class EchoTimeSync(ClientMessage, frozen=True):
    """The token of `time_sync` comes back. What cannot be one is the empty string."""

    event = "echo_time_sync"
    payload = "bare"
    token: str


class LetBack(HostMessage, frozen=True, kw_only=True):
    """Let a kicked player come back."""

    event = "let_back"
    ours = True
    seat: Seat


class TakeOver(ClientMessage, frozen=True):
    """Host the game whose secret this socket has, even if another socket hosts it."""

    event = "take_over"
    ours = True
    game_pin: str
    game_id: str
    request_id: str | None = None


class EndGame(HostMessage, frozen=True):
    """End the game."""

    event = "end_game"
    ours = True
    payload = "none"


class Resync(ClientMessage, frozen=True):
    """Tell this socket the state of the game again."""

    event = "resync"
    ours = True
    payload = "none"


def decode(event: str, args: list[Any], *, ours: bool = True) -> ClientMessage:
    """The message in an event packet. `ours` False leaves out the events that exist on `/quiz` only.

    Raises:
        UnknownEvent: if there is no such event.
        BadMessage: if the payload is none.
    """
    decoder = _DECODERS.get(event)
    if decoder is None or (not ours and EVENTS[event].ours):
        raise UnknownEvent(event)
    return decoder(args[0] if args else None)


# ---- one decoder for each event --------------------------------------------------------------------------------------


def _join_game(payload: Any) -> JoinGame:
    payload = object_of(payload)
    field = optional_text_of(payload, "custom_field", LONGEST_CUSTOM_FIELD)
    captcha = optional_text_of(payload, "captcha", LONGEST_CAPTCHA)
    return JoinGame(name_of(payload), pin_of(payload), captcha or None, (plain(field) if field else None) or None)


def _rejoin_game(payload: Any) -> RejoinGame:
    payload = object_of(payload)
    if payload.get("seat") is not None:
        return RejoinGame(pin_of(payload), seat=text_of(payload, "seat", LONGEST_ID))
    return RejoinGame(pin_of(payload), name_of(payload), text_of(payload, "old_sid", LONGEST_ID))


def _register_as_admin(payload: Any) -> RegisterAsAdmin:
    payload = object_of(payload)
    return RegisterAsAdmin(pin_of(payload), text_of(payload, "game_id", LONGEST_ID))


def _register_as_remote(payload: Any) -> RegisterAsRemote:
    payload = object_of(payload)
    return RegisterAsRemote(pin_of(payload), text_of(payload, "game_id", LONGEST_ID))


def _take_over(payload: Any) -> TakeOver:
    payload = object_of(payload)
    return TakeOver(pin_of(payload), text_of(payload, "game_id", LONGEST_ID), request_id_of(payload))


def _set_question_number(payload: Any) -> SetQuestionNumber:
    request_id = request_id_of(payload)
    if isinstance(payload, dict):
        payload = payload.get("question_number")
    number = number_of(payload)
    index = -1 if number is None or number < 0 else int(number)
    return SetQuestionNumber(index=index, request_id=request_id)


def _submit_answer(payload: Any) -> SubmitAnswer:
    payload = object_of(payload)
    answer = payload.get("answer")
    if type(answer) is not str or len(answer) > LONGEST_ANSWER or not answer.isascii():
        answer = answer_of(answer)
    order = payload.get("complex_answer")
    if order is not None:
        order = order_of(order)
    tapped_after = payload.get("tapped_after")
    if tapped_after is not None:
        # By the phone's own clock: what makes no sense is left out, an answer is never lost for it.
        number = number_of(tapped_after)
        tapped_after = None if number is None or number < 0 else int(number)
    return SubmitAnswer(index_of(payload, "question_index"), answer, order, tapped_after)


def _get_question_results(payload: Any) -> GetQuestionResults:
    payload = object_of(payload)
    return GetQuestionResults(question_number=index_of(payload, "question_number"), request_id=request_id_of(payload))


def _kick_player(payload: Any) -> KickPlayer:
    payload = object_of(payload)
    return KickPlayer(username=name_of(payload), request_id=request_id_of(payload))


def _set_control_visibility(payload: Any) -> SetControlVisibility:
    payload = object_of(payload)
    visible = payload.get("visible")
    if not isinstance(visible, bool):
        raise BadMessage("bad_visible")
    return SetControlVisibility(visible=visible, request_id=request_id_of(payload))


def _echo_time_sync(payload: Any) -> EchoTimeSync:
    is_token = isinstance(payload, str) and len(payload) <= LONGEST_TOKEN and payload.isascii()
    return EchoTimeSync(payload if is_token else "")


def _let_back(payload: Any) -> LetBack:
    payload = object_of(payload)
    return LetBack(seat=index_of(payload, "seat"), request_id=request_id_of(payload))


def _bare(message: Callable[..., HostMessage]) -> Callable[[Any], HostMessage]:
    return lambda payload: message(request_id=request_id_of(payload))


EVENTS: Final[dict[str, type[ClientMessage]]] = {
    message.event: message
    for message in (
        JoinGame,
        RejoinGame,
        RegisterAsAdmin,
        RegisterAsRemote,
        StartGame,
        SetQuestionNumber,
        SubmitAnswer,
        ShowSolutions,
        GetQuestionResults,
        ShowRanking,
        GetFinalResults,
        GetExportToken,
        SaveQuiz,
        KickPlayer,
        SetControlVisibility,
        EchoTimeSync,
        LetBack,
        TakeOver,
        EndGame,
        Resync,
    )
}
"""Every event that a client may send, by its name on the wire."""

HOST_EVENTS: Final = frozenset(event for event, message in EVENTS.items() if message.host)
"""Events that are ignored silently from anybody but the host and the remotes."""

_DECODERS: Final[dict[str, Callable[[Any], ClientMessage]]] = {
    "join_game": _join_game,
    "rejoin_game": _rejoin_game,
    "register_as_admin": _register_as_admin,
    "register_as_remote": _register_as_remote,
    "start_game": _bare(StartGame),
    "set_question_number": _set_question_number,
    "submit_answer": _submit_answer,
    "show_solutions": _bare(ShowSolutions),
    "get_question_results": _get_question_results,
    "show_ranking": _bare(ShowRanking),
    "get_final_results": _bare(GetFinalResults),
    "get_export_token": _bare(GetExportToken),
    "save_quiz": _bare(SaveQuiz),
    "kick_player": _kick_player,
    "set_control_visibility": _set_control_visibility,
    "echo_time_sync": _echo_time_sync,
    "let_back": _let_back,
    "take_over": _take_over,
    "end_game": _bare(EndGame),
    "resync": lambda payload: Resync(),  # noqa: ARG005
}
