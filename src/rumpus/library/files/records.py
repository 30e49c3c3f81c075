"""Pictures and what is known of them."""

from typing import Literal, TypeAlias

import msgspec

PictureType: TypeAlias = Literal["image/png", "image/jpeg", "image/gif", "image/webp"]


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A picture. Its bytes never change, so it may be cached for ever.

    Attributes:
        hash: SHA-256 of the bytes that are served, hexadecimal.
        size: bytes.
        width: pixels, as is `height`.
        alt_text: says in words what it shows.
        credit: whose it is.
        uploaded_at: epoch milliseconds.
    """

    id: str
    workspace_id: str
    owner_id: str
    filename: str
    mime_type: PictureType
    hash: str
    size: int
    width: int
    height: int
    alt_text: str | None
    credit: str | None
    uploaded_at: int


class FileLimits(msgspec.Struct, frozen=True, kw_only=True):
    """What is taken.

    Attributes:
        bytes: of an upload.
        pixels: of a picture.
        all_pixels: of all frames of a moving picture together.
        frames: of a moving picture.
        quota: bytes of all files of a user.
    """

    bytes: int = 10 * 1024 * 1024
    pixels: int = 40_000_000
    all_pixels: int = 40_000_000
    frames: int = 300
    quota: int = 1024 * 1024 * 1024


class Usage(msgspec.Struct, frozen=True):
    """How much a user stores: bytes, and bytes allowed."""

    used: int
    limit: int
