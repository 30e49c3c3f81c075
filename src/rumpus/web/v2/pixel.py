"""What a private room of the pixel games has made, for those who are in it (pixel.md 0.11)."""

from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import HeaderParameter

from rumpus.pixel.pixels import Pixels
from rumpus.web.problems import Problem
from rumpus.web.who import everybody

SessionHeader = Annotated[
    str,
    HeaderParameter(
        name="Session-Id",
        description="The secret `sessionId` of `connected`, of any of one's last four connections. Not in the address, "
        "which others may read.",
        max_length=100,
    ),
]


class Drawing(msgspec.Struct, frozen=True):
    """A picture of 8 by 8.

    Attributes:
        pixels: 64 hexadecimal digits, the upper row first; each is a color of the palette, 1 is the paper.
        name: who drew it, as they were shown.
        mode: in which it was drawn.
        shows: what it should be; empty if nobody said.
    """

    pixels: str
    name: str
    mode: str
    shows: str


class Gallery(msgspec.Struct, frozen=True):
    """The last drawings of a room, at most 500, the oldest first."""

    items: list[Drawing]


@get("/pixel/gallery", tags=["pixel games"], summary="What my room drew", guards=[everybody], sync_to_thread=False)
def gallery(session_id: SessionHeader, pixels: NamedDependency[Pixels]) -> Response[Gallery]:
    """Whoever has a seat in a private room may, as long as the room is there; it goes with the last one in it."""
    pictures = pixels.gallery(session_id)
    if pictures is None:
        raise Problem(404, "room_not_found", "this session has no seat in a private room")
    items = [Drawing(picture.pixels, picture.name, picture.mode, picture.shows) for picture in pictures]
    return Response(Gallery(items), headers={"Cache-Control": "no-store"})
