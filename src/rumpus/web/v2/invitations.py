"""Invitations to make an account, for owners of a workspace and administrators."""

from typing import Annotated

import msgspec
from litestar import Controller, delete, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody, QueryParameter

from rumpus.library import Invitation, Library, NewInvitation, Role
from rumpus.library.access import may_look_after
from rumpus.library.clock import DAY
from rumpus.web.fields import Email
from rumpus.web.problems import Problem
from rumpus.web.who import Asker, signed_in


class Invite(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom to invite, and to what.

    Attributes:
        workspace_id: the own one if missing.
        role: what they will be there.
        email: only with this address.
        days: how long it holds.
    """

    workspace_id: Annotated[str, msgspec.Meta(max_length=64)] | None = None
    role: Role = "teacher"
    email: Email | None = None
    days: Annotated[int, msgspec.Meta(ge=1, le=90)] = 7


class Invitations(msgspec.Struct, frozen=True):
    """Invitations that hold, newest first."""

    items: list[Invitation]


class InvitationsController(Controller):
    """Invitations to a workspace. Only its owners and administrators see and make them."""

    path = "/invitations"
    guards = (signed_in,)
    tags = ("accounts",)

    @get(summary="Invitations that hold")
    async def list(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        workspace_id: Annotated[
            str | None, QueryParameter(description="Of which workspace; the own one if missing.", max_length=64)
        ] = None,
    ) -> Invitations:
        """Without their codes, which are not kept. For owners of the workspace and administrators (403)."""
        return Invitations(await library.invitations.of(await looked_after(library, asker, workspace_id)))

    @post(summary="Invite somebody")
    async def make(
        self, data: JSONBody[Invite], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> NewInvitation:
        """The code is told only this once, and holds once. For owners of the workspace and administrators (403)."""
        workspace_id = await looked_after(library, asker, data.workspace_id)
        return await library.invitations.make(
            created_by=asker.user.id,
            workspace_id=workspace_id,
            role=data.role,
            email=data.email,
            lasts=data.days * DAY,
        )

    @delete("/{invitation_id:str}", summary="Take an invitation back")
    async def revoke(
        self, invitation_id: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> None:
        """For owners of the workspace and administrators (403)."""
        found = await library.invitations.get(invitation_id)
        await looked_after(library, asker, found.workspace_id)
        await library.invitations.revoke(invitation_id)


async def looked_after(library: Library, asker: Asker, workspace_id: str | None) -> str:
    """The workspace, or the asker's own, if it is theirs to look after.

    Raises:
        Problem: it is not; the same is said of one that does not exist.
    """
    if workspace_id is None:
        workspace_id = asker.user.workspace_id or (await library.workspaces.default()).id
    if not may_look_after(asker.user, workspace_id):
        raise Problem(403, "not_an_owner", "this is for owners of the workspace and administrators")
    return workspace_id
