"""Makes a draft fit: texts are cut, times clamped, doubles left out, and every change is noted.

What cannot be repaired is an error, and then there is no quiz.
"""

from typing import Any, Final

from rumpus.quiz.content import text
from rumpus.quiz.content.file_fields import QuizError
from rumpus.quiz.content.questions import Quiz
from rumpus.quiz.content.quiz_file import (
    CONTENT,
    DESCRIPTION,
    FORMAT,
    QUESTION,
    QUESTIONS,
    SLIDER,
    TITLE,
    parse_document,
)
from rumpus.quiz.content.slide import is_canvas
from rumpus.quiz.formats import markup
from rumpus.quiz.formats.draft import Draft, RawQuestion
from rumpus.quiz.formats.fitting_options import fitted_accepted, fitted_options
from rumpus.quiz.formats.fitting_values import color, identifier, language, note, picture, points, seconds
from rumpus.quiz.formats.report import FILE, Notes, Place

_WITH_RIGHT: Final = ("ABCD", "CHECK")
_KINDS: Final = ("ABCD", "RANGE", "VOTING", "SLIDE", "TEXT", "ORDER", "CHECK")
UNTITLED: Final = "Quiz"


def quiz_of(draft: Draft, notes: Notes, *, default_title: str, default_language: str) -> Quiz | None:
    """The quiz, None if something in the draft cannot be repaired: then the notes have an error."""
    document: dict[str, Any] = {
        "rumpus_quiz": FORMAT,
        "language": language(draft.language, default_language, notes),
        "title": _title(draft, default_title, notes),
        "description": _html(draft.description, DESCRIPTION, FILE.at(field="description"), notes),
        "cover_image": picture(draft.cover_image, FILE.at(field="cover_image"), notes),
        "background_color": color(draft.background_color, FILE.at(field="background_color"), notes),
        "background_image": picture(draft.background_image, FILE.at(field="background_image"), notes),
    }
    most = QUESTIONS
    raw = draft.questions[:most]
    if len(draft.questions) > most:
        notes.skipped("too_many_questions", limit=most, count=len(draft.questions) - most)
    ids: set[str] = set()
    document["questions"] = [_question(one, ids, notes) for one in raw]
    if not raw and not notes.failed:
        notes.error("no_questions")
    if notes.failed:
        return None
    try:
        quiz = parse_document(document)
    except QuizError as error:
        for problem in error.problems:
            notes.error("invalid", FILE, field=f"{problem.place} {problem.where}".strip(), what=problem.what)
        return None
    for one, question in zip(raw, quiz.questions, strict=True):
        notes.add("taken", "question_taken", one.place, kind=question.kind)
    return quiz


def _title(draft: Draft, default: str, notes: Notes) -> str:
    for candidate in (draft.title, markup.of_plain(default), UNTITLED):
        fitted = _html(candidate, TITLE, FILE.at(field="title"), notes)
        if markup.shown(fitted):
            if candidate is not draft.title:
                notes.changed("title_made", FILE, title=markup.shown(fitted))
            return fitted
    return UNTITLED


def _question(raw: RawQuestion, ids: set[str], notes: Notes) -> dict[str, Any]:
    place = raw.place
    if raw.kind not in _KINDS:
        notes.error("kind_unknown", place.at(field="kind"), kind=raw.kind)
        return {}
    is_slide = raw.kind == "SLIDE"
    question = _html(raw.question, QUESTION, place.at(field="question"), notes)
    if not is_slide and not markup.shown(question):
        notes.error("question_empty", place)
    fitted: dict[str, Any] = {
        "kind": raw.kind,
        "id": identifier(raw.id, ids, place, notes),
        "question": question,
        "time": seconds(raw.time, place.at(field="time"), notes, is_slide=is_slide),
        "image": picture(raw.image, place.at(field="image"), notes),
        "image_alt": note(raw.image_alt, place.at(field="image_alt"), notes),
        "hide_results": raw.hide_results,
        "points": points(raw.points, place.at(field="points"), notes),
        "explanation": note(raw.explanation, place.at(field="explanation"), notes),
        "credit": note(raw.credit, place.at(field="credit"), notes),
    }
    if is_slide:
        return fitted | {"content": _content(raw.content, place.at(field="content"), notes)}
    if raw.kind == "RANGE":
        return fitted | _span(raw, notes)
    if raw.kind == "TEXT":
        return fitted | {"accepted": fitted_accepted(raw.options, place, notes)}
    options = fitted_options(raw.options, place, notes, has_pictures=raw.kind in {"VOTING", "ORDER"})
    if raw.kind in _WITH_RIGHT and not any(option["right"] for option in options):
        notes.error("none_right", place)
    return fitted | {"options": options}


def _html(raw: str, longest: int, place: Place, notes: Notes) -> str:
    # Cleaning takes time, so what is far too long is not cleaned first.
    cleaned = text.html(markup.broken_into_lines(raw[: 20 * longest]))
    if len(cleaned) <= longest and len(raw) <= 20 * longest:
        return cleaned
    notes.changed("text_cut", place, limit=longest)
    return markup.cut(cleaned, longest)


def _content(raw: str, place: Place, notes: Notes) -> str:
    if is_canvas(raw):
        if len(raw) <= CONTENT:
            return raw
        notes.changed("slide_dropped", place)
        return ""
    if len(raw) <= CONTENT:
        return raw
    notes.changed("text_cut", place, limit=CONTENT)
    return raw[: CONTENT - 1] + "…"


def _span(raw: RawQuestion, notes: Notes) -> dict[str, int]:
    span = raw.span
    first, last = (None, None) if span is None else (span.min_correct, span.max_correct)
    if span is None or first is None or last is None:
        notes.error("span_missing", raw.place)
        return {}
    low, high = span.min, span.max
    if low is None or high is None:
        # Room on both sides, so that the middle does not give the answer away by being the only one.
        room = max(10, 5 * (last - first), (abs(first) + abs(last)) // 20)
        low = max(SLIDER[0], first - room) if low is None else low
        high = min(SLIDER[1], last + room) if high is None else high
        notes.changed("span_chosen", raw.place, low=low, high=high)
    if not (SLIDER[0] <= low <= first <= last <= high <= SLIDER[1] and low < high):
        notes.error("span_empty", raw.place)
    return {"min": low, "max": high, "min_correct": first, "max_correct": last}
