"""Quizzes: made, edited, shared, found, rated."""

import asyncio
from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import Select, delete, exists, func, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.clock import Clock
from rumpus.library.database import Database
from rumpus.library.errors import ConflictError
from rumpus.library.files import references
from rumpus.library.identifier import new_id
from rumpus.library.page import Page, bounded, cursor_of, mark_of, page_of
from rumpus.library.people import accounts
from rumpus.library.quizzes import ratings, rows
from rumpus.library.quizzes.copies import copied
from rumpus.library.quizzes.records import Draft, FullQuiz, Hit, Quiz, Scope, Share, Version
from rumpus.library.quizzes.search import FURTHEST, PostgresSearch, Search, SqliteSearch
from rumpus.library.quizzes.words import query_of
from rumpus.library.schema import GameRow, QuizRow, VersionFileRow, VersionRow

FARTHEST: Final = 1_000_000
"""The largest offset."""


class Quizzes:
    """Quizzes. Who may do what is not asked here: `rumpus.library.access` has the rules."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._search: Search = SqliteSearch() if database.is_sqlite else PostgresSearch()

    async def create(
        self,
        owner_id: str,
        draft: Draft,
        *,
        workspace_id: str | None = None,
        share: Share = "private",
        imported_from: str | None = None,
    ) -> FullQuiz:
        """Save a new quiz as its version 1. Raises NotFoundError (user, workspace)."""
        texts = await asyncio.to_thread(self._search.texts_of, draft)
        async with self._database.writing() as connection:
            workspace_id = await accounts.workspace_for(connection, owner_id, workspace_id)
            values = rows.shared(share) | {"imported_from": imported_from, "copied_from": None}
            return await self._create(connection, owner_id, workspace_id, draft, texts, values)

    async def get(self, quiz_id: str) -> FullQuiz:
        """The newest version. Raises NotFoundError."""
        async with self._database.reading() as connection:
            return await rows.full_where(connection, QuizRow.id == quiz_id, rows.THERE)

    async def look(self, quiz_id: str) -> Quiz:
        """What lists show of it, without the document. Raises NotFoundError."""
        async with self._database.reading() as connection:
            return await rows.quiz_where(connection, QuizRow.id == quiz_id, rows.THERE)

    async def get_all(self, quiz_ids: Sequence[str]) -> list[FullQuiz]:
        """The newest versions of some quizzes, in this order. Those that are gone are left out.

        For as many as may be in memory at once: each document may have 2 MiB.
        """
        async with self._database.reading() as connection:
            found = (await connection.execute(rows.fulls().where(QuizRow.id.in_(quiz_ids), rows.THERE))).all()
        # Outside of the loop, as they may be large.
        fulls = await asyncio.to_thread(lambda: {row.id: rows.full(row) for row in found})
        return [fulls[quiz_id] for quiz_id in quiz_ids if quiz_id in fulls]

    async def showing(self, file_id: str, *, limit: int = 50) -> list[Quiz]:
        """Quizzes whose newest version shows this picture, last changed first."""
        shown = (
            select(VersionFileRow.file_id)
            .join(VersionRow, VersionRow.id == VersionFileRow.version_id)
            .where(
                VersionFileRow.file_id == file_id,
                VersionRow.quiz_id == QuizRow.id,
                VersionRow.number == QuizRow.version,
            )
        )
        found = rows.quizzes().where(rows.THERE, exists(shown)).order_by(QuizRow.updated_at.desc(), QuizRow.id)
        async with self._database.reading() as connection:
            return [rows.quiz(row) for row in await connection.execute(found.limit(limit))]

    async def by_link(self, link: str) -> FullQuiz:
        """The quiz of a link, while it is shared by link. Raises NotFoundError."""
        async with self._database.reading() as connection:
            return await rows.full_where(connection, QuizRow.link == link, QuizRow.share == "link", rows.THERE)

    async def save(
        self, quiz_id: str, draft: Draft, *, expected: int | None, saved_by: str, share: Share | None = None
    ) -> FullQuiz:
        """Save a new version, if the newest is the expected one (None: whatever it is).

        What is the same as the newest version makes no new one. With `share`, who may see it is set as well.

        Raises: NotFoundError, ConflictError.
        """
        now = self._clock()
        texts = await asyncio.to_thread(self._search.texts_of, draft)
        async with self._database.writing() as connection:
            row = await rows.locked(connection, quiz_id)
            if expected is not None and expected != row.version:
                raise ConflictError(row.version)
            if not await rows.is_same(connection, row, draft):
                number = row.version + 1
                await rows.add_version(connection, quiz_id, number, draft, saved_by, now)
                # Never back, even if somebody set the clock: the editor's list is sorted by it.
                changed = rows.columns(draft) | {"version": number, "updated_at": max(now, row.updated_at)}
                await connection.execute(update(QuizRow).where(QuizRow.id == quiz_id).values(changed))
                await self._search.put(connection, quiz_id, texts)
            if share is not None and share != row.share:
                await connection.execute(update(QuizRow).where(QuizRow.id == quiz_id).values(rows.shared(share)))
            return await rows.full_where(connection, QuizRow.id == quiz_id)

    async def version(self, quiz_id: str, number: int) -> FullQuiz:
        """An older version; for results also that of a quiz that was deleted. Raises NotFoundError."""
        async with self._database.reading() as connection:
            return await rows.full_where(connection, QuizRow.id == quiz_id, number=number)

    async def versions(self, quiz_id: str, *, cursor: str | None = None, limit: int = 50) -> Page[Version]:
        """Newest first. Raises NotFoundError."""
        limit = bounded(limit)
        columns = [column for column in VersionRow.__table__.columns if column.key != "document"]
        found = select(*columns).where(VersionRow.quiz_id == quiz_id).order_by(VersionRow.number.desc())
        if cursor is not None:
            found = found.where(VersionRow.number < mark_of(cursor)[0])
        async with self._database.reading() as connection:
            await rows.quiz_where(connection, QuizRow.id == quiz_id, rows.THERE)
            versions = [
                Version(row.id, row.quiz_id, row.number, row.title, row.question_count, row.saved_by, row.saved_at)
                for row in await connection.execute(found.limit(limit + 1))
            ]
        return page_of(versions, [(one.number, one.id) for one in versions], limit)

    async def set_share(self, quiz_id: str, share: Share, *, new_link: bool = False) -> Quiz:
        """Who may see it. A link stays the same while it is shared so, unless `new_link`. Raises NotFoundError."""
        async with self._database.writing() as connection:
            row = await rows.locked(connection, quiz_id)
            stays = share == "link" and row.share == "link" and not new_link
            if not stays:
                await connection.execute(update(QuizRow).where(QuizRow.id == quiz_id).values(rows.shared(share)))
            return await rows.quiz_where(connection, QuizRow.id == quiz_id)

    async def duplicate(self, quiz_id: str, owner_id: str, *, title: str | None = None) -> FullQuiz:
        """A private copy for this user, without ratings and counters.

        With `title` the document's "title" is changed too. Pictures of somebody else become the user's as well.

        Raises: NotFoundError.
        """
        async with self._database.writing() as connection:
            workspace_id = await accounts.workspace_for(connection, owner_id, None)
            full = await rows.full_where(connection, QuizRow.id == quiz_id, rows.THERE)
            draft = await copied(connection, full, owner_id, workspace_id, title, self._clock())
            made = await self._create(
                connection,
                owner_id,
                workspace_id,
                draft,
                self._search.texts_of(draft),
                rows.shared("private") | {"imported_from": full.quiz.imported_from, "copied_from": quiz_id},
            )
            await self._search.copy_texts(connection, quiz_id, made.quiz.id)
            return made

    async def delete(self, quiz_id: str) -> None:
        """Nobody finds it any more; the versions that results point to stay with them. Raises NotFoundError."""
        now = self._clock()
        async with self._database.writing() as connection:
            await rows.locked(connection, quiz_id)
            await self._search.drop(connection, quiz_id)
            if await connection.scalar(select(exists().where(GameRow.quiz_id == quiz_id))):
                await connection.execute(
                    update(QuizRow).where(QuizRow.id == quiz_id).values(deleted_at=now, **rows.shared("private"))
                )
                return
            files = await references.files_of(connection, select(VersionRow.id).where(VersionRow.quiz_id == quiz_id))
            await connection.execute(delete(QuizRow).where(QuizRow.id == quiz_id))
            await references.release(connection, files, now)

    async def of(self, owner_id: str, *, cursor: str | None = None, limit: int = 50, offset: int = 0) -> Page[Quiz]:
        """A user's quizzes, last changed first. `offset` skips some, for clients that count pages."""
        return await self._page(rows.quizzes().where(rows.within("own", owner_id)), cursor, limit, offset)

    async def public(
        self, *, owner_id: str | None = None, cursor: str | None = None, limit: int = 50, offset: int = 0
    ) -> Page[Quiz]:
        """Public quizzes (of one user), last changed first."""
        found = rows.quizzes().where(rows.within("public"))
        if owner_id is not None:
            found = found.where(QuizRow.owner_id == owner_id)
        return await self._page(found, cursor, limit, offset)

    async def search(
        self,
        query: str,
        *,
        user_id: str | None = None,
        scope: Scope = "public",
        language: str | None = None,
        cursor: str | None = None,
        limit: int = 20,
        offset: int = 0,
    ) -> Page[Hit]:
        """Quizzes that have all words of the query (or words that begin so), best first: title, description, questions.

        Accents and case do not matter, in any language. `scope` "own" and "all" need `user_id`. An empty query finds
        nothing. No further than 1,000 hits.
        """
        sought = query_of(query)
        begin = offset if cursor is None else mark_of(cursor)[0]
        limit = max(0, min(bounded(limit), FURTHEST - begin))
        if not sought or begin < 0 or limit == 0:
            return Page([], None)
        if scope == "all" and user_id is None:
            scope = "public"
        conditions = [rows.within(scope, user_id)] + ([rows.speaking(language)] if language else [])
        async with self._database.reading() as connection:
            found = await self._search.find(connection, sought, *conditions, limit=limit + 1, offset=begin)
            ids = [one.quiz_id for one in found[:limit]]
            quizzes = {
                row.id: rows.quiz(row) for row in await connection.execute(rows.quizzes().where(QuizRow.id.in_(ids)))
            }
        hits = [Hit(quizzes[one.quiz_id], one.rank) for one in found[:limit]]
        is_last = len(found) <= limit or begin + limit >= FURTHEST
        return Page(hits, None if is_last else cursor_of((begin + limit, "")))

    async def rate(self, quiz_id: str, user_id: str, like: bool | None) -> Quiz:
        """Like, dislike or take it back (None): one for each user, the last one counts. Raises NotFoundError."""
        async with self._database.writing() as connection:
            await accounts.user_of(connection, user_id)
            await rows.locked(connection, quiz_id)
            await ratings.rate(connection, quiz_id, user_id, like, self._clock())
            return await rows.quiz_where(connection, QuizRow.id == quiz_id)

    async def rating_of(self, quiz_id: str, user_id: str) -> bool | None:
        """What this user said of it."""
        async with self._database.reading() as connection:
            return await ratings.rating_of(connection, quiz_id, user_id)

    async def count_view(self, quiz_id: str) -> None:
        """Somebody looked at it. A quiz that is gone is no error."""
        async with self._database.writing() as connection:
            await connection.execute(update(QuizRow).where(QuizRow.id == quiz_id).values(views=QuizRow.views + 1))

    async def count_play(self, quiz_id: str) -> None:
        """A game of it began. A quiz that is gone is no error."""
        async with self._database.writing() as connection:
            await connection.execute(update(QuizRow).where(QuizRow.id == quiz_id).values(plays=QuizRow.plays + 1))

    async def count(self) -> int:
        """How many there are."""
        async with self._database.reading() as connection:
            return await connection.scalar(select(func.count()).select_from(QuizRow).where(rows.THERE)) or 0

    async def _create(
        self,
        connection: AsyncConnection,
        owner_id: str,
        workspace_id: str,
        draft: Draft,
        texts: dict[str, str],
        values: dict[str, Any],
    ) -> FullQuiz:
        now = self._clock()
        quiz_id = new_id(now)
        await rows.add_quiz(connection, quiz_id, draft, now, owner_id=owner_id, workspace_id=workspace_id, **values)
        await rows.add_version(connection, quiz_id, 1, draft, owner_id, now)
        await self._search.put(connection, quiz_id, texts)
        return await rows.full_where(connection, QuizRow.id == quiz_id)

    async def _page(self, found: Select[*tuple[Any, ...]], cursor: str | None, limit: int, offset: int) -> Page[Quiz]:
        limit = bounded(limit)
        found = found.order_by(QuizRow.updated_at.desc(), QuizRow.id.desc()).limit(limit + 1)
        if cursor is not None:
            found = found.where(tuple_(QuizRow.updated_at, QuizRow.id) < tuple_(*mark_of(cursor)))
        elif offset > 0:
            found = found.offset(min(offset, FARTHEST))
        async with self._database.reading() as connection:
            quizzes = [rows.quiz(row) for row in await connection.execute(found)]
        return page_of(quizzes, [(quiz.updated_at, quiz.id) for quiz in quizzes], limit)
