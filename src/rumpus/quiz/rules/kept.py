"""What is kept of a game: its quiz as played, its players and all their answers. Enough for results, saving and export.

Kicked players are not in it. The encoding is MessagePack of `KeptGame`, which says its version first.
"""

from typing import Any, Final

import msgspec

from rumpus.hall.game import GameTime, Seat
from rumpus.quiz.content.quiz_file import to_dict
from rumpus.quiz.rules.commands import Options
from rumpus.quiz.rules.state import QuizState

VERSION: Final = 1


class KeptPlayer(msgspec.Struct, frozen=True):
    """A player with the points that everybody was shown at the end."""

    seat: Seat
    username: str
    custom_field: str | None
    total: int
    rank: int


class KeptAnswer(msgspec.Struct, frozen=True, array_like=True):
    """An answer. `time_taken` is milliseconds, and so is `latency`, the credited round trip."""

    seat: Seat
    answer: str
    right: bool
    time_taken: int
    score: int
    latency: int = 0


class KeptGame(msgspec.Struct, frozen=True):
    """A game, over or still running.

    Attributes:
        version: of this format.
        opened: epoch milliseconds.
        lasted: milliseconds of game time from opening to end (or until now).
        reason: why it is over; None while it runs.
        saved: whether the host wants it kept for good.
        custom_field: label of the extra field, None if there was none.
        quiz: the quiz as played, in the format of quiz files.
        players: in the order in which they joined.
        answers: one list for each question of the quiz, in the order of storing.
        exports: hashes of export tokens and the epoch milliseconds until which they hold.
        quiz_version: which version of the quiz in the library was played.
        options: what the host chose.
    """

    version: int
    game_id: str
    game_pin: str
    user_id: str
    quiz_id: str
    game_mode: str
    custom_field: str | None
    opened: int
    lasted: GameTime
    reason: str | None
    saved: bool
    quiz: dict[str, Any]
    players: list[KeptPlayer]
    answers: list[list[KeptAnswer]]
    exports: dict[bytes, int]
    quiz_version: int | None = None
    options: Options | None = None


def kept_of(state: QuizState, at: GameTime) -> KeptGame:
    """What would be kept if the game ended now. Answers to a question that is still open count as accepted."""
    players = [player for player in state.players.values() if not player.kicked]
    totals = {player.seat: player.total for player in players}
    shown = state.round
    if shown is not None and shown.open:
        for seat, given in shown.answers.items():
            if seat in totals:
                totals[seat] += given.score
    best_first = sorted(totals.values(), reverse=True)
    ranks: dict[int, int] = {}
    for place, total in enumerate(best_first, start=1):
        ranks.setdefault(total, place)
    answers: list[list[KeptAnswer]] = [[] for _ in state.quiz.questions]
    for index, round_ in state.rounds.items():
        answers[index] = [KeptAnswer(seat, *given) for seat, given in round_.answers.items() if seat in totals]
    return KeptGame(
        version=VERSION,
        game_id=state.game_id,
        game_pin=state.game_pin,
        user_id=state.user_id,
        quiz_id=state.quiz_id,
        game_mode=state.options.game_mode,
        custom_field=state.options.custom_field,
        opened=state.opened_epoch,
        lasted=at - state.opened,
        reason=state.ended_reason,
        saved=state.saved,
        quiz=to_dict(state.quiz),
        players=[
            KeptPlayer(player.seat, player.username, player.custom_field, total, ranks[total])
            for player in players
            for total in (totals[player.seat],)
        ],
        answers=answers,
        exports=dict(state.exports),
        quiz_version=state.quiz_version,
        options=state.options,
    )


def encode_kept(state: QuizState, at: GameTime) -> bytes:
    """The bytes that `Effects.keep` carries."""
    return msgspec.msgpack.encode(kept_of(state, at))


def decode_kept(kept: bytes) -> KeptGame:
    """The game that was kept.

    Raises:
        ValueError: if it is of a version that this one does not know, or no kept game at all.
    """
    game = msgspec.msgpack.decode(kept, type=KeptGame)
    if game.version != VERSION:
        raise ValueError(f"a kept game of version {game.version}, this Rumpus reads version {VERSION}")
    return game


class ExportedPlayer(msgspec.Struct, frozen=True):
    """A row of the export."""

    username: str
    custom_field: str | None
    total: int
    rank: int


class ExportedAnswer(msgspec.Struct, frozen=True):
    """An answer of the export. `time_taken` is milliseconds."""

    username: str
    answer: str
    right: bool
    time_taken: int
    score: int


class ExportedQuestion(msgspec.Struct, frozen=True):
    """A question as played, in the format of quiz files, with its answers; unanswered questions and slides too."""

    question: dict[str, Any]
    answers: list[ExportedAnswer]


class Export(msgspec.Struct, frozen=True):
    """The results of a game as JSON for people and spreadsheets. `opened` is epoch milliseconds."""

    rumpus_results: int
    game_id: str
    title: str
    description: str
    opened: int
    custom_field: str | None
    players: list[ExportedPlayer]
    questions: list[ExportedQuestion]


def export_of(kept: KeptGame) -> Export:
    """The export of a game: players best first."""
    names = {player.seat: player.username for player in kept.players}
    return Export(
        rumpus_results=VERSION,
        game_id=kept.game_id,
        title=kept.quiz["title"],
        description=kept.quiz["description"],
        opened=kept.opened,
        custom_field=kept.custom_field,
        players=[
            ExportedPlayer(player.username, player.custom_field, player.total, player.rank)
            for player in sorted(kept.players, key=lambda player: (player.rank, player.seat))
        ],
        questions=[
            ExportedQuestion(
                question,
                [
                    ExportedAnswer(names[answer.seat], answer.answer, answer.right, answer.time_taken, answer.score)
                    for answer in answers
                ],
            )
            for question, answers in zip(kept.quiz["questions"], kept.answers, strict=True)
        ],
    )
