"""What the server says in Pixel Battle (pixel.md 5). Times are epoch ms, durations ms."""

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.pixel.content.prompt import Prompt, PromptIndices
from rumpus.pixel.messages.server_messages import Image, ServerMessage
from rumpus.pixel.rules.people import User


class EloChange(msgspec.Struct, frozen=True):
    """What a vote does to the points of both pictures."""

    winner: int
    loser: int


class FinalistEntry(msgspec.Struct, frozen=True, rename="camel"):
    """A picture of the finale."""

    player_id: str
    pixels: str
    user: User
    elo: int


class RankingEntry(msgspec.Struct, frozen=True, rename="camel"):
    """A picture of the ranking; equal ones share a place."""

    place: int
    player_id: str
    user: User
    pixels: str
    final_votes: int
    elo: int


class VotingRound(ServerMessage, frozen=True):
    """To one voter: choose one of these."""

    event = "voting-round"
    round: int
    total_rounds: int
    image_a: Image
    image_b: Image
    time_limit: int
    ends_at: int


class VoteReceived(ServerMessage, frozen=True):
    """Your vote counts."""

    event = "vote-received"
    elo_change: EloChange
    success: bool = True


class FinaleStart(ServerMessage, frozen=True):
    """The best so far, best first. It comes before the phase-changed of the finale."""

    event = "finale-start"
    finalists: list[FinalistEntry]
    time_limit: int
    ends_at: int


class FinaleVoteReceived(ServerMessage, frozen=True):
    """Your vote of the finale counts."""

    event = "finale-vote-received"
    success: bool = True


class GameResults(ServerMessage, frozen=True):
    """Who won. From 50 drawings on `rankings` is empty, and `compressed_rankings` its JSON as LZ-String for UTF-16."""

    event = "game-results"
    prompt: Prompt
    prompt_indices: PromptIndices
    rankings: list[RankingEntry]
    total_participants: int
    compressed_rankings: str | UnsetType = UNSET
