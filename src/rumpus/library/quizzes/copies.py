"""Copies of quizzes: the same document, with own pictures."""

import re

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.files import references
from rumpus.library.quizzes import rows
from rumpus.library.quizzes.records import Draft, FullQuiz
from rumpus.library.schema import VersionFileRow


async def copied(
    connection: AsyncConnection, full: FullQuiz, owner_id: str, workspace_id: str, title: str | None, now: int
) -> Draft:
    """What to save for a copy of this quiz. Its texts for searching are copied from index to index."""
    referred = select(VersionFileRow.file_id).where(VersionFileRow.version_id == full.version_id)
    files = (await connection.scalars(referred)).all()
    copies = await references.copies_for(connection, full.version_id, owner_id, workspace_id, now)
    document, cover = full.document, full.quiz.cover_image
    if copies:
        # Ids are random and stand nowhere by chance, so they can be exchanged without knowing the document.
        pattern = re.compile("|".join(map(re.escape, copies)))
        changed = pattern.sub(lambda found: copies[found[0]], rows.encoded(document))
        document = msgspec.json.decode(changed)
        cover = None if cover is None else copies.get(cover, cover)
    if title is not None:
        document = document | {"title": title}
    return Draft(
        title=full.quiz.title if title is None else title,
        description=full.quiz.description,
        language=full.quiz.language,
        document=document,
        question_count=full.quiz.question_count,
        cover_image=cover,
        files=tuple(copies.get(file, file) for file in files),
    )
