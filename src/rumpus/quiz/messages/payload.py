"""Reads the members of a payload from outside: tolerant in form, strict in size (quiz.md 0.1, 0.15)."""

from math import isfinite
from typing import Any, Final

from rumpus.quiz.content.text import BadName, player_name, well_formed

LONGEST_ANSWER: Final = 500
"""Characters of an answer; of each text in an ORDER answer too."""

MOST_PARTS: Final = 64
"""Parts of an answer that is a list."""

LONGEST_PIN: Final = 32
LONGEST_ID: Final = 200
LONGEST_CUSTOM_FIELD: Final = 200
LONGEST_CAPTCHA: Final = 4096
LONGEST_TOKEN: Final = 512
LONGEST_REQUEST_ID: Final = 64
LARGEST_NUMBER: Final = 2**53
"""Numbers beyond are no index, seat or duration."""

# Every function here raises BadMessage if the value is none; its code is `bad_` and the name of the member, or another
# where it helps the one who sees it.


class BadMessage(ValueError):  # noqa: N818
    """A payload that is none, the client's fault. `code` says what is wrong with it, for the `error` event."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def object_of(payload: Any) -> dict[str, Any]:
    """The payload, if it is an object."""
    if not isinstance(payload, dict):
        raise BadMessage("bad_payload")
    return payload


def text_of(payload: dict[str, Any], name: str, longest: int) -> str:
    """A string member of at most `longest` characters."""
    value = payload.get(name)
    if not isinstance(value, str) or len(value) > longest:
        raise BadMessage("bad_" + name)
    return well_formed(value)


def optional_text_of(payload: dict[str, Any], name: str, longest: int) -> str | None:
    """The same, or None if it is missing or null."""
    return text_of(payload, name, longest) if payload.get(name) is not None else None


def pin_of(payload: dict[str, Any]) -> str:
    """The pin of a game, a string or a number."""
    value = payload.get("game_pin")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = _digits(value)
    if not isinstance(value, str) or len(value) > LONGEST_PIN:
        raise BadMessage("bad_game_pin")
    return well_formed(value).strip()


def name_of(payload: dict[str, Any]) -> str:
    """The name of a player as it is kept."""
    value = payload.get("username")
    if not isinstance(value, str):
        raise BadMessage("bad_username")
    # Spaces around it are trimmed, but nobody needs thousands of them.
    if len(value) > LONGEST_ID:
        raise BadMessage("name_too_long")
    try:
        return player_name(value)
    except BadName as bad:
        raise BadMessage(bad.code) from None


def number_of(value: Any) -> float | int | None:
    """A finite number of sensible size, or None."""
    if isinstance(value, str) and len(value) <= LONGEST_PIN:
        try:
            value = float(value)
        except ValueError:
            return None
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= LARGEST_NUMBER:
        return None
    return value


def index_of(payload: dict[str, Any], name: str) -> int:
    """A whole number: of a question, of a seat."""
    value = payload.get(name)
    if type(value) is int and -1 <= value <= LARGEST_NUMBER:
        return value
    number = number_of(value)
    if number is None or number != int(number):
        raise BadMessage("bad_" + name)
    return int(number)


def _digits(value: float) -> str:
    """A number as a client would have typed it: `50`, not `50.0`."""
    return str(int(value)) if isfinite(value) and value == int(value) and abs(value) <= LARGEST_NUMBER else str(value)


def request_id_of(payload: Any) -> str | None:
    """What makes a command of a host idempotent, if it is there; the payload may be anything."""
    if type(payload) is not dict:
        return None
    value = payload.get("request_id")
    if value is None:
        return None
    if type(value) is int and abs(value) <= LARGEST_NUMBER:
        return str(value)
    if not isinstance(value, str) or not 0 < len(value) <= LONGEST_REQUEST_ID:
        raise BadMessage("bad_request_id")
    return well_formed(value)


def answer_of(value: Any) -> str:
    """An answer as a string."""
    if isinstance(value, list) and len(value) <= MOST_PARTS:
        return _indexes(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= LARGEST_NUMBER:
        return _digits(value)
    if not isinstance(value, str):
        raise BadMessage("bad_answer")
    if len(value) > LONGEST_ANSWER:
        raise BadMessage("answer_too_long")
    return well_formed(value)


def _indexes(chosen: list[Any]) -> str:
    numbers = [number_of(one) for one in chosen]
    if not all(number is not None and number == int(number) for number in numbers):
        raise BadMessage("bad_answer")
    text = ",".join(str(int(number)) for number in numbers if number is not None)
    return text + "," if len(numbers) == 1 else text


def order_of(value: Any) -> list[str]:
    """The texts of a `complex_answer`: a list of `{"answer": text}`."""
    if not isinstance(value, list) or len(value) > MOST_PARTS:
        raise BadMessage("bad_complex_answer")
    texts = []
    for part in value:
        text = part.get("answer") if isinstance(part, dict) else part
        if not isinstance(text, str) or len(text) > LONGEST_ANSWER:
            raise BadMessage("bad_complex_answer")
        texts.append(well_formed(text))
    return texts
