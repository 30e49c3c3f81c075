"""The editor of the original: a token to begin with, the whole quiz to finish with (quiz.md 5.4)."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Final

import msgspec
from litestar import Controller, Request, Response, post
from litestar.di import NamedDependency
from litestar.params import JSONBody, QueryParameter

from rumpus.library import Library, NotFoundError, Share
from rumpus.quiz.content.file_fields import QuizError
from rumpus.quiz.content.quiz_file import Quiz
from rumpus.quiz.records.deployed_file import document_of, place_of
from rumpus.quiz.records.drafts import draft_of
from rumpus.web import shelf
from rumpus.web.problems import Detail, Problem
from rumpus.web.v1.quizzes import not_found, uuid_of
from rumpus.web.v1.shapes import quiz_row
from rumpus.web.who import Asker, teacher

HOLDS: Final = 3600.0
"""Seconds that somebody may take to edit a quiz."""

MOST: Final = 10_000
"""Edits that are begun and not finished; the oldest are forgotten."""

LARGEST: Final = 4 * 1024 * 1024
"""Bytes of a quiz."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Somebody edits a quiz, or makes a new one (None)."""

    user_id: str
    quiz_id: str | None
    until: float


class Edits:
    """What is being edited. Not kept over a restart: the editor begins again."""

    __slots__ = ("_edits",)

    def __init__(self) -> None:
        self._edits: dict[str, Edit] = {}

    def begin(self, user_id: str, quiz_id: str | None) -> str:
        """A token for an edit: eight hexadecimal digits, which open nothing without its user's session."""
        token = secrets.token_hex(4)
        self._edits[token] = Edit(user_id, quiz_id, time.monotonic() + HOLDS)
        while len(self._edits) > MOST:
            del self._edits[next(iter(self._edits))]
        return token

    @contextmanager
    def finishing(self, token: str, user_id: str) -> Iterator[Edit | None]:
        """The edit of this token, if this user began it and it still holds.

        Meanwhile nobody else finishes it: who clicks twice makes one quiz. It goes on if the quiz is not saved.
        """
        edit = self._edits.get(token)
        if edit is None or edit.user_id != user_id or edit.until < time.monotonic():
            yield None
            return
        del self._edits[token]
        try:
            yield edit
        except BaseException:
            self._edits[token] = edit
            raise


class EditToken(msgspec.Struct, frozen=True):
    """What an edit is finished with."""

    token: str


class QuizInput(msgspec.Struct, frozen=True):
    """A quiz as the editor sends it (QuizQuestion: quiz.md 4.1)."""

    title: str
    questions: list[dict[str, Any]]
    description: str = ""
    public: bool = False
    cover_image: str | None = None
    background_color: str | None = None
    background_image: str | None = None


class FieldsRefusedError(Exception):
    """A quiz is refused. Told as the original does: a list, each with the path to the field."""

    def __init__(self, error: QuizError) -> None:
        super().__init__(str(error))
        self.errors = [{"loc": place_of(one), "msg": str(one), "type": "value_error"} for one in error.problems]


def _on_refusal(_request: Request[Any, Any, Any], error: FieldsRefusedError) -> Response[Detail]:
    return Response(Detail(error.errors), status_code=422)


class EditorController(Controller):
    """The editor."""

    exception_handlers = {FieldsRefusedError: _on_refusal}  # noqa: RUF012 - as Litestar wants it

    path = "/editor"
    tags = ("editor",)
    guards = (teacher,)

    @post("/start", summary="Begin to edit", status_code=200)
    async def start(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        edits: NamedDependency[Edits],
        edit: Annotated[bool, QueryParameter(description="Whether a quiz is edited, not made.")],
        quiz_id: Annotated[str | None, QueryParameter(description="Which one.")] = None,
    ) -> EditToken:
        """A token that holds for an hour."""
        if not edit:
            return EditToken(edits.begin(asker.user.id, None))
        if quiz_id is None:
            raise Problem(400, "quiz_id_missing", "quiz_id is missing")
        try:
            quiz = await shelf.own(library, uuid_of(quiz_id), asker.user)
        except NotFoundError:
            raise not_found() from None
        return EditToken(edits.begin(asker.user.id, quiz.id))

    @post("/finish", summary="Save a quiz", status_code=200, request_max_body_size=LARGEST)
    async def finish(
        self,
        data: JSONBody[QuizInput],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        edits: NamedDependency[Edits],
        edit_id: Annotated[str, QueryParameter(description="The token.", max_length=64)],
    ) -> dict[str, Any] | None:
        """A new quiz is answered with null, an edited one with itself. What is wrong is said for each field."""
        with edits.finishing(edit_id, asker.user.id) as edit:
            if edit is None:
                raise Problem(401, "edit_not_found", "Edit ID not found!")
            if edit.quiz_id is None:
                await _made(library, asker, data)
                return None
            return await _changed(library, asker, edit.quiz_id, data)


async def _made(library: Library, asker: Asker, data: QuizInput) -> None:
    quiz = await _checked(document_of(msgspec.to_builtins(data)))
    await _refuse_pictures(library, asker, quiz, None)
    await shelf.create(library, asker.user, quiz, share="public" if data.public else "private")


async def _changed(library: Library, asker: Asker, quiz_id: str, data: QuizInput) -> dict[str, Any]:
    try:
        before = await library.quizzes.get(quiz_id)
    except NotFoundError:
        raise not_found() from None
    quiz = await _checked(document_of(msgspec.to_builtins(data), before=before.document))
    await _refuse_pictures(library, asker, quiz, shelf.playable(before))
    # The deployed editor knows public ones and others: one that is shared by link stays so.
    share: Share | None = "public" if data.public else "private" if before.quiz.share == "public" else None
    saved = await library.quizzes.save(quiz_id, draft_of(quiz), expected=None, saved_by=asker.user.id, share=share)
    return quiz_row(saved, quiz)


async def _refuse_pictures(library: Library, asker: Asker, quiz: Quiz, before: Quiz | None) -> None:
    if await shelf.strange_pictures(library, asker.user, quiz, before):
        raise Problem(400, "picture_unknown", "Image URL(s) aren't valid!")


async def _checked(document: dict[str, Any]) -> Quiz:
    try:
        return await shelf.parsed(document)
    except QuizError as error:
        raise FieldsRefusedError(error) from None
