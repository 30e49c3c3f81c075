"""What the server says in CopyCat and CopyCat Solo (pixel.md 6.1, 6.2, 0.1). Times are epoch ms, durations ms.

Some things are said twice: once as deployed clients know them, and once as the published reference has them.
"""

from typing import Literal

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.pixel.messages.server_messages import ServerMessage
from rumpus.pixel.rules.people import User


class CopycatImage(ServerMessage, frozen=True):
    """Remember this picture. Beside `copycat-reference`, as the published reference has it."""

    event = "copycat-image"
    pixels: str


class CopycatReference(ServerMessage, frozen=True):
    """Remember this picture."""

    event = "copycat-reference"
    reference_image: str
    duration: int
    ends_at: int


class CopycatEntry(msgspec.Struct, frozen=True, rename="camel"):
    """A copy: percent, and how many of 64 pixels are right."""

    player_id: str
    user: User
    pixels: str
    accuracy: int
    matching_pixels: int
    submit_time: int


class CopycatResults(ServerMessage, frozen=True):
    """All copies of players that are there, best first."""

    event = "copycat-results"
    reference_image: str
    results: list[CopycatEntry]
    winner: CopycatEntry | None
    is_draw: bool
    duration: int
    ends_at: int


class Scored(msgspec.Struct, frozen=True):
    """A player and the percentage."""

    user: User
    accuracy: int


class CopycatResult(ServerMessage, frozen=True):
    """To each player, beside `copycat-results`. Who has drawn nothing has 64 times `1`, and 0 %."""

    event = "copycat-result"
    your_pixels: str
    opponent_pixels: str
    reference_pixels: str
    your_accuracy: int
    opponent_accuracy: int
    winner: Literal["you", "opponent", "draw"]
    player: Scored
    opponent: Scored


class CopycatRematchPrompt(ServerMessage, frozen=True):
    """Once more?"""

    event = "copycat-rematch-prompt"
    duration: int
    ends_at: int


class CopycatRematchVoted(ServerMessage, frozen=True):
    """Somebody has answered, perhaps again."""

    event = "copycat-rematch-vote"
    player_id: str
    wants_rematch: bool


class CopycatRematchUpdate(ServerMessage, frozen=True):
    """How many have said yes, beside the prompt and every answer; `declined` once somebody has said no."""

    event = "copycat-rematch-update"
    votes: int
    declined: bool | UnsetType = UNSET


class CopycatRematchResult(ServerMessage, frozen=True):
    """Whether there is another round."""

    event = "copycat-rematch-result"
    rematch: bool
    reason: Literal["both-yes", "declined", "timeout"]
