"""Quizzes come in as files and go out as files, with their pictures; the reading and writing is done by the worker."""

from typing import Final

from litestar.datastructures import UploadFile

from rumpus.library import FullQuiz, Library, NotFoundError, PictureError, RefusedError, User
from rumpus.quiz.content.quiz_file import Quiz
from rumpus.quiz.formats import (
    WITH_PICTURES,
    Exported,
    ExportFormat,
    ImportFailed,
    ImportFormat,
    Note,
    Worker,
    export_quiz,
    import_quiz,
    only_pictures,
    picture_ids,
    with_pictures,
)
from rumpus.quiz.formats.limits import LARGEST_FILE
from rumpus.web import shelf
from rumpus.web.problems import Problem
from rumpus.web.uploads import bytes_of

MOST_PICTURES_OUT: Final = 256 * 1024 * 1024
"""Bytes of the pictures of one exported file."""


def refusal(failed: ImportFailed) -> Problem:
    """How a file that cannot be read is answered: 429 or 503 if it may be better later, else 422."""
    note = failed.note
    if note.code == "busy":
        return Problem(503, "import_busy", note.message, headers={"Retry-After": "60"})
    if note.code == "too_many_own":
        return _too_many(note)
    status = 413 if note.code == "file_too_large" else 422
    return Problem(status, f"import_{note.code}", note.message, report=[told(note)])


def no_export(failed: ImportFailed) -> Problem:
    """How it is answered that a file cannot be written now."""
    if failed.note.code == "too_many_own":
        return _too_many(failed.note)
    return Problem(503, "export_failed", failed.note.message, headers={"Retry-After": "60"})


def _too_many(note: Note) -> Problem:
    return Problem(429, "too_many_files", note.message, headers={"Retry-After": "10"})


def told(note: Note) -> dict[str, object]:
    """A line of a report as JSON: codes for programs, the sentence for people."""
    place = {
        name: value
        for name in ("row", "question", "option", "field", "part")
        if (value := getattr(note.place, name)) is not None
    }
    return {
        "level": note.level,
        "code": note.code,
        "place": place,
        "values": note.values,
        "message": str(note),
    }


async def read_quiz(
    worker: Worker, user: User, upload: UploadFile, *, language: str = "en", form: ImportFormat | None = None
) -> "Incoming":
    """What a file of this user holds; nothing is kept yet. Raises a Problem if it cannot be read at all."""
    data = await bytes_of(upload, LARGEST_FILE)
    try:
        found = await worker.run_for(user.id, import_quiz, data, upload.filename[:300], language=language, format=form)
    except ImportFailed as failed:
        raise refusal(failed) from None
    return Incoming(found.format, found.quiz, {one.id: one.data for one in found.files}, list(found.report))


class Incoming:
    """A quiz from a file, on its way into the library.

    Attributes:
        format: of the file.
        quiz: None if the report has an error.
        report: what was taken, changed, left out or wrong; keeping pictures may add to it.
    """

    def __init__(self, form: ImportFormat, quiz: Quiz | None, pictures: dict[str, bytes], report: list[Note]) -> None:
        self.format = form
        self.quiz = quiz
        self.report = report
        self._pictures = pictures

    async def with_kept_pictures(self, library: Library, user: User) -> Quiz:
        """The quiz with its pictures in the library. What the library does not take is left out, and noted."""
        assert self.quiz is not None
        ids: dict[str, str | None] = {}
        for name, data in self._pictures.items():
            try:
                ids[name] = (await library.files.add(user.id, data)).id
            except (PictureError, RefusedError) as error:
                ids[name] = None
                self.report.append(Note("changed", "invalid", values={"field": "image", "what": str(error)}))
        quiz = with_pictures(self.quiz, ids)
        strange = await shelf.strange_pictures(library, user, quiz)
        for name in sorted(strange):
            # A file of another server, or of somebody else, may name what is not ours to show.
            values: dict[str, str | int] = {"field": "image", "what": f"there is no picture {name} of yours"}
            self.report.append(Note("changed", "invalid", values=values))
        return only_pictures(quiz, picture_ids(quiz) - strange)

    async def keep(self, library: Library, user: User) -> FullQuiz:
        """Keep it as a new private quiz of this user."""
        quiz = await self.with_kept_pictures(library, user)
        return await shelf.create(library, user, quiz, imported_from=self.format)


async def write_quiz(
    library: Library, worker: Worker, user: User, quiz: Quiz, form: ExportFormat, *, delimiter: str = ","
) -> Exported:
    """A quiz as a file for this user. Raises a Problem if it cannot be written."""
    pictures: dict[str, bytes] = {}
    if form in WITH_PICTURES:
        size = 0
        for name in sorted(picture_ids(quiz)):
            try:
                file = await library.files.get(name)
                size += file.size
                if size > MOST_PICTURES_OUT:
                    raise Problem(413, "pictures_too_large", "the pictures of this quiz are too large for one file")
                pictures[name] = (await library.files.read(name))[1]
            except NotFoundError:
                continue  # somebody erased it; the file says so in its report
    try:
        return await worker.run_for(user.id, export_quiz, quiz, form, pictures, delimiter=delimiter)
    except ImportFailed as failed:
        raise no_export(failed) from None
