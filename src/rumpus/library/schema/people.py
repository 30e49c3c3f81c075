"""Tables of people and of how they get in."""

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rumpus.library.schema.base import Base, Digest, Id, Moment, Short, Words


class WorkspaceRow(Base):
    """A workspace. The oldest is the default one."""

    __tablename__ = "workspaces"

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[Words]
    created_at: Mapped[Moment]


class UserRow(Base):
    """An account. `name_key` and `email_key` are what must be unique."""

    __tablename__ = "users"

    id: Mapped[Id] = mapped_column(primary_key=True)
    name: Mapped[Words]
    name_key: Mapped[Words] = mapped_column(unique=True)
    email: Mapped[Words | None]
    email_key: Mapped[Words | None] = mapped_column(unique=True)
    is_administrator: Mapped[bool]
    is_disabled: Mapped[bool]
    created_at: Mapped[Moment]


class MembershipRow(Base):
    """A user in a workspace."""

    __tablename__ = "memberships"

    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    workspace_id: Mapped[Id] = mapped_column(
        ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    role: Mapped[Short]
    joined_at: Mapped[Moment]


class IdentityRow(Base):
    """A way in which a user can prove who it is.

    For kind "password" the subject is the user's id and the secret the Argon2 hash; for others ("oidc") the subject is
    the provider's, the secret unused.
    """

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("kind", "subject"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    kind: Mapped[Short]
    subject: Mapped[Words]
    secret: Mapped[Words | None]
    created_at: Mapped[Moment]
    changed_at: Mapped[Moment]


class SessionRow(Base):
    """Somebody is signed in."""

    __tablename__ = "sessions"

    id: Mapped[Id] = mapped_column(primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    token_hash: Mapped[Digest] = mapped_column(unique=True)
    by: Mapped[Short]
    created_at: Mapped[Moment]
    renewed_at: Mapped[Moment]
    expires_at: Mapped[Moment] = mapped_column(index=True)


class SignInLinkRow(Base):
    """A link that signs somebody in, once."""

    __tablename__ = "sign_in_links"

    token_hash: Mapped[Digest] = mapped_column(primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    expires_at: Mapped[Moment]


class InvitationRow(Base):
    """Somebody may register, once. Used ones are erased."""

    __tablename__ = "invitations"

    id: Mapped[Id] = mapped_column(primary_key=True)
    workspace_id: Mapped[Id] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    created_by: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    code_hash: Mapped[Digest] = mapped_column(unique=True)
    role: Mapped[Short]
    email: Mapped[Words | None]
    created_at: Mapped[Moment]
    expires_at: Mapped[Moment]


class ApiKeyRow(Base):
    """A key to its user's games."""

    __tablename__ = "api_keys"
    __table_args__ = (Index(None, "user_id", "created_at"),)

    id: Mapped[Id] = mapped_column(primary_key=True)
    user_id: Mapped[Id] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"))
    key_hash: Mapped[Digest] = mapped_column(unique=True)
    name: Mapped[Words]
    hint: Mapped[Short]
    created_at: Mapped[Moment]
    used_at: Mapped[Moment | None]
