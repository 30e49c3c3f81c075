"""Quizzes between tables and records."""

import hashlib
import secrets
from typing import Any, Final

import msgspec
from sqlalchemy import ColumnElement, Select, and_, insert, literal_column, or_, select
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.errors import NotFoundError
from rumpus.library.files import references
from rumpus.library.identifier import new_id
from rumpus.library.quizzes.records import Draft, FullQuiz, Quiz, Scope, Share
from rumpus.library.schema import QuizRow, UserRow, VersionRow

THERE: Final[ColumnElement[bool]] = QuizRow.deleted_at.is_(None)

_PUBLIC: Final[ColumnElement[str]] = literal_column("'public'")
"""Spelled out, or SQLite would not see that the index of public quizzes fits."""


def within(scope: Scope, user_id: str | None = None) -> ColumnElement[bool]:
    """Quizzes that are there: public ones, this user's own, or both."""
    public, own = QuizRow.share == _PUBLIC, QuizRow.owner_id == user_id
    scopes: dict[Scope, ColumnElement[bool]] = {"public": public, "own": own, "all": or_(public, own)}
    return and_(THERE, scopes[scope])


def speaking(language: str) -> ColumnElement[bool]:
    """Quizzes in this language or one of its dialects: en-GB is English."""
    plain = "".join(one for one in language if one.isalnum() or one == "-")
    return or_(QuizRow.language == language, QuizRow.language.like(f"{plain}-%"))


def quizzes() -> Select[*tuple[Any, ...]]:
    """Everything that a record needs, of all quizzes, also deleted ones."""
    return select(QuizRow, UserRow.name.label("owner_name")).join(UserRow, UserRow.id == QuizRow.owner_id)


def fulls(number: int | None = None) -> Select[*tuple[Any, ...]]:
    """The same with their newest versions, or those of this number."""
    version = VersionRow.number == (QuizRow.version if number is None else number)
    return (
        quizzes()
        .join(VersionRow, and_(VersionRow.quiz_id == QuizRow.id, version))
        .add_columns(VersionRow.id.label("version_id"), VersionRow.number, VersionRow.document)
    )


async def quiz_where(connection: AsyncConnection, *conditions: ColumnElement[bool]) -> Quiz:
    """The quiz for which all of this is true. Raises NotFoundError."""
    row = (await connection.execute(quizzes().where(*conditions))).one_or_none()
    if row is None:
        raise NotFoundError("quiz")
    return quiz(row)


async def full_where(
    connection: AsyncConnection, *conditions: ColumnElement[bool], number: int | None = None
) -> FullQuiz:
    """The quiz for which all of this is true, with its newest version or this one. Raises NotFoundError."""
    row = (await connection.execute(fulls(number).where(*conditions))).one_or_none()
    if row is None:
        raise NotFoundError("quiz")
    return full(row)


async def locked(connection: AsyncConnection, quiz_id: str) -> Row[Any]:
    """The quiz, which nobody else changes until the end of this transaction. Raises NotFoundError."""
    found = select(QuizRow).where(QuizRow.id == quiz_id, THERE).with_for_update()
    row = (await connection.execute(found)).one_or_none()
    if row is None:
        raise NotFoundError("quiz")
    return row


async def is_same(connection: AsyncConnection, row: Row[Any], draft: Draft) -> bool:
    """Whether the newest version of the quiz of this row is just like the draft."""
    if any(getattr(row, name) != value for name, value in columns(draft).items()):
        return False
    newest = VersionRow.quiz_id == row.id, VersionRow.number == row.version
    known = await connection.scalar(select(VersionRow.document_hash).where(*newest))
    return known == hash_of(encoded(draft.document))


async def add_quiz(connection: AsyncConnection, quiz_id: str, draft: Draft, now: int, **values: Any) -> None:
    """Write the row of a new quiz, with these further columns. It wants its version 1."""
    counts = dict.fromkeys(("likes", "dislikes", "plays", "views"), 0)
    moments = {"created_at": now, "updated_at": now, "deleted_at": None}
    await connection.execute(
        insert(QuizRow).values(id=quiz_id, version=1, **columns(draft), **counts, **moments, **values)
    )


async def add_version(
    connection: AsyncConnection, quiz_id: str, number: int, draft: Draft, saved_by: str | None, now: int
) -> None:
    """Write a version, with the files that it refers to."""
    version_id = new_id(now)
    document = encoded(draft.document)
    await connection.execute(
        insert(VersionRow).values(
            id=version_id,
            quiz_id=quiz_id,
            number=number,
            title=draft.title,
            question_count=draft.question_count,
            document=document,
            document_hash=hash_of(document),
            saved_by=saved_by,
            saved_at=now,
        )
    )
    await references.refer(connection, version_id, draft.files)


def encoded(document: dict[str, Any]) -> str:
    """A document as it is kept."""
    return msgspec.json.encode(document).decode()


def hash_of(document: str) -> str:
    """What says that two documents are the same."""
    return hashlib.sha256(document.encode()).hexdigest()


def columns(draft: Draft) -> dict[str, Any]:
    """What the row of a quiz has of its newest version."""
    return {
        "title": draft.title,
        "description": draft.description,
        "language": draft.language,
        "question_count": draft.question_count,
        "cover_image": draft.cover_image,
    }


def shared(share: Share) -> dict[str, Any]:
    """What the row of a quiz has that is shared so from now on: with a new link, if by link."""
    return {"share": share, "link": secrets.token_urlsafe(16) if share == "link" else None}


def full(row: Row[Any]) -> FullQuiz:
    """The record of a row with a version."""
    return FullQuiz(
        quiz=quiz(row), version=row.number, version_id=row.version_id, document=msgspec.json.decode(row.document)
    )


def quiz(row: Row[Any]) -> Quiz:
    """The record of a row."""
    return Quiz(
        id=row.id,
        workspace_id=row.workspace_id,
        owner_id=row.owner_id,
        owner_name=row.owner_name,
        title=row.title,
        description=row.description,
        language=row.language,
        question_count=row.question_count,
        cover_image=row.cover_image,
        share=row.share,
        link=row.link if row.share == "link" else None,
        version=row.version,
        likes=row.likes,
        dislikes=row.dislikes,
        plays=row.plays,
        views=row.views,
        imported_from=row.imported_from,
        copied_from=row.copied_from,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
