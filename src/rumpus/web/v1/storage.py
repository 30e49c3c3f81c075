"""Pictures (quiz.md 5.7). Their bytes never change, so whoever has one need not ask again."""

import base64
import uuid
from collections.abc import AsyncIterator
from typing import Annotated, Any, Final, cast

import msgspec
from litestar import Controller, Request, Response, delete, get, head, post, put
from litestar.di import NamedDependency
from litestar.enums import RequestEncodingType
from litestar.params import Body, FromPath, JSONBody, QueryParameter
from litestar.response import Stream

from rumpus.library import File, FileLimits, Library, NotFoundError, PictureError
from rumpus.web.documents import OTHER_CONTENT
from rumpus.web.problems import Problem
from rumpus.web.uploads import ENVELOPE, FileForm, bytes_of
from rumpus.web.v1.shapes import file_row
from rumpus.web.who import Asker, everybody, signed_in, teacher

LARGEST: Final = FileLimits().bytes

Form = Annotated[FileForm, Body(media_type=RequestEncodingType.MULTI_PART)]


class Meta(msgspec.Struct, frozen=True):
    """What people say of a picture. What is missing stays."""

    filename: str | msgspec.UnsetType | None = msgspec.UNSET
    alt_text: str | msgspec.UnsetType | None = msgspec.UNSET


class Limit(msgspec.Struct, frozen=True):
    """Bytes."""

    limit: int
    limit_reached: bool
    used: int


def file_headers(file: File) -> dict[str, str]:
    """What is said of a picture to whoever looks at it. Nothing in it can run, wherever a browser shows it."""
    return {
        "Cache-Control": "public, immutable, max-age=31536000",
        "Content-Size": str(file.size),
        "X-Hash": file.hash,
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "ETag": f'"{file.hash}"',
        # Deployed pages decode what is missing, too, and show what comes of that.
        "X-Alt-Text": base64.b64encode((file.alt_text or "").encode()).decode(),
    }


def file_id_of(name: str) -> str:
    """The id of a picture: a UUID with or without dashes, or the original's legacy pair of them."""
    try:
        return str(uuid.UUID(name.partition("--")[0]))
    except ValueError:
        raise Problem(400, "file_id_invalid", "Invalid file name") from None


class StorageController(Controller):
    """Pictures."""

    path = "/storage"
    tags = ("files",)

    @post(summary="Upload a picture", status_code=200, guards=[teacher], request_max_body_size=LARGEST + ENVELOPE)
    async def upload(
        self, data: Form, library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> dict[str, Any]:
        """PNG, JPEG, GIF or WebP: its content says which."""
        content = await bytes_of(data.file, LARGEST)
        return file_row(await _kept(library, asker, content, data.file.filename or ""))

    @post("/raw", summary="Upload a picture as body", status_code=200, guards=[teacher], request_max_body_size=LARGEST)
    async def upload_raw(
        self,
        request: Request[Any, Any, Any],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> dict[str, Any]:
        """The same without a form."""
        return file_row(await _kept(library, asker, await request.body(), ""))

    @get("/download/{name:str}", summary="A picture", guards=[everybody], opt={OTHER_CONTENT: "image/*"})
    async def download(self, name: FromPath[str], library: NamedDependency[Library]) -> Stream:
        """Its bytes. Whoever has the id of a picture may see it: players do, without an account."""
        file, chunks = await _opened(library, name)
        return Stream(
            chunks, media_type=file.mime_type, headers=file_headers(file) | {"Content-Length": str(file.size)}
        )

    @head("/download/{name:str}", summary="About a picture", guards=[everybody], media_type="image/*")
    async def peek(self, name: FromPath[str], library: NamedDependency[Library]) -> Response[None]:
        """The headers alone."""
        file = await _found(library, name)
        headers = file_headers(file) | {"Content-Length": str(file.size)}
        return cast("Response[None]", Response(b"", media_type=file.mime_type, headers=headers))

    @get("/info/{name:str}", summary="About a picture", guards=[everybody], media_type="image/*")
    async def info(self, name: FromPath[str], library: NamedDependency[Library]) -> Response[bytes]:
        """The headers alone, for clients that cannot ask for them otherwise."""
        file = await _found(library, name)
        return Response(b"", media_type=file.mime_type, headers=file_headers(file))

    @get("/meta/{name:str}", summary="What is known of a picture", guards=[signed_in])
    async def meta(
        self, name: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> dict[str, Any]:
        """Of one's own."""
        return file_row(await _own(library, asker, name))

    @put("/meta/{name:str}", summary="Describe a picture", guards=[teacher])
    async def describe(
        self,
        name: FromPath[str],
        data: JSONBody[Meta],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> dict[str, Any]:
        """Its name, and in words what it shows."""
        file = await _own(library, asker, name)
        alt_text = file.alt_text if data.alt_text is msgspec.UNSET else data.alt_text
        filename = file.filename if data.filename is msgspec.UNSET else data.filename
        return file_row(
            await library.files.describe(file.id, alt_text=alt_text, credit=file.credit, filename=filename or "")
        )

    @delete("/meta/{name:str}", summary="Erase a picture", status_code=200, guards=[teacher])
    async def erase(
        self, name: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> None:
        """It is not served any more. Quizzes that name it show no picture there until they are saved without it."""
        await library.files.delete((await _own(library, asker, name)).id)

    @get("/list", summary="My pictures", guards=[signed_in])
    async def mine(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> list[dict[str, Any]]:
        """The newest hundred."""
        return await _listed(library, asker, 100)

    @get("/list/last", summary="My last pictures", guards=[signed_in])
    async def last(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        count: Annotated[int, QueryParameter(ge=1, le=50)] = 50,
    ) -> list[dict[str, Any]]:
        """The newest first."""
        return await _listed(library, asker, count)

    @get("/limit", summary="How much I may store", guards=[signed_in])
    async def limit(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> Limit:
        """Bytes used and allowed."""
        usage = await library.files.usage(asker.user.id)
        return Limit(usage.limit, usage.used >= usage.limit, usage.used)


async def _listed(library: Library, asker: Asker, count: int) -> list[dict[str, Any]]:
    page = await library.files.of(asker.user.id, limit=count)
    return [file_row(file) | {"quizzes": [], "quiztivities": []} for file in page.items]


async def _kept(library: Library, asker: Asker, content: bytes, filename: str) -> File:
    try:
        return await library.files.add(asker.user.id, content, filename=filename)
    except PictureError as error:
        if error.code == "quota":
            raise Problem(409, "picture_quota", str(error)) from None
        if error.code in ("unsupported", "damaged"):
            raise Problem(422, f"picture_{error.code}", "Unsupported") from None
        raise


async def _found(library: Library, name: str) -> File:
    try:
        return await library.files.get(file_id_of(name))
    except NotFoundError:
        raise _no_file() from None


async def _opened(library: Library, name: str) -> tuple[File, AsyncIterator[bytes]]:
    try:
        return await library.files.open(file_id_of(name))
    except NotFoundError:
        raise _no_file() from None


async def _own(library: Library, asker: Asker, name: str) -> File:
    file = await _found(library, name)
    if file.owner_id != asker.user.id:
        raise _no_file()
    return file


def _no_file() -> Problem:
    return Problem(404, "file_not_found", "File not found")
