"""Where somebody is signed in, and ending that."""

from typing import Annotated

import msgspec
from litestar import Controller, delete, get
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter

from rumpus.library import Library, Session
from rumpus.web.who import Asker, signed_in


class Sessions(msgspec.Struct, frozen=True):
    """The sessions of an account that hold, newest first. `current` is the id of the one that asks."""

    items: list[Session]
    current: str | None


class Ended(msgspec.Struct, frozen=True):
    """How many sessions ended."""

    ended: int


class SessionsController(Controller):
    """One's own sessions."""

    path = "/sessions"
    guards = (signed_in,)
    tags = ("session",)

    @get(summary="Where am I signed in?")
    async def list(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> Sessions:
        """Own sessions. No secrets, addresses or devices: those are not kept."""
        current = None if asker.session is None else asker.session.id
        return Sessions(await library.sessions.of(asker.user.id), current)

    @delete(summary="Sign out everywhere", status_code=200)
    async def end_all(
        self,
        library: NamedDependency[Library],
        asker: NamedDependency[Asker],
        keep_this: Annotated[bool, QueryParameter(description="Stay signed in here.")] = False,
    ) -> Ended:
        """Ends all own sessions at once, access tokens too."""
        kept = asker.session.id if keep_this and asker.session is not None else None
        return Ended(await library.sessions.revoke_all(asker.user.id, except_=kept))

    @delete("/{session_id:str}", summary="End one session")
    async def end(
        self, session_id: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> None:
        """Ends an own session. That of somebody else is not found."""
        await library.sessions.revoke(asker.user.id, session_id)
