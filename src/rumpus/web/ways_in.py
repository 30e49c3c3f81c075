"""The way into a game as a big screen shows it: what people type, where a link leads, and the link as a code."""

import msgspec

from rumpus.quiz.qr import QrDrawing, drawn
from rumpus.web.problems import Problem


class Door(msgspec.Struct, frozen=True):
    """How players come in.

    Attributes:
        address: what they type, the front page of this server.
        join_url: where the code leads.
        qr: the code.
    """

    address: str
    join_url: str
    qr: QrDrawing


def door(address: str, join_url: str) -> Door:
    """The way in by a link of this server.

    Raises:
        Problem: the name of the server is too long for a code.
    """
    return Door(address, join_url, code_of(join_url))


def code_of(url: str) -> QrDrawing:
    """A link as a code.

    Raises:
        Problem: it is too long for one.
    """
    try:
        return drawn(url)
    except ValueError:
        raise Problem(400, "host_invalid", "the name of this server is too long for a QR code") from None
