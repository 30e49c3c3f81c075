"""A quiz without its solutions, for those who may see it but are not signed in."""

from typing import Any

import msgspec

from rumpus.quiz.content.questions import OrderQuestion, Question, Quiz, SlideQuestion
from rumpus.quiz.content.quiz_file import to_dict
from rumpus.quiz.content.slide import canvas
from rumpus.quiz.messages.showing import shown


def without_solutions(quiz: Quiz) -> dict[str, Any]:
    """The document of a quiz with nothing in it that says what is right. It is no quiz file any more."""
    document = to_dict(quiz)
    for raw, question in zip(document["questions"], quiz.questions, strict=True):
        for secret in ("accepted", "min_correct", "max_correct", "explanation"):
            raw.pop(secret, None)
        for option in raw.get("options", ()):
            # Ids are given in the order of the file, which for ORDER is the solution.
            option.pop("right", None)
            option.pop("id", None)
        if isinstance(question, OrderQuestion):
            raw["options"] = [raw["options"][place] for place in _by_text(question)]
    return document


def deployed_without_solutions(quiz: Quiz) -> list[dict[str, Any]]:
    """The questions in the shapes of the deployed original, as its players see them (quiz.md 3.3); slides whole."""
    return [_deployed(question) for question in quiz.questions]


def _deployed(question: Question) -> dict[str, Any]:
    order = _by_text(question) if isinstance(question, OrderQuestion) else None
    built: dict[str, Any] = msgspec.to_builtins(shown(question, order))
    if isinstance(question, SlideQuestion):
        built["answers"] = canvas(question.content)
    return built


def _by_text(question: OrderQuestion) -> tuple[int, ...]:
    """An order that says nothing: that of the alphabet."""
    return tuple(sorted(range(len(question.options)), key=lambda place: question.options[place].text.casefold()))
