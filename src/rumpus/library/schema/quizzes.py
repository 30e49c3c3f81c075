"""Tables of quizzes."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from rumpus.library.schema.base import Base, Id, Moment, Short, Whole, Words

_THERE = text("deleted_at IS NULL")
_PUBLIC = text("deleted_at IS NULL AND share = 'public'")
_GONE = text("deleted_at IS NOT NULL")


class QuizRow(Base):
    """A quiz. Title, description and the like are those of the newest version, whose number is `version`.

    A deleted quiz stays, unseen, while results point to its versions.
    """

    __tablename__ = "quizzes"
    __table_args__ = (
        Index("ix_quizzes_own", "owner_id", "updated_at", "id", sqlite_where=_THERE, postgresql_where=_THERE),
        Index("ix_quizzes_public", "updated_at", "id", sqlite_where=_PUBLIC, postgresql_where=_PUBLIC),
        Index("ix_quizzes_deleted", "deleted_at", sqlite_where=_GONE, postgresql_where=_GONE),
    )

    id: Mapped[Id] = mapped_column(primary_key=True)
    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    title: Mapped[Words]
    description: Mapped[Words]
    language: Mapped[Words]
    question_count: Mapped[Whole]
    cover_image: Mapped[Words | None]
    share: Mapped[Short]
    link: Mapped[Words | None] = mapped_column(unique=True)
    version: Mapped[Whole]
    likes: Mapped[Whole]
    dislikes: Mapped[Whole]
    plays: Mapped[Whole]
    views: Mapped[Whole]
    imported_from: Mapped[Words | None]
    copied_from: Mapped[Id | None]
    created_at: Mapped[Moment]
    updated_at: Mapped[Moment]
    deleted_at: Mapped[Moment | None]


class VersionRow(Base):
    """A version. It never changes. `document` is JSON, `document_hash` its SHA-256 in hexadecimal."""

    __tablename__ = "quiz_versions"
    __table_args__ = (UniqueConstraint("quiz_id", "number"), Index(None, "saved_at"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    quiz_id: Mapped[Id] = mapped_column(ForeignKey("quizzes.id", ondelete="CASCADE"))
    number: Mapped[Whole]
    title: Mapped[Words]
    question_count: Mapped[Whole]
    document: Mapped[Words]
    document_hash: Mapped[Words]
    saved_by: Mapped[Id | None] = mapped_column(ForeignKey("users.id", ondelete="SET NULL"), index=True)
    saved_at: Mapped[Moment]


class RatingRow(Base):
    """What a user said of a quiz. The sums are in the quiz's row."""

    __tablename__ = "quiz_ratings"

    quiz_id: Mapped[Id] = mapped_column(ForeignKey("quizzes.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True, index=True)
    likes: Mapped[bool]
    rated_at: Mapped[Moment]
