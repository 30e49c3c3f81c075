"""Quizzes on their way into the library and out of it: the library keeps a document and a few columns of it."""

from collections.abc import Iterator
from typing import Any, Final

import msgspec

from rumpus.library import Draft
from rumpus.quiz.content.questions import (
    CheckQuestion,
    ChoiceQuestion,
    OrderQuestion,
    Question,
    Quiz,
    SlideQuestion,
    TextQuestion,
    VotingQuestion,
)
from rumpus.quiz.content.quiz_file import FORMAT, from_dict, parse_document, to_dict
from rumpus.quiz.content.slide import words
from rumpus.quiz.formats import picture_ids

SEARCHED: Final = 60_000
"""Characters of the texts that searching looks at."""


def draft_of(quiz: Quiz) -> Draft:
    """What the library is to keep of a quiz."""
    return Draft(
        title=quiz.title,
        description=quiz.description,
        language=quiz.language,
        document=msgspec.json.decode(msgspec.json.encode(to_dict(quiz))),
        question_count=len(quiz.questions),
        texts="\n".join(_texts(quiz))[:SEARCHED],
        cover_image=quiz.cover_image,
        files=tuple(sorted(picture_ids(quiz))),
    )


def quiz_of(document: dict[str, Any]) -> Quiz:
    """The quiz of a document that the library kept.

    Raises:
        QuizError: what is kept is no quiz that this Rumpus plays.
    """
    if document.get("rumpus_quiz") == FORMAT:
        try:
            return from_dict(document)
        except msgspec.ValidationError:
            pass  # of an early release; reading it as a file says what is wrong
    return parse_document(document)


def _texts(quiz: Quiz) -> Iterator[str]:
    for question in quiz.questions:
        yield question.question
        yield from _words_in(question)


def _words_in(question: Question) -> Iterator[str]:
    match question:
        case ChoiceQuestion() | CheckQuestion():
            yield from (option.text for option in question.options)
        case VotingQuestion() | OrderQuestion():
            yield from (option.text for option in question.options)
        case TextQuestion():
            # What is accepted is a secret of the question: nobody must find it by searching.
            return
        case SlideQuestion():
            yield words(question.content)
        case _:
            return
