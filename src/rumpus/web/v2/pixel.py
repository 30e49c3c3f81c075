"""What pages of the pixel games ask for beside their socket: what can be played, the way into a room, its gallery."""

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.params import HeaderParameter, PathParameter

from rumpus.pixel.content.caption import Caption
from rumpus.pixel.pixels import Pixels
from rumpus.web.join_address import JoinAddress
from rumpus.web.problems import Problem
from rumpus.web.ways_in import Door, door
from rumpus.web.who import Visitor, everybody

SessionHeader = Annotated[
    str,
    HeaderParameter(
        name="Session-Id",
        description="The secret `sessionId` of `connected`, of any of one's last four connections. Not in the address, "
        "which others may read.",
        max_length=100,
    ),
]


RoomCode = Annotated[str, PathParameter(description="The code of a private room.", pattern="^[A-Za-z0-9]{4}$")]


class PixelMode(msgspec.Struct, frozen=True):
    """A mode that can be played; `here` are those who play it or look at its page."""

    id: str
    here: int


class PixelModes(msgspec.Struct, frozen=True):
    """The modes of this server, in the order in which they are offered."""

    items: list[PixelMode]


class Drawing(msgspec.Struct, frozen=True):
    """A picture of 8 by 8.

    Attributes:
        pixels: 64 hexadecimal digits, the upper row first; each is a color of the palette, 1 is the paper.
        name: the full name of who drew it, at that time.
        mode: in which it was drawn.
        shows: what it should be; null if nobody said.
    """

    pixels: str
    name: str
    mode: str
    shows: Caption | None


class Gallery(msgspec.Struct, frozen=True):
    """The last drawings of a room, at most 500, the oldest first."""

    items: list[Drawing]


@get("/pixel/modes", tags=["pixel games"], summary="What can be played", guards=[everybody], sync_to_thread=False)
def modes(pixels: NamedDependency[Pixels]) -> PixelModes:
    """For pages that have no socket, such as the front page."""
    return PixelModes([PixelMode(mode, here) for mode, here in pixels.by_mode().items()])


@get(
    "/pixel/rooms/{code:str}/door",
    tags=["pixel games"],
    summary="The way into a room",
    guards=[everybody],
    sync_to_thread=False,
)
def room_door(
    request: Request[Any, Any, Any],
    code: RoomCode,
    visitor: NamedDependency[Visitor],
    join_address: NamedDependency[JoinAddress],
) -> Door:
    """Drawn for every code that could be one: this does not tell whether there is such a room."""
    return door(join_address.of(request, visitor), join_address.room(request, visitor, code.upper()))


@get("/pixel/gallery", tags=["pixel games"], summary="What my room drew", guards=[everybody], sync_to_thread=False)
def gallery(session_id: SessionHeader, pixels: NamedDependency[Pixels]) -> Response[Gallery]:
    """Whoever has a seat in a private room may, as long as the room is there; it goes with the last one in it."""
    pictures = pixels.gallery(session_id)
    if pictures is None:
        raise Problem(404, "room_not_found", "this session has no seat in a private room")
    items = [Drawing(picture.pixels, picture.name, picture.mode, picture.shows) for picture in pictures]
    return Response(Gallery(items), headers={"Cache-Control": "no-store"})
