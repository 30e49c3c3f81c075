"""What the codes of `error` mean, for people who read the wire. Pages translate the code (quiz.md 0.13)."""

from typing import Final

from rumpus.quiz.messages.server_messages import Error

SENTENCES: Final = {
    "already_joined": "This connection has joined already, under another name or in another game.",
    "answer_too_long": "This answer is too long.",
    "bad_payload": "This message is not as it should be.",
    "captcha": "This game wants a proof of work that was not used before.",
    "full": "This game has all the players it can take.",
    "game_over": "This game is over.",
    "kicked": "The host has removed you from this game.",
    "name_empty": "A name needs at least one visible character.",
    "name_not_allowed": "This name has characters that a name cannot have.",
    "name_refused": "This name is not wanted here. Take another one, or ask the host to allow it.",
    "name_taken": "Somebody else has this name by now.",
    "name_too_long": "This name is too long.",
    "no_option": "This is not an answer to the question.",
    "not_joined": "Nobody has joined on this seat.",
    "payload_too_large": "This message is too large.",
    "slide": "A slide takes no answers.",
    "too_many_events": "Too many messages in a short time.",
    "too_many_wrong_pins": "Too many wrong pins. Wait a minute.",
    "unknown_player": "There is no such player.",
    "wrong_game_id": "This is not the secret of the game.",
    "wrong_seat": "Nobody of this name has played here with this id.",
}


def error(code: str) -> Error:
    """The `error` for a code."""
    return Error(code, SENTENCES.get(code, "This message is not as it should be."))
