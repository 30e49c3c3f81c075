"""The pictures that are copied in CopyCat, `pictures.json`: our own, with a name in both languages (pixel.md 0.8).

Colours are those that clients show (5.3): black, white, red, dark red, green, dark green, blue, dark blue, yellow,
orange, brown, pink, purple, cyan, gray, tan.
"""

from importlib.resources import files
from typing import Final

import msgspec


class Motif(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be copied: its names, and 64 hex digits in upper case."""

    en: str
    de: str
    pixels: str


MOTIFS: Final = msgspec.json.decode((files(__package__) / "pictures.json").read_bytes(), type=tuple[Motif, ...])
