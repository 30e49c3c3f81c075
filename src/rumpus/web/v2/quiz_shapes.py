"""Quizzes as /api/v2 tells them. Moments are epoch milliseconds."""

from typing import Any

import msgspec
from litestar import Response

from rumpus.library import FullQuiz, Quiz, Share, User
from rumpus.library.access import may_change_quiz, may_see_solutions
from rumpus.quiz.records.public_quiz import without_solutions
from rumpus.web import shelf
from rumpus.web.if_match import etag


class QuizEntry(msgspec.Struct, frozen=True):
    """A quiz in a list.

    Attributes:
        title: HTML, as is the description.
        link: the secret of its link, for its owner while it is shared so.
        mine: whether who asks may change it.
        version: number of its newest version.
    """

    id: str
    title: str
    description: str
    language: str
    question_count: int
    cover_image: str | None
    owner_id: str
    owner_name: str
    share: Share
    link: str | None
    mine: bool
    version: int
    likes: int
    dislikes: int
    plays: int
    views: int
    imported_from: str | None
    created_at: int
    updated_at: int


class WholeQuiz(msgspec.Struct, frozen=True):
    """A quiz with its document.

    Attributes:
        version: which version this is.
        document: a quiz file (docs/quiz-file.md); without its solutions for who is not signed in.
        has_solutions: whether it says what is right.
        my_rating: true for a like, false for a dislike, null if one has said nothing.
    """

    quiz: QuizEntry
    version: int
    document: dict[str, Any]
    has_solutions: bool
    my_rating: bool | None = None


def entry_of(quiz: Quiz, user: User | None) -> QuizEntry:
    """A quiz for somebody."""
    mine = may_change_quiz(user, quiz)
    return QuizEntry(
        id=quiz.id,
        title=quiz.title,
        description=quiz.description,
        language=quiz.language,
        question_count=quiz.question_count,
        cover_image=quiz.cover_image,
        owner_id=quiz.owner_id,
        owner_name=quiz.owner_name,
        share=quiz.share,
        link=quiz.link if mine else None,
        mine=mine,
        version=quiz.version,
        likes=quiz.likes,
        dislikes=quiz.dislikes,
        plays=quiz.plays,
        views=quiz.views,
        imported_from=quiz.imported_from,
        created_at=quiz.created_at,
        updated_at=quiz.updated_at,
    )


def whole_of(full: FullQuiz, user: User | None, *, link: str | None = None, rating: bool | None = None) -> WholeQuiz:
    """A whole quiz for somebody who may see it."""
    solutions = may_see_solutions(user, full.quiz, link=link)
    document = full.document if solutions else without_solutions(shelf.playable(full))
    return WholeQuiz(entry_of(full.quiz, user), full.version, document, solutions, rating)


def answered(whole: WholeQuiz, status: int = 200) -> Response[WholeQuiz]:
    """With the version as ETag."""
    headers = {"ETag": etag(whole.version)}
    if status == 201:
        headers["Location"] = f"/api/v2/quizzes/{whole.quiz.id}"
    return Response(whole, status_code=status, headers=headers)
