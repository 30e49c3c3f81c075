"""Tables of files."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rumpus.library.schema.base import Base, Id, Large, Moment, Short, Whole, Words


class FileRow(Base):
    """A picture. Its bytes are in the folder of files under `hash`; several users may have the same one.

    `unused_since` says since when no quiz refers to it; None while one does.
    """

    __tablename__ = "files"
    __table_args__ = (UniqueConstraint("owner_id", "hash"), Index("ix_files_own", "owner_id", "uploaded_at", "id"))

    id: Mapped[Id] = mapped_column(primary_key=True)
    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    owner_id: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    filename: Mapped[Words]
    mime_type: Mapped[Short]
    hash: Mapped[Words] = mapped_column(index=True)
    size: Mapped[Large]
    width: Mapped[Whole]
    height: Mapped[Whole]
    alt_text: Mapped[Words | None]
    credit: Mapped[Words | None]
    uploaded_at: Mapped[Moment]
    unused_since: Mapped[Moment | None] = mapped_column(index=True)


class VersionFileRow(Base):
    """A version of a quiz refers to a file."""

    __tablename__ = "version_files"

    version_id: Mapped[Id] = mapped_column(ForeignKey("quiz_versions.id", ondelete="CASCADE"), primary_key=True)
    file_id: Mapped[Id] = mapped_column(ForeignKey("files.id", ondelete="CASCADE"), primary_key=True, index=True)
