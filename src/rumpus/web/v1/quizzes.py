"""Quizzes of the library in the shapes of the original (quiz.md 5.4)."""

import asyncio
import uuid
from collections.abc import AsyncGenerator, Iterable, Sequence
from typing import Annotated, Any, Final

import msgspec
import structlog
from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Stream

from rumpus.library import FullQuiz, Library, NotFoundError, User
from rumpus.web import shelf
from rumpus.web.problems import Problem
from rumpus.web.unbroken import unbroken
from rumpus.web.v1.shapes import quiz_row
from rumpus.web.who import Asker, everybody, signed_in, teacher

LARGEST_PAGE: Final = 100
QuizId = FromPath[str]

CHUNK: Final = 8
"""Quizzes that are in memory at once."""

log = structlog.get_logger()


def uuid_of(quiz_id: str) -> str:
    """An id as we keep it: clients may leave the dashes out. Raises a Problem if it is none."""
    try:
        return str(uuid.UUID(quiz_id))
    except ValueError:
        raise Problem(400, "quiz_id_invalid", "badly formed quiz id") from None


def not_found() -> Problem:
    """There is no such quiz for who asks."""
    return Problem(404, "quiz_not_found", "quiz not found")


async def quiz_for(library: Library, quiz_id: str, user: User | None) -> FullQuiz:
    """A quiz that is their own or public. Raises a Problem."""
    try:
        return await shelf.seen(library, uuid_of(quiz_id), user)
    except NotFoundError:
        raise not_found() from None


class QuizzesController(Controller):
    """Quizzes."""

    path = "/quiz"
    tags = ("quizzes",)

    @get("/list", summary="My quizzes", guards=[signed_in])
    async def mine(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        page_size: Annotated[int, QueryParameter(le=10_000)] = 10,
        page: Annotated[int, QueryParameter(le=1_000_000)] = 1,
    ) -> Stream:
        """Last changed first, at most a hundred at once, each as `quiz/get` gives it."""
        if page_size < 1 or page < 1:
            raise Problem(400, "page_invalid", "Invalid page(size). page(size) have to be greater than 0.")
        size = min(page_size, LARGEST_PAGE)
        found = await library.quizzes.of(asker.user.id, limit=size, offset=(page - 1) * size)
        return Stream(unbroken(_listed(library, [quiz.id for quiz in found.items])), media_type="application/json")

    @get("/get/{quiz_id:str}", summary="A quiz, with its solutions", guards=[signed_in])
    async def read(
        self, quiz_id: QuizId, library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> dict[str, Any]:
        """One's own, or a public one."""
        full = await quiz_for(library, quiz_id, asker.user)
        return quiz_row(full, shelf.playable(full))

    @get("/get/public/{quiz_id:str}", summary="A public quiz", guards=[everybody])
    async def read_public(
        self, quiz_id: QuizId, library: NamedDependency[Library], maybe: NamedDependency[Asker | None]
    ) -> dict[str, Any]:
        """With its solutions for who is signed in."""
        user = shelf.user_of(maybe)
        full = await quiz_for(library, quiz_id, user)
        await library.quizzes.count_view(full.quiz.id)
        return quiz_row(full, shelf.playable(full), solutions=user is not None, name=True)

    @delete("/delete/{quiz_id:str}", summary="Delete a quiz", status_code=200, guards=[teacher])
    async def remove(self, quiz_id: QuizId, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> None:
        """Only its owner may."""
        try:
            quiz = await shelf.own(library, uuid_of(quiz_id), asker.user)
        except NotFoundError:
            raise not_found() from None
        await library.quizzes.delete(quiz.id)

    @post("/import/{kahoot_id:str}", summary="Not here", guards=[everybody])
    async def from_kahoot(self, kahoot_id: FromPath[str]) -> None:  # noqa: ARG002 - whichever it is
        """This server asks no other one: what a class plays is nobody's business. Always 404."""
        raise Problem(
            404,
            "not_here",
            "This server fetches nothing from other servers. Download the quiz as a spreadsheet and import the file.",
        )


async def _listed(library: Library, quiz_ids: Sequence[str]) -> AsyncGenerator[bytes, None]:
    """Some at a time, as they may be large; read and encoded outside of the loop. Who is gone by then is left out."""
    before = b"["
    for at in range(0, len(quiz_ids), CHUNK):
        fulls = await library.quizzes.get_all(quiz_ids[at : at + CHUNK])
        for row in await asyncio.to_thread(_encoded, fulls):
            yield before + row
            before = b","
    yield b"[]" if before == b"[" else b"]"


def _encoded(fulls: Iterable[FullQuiz]) -> list[bytes]:
    rows = []
    for full in fulls:
        try:
            rows.append(msgspec.json.encode(quiz_row(full, shelf.playable(full))))
        except Problem:
            # One that this server cannot play must not hide all others.
            log.warning("a kept quiz cannot be read", quiz_id=full.quiz.id, version=full.version)
    return rows
