"""Quizzes as files, in the original's two formats (quiz.md 5.5)."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath

from rumpus.library import ConflictError, FullQuiz, Library, Quiz
from rumpus.quiz.content.text import without_tags
from rumpus.quiz.formats import ExportFormat, Worker
from rumpus.quiz.formats.limits import LARGEST_FILE
from rumpus.quiz.records.drafts import draft_of
from rumpus.web import porting, shelf
from rumpus.web.problems import Problem
from rumpus.web.turns import Turns
from rumpus.web.uploads import ENVELOPE, FileForm, attachment
from rumpus.web.v1.quizzes import quiz_for
from rumpus.web.v1.shapes import quiz_row
from rumpus.web.who import Asker, signed_in, teacher

Form = Annotated[FileForm, Body(media_type=RequestEncodingType.MULTI_PART)]

CQA = "application/octet-stream"
SHEET = "application/vnd.ms-excel"
"""What the original says of these files."""


class ExImportController(Controller):
    """Export and import."""

    path = "/eximport"
    tags = ("import and export",)

    @get("/{quiz_id:str}", summary="A quiz as .cqa", guards=[signed_in], media_type=CQA)
    async def export_cqa(
        self,
        quiz_id: FromPath[str],
        library: NamedDependency[Library],
        worker: NamedDependency[Worker],
        asker: NamedDependency[Asker],
    ) -> Response[bytes]:
        """With its pictures. One's own quiz, or a public one."""
        return await _export(library, worker, asker, quiz_id, "cqa", CQA)

    @get("/excel/{quiz_id:str}", summary="A quiz as a spreadsheet", guards=[signed_in], media_type=SHEET)
    async def export_sheet(
        self,
        quiz_id: FromPath[str],
        library: NamedDependency[Library],
        worker: NamedDependency[Worker],
        asker: NamedDependency[Asker],
    ) -> Response[bytes]:
        """In the original's layout, which holds ABCD and VOTING only."""
        return await _export(library, worker, asker, quiz_id, "sheet", SHEET)

    @post(
        summary="Import a .cqa file", status_code=200, guards=[teacher], request_max_body_size=LARGEST_FILE + ENVELOPE
    )
    async def import_cqa(
        self,
        data: Form,
        library: NamedDependency[Library],
        worker: NamedDependency[Worker],
        asker: NamedDependency[Asker],
    ) -> dict[str, Any]:
        """It becomes a new private quiz."""
        incoming = await porting.read_quiz(worker, asker.user, data.file, form="cqa")
        _refuse_errors(incoming)
        return _row(await incoming.keep(library, asker.user))


@post(
    "/quiz/excel-import",
    tags=["import and export"],
    summary="Import a spreadsheet",
    status_code=200,
    guards=[teacher],
    request_max_body_size=LARGEST_FILE + ENVELOPE,
)
async def import_sheet(
    data: Form,
    library: NamedDependency[Library],
    worker: NamedDependency[Worker],
    asker: NamedDependency[Asker],
    turns: NamedDependency[Turns],
) -> dict[str, Any]:
    """The original's layout, or Kahoot's. If one has a quiz of that title, the questions are put at its end."""
    incoming = await porting.read_quiz(worker, asker.user, data.file, form="xlsx")
    _refuse_errors(incoming)
    assert incoming.quiz is not None
    title = without_tags(incoming.quiz.title)
    async with turns.of(asker.user.id):
        async for quiz in _own(library, asker):
            if without_tags(quiz.title) == title:
                return _row(await _appended(library, asker, quiz.id, incoming))
        return _row(await incoming.keep(library, asker.user))


async def _own(library: Library, asker: Asker) -> AsyncIterator[Quiz]:
    """All quizzes of who asks, last changed first. A search finds no title without words, such as "???"."""
    cursor = None
    while True:
        page = await library.quizzes.of(asker.user.id, cursor=cursor, limit=100)
        for quiz in page.items:
            yield quiz
        cursor = page.next
        if cursor is None:
            return


async def _appended(library: Library, asker: Asker, quiz_id: str, incoming: porting.Incoming) -> FullQuiz:
    added = await incoming.with_kept_pictures(library, asker.user)
    # New questions get ids of their own.
    new = [question | {"id": None} for question in draft_of(added).document["questions"]]
    while True:
        before = await library.quizzes.get(quiz_id)
        whole = await shelf.checked(before.document | {"questions": [*before.document["questions"], *new]})
        try:
            return await library.quizzes.save(quiz_id, draft_of(whole), expected=before.version, saved_by=asker.user.id)
        except ConflictError:
            continue  # its editor saved in between: the questions go to the end of that


def _refuse_errors(incoming: porting.Incoming) -> None:
    errors = [str(note) for note in incoming.report if note.level == "error"]
    if incoming.quiz is None or errors:
        raise Problem(400, "import_failed", "; ".join(errors[:20]) or "there is no quiz in this file")


def _row(full: FullQuiz) -> dict[str, Any]:
    return quiz_row(full, shelf.playable(full))


async def _export(
    library: Library, worker: Worker, asker: Asker, quiz_id: str, form: ExportFormat, media_type: str
) -> Response[bytes]:
    full = await quiz_for(library, quiz_id, asker.user)
    quiz = shelf.playable(full)
    exported = await porting.write_quiz(library, worker, asker.user, quiz, form)
    return Response(exported.data, media_type=media_type, headers=attachment(quiz.title, exported.extension))
