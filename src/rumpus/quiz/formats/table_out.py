"""Our question table: all seven kinds, one question a row, as CSV or as a spreadsheet (docs/import.md)."""

from collections.abc import Iterator
from typing import Final

from rumpus.quiz.content.questions import (
    POINTS,
    CheckQuestion,
    ChoiceQuestion,
    OrderQuestion,
    Question,
    Quiz,
    RangeQuestion,
    SlideQuestion,
    TextQuestion,
    VotingQuestion,
)
from rumpus.quiz.formats import markup
from rumpus.quiz.formats.columns import MOST_ANSWERS
from rumpus.quiz.formats.csv_text import write_csv
from rumpus.quiz.formats.report import FILE, Notes, Place
from rumpus.quiz.formats.sheets_out import TextSheets

HEADER: Final = (
    "Kind",
    "Question",
    "Time",
    "Correct",
    *(f"Answer {number}" for number in range(1, MOST_ANSWERS + 1)),
    "Case-sensitive",
    "Points",
    "Explanation",
    "Picture in words",
    "Credit",
    "Hide results",
)
LONGEST_XLSX_CELL: Final = 32_767
"""Characters; what Excel allows."""


def write_table_csv(quiz: Quiz, notes: Notes, *, delimiter: str = ",") -> bytes:
    """The quiz as CSV."""
    return write_csv(_rows(quiz, notes), delimiter)


def write_table_xlsx(quiz: Quiz, notes: Notes) -> bytes:
    """The quiz as a spreadsheet."""
    sheets = TextSheets()
    sheet = sheets.add("Quiz")
    for number, row in enumerate(_rows(quiz, notes), 1):
        for cell in row:
            if isinstance(cell, str) and len(cell) > LONGEST_XLSX_CELL:
                notes.changed("text_cut", Place(row=number), limit=LONGEST_XLSX_CELL)
        sheet.row([cell[:LONGEST_XLSX_CELL] if isinstance(cell, str) else cell for cell in row])
    return sheets.finish()


def _rows(quiz: Quiz, notes: Notes) -> Iterator[list[str | int]]:
    yield ["Title", markup.to_loose(quiz.title)]
    if quiz.description:
        yield ["Description", markup.to_loose(quiz.description)]
    yield ["Language", quiz.language]
    lost = [name for name in ("cover_image", "background_color", "background_image") if getattr(quiz, name)]
    if lost:
        notes.changed("lost", FILE, fields=", ".join(lost))
    yield list(HEADER)
    for number, question in enumerate(quiz.questions, 1):
        yield _row(question, Place(question=number), notes)


def _row(question: Question, place: Place, notes: Notes) -> list[str | int]:
    answers, right, case = _answers(question)
    lost = ["image"] if question.image else []
    if isinstance(question, ChoiceQuestion | CheckQuestion | VotingQuestion | OrderQuestion):
        lost += ["color"] if any(option.color for option in question.options) else []
    if isinstance(question, VotingQuestion | OrderQuestion) and any(option.image for option in question.options):
        lost.append("image of options")
    if lost:
        notes.changed("lost", place, fields=", ".join(lost))
    return [
        question.kind,
        markup.to_loose(question.question),
        question.time,
        right,
        *answers,
        *[""] * (MOST_ANSWERS - len(answers)),
        case,
        "" if question.points == POINTS else question.points,
        question.explanation or "",
        question.image_alt or "",
        question.credit or "",
        "yes" if question.hide_results else "",
    ]


def _answers(question: Question) -> tuple[list[str | int], str, str]:
    match question:
        case ChoiceQuestion() | CheckQuestion():
            right = [str(number) for number, option in enumerate(question.options, 1) if option.right]
            return [option.text for option in question.options], ", ".join(right), ""
        case VotingQuestion() | OrderQuestion():
            return [option.text for option in question.options], "", ""
        case RangeQuestion():
            return [question.min, question.max], f"{question.min_correct}..{question.max_correct}", ""
        case TextQuestion():
            case = [str(number) for number, one in enumerate(question.accepted, 1) if one.case_sensitive]
            return [one.text for one in question.accepted], "", ", ".join(case)
        case SlideQuestion():
            return [question.content], "", ""
