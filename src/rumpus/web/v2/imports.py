"""Quizzes from files of any format that can be read."""

from typing import Annotated, Any

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, QueryParameter

from rumpus.library import Library
from rumpus.quiz.formats import ImportFormat, Worker
from rumpus.quiz.formats.limits import LARGEST_FILE
from rumpus.web import porting
from rumpus.web.problems import Problem
from rumpus.web.uploads import ENVELOPE, FileForm
from rumpus.web.v2.quiz_shapes import QuizEntry, entry_of
from rumpus.web.who import Asker, teacher


class ImportReport(msgspec.Struct, frozen=True):
    """What came of a file.

    Attributes:
        format: what the file was.
        quiz: the new quiz; null if it was only tried.
        title: of the quiz.
        question_count: how many questions it has.
        report: line by line what was taken, changed or skipped, and why.
    """

    format: ImportFormat
    quiz: QuizEntry | None
    title: str
    question_count: int
    report: list[dict[str, Any]]


@post(
    "/imports",
    tags=["import and export"],
    summary="Import a quiz",
    guards=[teacher],
    request_max_body_size=LARGEST_FILE + ENVELOPE,
)
async def import_file(
    data: Annotated[FileForm, Body(media_type=RequestEncodingType.MULTI_PART)],
    library: NamedDependency[Library],
    worker: NamedDependency[Worker],
    asker: NamedDependency[Asker],
    import_format: Annotated[
        ImportFormat | None, QueryParameter(name="format", description="What the file must be; found out if missing.")
    ] = None,
    language: Annotated[
        str,
        QueryParameter(
            description="Of the quiz, if the file does not say it.",
            pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$",
            max_length=35,
        ),
    ] = "en",
    dry_run: Annotated[bool, QueryParameter(description="Only say what would come of it.")] = False,
) -> Response[ImportReport]:
    """All or nothing: an error anywhere (422) means that there is no quiz. A new quiz is private."""
    incoming = await porting.read_quiz(worker, asker.user, data.file, language=language, form=import_format)
    if incoming.quiz is None:
        report = [porting.told(note) for note in incoming.report]
        raise Problem(422, "import_refused", "there is no quiz that can be played in this file", report=report)
    entry = None
    if not dry_run:
        entry = entry_of((await incoming.keep(library, asker.user)).quiz, asker.user)
    return Response(
        ImportReport(
            format=incoming.format,
            quiz=entry,
            title=incoming.quiz.title,
            question_count=len(incoming.quiz.questions),
            report=[porting.told(note) for note in incoming.report],
        ),
        status_code=200 if entry is None else 201,
    )
