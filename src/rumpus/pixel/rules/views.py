"""What one viewer sees of an instance: the only way out of it."""

import msgspec

from rumpus.hall.game import GameTime, Seat
from rumpus.pixel.rules.match import MatchView
from rumpus.pixel.rules.people import User


class MemberView(msgspec.Struct, frozen=True):
    """Somebody, as everybody in the instance sees them."""

    seat: Seat
    player_id: str
    user: User
    spectator: bool
    is_here: bool


class InstanceView(msgspec.Struct, frozen=True):
    """An instance as one of its members sees it (None: somebody who is not in it).

    Attributes:
        you: the viewer's own seat.
        timer_ends: of the lobby, or of a running phase whose end is shown to who comes in the middle.
        code: of a private room, None of a public one.
        gallery: how many pictures of the room can be downloaded.
        match: of the running game, None in the lobby.
    """

    instance_id: str
    mode: str
    code: str | None
    has_password: bool
    you: Seat | None
    host: Seat | None
    members: list[MemberView]
    phase: str
    timer_ends: GameTime | None
    words: int
    gallery: int
    match: MatchView | None
