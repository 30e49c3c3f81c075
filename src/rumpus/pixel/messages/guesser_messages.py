"""What the server says in PixelGuesser (pixel.md 7). Times are epoch ms, durations ms."""

import msgspec
from msgspec import UNSET, UnsetType

from rumpus.pixel.messages.server_messages import ServerMessage
from rumpus.pixel.rules.people import User


class PromptByLanguage(msgspec.Struct, frozen=True):
    """The word in both languages (0.6)."""

    en: str
    de: str


class ScoreEntry(msgspec.Struct, frozen=True, rename="camel"):
    """A player's points, and how the last round went. `guess_time` is ms since guessing began."""

    player_id: str
    user: User
    score: int
    round_score: int
    was_artist: bool
    guessed_correctly: bool
    guess_time: int | UnsetType = UNSET


class PixelguesserNext(ServerMessage, frozen=True):
    """In the countdown: who draws in the round that comes. The last one counts."""

    event = "pixelguesser-next"
    ours = True
    round: int
    total_rounds: int
    artist_id: str
    artist_user: User


class PixelguesserRoundStart(ServerMessage, frozen=True):
    """Guessing begins. The secret is for the artist alone; `secret_prompt` is English.

    `scores` (ours) are those before this round, the best first.
    """

    event = "pixelguesser-round-start"
    round: int
    total_rounds: int
    artist_id: str
    artist_user: User
    is_you_artist: bool
    duration: int
    ends_at: int
    scores: list[ScoreEntry]
    secret_prompt: str | UnsetType = UNSET
    secret_prompt_by_language: PromptByLanguage | UnsetType = UNSET


class PixelguesserDrawingUpdate(ServerMessage, frozen=True):
    """To all but the artist: the canvas. Only the latest counts; one of an earlier `round` may come late."""

    event = "pixelguesser-drawing-update"
    pixels: str
    round: int


class PixelguesserGuessResult(ServerMessage, frozen=True):
    """What became of your guess; `message` if it was close."""

    event = "pixelguesser-guess-result"
    correct: bool
    close: bool
    guess: str
    message: str | UnsetType = UNSET


class PixelguesserCorrectGuess(ServerMessage, frozen=True):
    """Somebody knows it: the `position`-th, counted from 1, after `time_ms` of guessing."""

    event = "pixelguesser-correct-guess"
    player_id: str
    user: User
    points: int
    time_ms: int
    position: int
    remaining_guessers: int


class PixelguesserReveal(ServerMessage, frozen=True):
    """This was it. `secret_prompt` is English; `scores` are the best first; `round` and `total_rounds` are ours."""

    event = "pixelguesser-reveal"
    secret_prompt: str
    secret_prompt_by_language: PromptByLanguage
    artist_id: str
    artist_user: User
    artist_pixels: str
    scores: list[ScoreEntry]
    duration: int
    ends_at: int
    round: int
    total_rounds: int


class DrawnRound(msgspec.Struct, frozen=True, rename="camel"):
    """What was drawn in a round, and what it should be."""

    artist_id: str
    artist_user: User
    pixels: str
    secret_prompt_by_language: PromptByLanguage


class PixelguesserFinalResults(ServerMessage, frozen=True):
    """The game is over, the best first. `rounds` (ours) are all that were played."""

    event = "pixelguesser-final-results"
    rankings: list[ScoreEntry]
    total_rounds: int
    duration: int
    ends_at: int
    rounds: list[DrawnRound]
