"""Results of a game as every writer of results takes them: what is small at once, the answers question by question."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

import msgspec

from rumpus.quiz.content.questions import Question
from rumpus.quiz.rules.kept import KeptGame


class ResultPlayer(msgspec.Struct, frozen=True):
    """A player with the points that everybody was shown at the end."""

    seat: int
    username: str
    custom_field: str | None
    total: int
    rank: int


class ResultAnswer(msgspec.Struct, frozen=True, array_like=True):
    """An answer. `time_taken` and `latency` (what of it was credited to the way) are milliseconds."""

    seat: int
    answer: str
    right: bool
    time_taken: int
    score: int
    latency: int | None = None


class ResultsHead(msgspec.Struct, frozen=True):
    """A game without its answers.

    Attributes:
        game_id: of the game.
        title: of the quiz as played, HTML; so is the description.
        opened: epoch milliseconds.
        custom_field: label of the extra field, None if there was none.
        players: in any order, without those who were kicked.
        questions: all of the quiz as played, slides too.
        note: of the host, plain text.
    """

    game_id: str
    title: str
    description: str
    opened: int
    custom_field: str | None
    players: tuple[ResultPlayer, ...]
    questions: tuple[Question, ...]
    note: str | None = None


class ResultsSource(Protocol):
    """A game's results. `answers` is asked for once for each question, in their order, and may read as it goes."""

    @property
    def head(self) -> ResultsHead:
        """The game without its answers."""
        ...

    def answers(self, index: int) -> Iterable[ResultAnswer]:
        """The answers to a question, in the order in which they came. Those of unknown seats are left out."""
        ...


class PackedResults(msgspec.Struct, frozen=True):
    """Results on their way to a worker process: MessagePack, one piece for each question."""

    packed_head: bytes
    packed_answers: tuple[bytes, ...]

    @property
    def head(self) -> ResultsHead:
        """The game without its answers."""
        return msgspec.msgpack.decode(self.packed_head, type=ResultsHead)

    def answers(self, index: int) -> list[ResultAnswer]:
        """The answers to a question."""
        if index >= len(self.packed_answers):
            return []
        return msgspec.msgpack.decode(self.packed_answers[index], type=list[ResultAnswer])


def pack_head(head: ResultsHead) -> bytes:
    """A head for `PackedResults`."""
    return msgspec.msgpack.encode(head)


def pack_answers(answers: Sequence[ResultAnswer]) -> bytes:
    """The answers to one question for `PackedResults`."""
    return msgspec.msgpack.encode(answers)


def pack(source: ResultsSource) -> PackedResults:
    """All results at once."""
    head = source.head
    pieces = (pack_answers(list(source.answers(index))) for index in range(len(head.questions)))
    return PackedResults(pack_head(head), tuple(pieces))


class KeptResults:
    """The results of a game that the hall kept."""

    __slots__ = ("_answers", "head")

    def __init__(self, kept: KeptGame) -> None:
        quiz: dict[str, Any] = kept.quiz
        self.head = ResultsHead(
            game_id=kept.game_id,
            title=quiz["title"],
            description=quiz["description"],
            opened=kept.opened,
            custom_field=kept.custom_field,
            players=tuple(
                ResultPlayer(player.seat, player.username, player.custom_field, player.total, player.rank)
                for player in kept.players
            ),
            questions=tuple(msgspec.convert(one, Question) for one in quiz["questions"]),
        )
        self._answers = kept.answers

    def answers(self, index: int) -> Iterator[ResultAnswer]:
        """The answers to a question."""
        for one in self._answers[index]:
            yield ResultAnswer(one.seat, one.answer, one.right, one.time_taken, one.score)


def best_first(players: Iterable[ResultPlayer]) -> list[ResultPlayer]:
    """Players by rank."""
    return sorted(players, key=lambda player: (player.rank, player.seat))
