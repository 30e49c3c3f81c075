"""Quizzes: made, edited, shared, found, rated."""

from rumpus.library.page import Page
from rumpus.library.quizzes.records import Draft, FullQuiz, Hit, Quiz, Scope, Share, Version

STUB = "not filled in yet"


class Quizzes:
    """Quizzes. Who may do what is not asked here: `rumpus.library.access` has the rules."""

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
        raise NotImplementedError(STUB)

    async def get(self, quiz_id: str) -> FullQuiz:
        """The newest version. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def look(self, quiz_id: str) -> Quiz:
        """What lists show of it, without the document. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def by_link(self, link: str) -> FullQuiz:
        """The quiz of a link, while it is shared by link. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def save(self, quiz_id: str, draft: Draft, *, expected: int | None, saved_by: str) -> FullQuiz:
        """Save a new version, if the newest is the expected one (None: whatever it is).

        What is the same as the newest version makes no new one.

        Raises: NotFoundError, ConflictError.
        """
        raise NotImplementedError(STUB)

    async def version(self, quiz_id: str, number: int) -> FullQuiz:
        """An older version; for results also that of a quiz that was deleted. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def versions(self, quiz_id: str, *, cursor: str | None = None, limit: int = 50) -> Page[Version]:
        """Newest first. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def set_share(self, quiz_id: str, share: Share, *, new_link: bool = False) -> Quiz:
        """Who may see it. A link stays the same while it is shared so, unless `new_link`. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def duplicate(self, quiz_id: str, owner_id: str, *, title: str | None = None) -> FullQuiz:
        """A private copy for this user, without ratings and counters.

        With `title` the document's "title" is changed too. Raises NotFoundError.
        """
        raise NotImplementedError(STUB)

    async def delete(self, quiz_id: str) -> None:
        """Nobody finds it any more; the versions that results point to stay with them. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def of(self, owner_id: str, *, cursor: str | None = None, limit: int = 50, offset: int = 0) -> Page[Quiz]:
        """A user's quizzes, last changed first. `offset` skips some, for clients that count pages."""
        raise NotImplementedError(STUB)

    async def public(
        self, *, owner_id: str | None = None, cursor: str | None = None, limit: int = 50, offset: int = 0
    ) -> Page[Quiz]:
        """Public quizzes (of one user), last changed first."""
        raise NotImplementedError(STUB)

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
        raise NotImplementedError(STUB)

    async def rate(self, quiz_id: str, user_id: str, like: bool | None) -> Quiz:
        """Like, dislike or take it back (None): one for each user, the last one counts. Raises NotFoundError."""
        raise NotImplementedError(STUB)

    async def rating_of(self, quiz_id: str, user_id: str) -> bool | None:
        """What this user said of it."""
        raise NotImplementedError(STUB)

    async def count_view(self, quiz_id: str) -> None:
        """Somebody looked at it. A quiz that is gone is no error."""
        raise NotImplementedError(STUB)

    async def count_play(self, quiz_id: str) -> None:
        """A game of it began. A quiz that is gone is no error."""
        raise NotImplementedError(STUB)

    async def count(self) -> int:
        """How many there are."""
        raise NotImplementedError(STUB)
