"""Moodle's GIFT format, written. ORDER becomes matching with places, RANGE a number, a plain slide a description."""

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
)
from rumpus.quiz.content.slide import is_canvas
from rumpus.quiz.formats import markup
from rumpus.quiz.formats.gift_marks import escape
from rumpus.quiz.formats.report import FILE, Notes, Place

_LOST: Final = ("image", "image_alt", "hide_results", "credit")


def write_gift(quiz: Quiz, notes: Notes) -> bytes:
    """The quiz as a GIFT file in UTF-8."""
    title = " ".join(markup.shown(quiz.title).split())
    # With a space, for a name that begins with a slash.
    blocks = ["$CATEGORY: top/ " + escape(title.replace("/", "//"))]
    if markup.has_tags(quiz.title):
        notes.changed("formatting_lost", FILE.at(field="title"))
    of_quiz = ("description", "cover_image", "background_color", "background_image")
    lost = ["language", "time", *(name for name in of_quiz if getattr(quiz, name))]
    notes.changed("lost", FILE, fields=", ".join(lost))
    for number, question in enumerate(quiz.questions, 1):
        place = Place(question=number)
        write = _slide if isinstance(question, SlideQuestion) else _asked
        block = write(question, place, notes)
        if block is None:
            notes.skipped("kind_left_out", place, kind=question.kind)
            continue
        blocks.append(block)
        _note_lost(question, place, notes)
    return ("\n\n".join(blocks) + "\n").encode("utf-8", "replace")


def _asked(question: Question, place: Place, notes: Notes) -> str | None:
    answers = _answers(question, place, notes)
    if answers is None:
        return None
    if question.explanation:
        answers = [*answers, "####[plain]" + escape(question.explanation)]
    asked = escape(question.question.replace("\n", "<br>"))
    return "[html]" + asked + " {\n" + "\n".join(answers) + "\n}"


def _answers(question: Question, place: Place, notes: Notes) -> list[str] | None:
    match question:
        case ChoiceQuestion():
            all_right = all(option.right for option in question.options)
            marks = ["~%100%" if all_right else "=" if option.right else "~" for option in question.options]
            return [_option(mark, option.text) for mark, option in zip(marks, question.options, strict=True)]
        case CheckQuestion():
            right = sum(option.right for option in question.options)
            share = f"~%{100 / right:.5f}%"
            return [_option(share if option.right else "~%-100%", option.text) for option in question.options]
        case TextQuestion():
            # Moodle would take the arrow for a matching question, and there is no way to write it otherwise.
            if all("->" in one.text for one in question.accepted):
                return None
            if any(one.case_sensitive for one in question.accepted):
                notes.changed("lost_case", place)
            return ["=%100%" + escape(one.text) for one in question.accepted]
        case OrderQuestion():
            return [f"={number} -> {escape(option.text)}" for number, option in enumerate(question.options, 1)]
        case RangeQuestion():
            notes.changed("lost_right_span", place)
            return [f"#{question.min_correct}..{question.max_correct}"]
    return None


def _option(mark: str, text: str) -> str:
    # So that a text that begins with a share or a format is not taken for one.
    if text.startswith("%") and "%" not in mark:
        mark += "%100%" if mark == "=" else "%0%"
    return mark + ("[plain]" if text.startswith("[") else "") + escape(text)


def _slide(question: Question, place: Place, notes: Notes) -> str | None:
    if not isinstance(question, SlideQuestion) or is_canvas(question.content) or not question.content:
        return None
    if markup.has_tags(question.question):
        notes.changed("formatting_lost", place.at(field="question"))
    name = " ".join(markup.shown(question.question).split())
    return (f"::{escape(name)}::" if name else "") + "[plain]" + escape(question.content)


def _note_lost(question: Question, place: Place, notes: Notes) -> None:
    lost = [name for name in _LOST if getattr(question, name)]
    lost += ["points"] if question.points != POINTS else []
    if isinstance(question, SlideQuestion) and question.explanation:
        lost.append("explanation")
    if any(getattr(option, "color", None) for option in getattr(question, "options", ())):
        lost.append("color")
    if any(getattr(option, "image", None) for option in getattr(question, "options", ())):
        lost.append("image of options")
    if lost:
        notes.changed("lost", place, fields=", ".join(lost))
