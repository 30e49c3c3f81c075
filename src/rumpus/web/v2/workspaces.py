"""Workspaces and their members."""

from typing import Annotated

import msgspec
from litestar import Controller, delete, get, patch, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from rumpus.library import Library, Member, NotFoundError, Role, Workspace
from rumpus.library.access import may_administrate
from rumpus.web.v2.invitations import looked_after
from rumpus.web.who import Asker, administrator, signed_in


class WorkspaceName(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What to call a workspace."""

    name: Annotated[str, msgspec.Meta(max_length=200, examples=["Rosa Parks School"])]


class NewRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a member is."""

    role: Role


class Workspaces(msgspec.Struct, frozen=True):
    """Workspaces, oldest first."""

    items: list[Workspace]


class Members(msgspec.Struct, frozen=True):
    """Members, by name."""

    items: list[Member]


class WorkspacesController(Controller):
    """What groups of people keep together."""

    path = "/workspaces"
    tags = ("workspaces",)

    @get(summary="Workspaces", guards=[signed_in])
    async def list(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> Workspaces:
        """Those one is a member of; all of them for administrators."""
        found = await library.workspaces.all()
        if not may_administrate(asker.user):
            found = [one for one in found if asker.user.role_in(one.id) is not None]
        return Workspaces(found)

    @post(summary="Make a workspace", guards=[administrator])
    async def make(
        self, data: JSONBody[WorkspaceName], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> Workspace:
        """Who makes it is its owner."""
        return await library.workspaces.create(data.name, owner_id=asker.user.id)

    @patch("/{workspace_id:str}", summary="Rename a workspace", guards=[signed_in])
    async def rename(
        self,
        workspace_id: FromPath[str],
        data: JSONBody[WorkspaceName],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> Workspace:
        """For its owners and administrators (403)."""
        return await library.workspaces.rename(await looked_after(library, asker, workspace_id), data.name)

    @get("/{workspace_id:str}/members", summary="Members", guards=[signed_in])
    async def members(
        self, workspace_id: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> Members:
        """With their addresses, so for its owners and administrators only (403)."""
        return Members(await library.workspaces.members(await looked_after(library, asker, workspace_id)))

    @put("/{workspace_id:str}/members/{user_id:str}", summary="Set a member's role", guards=[signed_in])
    async def set_role(
        self,
        workspace_id: FromPath[str],
        user_id: FromPath[str],
        data: JSONBody[NewRole],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> Member:
        """For its owners and administrators (403). Only administrators make members of those who are none."""
        await looked_after(library, asker, workspace_id)
        known = {member.user_id for member in await library.workspaces.members(workspace_id)}
        if user_id not in known and not may_administrate(asker.user):
            raise NotFoundError("user")
        await library.workspaces.set_role(workspace_id, user_id, data.role)
        return next(one for one in await library.workspaces.members(workspace_id) if one.user_id == user_id)

    @delete("/{workspace_id:str}/members/{user_id:str}", summary="Take a membership away", guards=[signed_in])
    async def remove(
        self,
        workspace_id: FromPath[str],
        user_id: FromPath[str],
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
    ) -> None:
        """For its owners and administrators (403)."""
        await looked_after(library, asker, workspace_id)
        await library.workspaces.set_role(workspace_id, user_id, None)
