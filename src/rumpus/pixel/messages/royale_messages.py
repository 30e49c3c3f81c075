"""What the server says in CopyCat Royale (pixel.md 6.4). Times are epoch ms, durations ms."""

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.pixel.messages.server_messages import ServerMessage
from rumpus.pixel.rules.people import User


class RoyaleInitialDrawing(ServerMessage, frozen=True):
    """Draw what the others shall copy."""

    event = "royale-initial-drawing"
    duration: int
    ends_at: int


class RoyaleShowReference(ServerMessage, frozen=True):
    """Remember this picture; `image_creator` is the name of who drew it."""

    event = "royale-show-reference"
    reference_image: str
    image_creator: str
    round: int
    total_rounds: int
    remaining_players: int
    duration: int
    ends_at: int


class RoyaleDrawing(ServerMessage, frozen=True):
    """Draw it."""

    event = "royale-drawing"
    round: int
    duration: int
    ends_at: int


class RoyaleScore(msgspec.Struct, frozen=True, rename="camel"):
    """How somebody did in a round; without a drawing `pixels` is empty. `final_rank` is that of who is out now."""

    player_id: str
    user: User
    pixels: str
    accuracy: int
    matching_pixels: int
    submit_time: int
    was_eliminated: bool
    final_rank: int | UnsetType = UNSET


class RoyaleRoundResults(ServerMessage, frozen=True):
    """Scores, best first; ids of who is out, worst first, and of who is left, best first."""

    event = "royale-round-results"
    round: int
    reference_image: str
    results: list[RoyaleScore]
    eliminated: list[str]
    surviving: list[str]
    elimination_threshold: int
    duration: int
    ends_at: int


class RoyaleRound(msgspec.Struct, frozen=True, rename="camel"):
    """A round that is over: its scores, best first."""

    round: int
    reference_image: str
    results: list[RoyaleScore]


class RoyaleRounds(ServerMessage, frozen=True):
    """To who comes or comes back: the rounds that are over, so that the field can be seen narrowing."""

    event = "royale-rounds"
    ours = True
    rounds: list[RoyaleRound]


class RoyaleYouEliminated(ServerMessage, frozen=True):
    """To each who is out now."""

    event = "royale-you-eliminated"
    round: int
    accuracy: int
    final_rank: int
    total_players: int


class RoyaleFinale(ServerMessage, frozen=True):
    """At most three are left for this next round."""

    event = "royale-finale"
    finalists: list[User]
    round: int


class RoyaleStanding(msgspec.Struct, frozen=True, rename="camel"):
    """Where somebody came in the end. `eliminated_in_round` is null for the winner."""

    player_id: str
    user: User
    final_rank: int
    eliminated_in_round: int | None
    average_accuracy: float
    total_rounds_played: int


class RoyaleWinner(ServerMessage, frozen=True):
    """Who won; everybody's standing, best first."""

    event = "royale-winner"
    winner: User
    winner_id: str
    winner_pixels: str
    winning_accuracy: int
    total_rounds: int
    all_results: list[RoyaleStanding]
    duration: int
    ends_at: int
