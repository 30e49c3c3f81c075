"""Making an account."""

import msgspec
from litestar import Response, post
from litestar.di import NamedDependency
from litestar.params import JSONBody

from rumpus.library import Library, NotFoundError, Registration, Role
from rumpus.web.access_token import AccessTokens
from rumpus.web.fields import Code, Email, Name, Password
from rumpus.web.registrations import Registrations
from rumpus.web.signing_in import begin
from rumpus.web.v2.session import SignedInAs
from rumpus.web.who import Visitor, everybody


class NewAccount(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who wants an account. `invitation` is needed where the server is set so."""

    name: Name
    password: Password
    email: Email | None = None
    invitation: Code | None = None


class InvitationCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The code out of an invitation."""

    code: Code


class Invited(msgspec.Struct, frozen=True):
    """To what somebody is invited. With an `email`, only with this address. `expires_at` is epoch milliseconds."""

    workspace: str
    role: Role
    email: str | None
    expires_at: int


@post("/accounts", tags=["accounts"], summary="Make an account", guards=[everybody])
async def register(
    data: JSONBody[NewAccount],
    library: NamedDependency[Library],
    tokens: NamedDependency[AccessTokens],
    visitor: NamedDependency[Visitor],
    registration: NamedDependency[Registration],
    registrations: NamedDependency[Registrations],
) -> Response[SignedInAs]:
    """As the server is set: anybody, who has an invitation, or nobody (403). Who registers is signed in at once."""
    registrations.begin(visitor.address)
    user = await library.users.register(data.name, data.password, email=data.email, invitation=data.invitation)
    begun = await begin(library, tokens, user, visitor)
    return Response(SignedInAs(user, begun.session, registration), cookies=begun.cookies)


@post("/accounts/invitation", tags=["accounts"], summary="Look at an invitation", status_code=200, guards=[everybody])
async def look_at_invitation(data: JSONBody[InvitationCode], library: NamedDependency[Library]) -> Invited:
    """What a code invites to; 404 if it does not hold. By POST, so that codes stand in no log."""
    found = await library.invitations.find(data.code)
    if found is None:
        raise NotFoundError("invitation")
    workspace = await library.workspaces.get(found.workspace_id)
    return Invited(workspace.name, found.role, found.email, found.expires_at)
