"""Games that were played and what became of them. Moments are epoch milliseconds, durations milliseconds."""

from typing import Any

import msgspec


class PlayedGame(msgspec.Struct, frozen=True, kw_only=True):
    """A game to be kept.

    Attributes:
        id: of the game; saving twice keeps it once.
        owner_id: the user who hosted it.
        quiz_id: which quiz it played, and which version of it; None (or not there any more) for one from a file.
        document: the quiz as it was played, shuffled options included.
        options: what the host chose.
        custom_field: label of the extra field, None if there was none.
        reason: why it ended.
    """

    id: str
    owner_id: str
    quiz_id: str | None
    quiz_version: int | None
    title: str
    description: str
    document: dict[str, Any]
    options: dict[str, Any] = {}
    question_count: int
    custom_field: str | None = None
    game_pin: str | None = None
    reason: str | None = None
    started_at: int
    ended_at: int


class PlayedPlayer(msgspec.Struct, frozen=True):
    """A player. `seat` is this player's number in this game."""

    seat: int
    name: str
    custom_field: str | None = None


class PlayedAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer: one for each seat and question at most.

    Attributes:
        answer: as it was given.
        option: ids of the chosen options, if there were options and the caller knows them.
        time_taken: from seeing to answering, with the latency taken off.
        latency: the credited round trip.
    """

    seat: int
    question_index: int
    question_id: str
    answer: str
    right: bool
    score: int
    time_taken: int
    latency: int = 0
    option: str | None = None


class Game(msgspec.Struct, frozen=True, kw_only=True):
    """A game as lists show it.

    Attributes:
        quiz_id: None if it was played from a file, or the quiz is gone.
        is_saved: whether its host wants it kept; otherwise it goes sooner.
        expires_at: when retention erases it.
    """

    id: str
    workspace_id: str
    owner_id: str
    quiz_id: str | None
    quiz_version: int | None
    title: str
    description: str
    custom_field: str | None
    game_pin: str | None
    question_count: int
    player_count: int
    answer_count: int
    note: str | None
    reason: str | None
    is_saved: bool
    started_at: int
    ended_at: int
    expires_at: int


class Correction(msgspec.Struct, frozen=True):
    """A question that was scored again.

    Attributes:
        question: as it should have been, if the caller said so.
        corrected_by: None if that user is gone.
    """

    id: str
    question_index: int
    reason: str
    question: dict[str, Any] | None
    corrected_by: str | None
    corrected_at: int


class FullGame(msgspec.Struct, frozen=True, kw_only=True):
    """A game with its quiz as played. `corrections`: the one that holds for each corrected question."""

    game: Game
    document: dict[str, Any]
    options: dict[str, Any]
    corrections: list[Correction]


class PlayerTotal(msgspec.Struct, frozen=True):
    """What a player has, and nothing that would have to be counted."""

    seat: int
    name: str
    custom_field: str | None
    total: int


class Player(msgspec.Struct, frozen=True, kw_only=True):
    """A player's result.

    Attributes:
        total: sum of the scores of all answers, as they count now.
        played_total: the sum as it was played, before any correction.
        rank: from 1, equals share one.
        mean_time: milliseconds per answer; None without answers.
    """

    seat: int
    name: str
    custom_field: str | None
    total: int
    played_total: int
    rank: int
    answered: int
    right: int
    mean_time: int | None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer. `right` and `score` are what counts now, `played_right` and `played_score` what was played."""

    seat: int
    name: str
    question_index: int
    question_id: str
    answer: str
    option: str | None
    time_taken: int
    latency: int
    right: bool
    score: int
    played_right: bool
    played_score: int


class QuestionFigures(msgspec.Struct, frozen=True, kw_only=True):
    """How a question went. Questions without answers are not there. Means are None never: there is an answer."""

    question_index: int
    question_id: str
    answered: int
    right: int
    mean_time: int
    mean_score: float


class AnswerCount(msgspec.Struct, frozen=True):
    """How often an answer was given, and whether it counts as right now."""

    answer: str
    count: int
    right: bool


class Verdict(msgspec.Struct, frozen=True):
    """What a rule says about an answer."""

    right: bool
    score: int


class NamedPlayer(msgspec.Struct, frozen=True):
    """Whoever played under this name (compared by NFKC and without case) in a workspace.

    With `owner_id` only in games of this host.
    """

    workspace_id: str
    name: str
    owner_id: str | None = None


class SeatedPlayer(msgspec.Struct, frozen=True):
    """The player on one seat of one game."""

    game_id: str
    seat: int


class HeldAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """An answer, in what is told to a person about themselves."""

    question_index: int
    question_id: str
    answer: str
    time_taken: int
    latency: int
    right: bool
    score: int
    played_right: bool
    played_score: int


class HeldGame(msgspec.Struct, frozen=True, kw_only=True):
    """A game in which a person played, as far as it is about this person."""

    game_id: str
    title: str
    host: str
    started_at: int
    ended_at: int
    expires_at: int
    seat: int
    name: str
    custom_field_label: str | None
    custom_field: str | None
    total: int
    answers: list[HeldAnswer]


class Held(msgspec.Struct, frozen=True):
    """All that is held about a player, ready to be written as JSON. `made_at` is epoch milliseconds."""

    rumpus_held: int
    made_at: int
    name: str
    games: list[HeldGame]
