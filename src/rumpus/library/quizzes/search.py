"""Finding quizzes by their words: FTS5 on SQLite, a tsvector on PostgreSQL. Both get the words that `words` made."""

from abc import ABC, abstractmethod
from collections.abc import Iterable
from typing import ClassVar, Final, NamedTuple

from sqlalchemy import ColumnElement, column, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from rumpus.library.quizzes.records import Draft
from rumpus.library.quizzes.words import words_of
from rumpus.library.schema import QuizRow

FURTHEST: Final = 1_000
"""No hits are told beyond this one."""


class Found(NamedTuple):
    """A quiz that was found."""

    quiz_id: str
    rank: float


class Search(ABC):
    """An index of the words of quizzes in the table `quiz_texts`. Databases differ in how they have it."""

    _put: ClassVar[str]
    """Inserts what `texts_of` gives, or puts it in the place of what is there."""

    _copy: ClassVar[str]
    """Gives the quiz `:to` the question texts of `:quiz_id`."""

    _matching: ClassVar[str]
    """Selects `quiz_id` and `rank` of all that match `:match`."""

    @abstractmethod
    def texts_of(self, draft: Draft) -> dict[str, str]:
        """What `put` is to write of a quiz. It takes 10 ms for a large one, so it is made outside of the loop."""

    async def put(self, connection: AsyncConnection, quiz_id: str, texts: dict[str, str]) -> None:
        """A quiz has these texts from now on."""
        await connection.execute(text(self._put), {"quiz_id": quiz_id} | texts)

    async def copy_texts(self, connection: AsyncConnection, quiz_id: str, to: str) -> None:
        """A quiz gets the question texts of another, and keeps its title and description."""
        await connection.execute(text(self._copy), {"quiz_id": quiz_id, "to": to})

    async def drop(self, connection: AsyncConnection, quiz_id: str) -> None:
        """A quiz is not to be found any more."""
        await connection.execute(text("DELETE FROM quiz_texts WHERE quiz_id = :quiz_id"), {"quiz_id": quiz_id})

    async def find(
        self,
        connection: AsyncConnection,
        sought: list[list[str]],
        *conditions: ColumnElement[bool],
        limit: int,
        offset: int,
    ) -> list[Found]:
        """Quizzes with these rows of words for which all of this is true, best first."""
        matching = text(self._matching).bindparams(match=self._match(sought))
        hits = matching.columns(column("quiz_id"), column("rank")).subquery("hits")
        found = (
            select(hits.c.quiz_id, hits.c.rank)
            .join(QuizRow, QuizRow.id == hits.c.quiz_id)
            .where(*conditions)
            .order_by(hits.c.rank.desc(), QuizRow.updated_at.desc(), QuizRow.id.desc())
            .limit(limit)
            .offset(offset)
        )
        return [Found(row.quiz_id, row.rank) for row in await connection.execute(found)]

    @abstractmethod
    def _match(self, rows: list[list[str]]) -> str:
        """What to look for, as the database says it."""


class SqliteSearch(Search):
    """An index of FTS5 over the table `quiz_texts`, kept by its triggers. Ranks are bm25."""

    _put = (
        "INSERT INTO quiz_texts (quiz_id, title, description, texts)"
        " VALUES (:quiz_id, :title, :description, :texts) ON CONFLICT (quiz_id) DO UPDATE"
        " SET title = excluded.title, description = excluded.description, texts = excluded.texts"
    )
    _copy = "UPDATE quiz_texts SET texts = (SELECT texts FROM quiz_texts WHERE quiz_id = :quiz_id) WHERE quiz_id = :to"
    _matching = (
        "SELECT t.quiz_id, -bm25(quiz_words, 10.0, 3.0, 1.0) AS rank FROM quiz_words"
        " JOIN quiz_texts t ON t.id = quiz_words.rowid WHERE quiz_words MATCH :match"
    )

    def texts_of(self, draft: Draft) -> dict[str, str]:
        """What `put` is to write of a quiz."""
        texts = {"title": draft.title, "description": draft.description, "texts": draft.texts}
        return {name: " ".join(words_of(one)) for name, one in texts.items()}

    def _match(self, rows: list[list[str]]) -> str:
        return " ".join(_fts5(row) for row in rows)


class PostgresSearch(Search):
    """A column of type tsvector with a GIN index. Ranks are ts_rank."""

    _put = (
        "INSERT INTO quiz_texts (quiz_id, words) VALUES (:quiz_id, CAST(CAST(:words AS text) AS tsvector))"
        " ON CONFLICT (quiz_id) DO UPDATE SET words = excluded.words"
    )
    _copy = (
        "UPDATE quiz_texts SET words = words || ts_filter((SELECT words FROM quiz_texts"
        " WHERE quiz_id = :quiz_id), '{d}') WHERE quiz_id = :to"
    )
    _matching = (
        "SELECT t.quiz_id, ts_rank('{0.1, 0.1, 0.3, 1.0}', t.words, sought) AS rank"
        " FROM CAST(CAST(:match AS text) AS tsquery) AS sought JOIN quiz_texts t ON t.words @@ sought"
    )

    def texts_of(self, draft: Draft) -> dict[str, str]:
        """What `put` is to write of a quiz."""
        parts = (("A", draft.title), ("B", draft.description), ("", draft.texts))
        return {"words": _tsvector((weight, words_of(one)) for weight, one in parts)}

    def _match(self, rows: list[list[str]]) -> str:
        return " & ".join(_tsquery(row) for row in rows)


def _is_beginning(word: str) -> bool:
    """Whether words are found that only begin so. A single letter would find too much."""
    return len(word) > 1


def _fts5(row: list[str]) -> str:
    # Words are letters and digits only, so nothing in them means anything to FTS5 within quotes.
    return f'"{" ".join(row)}"' + (" *" if _is_beginning(row[-1]) else "")


def _tsquery(row: list[str]) -> str:
    last = f"'{row[-1]}'" + (":*" if _is_beginning(row[-1]) else "")
    return "(" + " <-> ".join([f"'{word}'" for word in row[:-1]] + [last]) + ")"


_LAST_POSITION: Final = 16_383
"""PostgreSQL knows no later ones."""

_MOST_OF_ONE: Final = 255
"""Nor more positions of one word."""


def _tsvector(parts: Iterable[tuple[str, list[str]]]) -> str:
    """The words with positions and weights, as PostgreSQL writes a tsvector."""
    positions: dict[str, list[str]] = {}
    at = 0
    for weight, words in parts:
        at += 1  # so that no row of words reaches from one part into the next
        for word in words:
            at += 1
            known = positions.setdefault(word, [])
            if at <= _LAST_POSITION and len(known) < _MOST_OF_ONE:
                known.append(f"{at}{weight}")
    return " ".join(f"'{word}':{','.join(known)}" if known else f"'{word}'" for word, known in positions.items())
