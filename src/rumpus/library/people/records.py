"""Who uses this server, as callers see it. Times are epoch milliseconds."""

from typing import Literal, TypeAlias

import msgspec

Role: TypeAlias = Literal["owner", "teacher", "viewer"]
"""In a workspace: an owner looks after it and its members, a teacher makes and hosts quizzes, a viewer only looks."""

Registration: TypeAlias = Literal["open", "invitation", "closed"]
"""Who may make an account: anybody, who has an invitation, nobody."""


class Workspace(msgspec.Struct, frozen=True):
    """What a group of people keep together, such as a school."""

    id: str
    name: str
    created_at: int


class Membership(msgspec.Struct, frozen=True):
    """A user in a workspace."""

    workspace_id: str
    role: Role
    joined_at: int


class Member(msgspec.Struct, frozen=True):
    """A member as the list of a workspace shows it."""

    user_id: str
    name: str
    email: str | None
    role: Role
    joined_at: int


class User(msgspec.Struct, frozen=True):
    """An account.

    Attributes:
        name: unique, whatever its case.
        email: unique too; None for those who gave none.
        is_administrator: looks after the whole server.
        is_disabled: cannot sign in; its sessions and keys open nothing.
        has_password: whether it can sign in with one.
        memberships: the oldest first.
    """

    id: str
    name: str
    email: str | None
    is_administrator: bool
    is_disabled: bool
    has_password: bool
    created_at: int
    memberships: tuple[Membership, ...]

    @property
    def workspace_id(self) -> str | None:
        """Where new things of this user go: the workspace of the oldest membership."""
        return self.memberships[0].workspace_id if self.memberships else None

    def role_in(self, workspace_id: str) -> Role | None:
        """This user's role there; None if not a member."""
        return next((one.role for one in self.memberships if one.workspace_id == workspace_id), None)


SignedInBy: TypeAlias = Literal["password", "link"]


class Session(msgspec.Struct, frozen=True):
    """Somebody is signed in on some device. What device is not kept.

    Attributes:
        by: how it began.
        renewed_at: when it was last renewed; about when it was last used.
    """

    id: str
    user_id: str
    by: SignedInBy
    created_at: int
    renewed_at: int
    expires_at: int


class NewSession(msgspec.Struct, frozen=True):
    """A session with its token (64 hexadecimal digits), which is told only this once."""

    session: Session
    token: str


class SignedIn(msgspec.Struct, frozen=True):
    """A session that holds, and whose it is."""

    session: Session
    user: User


class ApiKey(msgspec.Struct, frozen=True):
    """A key to its user's games, without the key itself.

    Attributes:
        hint: its first characters, to tell it from others.
        used_at: when it was last used, to the hour; None if never.
    """

    id: str
    user_id: str
    name: str
    hint: str
    created_at: int
    used_at: int | None


class NewApiKey(msgspec.Struct, frozen=True):
    """A key (48 hexadecimal digits), which is told only this once."""

    record: ApiKey
    key: str


class Invitation(msgspec.Struct, frozen=True):
    """Somebody may register, once.

    Attributes:
        email: only with this address, if not None.
    """

    id: str
    workspace_id: str
    role: Role
    email: str | None
    created_by: str
    created_at: int
    expires_at: int


class NewInvitation(msgspec.Struct, frozen=True):
    """An invitation with its code, which is told only this once."""

    invitation: Invitation
    code: str
