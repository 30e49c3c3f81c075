"""What belongs to a quiz: its versions, who may see it, copies, ratings, files of it."""

from typing import Annotated

import msgspec
from litestar import Controller, Response, get, post, put
from litestar.di import NamedDependency
from litestar.params import JSONBody, PathParameter, QueryParameter

from rumpus.library import Library, Share, Version
from rumpus.quiz.formats import ExportFormat, Worker
from rumpus.quiz.records.drafts import draft_of
from rumpus.web import porting, shelf
from rumpus.web.documents import OTHER_CONTENT
from rumpus.web.ids import Id
from rumpus.web.if_match import IfMatch, expected
from rumpus.web.paging import Cursor, Limit, Listed
from rumpus.web.uploads import attachment
from rumpus.web.v2.quiz_shapes import QuizEntry, WholeQuiz, answered, entry_of, whole_of
from rumpus.web.v2.quizzes import LinkQuery
from rumpus.web.who import Asker, signed_in, teacher

Number = Annotated[int, PathParameter(description="Of the version, from 1.", ge=1, le=2**31 - 1)]


class Sharing(msgspec.Struct, frozen=True):
    """Who may see a quiz. `new_link`: the old link opens nothing any more."""

    share: Share
    new_link: bool = False


class Copy(msgspec.Struct, frozen=True):
    """A copy of a quiz; with its own title if one is given."""

    title: Annotated[str, msgspec.Meta(min_length=1, max_length=300)] | None = None


class MyRating(msgspec.Struct, frozen=True):
    """True for a like, false for a dislike, null to take it back."""

    like: bool | None


class QuizPartsController(Controller):
    """What belongs to a quiz."""

    path = "/quizzes/{quiz_id:str}"
    tags = ("quizzes",)

    @get("/versions", summary="Versions of a quiz", guards=[teacher])
    async def versions(
        self,
        quiz_id: Id,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        cursor: Cursor = None,
        limit: Limit = 50,
    ) -> Listed[Version]:
        """Newest first."""
        quiz = await shelf.own(library, quiz_id, asker.user)
        page = await library.quizzes.versions(quiz.id, cursor=cursor, limit=limit)
        return Listed(page.items, page.next)

    @get("/versions/{number:int}", summary="An older version", guards=[teacher])
    async def version(
        self,
        quiz_id: Id,
        number: Number,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> Response[WholeQuiz]:
        """As it was saved."""
        quiz = await shelf.own(library, quiz_id, asker.user)
        return answered(whole_of(await library.quizzes.version(quiz.id, number), asker.user))

    @post("/versions/{number:int}/restore", summary="Go back to a version", status_code=200, guards=[teacher])
    async def restore(
        self,
        quiz_id: Id,
        number: Number,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        if_match: IfMatch = None,
    ) -> Response[WholeQuiz]:
        """It becomes the newest version; those in between stay."""
        quiz = await shelf.own(library, quiz_id, asker.user)
        old = shelf.playable(await library.quizzes.version(quiz.id, number))
        saved = await library.quizzes.save(quiz.id, draft_of(old), expected=expected(if_match), saved_by=asker.user.id)
        return answered(whole_of(saved, asker.user))

    @put("/share", summary="Share a quiz", guards=[teacher])
    async def share(
        self,
        quiz_id: Id,
        data: JSONBody[Sharing],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> QuizEntry:
        """With nobody, with who has a link, with everybody."""
        quiz = await shelf.own(library, quiz_id, asker.user)
        return entry_of(await library.quizzes.set_share(quiz.id, data.share, new_link=data.new_link), asker.user)

    @post("/duplicate", summary="Copy a quiz", guards=[teacher])
    async def duplicate(
        self,
        quiz_id: Id,
        data: JSONBody[Copy],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        link: LinkQuery = None,
    ) -> Response[WholeQuiz]:
        """A private quiz of one's own, from one's own, a public one, or one whose link one has."""
        quiz = await shelf.seen_row(library, quiz_id, asker.user, link=link)
        title = None
        if data.title is not None:
            document = (await library.quizzes.get(quiz.id)).document
            title = (await shelf.checked(document | {"title": data.title})).title
        made = await library.quizzes.duplicate(quiz.id, asker.user.id, title=title)
        return answered(whole_of(made, asker.user), 201)

    @put("/rating", summary="Rate a quiz", guards=[signed_in])
    async def rate(
        self,
        quiz_id: Id,
        data: JSONBody[MyRating],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        link: LinkQuery = None,
    ) -> QuizEntry:
        """A quiz of somebody else."""
        return entry_of(await shelf.rated(library, quiz_id, asker.user, data.like, link=link), asker.user)

    @get("/export", summary="A quiz as a file", guards=[signed_in], opt={OTHER_CONTENT: "*/*"})
    async def export(
        self,
        quiz_id: Id,
        library: NamedDependency[Library],
        worker: NamedDependency[Worker],
        asker: NamedDependency[Asker],
        export_format: Annotated[
            ExportFormat, QueryParameter(name="format", description="`sheet` is the original's spreadsheet.")
        ],
        link: LinkQuery = None,
        delimiter: Annotated[str, QueryParameter(description="Of CSV.", pattern=r"^[,;\t]$")] = ",",
    ) -> Response[bytes]:
        """With its solutions, and with its pictures where the format holds any (cqa, qti)."""
        full = await shelf.seen(library, quiz_id, asker.user, link=link)
        quiz = shelf.playable(full)
        exported = await porting.write_quiz(library, worker, asker.user, quiz, export_format, delimiter=delimiter)
        return Response(
            exported.data, media_type=exported.media_type, headers=attachment(quiz.title, exported.extension)
        )
