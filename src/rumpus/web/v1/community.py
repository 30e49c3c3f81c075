"""What everybody may see of others: public quizzes, searching them, rating them (quiz.md 5.4)."""

import time
from typing import Annotated, Any, Final, Literal

import msgspec
from litestar import Controller, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from rumpus.library import Library, NotFoundError
from rumpus.web import shelf
from rumpus.web.problems import Problem
from rumpus.web.v1.quizzes import not_found, uuid_of
from rumpus.web.v1.shapes import found_quiz, moment
from rumpus.web.who import Asker, everybody, signed_in

PAGE: Final = 100

QueryText = Annotated[str, QueryParameter(name="q", description="Words that are looked for.", max_length=1_000)]


class Rating(msgspec.Struct, frozen=True):
    """What somebody says of a quiz."""

    type: Literal["LIKE", "DISLIKE"]


class Author(msgspec.Struct, frozen=True):
    """Somebody who has public quizzes."""

    id: str
    username: str
    created_at: str


class Counted(msgspec.Struct, frozen=True):
    """How much there is."""

    quiz_count: int
    user_count: int


class SearchFor(msgspec.Struct, frozen=True):
    """What to look for. Members that other searches know are ignored."""

    q: str = ""
    offset: int = 0
    limit: int = 20


class Hits(msgspec.Struct, frozen=True, rename="camel"):
    """What was found, in the shape that Meilisearch gives."""

    hits: list[dict[str, Any]]
    query: str
    limit: int
    offset: int
    processing_time_ms: int
    estimated_total_hits: int


class CommunityController(Controller):
    """Public quizzes of others."""

    path = "/community"
    tags = ("community",)

    @get("/user/{user_id:str}", summary="An author", guards=[everybody])
    async def author(self, user_id: FromPath[str], library: NamedDependency[Library]) -> Author:
        """Somebody who has public quizzes; nobody else is told of."""
        page = await library.quizzes.public(owner_id=user_id, limit=1)
        if not page.items:
            raise Problem(404, "user_not_found", "User not found")
        user = await library.users.get(user_id)
        return Author(user.id, user.name, moment(user.created_at))

    @get("/quizzes/{user_id:str}", summary="Public quizzes of an author", guards=[everybody])
    async def quizzes_of(self, user_id: FromPath[str], library: NamedDependency[Library]) -> list[dict[str, Any]]:
        """Last changed first, a hundred at most, without their questions."""
        page = await library.quizzes.public(owner_id=user_id, limit=PAGE)
        return [found_quiz(quiz) for quiz in page.items]

    @post("/rate/{quiz_id:str}", summary="Rate a quiz", status_code=200, guards=[signed_in])
    async def rate(
        self,
        quiz_id: FromPath[str],
        data: JSONBody[Rating],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> dict[str, Any]:
        """One rating for each user and quiz of somebody else; the last one counts."""
        try:
            rated = await shelf.rated(library, uuid_of(quiz_id), asker.user, data.type == "LIKE")
        except NotFoundError:
            raise not_found() from None
        return found_quiz(rated)


class SearchController(Controller):
    """Searching public quizzes."""

    path = "/search"
    tags = ("community",)
    guards = (everybody,)

    @get(summary="Search", operation_id="v1SearchGet")
    async def find(
        self,
        library: NamedDependency[Library],
        q: QueryText = "",
        offset: Annotated[int, QueryParameter(ge=0, le=100_000)] = 0,
        limit: Annotated[int, QueryParameter(ge=0, le=10_000)] = 20,
    ) -> Hits:
        """Quizzes with all these words, best first."""
        return await _found(library, SearchFor(q, offset, limit))

    @post(summary="Search", operation_id="v1SearchPost", status_code=200)
    async def find_by_body(self, data: JSONBody[SearchFor], library: NamedDependency[Library]) -> Hits:
        """The same with a body."""
        return await _found(library, data)


@get("/stats/combined", tags=["community"], summary="How much there is", guards=[everybody])
async def combined(library: NamedDependency[Library]) -> Counted:
    """How many quizzes and accounts this server has."""
    return Counted(await library.quizzes.count(), await library.users.count())


@get("/quiztivity", tags=["community"], summary="None", guards=[signed_in], sync_to_thread=False)
def quiztivities() -> list[None]:
    """The original's second kind of content, of which there is none here."""
    return []


async def _found(library: Library, wanted: SearchFor) -> Hits:
    began = time.monotonic()
    offset, limit = max(0, wanted.offset), max(0, min(wanted.limit, PAGE))
    page = await library.quizzes.search(wanted.q, offset=offset, limit=max(1, limit))
    hits = [found_quiz(hit.quiz) for hit in page.items][:limit]
    return Hits(
        hits=hits,
        query=wanted.q,
        limit=limit,
        offset=offset,
        processing_time_ms=int(1000 * (time.monotonic() - began)),
        estimated_total_hits=offset + len(hits) + (page.next is not None),
    )
