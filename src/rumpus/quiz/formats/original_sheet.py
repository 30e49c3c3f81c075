"""The spreadsheet of the deployed original (quiz.md 5.5): title in C5, description in C6, questions from row 14."""

from collections.abc import Sequence
from typing import Final

from rumpus.quiz.content.questions import POINTS, ChoiceQuestion, Quiz, VotingQuestion
from rumpus.quiz.formats import markup
from rumpus.quiz.formats.cells import Cell, as_right, as_text
from rumpus.quiz.formats.draft import Draft, RawOption, RawQuestion
from rumpus.quiz.formats.limits import MOST_QUESTIONS_READ
from rumpus.quiz.formats.report import FILE, Notes, Place
from rumpus.quiz.formats.right import rights_of
from rumpus.quiz.formats.sheets_out import TextSheets

TITLE_ROW: Final = 5
DESCRIPTION_ROW: Final = 6
HEADER_ROW: Final = 13
FIRST_ROW: Final = 14
ANSWERS: Final = 4
_HEADER: Final = (
    "",
    "Question",
    "1st Answer",
    "2nd Answer",
    "3rd Answer",
    "4th Answer",
    "Time Limit (max. 120)",
    "Correct Answers",
)
# Columns from 0: B question, C to F answers, G time, H right ones.
_QUESTION, _FIRST, _TIME, _RIGHT = 1, 2, 6, 7


def is_original_sheet(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a sheet looks like this: a title, and the header or a label where they belong."""
    header = _cell(rows, HEADER_ROW, _QUESTION).casefold()
    label = _cell(rows, TITLE_ROW, _QUESTION).casefold()
    return (header == "question" and "1st" in _cell(rows, HEADER_ROW, _FIRST).casefold()) or (
        label.startswith("tit") and _cell(rows, FIRST_ROW, _FIRST) != ""
    )


def read_original_sheet(rows: Sequence[Sequence[Cell]], notes: Notes) -> Draft:
    """The quiz on such a sheet. Without anything right a question is an opinion, as the original exports them."""
    draft = Draft(
        title=markup.of_loose(_cell(rows, TITLE_ROW, _FIRST)),
        description=markup.of_loose(_cell(rows, DESCRIPTION_ROW, _FIRST)),
    )
    for row in range(FIRST_ROW, len(rows) + 1):
        text = _cell(rows, row, _QUESTION)
        answers = [_cell(rows, row, _FIRST + column) for column in range(ANSWERS)]
        if not text:
            if any(answers):
                notes.skipped("row_empty", Place(row=row))
            continue
        if len(draft.questions) >= MOST_QUESTIONS_READ:
            break
        place = Place(row=row, question=len(draft.questions) + 1)
        draft.questions.append(_question(rows, row, text, answers, place, notes))
    return draft


def _question(
    rows: Sequence[Sequence[Cell]], row: int, text: str, answers: list[str], place: Place, notes: Notes
) -> RawQuestion:
    raw = RawQuestion(
        place=place,
        kind="ABCD",
        question=markup.of_loose(text),
        time=_cell(rows, row, _TIME),
        options=[RawOption(answer) for answer in answers],
    )
    while raw.options and not raw.options[-1].text:
        raw.options.pop()
    right = _cell(rows, row, _RIGHT)
    guess = as_right(_raw(rows, row, _RIGHT))
    if guess is not None:
        notes.changed("right_read_as", place.at(field="right"), cell=right, right=guess)
        right = guess
    if not right:
        notes.changed("kind_voting", place)
        raw.kind = "VOTING"
        return raw
    chosen, unknown = rights_of(right, [option.text for option in raw.options])
    for token in unknown:
        notes.error("right_unknown", place.at(field="right"), right=token)
    for index in chosen:
        raw.options[index].right = True
    return raw


def write_original_sheet(quiz: Quiz, notes: Notes) -> bytes:
    """The quiz as such a spreadsheet: ABCD and VOTING with up to four answers, the rest is left out and noted."""
    sheets = TextSheets()
    sheet = sheets.add("Main", (5, 60, 25, 25, 25, 25, 20, 20))
    sheet.skip(TITLE_ROW - 1)
    sheet.row(["", "Title", markup.to_loose(quiz.title)])
    sheet.row(["", "Description", markup.to_loose(quiz.description)])
    sheet.skip(HEADER_ROW - DESCRIPTION_ROW - 1)
    sheet.row(_HEADER, bold=True)
    for number, question in enumerate(quiz.questions, 1):
        place = Place(question=number)
        if not isinstance(question, ChoiceQuestion | VotingQuestion):
            notes.skipped("kind_left_out", place, kind=question.kind)
            continue
        if len(question.options) > ANSWERS:
            notes.skipped("options_left_out", place, limit=ANSWERS, count=len(question.options))
            continue
        texts = [option.text for option in question.options] + [""] * (ANSWERS - len(question.options))
        right = [index for index, option in enumerate(question.options, 1) if getattr(option, "right", False)]
        time = str(question.time)
        sheet.row([number, markup.to_loose(question.question), *texts, time, ",".join(map(str, right))])
        lost = _lost(question)
        if lost:
            notes.changed("lost", place, fields=", ".join(lost))
    notes.changed("lost", FILE, fields=", ".join(["language", *_lost_of_quiz(quiz)]))
    return sheets.finish()


def _lost(question: ChoiceQuestion | VotingQuestion) -> list[str]:
    names = ("image", "image_alt", "explanation", "credit", "hide_results")
    lost = [name for name in names if getattr(question, name)]
    lost += ["points"] if question.points != POINTS else []
    return lost + (["color"] if any(option.color for option in question.options) else [])


def _lost_of_quiz(quiz: Quiz) -> list[str]:
    return [name for name in ("cover_image", "background_color", "background_image") if getattr(quiz, name)]


def _raw(rows: Sequence[Sequence[Cell]], row: int, column: int) -> Cell:
    """A cell by the number of its row as people count and its column from 0."""
    return rows[row - 1][column] if row <= len(rows) and column < len(rows[row - 1]) else ""


def _cell(rows: Sequence[Sequence[Cell]], row: int, column: int) -> str:
    return as_text(_raw(rows, row, column)).strip()
