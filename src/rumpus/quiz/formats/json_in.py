"""JSON files with a quiz: our own quiz file, and the shapes of the deployed original (quiz.md 4.1 to 4.3)."""

from typing import Any

import msgspec

from rumpus.quiz.content.file_fields import QuizError
from rumpus.quiz.content.questions import Quiz
from rumpus.quiz.content.quiz_file import parse_document
from rumpus.quiz.formats.csv_text import text_of
from rumpus.quiz.formats.deployed import draft_of_deployed
from rumpus.quiz.formats.draft import Draft
from rumpus.quiz.formats.report import FILE, ImportFailed, Notes, Place


def read_json(data: bytes) -> dict[str, Any]:
    """The object in the file.

    Raises:
        ImportFailed: if there is none.
    """
    try:
        raw = msgspec.json.decode(text_of(data).removeprefix("\ufeff"))
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        raise ImportFailed("not_json") from None
    if not isinstance(raw, dict):
        raise ImportFailed("not_this_format", format="JSON")
    return raw


def is_quiz_file(raw: dict[str, Any]) -> bool:
    """Whether it says that it is a quiz file of ours."""
    return "rumpus_quiz" in raw


def quiz_of_file(raw: dict[str, Any], notes: Notes) -> Quiz | None:
    """A quiz file is taken as it is or not at all. Its pictures are ids of the library it came from."""
    try:
        quiz = parse_document(raw)
    except QuizError as error:
        for problem in error.problems:
            field = ", ".join(part for part in (problem.place, problem.where.rpartition(".")[2]) if part)
            notes.error("invalid", FILE, field=field or "rumpus_quiz", what=problem.what)
        return None
    for number, question in enumerate(quiz.questions, 1):
        notes.add("taken", "question_taken", Place(question=number), kind=question.kind)
    return quiz


def read_deployed(raw: dict[str, Any], notes: Notes) -> Draft:
    """A quiz of the deployed original. Its pictures are ids of the library it came from.

    Raises:
        ImportFailed: if it has no questions.
    """
    if not isinstance(raw.get("questions"), list):
        raise ImportFailed("not_this_format", format="JSON")

    def named(given: Any, place: Place) -> str | None:
        if isinstance(given, str):
            return given
        notes.changed("picture_missing", place)
        return None

    return draft_of_deployed(raw, named, notes)
