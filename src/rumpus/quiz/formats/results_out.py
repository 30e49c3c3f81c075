"""Results of a game as files: a spreadsheet (quiz.md 5.1), two tables as CSV, JSON. Answers pass through one by one."""

import io
from array import array
from collections.abc import Iterator
from typing import Final, Literal, TypeAlias, get_args

import msgspec

from rumpus.quiz.formats import markup
from rumpus.quiz.formats.csv_text import write_csv
from rumpus.quiz.formats.exporting import XLSX, Exported
from rumpus.quiz.formats.results import PackedResults, ResultAnswer, ResultsHead, ResultsSource, best_first
from rumpus.quiz.formats.results_sheet import write_results_sheet
from rumpus.quiz.rules.kept import VERSION, ExportedAnswer, ExportedPlayer

ResultsFormat: TypeAlias = Literal["xlsx", "csv", "csv_answers", "json"]
"""`csv` has one row for each player with the points of each question, `csv_answers` one for each answer."""

RESULTS_FORMATS: Final[tuple[ResultsFormat, ...]] = get_args(ResultsFormat)
_TYPES: Final[dict[ResultsFormat, tuple[str, str]]] = {
    "xlsx": (XLSX, "xlsx"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "csv_answers": ("text/csv; charset=utf-8", "csv"),
    "json": ("application/json", "json"),
}
NOT_ANSWERED: Final = -1


def write_results(source: ResultsSource, format: ResultsFormat, *, delimiter: str = ",") -> Exported:  # noqa: A002
    """The results as a file."""
    media_type, extension = _TYPES[format]
    return Exported(_write(source, format, delimiter), media_type, extension, ())


def write_packed_results(packed: PackedResults, format: ResultsFormat, delimiter: str = ",") -> Exported:  # noqa: A002
    """The same in a worker process."""
    return write_results(packed, format, delimiter=delimiter)


def _write(source: ResultsSource, found: ResultsFormat, delimiter: str) -> bytes:
    match found:
        case "xlsx":
            return write_results_sheet(source)
        case "csv":
            return write_csv(_player_rows(source), delimiter)
        case "csv_answers":
            return write_csv(_answer_rows(source), delimiter)
        case "json":
            return _json(source)


def _player_rows(source: ResultsSource) -> Iterator[list[str | int]]:
    head = source.head
    count = len(head.questions)
    scores = {player.seat: array("i", [NOT_ANSWERED]) * count for player in head.players}
    right = dict.fromkeys(scores, 0)
    for index in range(count):
        for answer in source.answers(index):
            if answer.seat in scores:
                scores[answer.seat][index] = answer.score
                right[answer.seat] += answer.right
    field = head.custom_field
    numbers = [f"Question {number}" for number in range(1, count + 1)]
    yield ["Rank", "Username", *([field or "Custom field"] if _has_field(head) else []), "Score", "Correct", *numbers]
    for player in best_first(head.players):
        row: list[str | int] = [player.rank, player.username]
        row += [player.custom_field or ""] if _has_field(head) else []
        row += [player.total, right[player.seat]]
        yield row + ["" if score == NOT_ANSWERED else score for score in scores[player.seat]]


def _answer_rows(source: ResultsSource) -> Iterator[list[str | int]]:
    head = source.head
    players = {player.seat: player for player in head.players}
    field = [head.custom_field or "Custom field"] if _has_field(head) else []
    yield ["Question number", "Question", "Kind", "Username", *field, "Answer", "Correct", "Score", "Time (ms)"]
    for index, question in enumerate(head.questions):
        shown = markup.shown(question.question)
        for answer in source.answers(index):
            player = players.get(answer.seat)
            if player is None:
                continue
            row: list[str | int] = [index + 1, shown, question.kind, player.username]
            row += [player.custom_field or ""] if field else []
            yield [*row, answer.answer, "True" if answer.right else "False", answer.score, answer.time_taken]


def _has_field(head: ResultsHead) -> bool:
    return head.custom_field is not None or any(player.custom_field for player in head.players)


def _json(source: ResultsSource) -> bytes:
    """The shape of `kept.Export`, written in pieces."""
    head = source.head
    names = {player.seat: player.username for player in head.players}
    encode = msgspec.json.encode
    out = io.BytesIO()
    whole = {
        "rumpus_results": VERSION,
        "game_id": head.game_id,
        "title": head.title,
        "description": head.description,
        "opened": head.opened,
        "custom_field": head.custom_field,
        "note": head.note,
        "players": [
            ExportedPlayer(player.username, player.custom_field, player.total, player.rank)
            for player in best_first(head.players)
        ],
    }
    out.write(encode(whole)[:-1] + b',"questions":[')
    for index, question in enumerate(head.questions):
        out.write((b"," if index else b"") + b'{"question":' + encode(question) + b',"answers":[')
        first = True
        for answer in source.answers(index):
            if answer.seat in names:
                out.write((b"" if first else b",") + encode(_exported(answer, names[answer.seat])))
                first = False
        out.write(b"]}")
    out.write(b"]}\n")
    return out.getvalue()


def _exported(answer: ResultAnswer, username: str) -> ExportedAnswer:
    return ExportedAnswer(username, answer.answer, answer.right, answer.time_taken, answer.score)
