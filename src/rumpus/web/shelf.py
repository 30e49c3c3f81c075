"""Quizzes of the library for somebody: found if they may see it, saved if it holds and is theirs."""

import asyncio
from typing import Any

from rumpus.library import FullQuiz, Library, NotFoundError, Quiz, User
from rumpus.library.access import may_change_quiz, may_rate_quiz, may_see_quiz
from rumpus.quiz.content import quiz_file
from rumpus.quiz.content.file_fields import QuizError
from rumpus.quiz.formats import picture_ids
from rumpus.quiz.records.drafts import draft_of, quiz_of
from rumpus.web.problems import Problem
from rumpus.web.who import Asker


def user_of(maybe: Asker | None) -> User | None:
    """The account of who is signed in. A key opens running games only, so it says nothing here."""
    return None if maybe is None or maybe.by == "key" else maybe.user


async def seen(library: Library, quiz_id: str, user: User | None, *, link: str | None = None) -> FullQuiz:
    """The newest version of a quiz. Raises NotFoundError, also if they may not see it: its existence is no news."""
    full = await library.quizzes.get(quiz_id)
    if not may_see_quiz(user, full.quiz, link=link):
        raise NotFoundError("quiz")
    return full


async def seen_row(library: Library, quiz_id: str, user: User | None, *, link: str | None = None) -> Quiz:
    """The same without the document."""
    quiz = await library.quizzes.look(quiz_id)
    if not may_see_quiz(user, quiz, link=link):
        raise NotFoundError("quiz")
    return quiz


async def own(library: Library, quiz_id: str, user: User) -> Quiz:
    """A quiz that this user may change. Raises NotFoundError; a Problem if they may only see it."""
    quiz = await library.quizzes.look(quiz_id)
    if not may_change_quiz(user, quiz):
        if not may_see_quiz(user, quiz):
            raise NotFoundError("quiz")
        raise Problem(403, "not_your_quiz", "only its owner may do this with a quiz")
    return quiz


async def rated(library: Library, quiz_id: str, user: User, like: bool | None, *, link: str | None = None) -> Quiz:
    """A quiz after this user said what they think of it.

    Raises:
        NotFoundError: they may not see it.
        Problem: it is their own.
    """
    quiz = await seen_row(library, quiz_id, user, link=link)
    if not may_rate_quiz(user, quiz, link=link):
        raise Problem(403, "own_quiz", "nobody rates a quiz of their own")
    return await library.quizzes.rate(quiz.id, user.id, like)


def playable(full: FullQuiz) -> quiz_file.Quiz:
    """The quiz that the library kept, for playing and for showing.

    Raises:
        Problem: what is kept is none that this server can play.
    """
    try:
        return quiz_of(full.document)
    except QuizError as error:
        raise invalid(error) from None


def invalid(error: QuizError) -> Problem:
    """A quiz is refused, with everything that is wrong: as sentences, and each with its place."""
    problems = [{"where": one.where, "what": one.what, "place": one.place} for one in error.problems]
    return Problem(
        422,
        "quiz_invalid",
        "the quiz can't be played",
        errors=[str(problem) for problem in error.problems],
        problems=problems,
    )


async def parsed(document: dict[str, Any]) -> quiz_file.Quiz:
    """The quiz of a document that somebody sent, checked outside of the loop: a large one takes 50 ms.

    Raises:
        QuizError: with everything that is wrong with it.
    """
    return await asyncio.to_thread(quiz_file.parse_document, document)


async def checked(document: dict[str, Any]) -> quiz_file.Quiz:
    """The same for /api/v2: raises a Problem that tells all of it."""
    try:
        return await parsed(document)
    except QuizError as error:
        raise invalid(error) from None


async def strange_pictures(
    library: Library, user: User, quiz: quiz_file.Quiz, before: quiz_file.Quiz | None = None
) -> set[str]:
    """Pictures in a quiz that are none of this user's, and did not stand in it before."""
    named = picture_ids(quiz) - (picture_ids(before) if before is not None else frozenset())
    return set(named) - await library.files.owned(user.id, named) if named else set()


async def refuse_strange_pictures(
    library: Library, user: User, quiz: quiz_file.Quiz, before: quiz_file.Quiz | None = None
) -> None:
    """Raise a Problem if a quiz names pictures that are none of this user's."""
    strange = sorted(await strange_pictures(library, user, quiz, before))
    if strange:
        raise Problem(
            422,
            "picture_unknown",
            "the quiz names pictures that you have not uploaded",
            errors=[f"picture {name}: there is no such picture of yours" for name in strange],
        )


async def create(library: Library, user: User, quiz: quiz_file.Quiz, **about: Any) -> FullQuiz:
    """Keep a new quiz of this user."""
    return await library.quizzes.create(user.id, draft_of(quiz), **about)
