"""What is erased while it is sent: the answer is cut off, and nothing more of it is told.

Results are read piece by piece, so that any game fits into memory; whoever erases one does not wait for who reads it.
The reader's connection is closed before the end of the body, which every client reports as an error: half of a game is
never taken for all of it.
"""

import structlog
from litestar.enums import ScopeType
from litestar.exceptions import LitestarException
from litestar.middleware import ASGIMiddleware
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from rumpus.library import NotFoundError

log = structlog.get_logger()


class CutOff(ASGIMiddleware):
    """Ends an answer of which the rest is not there any more."""

    scopes = (ScopeType.HTTP,)

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Pass on what is asked and answered."""
        has_begun = False

        async def watched(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await next_app(scope, receive, watched)
        except Exception as error:
            if not has_begun or not _is_gone(error):
                raise
            log.warning("an answer is cut off: what it tells was erased meanwhile", route=str(scope["route_handler"]))


def _is_gone(error: BaseException) -> bool:
    """Streams run in a task group, and Litestar wraps what comes after the beginning of a response."""
    if isinstance(error, ExceptionGroup):
        return all(map(_is_gone, error.exceptions))
    if isinstance(error, LitestarException) and error.__cause__ is not None:
        return _is_gone(error.__cause__)
    return isinstance(error, NotFoundError)
