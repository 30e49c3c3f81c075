"""The spreadsheet of a game's results (quiz.md 5.1): Players, Questions, and one sheet for each question.

The original's columns come first and under its names, ours after them. Rows leave memory as they are written.
"""

from typing import Final

from rumpus.quiz.content.questions import Question
from rumpus.quiz.formats import markup
from rumpus.quiz.formats.results import ResultPlayer, ResultsSource, best_first
from rumpus.quiz.formats.sheets_out import TextSheet, TextSheets

_PLAYERS: Final = ("Username", "Score", "Custom-Field", "Rank")
_QUESTIONS: Final = (
    "Question",
    "Time",
    "Image",
    "Correct answers",
    "Correct answers",
    "Wrong answers",
    "Not answered",
    "Average time (s)",
    "Kind",
)
_ANSWERS: Final = ("Answer", "Correct", "Username", "Score", "Time (s)")


def write_results_sheet(source: ResultsSource) -> bytes:
    """The spreadsheet."""
    head = source.head
    sheets = TextSheets()
    _write_players(sheets.add("Players", (30, 10, 20, 8)), best_first(head.players))
    overview = sheets.add("Questions", (60, 8, 20, 16, 16, 16, 14, 16, 10))
    overview.row(_QUESTIONS, bold=True)
    names = {player.seat: player.username for player in head.players}
    for index, question in enumerate(head.questions):
        sheet = sheets.add(f"{index + 1}. Question", (40, 10, 30, 10, 10))
        overview.row(_write_question(source, index, question, names, sheet))
    return sheets.finish()


def _write_players(sheet: TextSheet, players: list[ResultPlayer]) -> None:
    sheet.row(_PLAYERS, bold=True)
    for player in players:
        sheet.row([player.username, player.total, player.custom_field, player.rank])


def _write_question(
    source: ResultsSource, index: int, question: Question, names: dict[int, str], sheet: TextSheet
) -> list[str | int | float | None]:
    """Write a question's own sheet; its row in the overview is what comes of it."""
    sheet.row(_ANSWERS, bold=True)
    count = right = milliseconds = 0
    for answer in source.answers(index):
        name = names.get(answer.seat)
        if name is None:
            continue
        count += 1
        right += answer.right
        milliseconds += answer.time_taken
        sheet.row([answer.answer, str(answer.right), name, answer.score, answer.time_taken / 1000])
    # Of a question that nobody answered nothing was right, and there is nothing to divide by.
    percent = round(100 * right / count) if count else 0
    average = round(milliseconds / count / 1000, 3) if count else None
    return [
        markup.shown(question.question),
        str(question.time),
        question.image,
        f"{percent}%",
        right,
        count - right,
        0 if question.kind == "SLIDE" else len(names) - count,
        average,
        question.kind,
    ]
