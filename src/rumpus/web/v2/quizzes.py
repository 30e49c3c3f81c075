"""Quizzes: made, read, saved as one types, listed, deleted."""

from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Controller, Response, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from rumpus.library import ConflictError, FullQuiz, Library, Scope
from rumpus.quiz.content.quiz_file import LARGEST_FILE
from rumpus.quiz.records.drafts import draft_of
from rumpus.web import shelf
from rumpus.web.ids import Id
from rumpus.web.if_match import IfMatch, IfNoneMatch, etag, expected
from rumpus.web.paging import Cursor, Limit, Listed
from rumpus.web.problems import Problem
from rumpus.web.v2.quiz_shapes import QuizEntry, WholeQuiz, answered, entry_of, whole_of
from rumpus.web.who import Asker, everybody, signed_in, teacher

LARGEST: Final = LARGEST_FILE
"""Bytes of a quiz."""

LinkQuery = Annotated[
    str | None, QueryParameter(description="The secret of its link, if it is shared so.", max_length=64)
]


class NewQuiz(msgspec.Struct, frozen=True):
    """A quiz to keep. `document` is a quiz file (docs/quiz-file.md)."""

    document: dict[str, Any]
    share: Literal["private", "link", "public"] = "private"


class ChangedQuiz(msgspec.Struct, frozen=True):
    """A quiz to save over its older version."""

    document: dict[str, Any]


class QuizzesController(Controller):
    """Quizzes."""

    path = "/quizzes"
    tags = ("quizzes",)

    @get(summary="My quizzes", guards=[signed_in])
    async def mine(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Listed[QuizEntry]:
        """Last changed first."""
        page = await library.quizzes.of(asker.user.id, cursor=cursor, limit=limit)
        return Listed([entry_of(quiz, asker.user) for quiz in page.items], page.next)

    @post(summary="Make a quiz", guards=[teacher], request_max_body_size=LARGEST)
    async def create(
        self, data: JSONBody[NewQuiz], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> Response[WholeQuiz]:
        """A document that is no quiz is refused with everything that is wrong with it, each with its place."""
        quiz = await shelf.checked(data.document)
        await shelf.refuse_strange_pictures(library, asker.user, quiz)
        full = await shelf.create(library, asker.user, quiz, share=data.share)
        return answered(whole_of(full, asker.user), 201)

    @get("/public", summary="Public quizzes", guards=[everybody])
    async def public(
        self,
        library: NamedDependency[Library],
        maybe: NamedDependency[Asker | None],
        owner_id: Annotated[str | None, QueryParameter(description="Of one user only.", max_length=64)] = None,
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Listed[QuizEntry]:
        """Last changed first."""
        page = await library.quizzes.public(owner_id=owner_id, cursor=cursor, limit=limit)
        user = shelf.user_of(maybe)
        return Listed([entry_of(quiz, user) for quiz in page.items], page.next)

    @get("/search", summary="Search quizzes", guards=[everybody])
    async def search(
        self,
        library: NamedDependency[Library],
        maybe: NamedDependency[Asker | None],
        q: Annotated[str, QueryParameter(description="Words, or beginnings of words.", max_length=1_000)],
        where: Annotated[Scope, QueryParameter(name="scope", description="Own and all need an account.")] = "public",
        language: Annotated[str | None, QueryParameter(description="Such as en.", max_length=35)] = None,
        cursor: Cursor = None,
        limit: Limit = 20,
    ) -> Listed[QuizEntry]:
        """Quizzes with all these words in title, description or questions, best first."""
        user = shelf.user_of(maybe)
        if user is None and where == "own":
            raise Problem(401, "not_signed_in", "Not authenticated")
        page = await library.quizzes.search(
            q, user_id=None if user is None else user.id, scope=where, language=language, cursor=cursor, limit=limit
        )
        return Listed([entry_of(hit.quiz, user) for hit in page.items], page.next)

    @get("/by-link/{link:str}", summary="The quiz of a link", guards=[everybody])
    async def by_link(
        self, link: FromPath[str], library: NamedDependency[Library], maybe: NamedDependency[Asker | None]
    ) -> Response[WholeQuiz]:
        """While it is shared by link. With its solutions for who is signed in."""
        full = await library.quizzes.by_link(link)
        await library.quizzes.count_view(full.quiz.id)
        return answered(whole_of(full, shelf.user_of(maybe), link=link))

    @get("/{quiz_id:str}", summary="A quiz", guards=[everybody])
    async def read(
        self,
        quiz_id: Id,
        library: NamedDependency[Library],
        maybe: NamedDependency[Asker | None],
        link: LinkQuery = None,
        if_none_match: IfNoneMatch = None,
    ) -> Response[WholeQuiz] | Response[None]:
        """One's own, a public one, or one whose link one has. With its solutions for who is signed in."""
        user = shelf.user_of(maybe)
        full = await shelf.seen(library, quiz_id, user, link=link)
        if if_none_match == etag(full.version) and user is not None:
            return Response(None, status_code=304, headers={"ETag": etag(full.version)})
        rating = None if user is None else await library.quizzes.rating_of(full.quiz.id, user.id)
        if user is None or user.id != full.quiz.owner_id:
            await library.quizzes.count_view(full.quiz.id)
        return answered(whole_of(full, user, link=link, rating=rating))

    @put("/{quiz_id:str}", summary="Save a quiz", guards=[teacher], request_max_body_size=LARGEST)
    async def save(
        self,
        quiz_id: Id,
        data: JSONBody[ChangedQuiz],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[WholeQuiz]:
        """As a new version. 412: somebody else saved in between, and `current` says which version; 428: no If-Match."""
        await shelf.own(library, quiz_id, asker.user)
        return answered(await _saved(library, asker, quiz_id, data.document, expected(if_match)))

    @patch("/{quiz_id:str}", summary="Save some members of a quiz", guards=[teacher], request_max_body_size=LARGEST)
    async def merge(
        self,
        quiz_id: Id,
        data: JSONBody[dict[str, Any]],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[WholeQuiz]:
        """Members of the document that take the place of older ones; null takes one away (RFC 7396, one level deep)."""
        await shelf.own(library, quiz_id, asker.user)
        version = expected(if_match)
        while True:
            before = await library.quizzes.get(quiz_id)
            document = {
                name: value for name, value in (before.document | data).items() if value is not None or name not in data
            }
            # Merged with this version, it may not take the place of another one.
            over = before.version if version is None else version
            try:
                return answered(await _saved(library, asker, quiz_id, document, over, before))
            except ConflictError:
                if version is not None:
                    raise

    @delete("/{quiz_id:str}", summary="Delete a quiz", guards=[teacher])
    async def remove(self, quiz_id: Id, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> None:
        """Results of games that played it keep what they need of it."""
        await library.quizzes.delete((await shelf.own(library, quiz_id, asker.user)).id)


async def _saved(
    library: Library,
    asker: Asker,
    quiz_id: str,
    document: dict[str, Any],
    version: int | None,
    before: FullQuiz | None = None,
) -> WholeQuiz:
    quiz = await shelf.checked(document)
    before = before or await library.quizzes.get(quiz_id)
    await shelf.refuse_strange_pictures(library, asker.user, quiz, shelf.playable(before))
    saved = await library.quizzes.save(quiz_id, draft_of(quiz), expected=version, saved_by=asker.user.id)
    return whole_of(saved, asker.user)
