"""Where somebody is signed in, as deployed clients read it: no session keys (quiz.md 8.2), addresses or devices."""

import msgspec
from litestar import Controller, delete, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from rumpus.library import Library, Session
from rumpus.web.problems import Problem
from rumpus.web.v1.times import moment
from rumpus.web.who import Asker, signed_in


class UserSession(msgspec.Struct, frozen=True):
    """A session. Addresses and browsers are not kept, so those members are always null."""

    id: str
    created_at: str
    last_seen: str
    ip_address: str | None
    user_agent: str | None


class SessionsController(Controller):
    """One's own sessions."""

    path = "/users"
    guards = (signed_in,)
    tags = ("users",)

    @get("/session", summary="This session")
    async def current(self, asker: NamedDependency[Asker]) -> UserSession:
        """The session that asks."""
        if asker.session is None:
            raise Problem(404, "session_not_found", "Session not found")
        return _shown(asker.session)

    @get("/sessions/list", summary="Where am I signed in?")
    async def list(self, library: NamedDependency[Library], asker: NamedDependency[Asker]) -> list[UserSession]:
        """Own sessions, newest first."""
        return [_shown(session) for session in await library.sessions.of(asker.user.id)]

    @delete("/sessions/{session_id:str}", summary="End a session", status_code=200)
    async def end(
        self, session_id: FromPath[str], library: NamedDependency[Library], asker: NamedDependency[Asker]
    ) -> None:
        """Ends an own session. That of somebody else is not found."""
        await library.sessions.revoke(asker.user.id, session_id)


def _shown(session: Session) -> UserSession:
    return UserSession(session.id, moment(session.created_at), moment(session.renewed_at), None, None)
