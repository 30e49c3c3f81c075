"""Quizzes as the library sees them: documents with a few columns. Times are epoch milliseconds."""

from typing import Any, Literal, TypeAlias

import msgspec

Share: TypeAlias = Literal["private", "link", "public"]
"""Who may see a quiz: its owner, who has its link, everybody."""

Scope: TypeAlias = Literal["public", "own", "all"]
"""Where to search: in what is public, in what is one's own, in both."""


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """What is saved as a version of a quiz.

    Attributes:
        title: may hold HTML; so may the description. Searching sees the text only.
        document: the whole quiz, as JSON; the library does not look into it.
        texts: all question texts, for searching, in any form.
        files: ids of all files that the document refers to. Those that are not in the library are ignored.
    """

    title: str
    description: str
    language: str
    document: dict[str, Any]
    question_count: int
    texts: str = ""
    cover_image: str | None = None
    files: tuple[str, ...] = ()


class Quiz(msgspec.Struct, frozen=True, kw_only=True):
    """A quiz as lists show it.

    Attributes:
        link: the secret of its link, None unless `share` is "link".
        version: number of the newest version, from 1: what `If-Match` is about.
        imported_from: what it was made from ("kahoot", "cqa", ...), None if by hand.
        copied_from: id of the quiz that it is a duplicate of.
    """

    id: str
    workspace_id: str
    owner_id: str
    owner_name: str
    title: str
    description: str
    language: str
    question_count: int
    cover_image: str | None
    share: Share
    link: str | None
    version: int
    likes: int
    dislikes: int
    plays: int
    views: int
    imported_from: str | None
    copied_from: str | None
    created_at: int
    updated_at: int


class FullQuiz(msgspec.Struct, frozen=True, kw_only=True):
    """A quiz with the document of one of its versions: the newest, unless another was asked for."""

    quiz: Quiz
    version: int
    version_id: str
    document: dict[str, Any]


class Version(msgspec.Struct, frozen=True):
    """A version as the list of versions shows it. `saved_by` is None if that user is gone."""

    id: str
    quiz_id: str
    number: int
    title: str
    question_count: int
    saved_by: str | None
    saved_at: int


class Hit(msgspec.Struct, frozen=True):
    """A quiz that was found. The better it fits, the larger `rank`; ranks of two searches cannot be compared."""

    quiz: Quiz
    rank: float
