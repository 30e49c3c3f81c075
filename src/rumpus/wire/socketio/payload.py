"""The JSON of a Socket.IO packet: decoded within bounds, encoded once, with binary parts taken out and put back."""

import json
from collections.abc import Sequence
from typing import Any, NoReturn

import msgspec

from rumpus.wire.engineio.errors import ProtocolError

MAX_DEPTH = 32
"""How deep arrays and objects of a client may nest. Every message of ours needs less than ten."""

_decoder = msgspec.json.Decoder()
_encoder = msgspec.json.Encoder()
_lenient = json.JSONDecoder(parse_constant=lambda name: _refuse(f"{name} is not JSON"))

_BINARY = frozenset((bytes, bytearray, memoryview))
_CONTAINERS = frozenset((list, dict))
_HOLDERS = frozenset((list, tuple, dict))


class PacketError(ProtocolError):
    """A client sent something that is not a Socket.IO packet, or is larger than allowed. Its connection is closed."""


def _refuse(why: str) -> NoReturn:
    raise PacketError(why)


def decode(text: str) -> Any:
    r"""Decode the JSON of a client.

    Browsers cut emoji in half and escape what is left (`\ud83d`). Node accepts that, msgspec does not, and
    UTF-8 cannot hold it: such a half becomes U+FFFD.

    Raises:
        PacketError: not JSON, numbers out of range, or nested deeper than MAX_DEPTH.
    """
    try:
        value = _decoder.decode(text)
    except (ValueError, RecursionError) as error:
        value = _decode_leniently(text, error)
    # Counting brackets costs a tenth of walking through the value, and nearly every message has only a few.
    if text.count("[") + text.count("{") > MAX_DEPTH:
        _check_depth(value)
    return value


def _decode_leniently(text: str, error: Exception) -> Any:
    if "\\ud" not in text and "\\uD" not in text:
        raise PacketError(str(error)) from None
    try:
        value = _lenient.decode(text)
    except (ValueError, RecursionError):
        raise PacketError(str(error)) from None
    _check_depth(value)
    return _without_surrogates(value)


def _check_depth(value: Any) -> None:
    level = [value] if type(value) in _CONTAINERS else []
    for _ in range(MAX_DEPTH):
        items = (item for holder in level for item in (holder.values() if type(holder) is dict else holder))
        level = [item for item in items if type(item) in _CONTAINERS]
        if not level:
            return
    raise PacketError("nested too deeply")


def _without_surrogates(value: Any) -> Any:
    if type(value) is str:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if type(value) is list:
        return [_without_surrogates(item) for item in value]
    if type(value) is dict:
        return {_without_surrogates(key): _without_surrogates(item) for key, item in value.items()}
    return value


def encode(value: Any) -> bytes:
    """Encode a value of ours (msgspec Structs and `msgspec.Raw` included).

    Raises:
        TypeError, ValueError: the value cannot be said in JSON; that is a fault of the caller.
    """
    return _encoder.encode(value)


def holds_binary(holder: Any) -> bool:
    """Whether bytes are anywhere in a list, tuple or dict. Structs are not searched: their bytes become base64."""
    for item in holder.values() if type(holder) is dict else holder:
        kind = type(item)
        if kind in _BINARY or (kind in _HOLDERS and holds_binary(item)):
            return True
    return False


def take_out(value: Any, attachments: list[bytes]) -> Any:
    """Return the value with a placeholder for everything binary, which is appended to `attachments`."""
    kind = type(value)
    if kind in _BINARY:
        attachments.append(bytes(value))
        return {"_placeholder": True, "num": len(attachments) - 1}
    if kind is dict:
        return {key: take_out(item, attachments) for key, item in value.items()}
    if kind is list or kind is tuple:
        return [take_out(item, attachments) for item in value]
    return value


def put_back(value: Any, attachments: Sequence[bytes]) -> Any:
    """Return the value with the attachments in place of their placeholders.

    Raises:
        PacketError: a placeholder names an attachment that is not there.
    """
    if type(value) is list:
        return [put_back(item, attachments) for item in value]
    if type(value) is dict:
        if value.get("_placeholder") is True:
            number = value.get("num")
            if type(number) is not int or not 0 <= number < len(attachments):
                raise PacketError("placeholder without attachment")
            return attachments[number]
        return {key: put_back(item, attachments) for key, item in value.items()}
    return value
