"""What clients send, decoded or refused in the words of the original."""

from typing import Any

import pytest

from rumpus.pixel.messages import client_messages as said
from rumpus.pixel.messages.client_messages import EVENTS
from rumpus.pixel.messages.decoding import Bad, UnknownEvent, decode

PIXELS = "0123456789abcdef" * 4

GOOD: list[tuple[str, list[Any], said.ClientMessage]] = [
    ("join-public", [], said.JoinPublic()),
    ("join-public", [None], said.JoinPublic()),
    ("join-public", ["text"], said.JoinPublic()),
    ("join-public", [{"gameMode": "copy-cat", "more": 1}], said.JoinPublic("copy-cat")),
    ("create-room", [{"password": ""}], said.CreateRoom()),
    ("create-room", [{"password": "1234"}], said.CreateRoom(password="1234")),
    ("join-room", [{"code": "ab2c"}], said.JoinRoom("AB2C")),
    ("join-room", [{"code": "ab2c", "password": {"a": 1}}], said.JoinRoom("AB2C", "")),
    ("join-room", [{"code": "ab2c", "password": "x" * 65}], said.JoinRoom("AB2C", "")),
    ("leave-lobby", [{"any": "thing"}], said.LeaveLobby()),
    ("host-change-password", [{}], said.HostChangePassword()),
    ("host-change-password", [{"password": None}], said.HostChangePassword()),
    ("host-set-words", [{"words": [{"en": " cat "}, {"de": "Hund", "en": "dog"}]}], said.HostSetWords(
        [said.Word("cat"), said.Word("dog", "Hund")]
    )),
    ("change-name", [{"name": "\ufeff Bob\u3000"}], said.ChangeName("Bob")),
    ("submit-drawing", [{"pixels": PIXELS}], said.SubmitDrawing(PIXELS.upper())),
    ("pixelguesser-draw", [{"pixels": "f"}], said.PixelguesserDraw("F" + "1" * 63)),
    ("pixelguesser-guess", [{"guess": " it's "}], said.PixelguesserGuess("it's")),
    ("zombie-move", [{"direction": "up-left"}], said.ZombieMove("up-left")),
    ("copycat-rematch-vote", [{"wantsRematch": False}], said.CopycatRematchVote(wants_rematch=False)),
]  # fmt: skip

BAD: list[tuple[str, list[Any], str, str]] = [
    ("join-public", [{"gameMode": 5}], "INVALID_GAME_MODE", "Unknown game mode"),
    ("create-room", [{"password": 12345}], "INVALID_PASSWORD", "Password must be a string"),
    ("create-room", [{"password": "abc"}], "INVALID_PASSWORD", "Password must be at least 4 characters"),
    ("create-room", [{"password": "x" * 65}], "INVALID_PASSWORD", "Password must be at most 64 characters"),
    ("host-change-password", [{"password": ""}], "INVALID_PASSWORD", "Password must be at least 4 characters"),
    ("join-room", [], "INVALID_CODE", "Invalid room code"),
    ("submit-drawing", [], "INVALID_PIXELS", "Required"),
    ("submit-drawing", [{}], "INVALID_PIXELS", "Required"),
    ("submit-drawing", [{"pixels": 1}], "INVALID_PIXELS", "Expected string, received number"),
    ("submit-drawing", ["pixels"], "INVALID_PIXELS", "Expected object, received string"),
    ("submit-drawing", [None], "INVALID_PIXELS", "Expected object, received null"),
    ("submit-drawing", [{"pixels": PIXELS[1:]}], "INVALID_PIXELS", "Must be exactly 64 characters"),
    ("submit-drawing", [{"pixels": "g" * 64}], "INVALID_PIXELS", "Only hex characters allowed"),
    ("submit-drawing", [{"pixels": "\uff10" * 64}], "INVALID_PIXELS", "Only hex characters allowed"),
    ("vote", [{"chosenId": ""}], "INVALID_VOTE", "Must choose an image"),
    ("vote", [{"chosenId": "x" * 51}], "INVALID_VOTE", "Invalid ID"),
    ("vote", [{}], "INVALID_VOTE", "Required"),
    ("finale-vote", [{"playerId": ""}], "INVALID_VOTE", "Must choose a finalist"),
    ("copycat-rematch-vote", [{"wantsRematch": "yes"}], "INVALID_VOTE", "Expected boolean, received string"),
    ("copycat-rematch-vote", [{"wantsRematch": []}], "INVALID_VOTE", "Expected boolean, received array"),
    ("pixelguesser-guess", [{"guess": ""}], "INVALID_GUESS", "Cannot be empty"),
    ("pixelguesser-guess", [{"guess": "  "}], "INVALID_GUESS", "Cannot be empty after trim"),
    ("pixelguesser-guess", [{"guess": "x" * 51}], "INVALID_GUESS", "Max 50 characters"),
    ("pixelguesser-guess", [{"guess": "<script>"}], "INVALID_GUESS", "Invalid characters"),
    ("host-set-words", [{"words": [{"en": "data: x"}]}], "INVALID_WORDS", "Invalid characters"),
    ("change-name", [{"name": "x" * 21}], "INVALID_NAME", "Max 20 characters"),
]


@pytest.mark.parametrize(("event", "args", "message"), GOOD)
def test_good_payloads(event: str, args: list[Any], message: said.ClientMessage) -> None:
    assert decode(event, args, ours=True) == message


@pytest.mark.parametrize(("event", "args", "code", "text"), BAD)
def test_bad_payloads(event: str, args: list[Any], code: str, text: str) -> None:
    bad = decode(event, args, ours=True)
    assert isinstance(bad, Bad)
    assert (bad.kind, bad.refused.code, bad.refused.message) == (EVENTS[event], code, text)


def test_events_of_ours_exist_on_our_namespace_only() -> None:
    ours = [name for name, kind in EVENTS.items() if kind.ours]
    assert ours == ["host-set-words", "zombie-resync"]
    for name in [*ours, "nobody-knows"]:
        with pytest.raises(UnknownEvent):
            decode(name, [], ours=False)


def test_lone_halves_of_characters_are_replaced() -> None:
    message = decode("change-name", [{"name": "a\ud83db"}], ours=False)
    assert message == said.ChangeName("a\ufffdb")
