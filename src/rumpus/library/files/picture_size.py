"""What kind of picture some bytes are and how large, from their first bytes, before anything is decoded."""

from typing import Final

import msgspec

from rumpus.library.files.records import PictureType

_JPEG_FRAMES: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""JPEG markers that say the size (ITU T.81, table B.1)."""


class PictureSize(msgspec.Struct, frozen=True):
    """Kind, and width and height in pixels as the file says."""

    mime_type: PictureType
    width: int
    height: int


def picture_size(data: bytes) -> PictureSize | None:
    """What these bytes say they are; None if it is none of the four kinds."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and data[12:16] == b"IHDR":
        return PictureSize("image/png", _big(data[16:20]), _big(data[20:24]))
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return PictureSize("image/gif", _little(data[6:8]), _little(data[8:10]))
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp(data)
    if data.startswith(b"\xff\xd8\xff"):
        return _jpeg(data)
    return None


def _webp(data: bytes) -> PictureSize | None:
    kind, body = data[12:16], data[20:30]
    if kind == b"VP8 ":
        return PictureSize("image/webp", _little(body[6:8]) & 0x3FFF, _little(body[8:10]) & 0x3FFF)
    if kind == b"VP8L":
        bits = _little(body[1:5])
        return PictureSize("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        return PictureSize("image/webp", _little(body[4:7]) + 1, _little(body[7:10]) + 1)
    return None


def _jpeg(data: bytes) -> PictureSize | None:
    at = 2
    while at + 9 <= len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:  # fill
            at += 1
            continue
        if marker in _JPEG_FRAMES:
            return PictureSize("image/jpeg", _big(data[at + 7 : at + 9]), _big(data[at + 5 : at + 7]))
        at += 2 if marker == 0x01 or 0xD0 <= marker <= 0xD8 else 2 + _big(data[at + 2 : at + 4])
    return None


def _big(data: bytes) -> int:
    return int.from_bytes(data, "big")


def _little(data: bytes) -> int:
    return int.from_bytes(data, "little")
