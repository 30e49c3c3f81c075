"""The QR code that leads to a game, as a picture for projectors and pages."""

import io
from itertools import groupby
from typing import Final

import msgspec
import segno

INK: Final = "#2a2233"
PAPER: Final = "#fbf4e6"

QUIET: Final = 4
"""Modules of margin: what readers of codes ask for (ISO/IEC 18004)."""


class QrDrawing(msgspec.Struct, frozen=True):
    """A QR code for pages that draw it themselves, in their own colours.

    Attributes:
        size: modules of an edge, the margin included.
        path: the dark modules as the outline of an SVG path, one unit a module.
    """

    size: int
    path: str


def drawn(url: str) -> QrDrawing:
    """The QR code of an address.

    Raises:
        ValueError: the address is too long for a QR code.
    """
    code = segno.make(url, error="m", micro=False)
    runs = []
    for y, row in enumerate(code.matrix):
        x = 0
        for dark, group in groupby(row):
            length = len(list(group))
            if dark:
                runs.append(f"M{x + QUIET} {y + QUIET}h{length}v1h-{length}z")
            x += length
    return QrDrawing(len(code.matrix) + 2 * QUIET, "".join(runs))


def join_qr(url: str, *, dark_mode: bool = False) -> str:
    """A QR code of an address as SVG that fills the space it is given.

    Args:
        url: at most some 2,000 characters.
        dark_mode: for a dark page: on a sheet of paper of its own. Dark on light as well, since old phones do not
            read it the other way round.

    Raises:
        ValueError: the address is too long for a QR code.
    """
    # A projector in a bright room and a child's hands: medium error correction.
    code = segno.make(url, error="m", micro=False)
    out = io.BytesIO()
    code.save(
        out,
        kind="svg",
        border=QUIET,
        dark=INK,
        light=PAPER if dark_mode else None,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        title="QR code",
        xmldecl=False,
    )
    return out.getvalue().decode()
