"""Pictures."""

from typing import Annotated, Any, Final

import msgspec
from litestar import Controller, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, JSONBody, QueryParameter
from litestar.response import Stream

from rumpus.library import File, FileLimits, Library, NotFoundError, Usage
from rumpus.web.documents import OTHER_CONTENT
from rumpus.web.ids import Id
from rumpus.web.paging import Cursor, Limit, Listed
from rumpus.web.problems import Problem
from rumpus.web.uploads import ENVELOPE, FileForm, bytes_of
from rumpus.web.v1.storage import file_headers
from rumpus.web.who import Asker, everybody, signed_in, teacher

LARGEST: Final = FileLimits().bytes

Text = Annotated[str, msgspec.Meta(max_length=1_000)]
TextQuery = Annotated[str | None, QueryParameter(max_length=1_000)]


class Description(msgspec.Struct, frozen=True):
    """What people say of a picture. What is missing stays, null takes it away."""

    alt_text: Text | msgspec.UnsetType | None = msgspec.UNSET
    credit: Text | msgspec.UnsetType | None = msgspec.UNSET
    filename: Annotated[str, msgspec.Meta(max_length=200)] | msgspec.UnsetType = msgspec.UNSET


class FilesController(Controller):
    """Pictures."""

    path = "/files"
    tags = ("files",)

    @post(summary="Upload a picture", guards=[teacher], request_max_body_size=LARGEST + ENVELOPE)
    async def upload(
        self,
        data: Annotated[FileForm, Body(media_type=RequestEncodingType.MULTI_PART)],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        alt_text: TextQuery = None,
        credit: TextQuery = None,
    ) -> File:
        """PNG, JPEG, GIF or WebP: its content says which. The same picture is kept once; places in it are taken out."""
        content = await bytes_of(data.file, LARGEST)
        return await library.files.add(
            asker.user.id, content, filename=data.file.filename or "", alt_text=alt_text, credit=credit
        )

    @get(summary="My pictures", guards=[signed_in])
    async def mine(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        cursor: Cursor = None,
        limit: Limit = 50,
        unused: Annotated[bool | None, QueryParameter(description="Only those that no quiz shows (or does).")] = None,
    ) -> Listed[File]:
        """Newest first."""
        page = await library.files.of(asker.user.id, cursor=cursor, limit=limit, unused=unused)
        return Listed(page.items, page.next)

    @get("/usage", summary="How much I store", guards=[signed_in])
    async def usage(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> Usage:
        """Bytes used and allowed."""
        return await library.files.usage(asker.user.id)

    @get("/{file_id:str}", summary="About a picture", guards=[signed_in])
    async def about(self, file_id: Id, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> File:
        """Of one's own."""
        return await _own(library, asker, file_id)

    @get("/{file_id:str}/content", summary="A picture", guards=[everybody], opt={OTHER_CONTENT: "image/*"})
    async def content(self, file_id: Id, library: NamedDependency[Library]) -> Stream:
        """Its bytes. Whoever has the id may see it: players do, without an account."""
        file, chunks = await library.files.open(file_id)
        headers = file_headers(file) | {"Content-Length": str(file.size)}
        return Stream(chunks, media_type=file.mime_type, headers=headers)

    @patch("/{file_id:str}", summary="Describe a picture", guards=[teacher])
    async def describe(
        self,
        file_id: Id,
        data: JSONBody[Description],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> File:
        """In words what it shows, and whose it is."""
        file = await _own(library, asker, file_id)
        said: dict[str, Any] = {"alt_text": file.alt_text, "credit": file.credit, "filename": file.filename}
        return await library.files.describe(file.id, **said | msgspec.to_builtins(data))

    @delete("/{file_id:str}", summary="Erase a picture", guards=[teacher])
    async def erase(
        self,
        file_id: Id,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        force: Annotated[bool, QueryParameter(description="Also if quizzes show it.")] = False,
    ) -> None:
        """It is not served any more. If quizzes show it, they are named (409), unless one insists.

        They show no picture there from then on; neither do older versions, and results of games that showed it.
        """
        file = await _own(library, asker, file_id)
        shown_in = [] if force else await library.quizzes.showing(file.id)
        if shown_in:
            raise Problem(
                409,
                "picture_in_use",
                "quizzes show this picture: take it out of them first, or insist with force=true",
                quizzes=[{"id": quiz.id, "title": quiz.title} for quiz in shown_in],
            )
        await library.files.delete(file.id)


async def _own(library: Library, asker: Asker, file_id: str) -> File:
    file = await library.files.get(file_id)
    if file.owner_id != asker.user.id:
        raise NotFoundError("file")
    return file
